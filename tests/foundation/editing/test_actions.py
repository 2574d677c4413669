from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from programmes.yearly.models import Part
from tests.factories.people import PersonFactory
from tests.factories.yearly import PartFactory
from wijkportaal.foundation.editing.actions import (
    KEEP_DRAFTS,
    drop_draft,
    forget_old_drafts,
    keep_draft,
    note_presence,
    save_edit,
)
from wijkportaal.foundation.editing.models import Draft
from wijkportaal.foundation.editing.queries import draft_of, others_editing
from wijkportaal.foundation.editing.states import PRESENCE_SECONDS, EditConflict, presence_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return PersonFactory(full_name="Anna")


@pytest.fixture
def bas():
    return PersonFactory(full_name="Bas")


def save(part, by, version, **values):
    return save_edit(part, values, version=version, by=by, action="yearly.edit_part")


def test_save_edit_raises_the_version_and_says_who(anna):
    part = PartFactory()
    saved = save(part, anna, 1, title="Welkom")
    assert (saved.version, saved.edited_by, saved.title) == (2, anna, "Welkom")
    assert Part.objects.get(pk=part.pk).title == "Welkom"


def test_save_edit_refuses_an_old_version_and_shows_what_there_is(anna, bas):
    part = PartFactory()
    save(part, anna, 1, title="Van Anna")
    for version in (0, 1, 3):
        with pytest.raises(EditConflict) as conflict:
            save(part, bas, version, title="Van Bas")
        assert conflict.value.record.title == "Van Anna"
        assert conflict.value.record.edited_by == anna


def test_save_edit_touches_only_the_fields_that_it_gets(anna):
    part = PartFactory(title="Voorwoord")
    Part.objects.filter(pk=part.pk).update(author_name="M. de Boer")
    save(part, anna, 1, title="Welkom")
    assert Part.objects.get(pk=part.pk).author_name == "M. de Boer"


def test_a_draft_is_one_per_person_and_goes_when_the_form_is_saved(anna, bas):
    part = PartFactory()
    keep_draft(part, {"title": ["a"]}, version=1, by=anna)
    keep_draft(part, {"title": ["ab"]}, version=1, by=anna)
    keep_draft(part, {"title": ["b"]}, version=1, by=bas)
    assert draft_of(part, person=anna).values == {"title": ["ab"]}
    save(part, anna, 1, title="Af")
    assert draft_of(part, person=anna) is None
    assert draft_of(part, person=bas).values == {"title": ["b"]}
    drop_draft(part, by=bas)
    assert not Draft.objects.exists()


def test_old_drafts_are_forgotten_and_young_ones_stay(anna, bas):
    part = PartFactory()
    old = keep_draft(part, {}, version=1, by=anna)
    keep_draft(part, {}, version=1, by=bas)
    Draft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - KEEP_DRAFTS - timedelta(days=1))
    assert forget_old_drafts() == 1
    assert Draft.objects.get().person == bas


def test_presence_names_the_others_and_fades(anna, bas):
    part = PartFactory()
    note_presence(part, by=anna)
    note_presence(part, by=bas)
    assert others_editing(part, person=anna) == ["Bas"]
    long_ago = timezone.now().timestamp() - PRESENCE_SECONDS - 1
    cache.set(presence_key(part), {bas.pk: (long_ago, "Bas")}, 60)
    assert others_editing(part, person=anna) == []
