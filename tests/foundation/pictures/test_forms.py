import re

import pytest
from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.forms import PictureField
from wijkportaal.foundation.pictures.processing import PreparedPicture


class ProjectForm(forms.Form):
    title = forms.CharField()
    photo = PictureField()


class OptionalForm(forms.Form):
    photo = PictureField(required=False)


def test_clean_gives_what_store_picture_takes(upload):
    form = ProjectForm({"title": "Speelplein"}, {"photo": upload(30, 20)})
    assert form.is_valid(), form.errors
    assert isinstance(form.cleaned_data["photo"], PreparedPicture)


def test_a_form_with_another_fault_keeps_the_photo(upload):
    first = ProjectForm({"title": ""}, {"photo": upload(30, 20)})
    assert not first.is_valid()
    shown = str(first["photo"])
    assert "U hoeft hem niet opnieuw te kiezen" in shown
    token = re.search(r'name="photo-kept" value="([^"]+)"', shown).group(1)
    second = ProjectForm({"title": "Speelplein", "photo-kept": token})
    assert second.is_valid(), second.errors
    assert second.cleaned_data["photo"] == first.cleaned_data["photo"]


def test_a_new_choice_goes_before_the_kept_one(upload):
    first = ProjectForm({"title": ""}, {"photo": upload(30, 20)})
    first.is_valid()
    token = re.search(r'value="([^"]+)"', str(first["photo"])).group(1)
    second = ProjectForm({"title": "Plein", "photo-kept": token}, {"photo": upload(50, 20)})
    assert second.is_valid()
    assert second.cleaned_data["photo"].width == 50


@pytest.mark.parametrize("token", ["verzonnen", "../../etc/passwd", "x" * 5000])
def test_a_token_that_is_not_ours_is_asked_again(token):
    form = ProjectForm({"title": "Plein", "photo-kept": token})
    assert form.errors["photo"] == ["De foto die u koos is niet meer bewaard. Kies hem opnieuw."]


def test_a_file_that_is_no_photo_says_so():
    form = ProjectForm({"title": "Plein"}, {"photo": SimpleUploadedFile("a.jpg", b"MZ\x90")})
    assert "geen foto" in form.errors["photo"][0]


def test_required_and_optional():
    assert ProjectForm({"title": "Plein"}).errors["photo"] == ["Kies een foto."]
    form = OptionalForm({})
    assert form.is_valid()
    assert form.cleaned_data["photo"] is None


@pytest.mark.django_db
def test_the_photo_there_is_stays_unless_it_is_taken_away(upload):
    picture = store_picture(upload(30, 20), alt="Het plein", by=None)
    stays = OptionalForm({}, initial={"photo": picture})
    assert stays.is_valid()
    assert stays.cleaned_data["photo"] == picture
    assert not stays.has_changed()
    gone = OptionalForm({"photo-remove": "on"}, initial={"photo": picture})
    assert gone.is_valid()
    assert gone.cleaned_data["photo"] is False
    assert 'alt="Het plein"' in str(stays["photo"])


def test_a_lost_cache_loses_only_the_photo(upload):
    first = ProjectForm({"title": ""}, {"photo": upload(30, 20)})
    first.is_valid()
    token = re.search(r'value="([^"]+)"', str(first["photo"])).group(1)
    cache.clear()
    assert "opnieuw" in ProjectForm({"title": "Plein", "photo-kept": token}).errors["photo"][0]
