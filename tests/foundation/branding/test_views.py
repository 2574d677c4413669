import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.people import PersonFactory
from wijkportaal.foundation.branding.actions import change_branding
from wijkportaal.foundation.branding.calculations import family
from wijkportaal.foundation.branding.models import DEFAULT_ACCENT, DEFAULT_PRIMARY, Gemeente
from wijkportaal.foundation.branding.queries import gemeente

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = PersonFactory(is_superuser=True)
    client.force_login(person)
    return person


def test_the_theme_in_the_repository_has_the_families_of_the_first_colours():
    theme = (Path(settings.BASE_DIR) / "static/css/theme.css").read_text()
    for name, colour in (("accent-1", DEFAULT_PRIMARY), ("action-1", DEFAULT_ACCENT)):
        written = dict(re.findall(rf"--basis-color-{name}-([a-z-]+): (#[0-9a-f]{{6}});", theme))
        assert written == family(colour)


def test_the_stylesheet_is_public_and_kept_for_good_under_its_version(client):
    change_branding(by=None, name="Gemeente Lelieveld", primary_colour="#22306b")
    answer = client.get(gemeente().stylesheet_url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "--basis-color-accent-1-inverse-bg-default: #22306b;" in answer.text
    assert client.get("/huisstijl.css")["Cache-Control"] == "public, max-age=60"
    assert client.get("/huisstijl.css", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_only_who_may_change_the_branding_sees_its_page(client):
    assert client.get("/beheer/huisstijl").status_code == 302
    client.force_login(PersonFactory())
    assert client.get("/beheer/huisstijl").status_code == 403
    assert client.get("/beheer/huisstijl/voorbeeld").status_code == 403


DATA = {
    "name": "Gemeente Lelieveld",
    "primary_colour": "#22306B",
    "accent_colour": "#b3431a",
}


def test_an_administrator_changes_the_branding(client, administrator):
    assert client.get("/beheer/huisstijl").status_code == 200
    answer = client.post("/beheer/huisstijl", DATA, follow=True)
    assert "De huisstijl is opgeslagen" in answer.text
    assert "Gemeente Lelieveld" in answer.text
    assert Gemeente.objects.get().primary_colour == "#22306b"


def test_a_colour_that_is_too_light_is_refused_with_the_measured_contrast(client, administrator):
    answer = client.post("/beheer/huisstijl", {**DATA, "accent_colour": "#ffd84d", "phone": "14 0599"})
    assert answer.status_code == 422
    assert "het contrast met wit is 1,38 en moet minstens 4,5 zijn" in answer.text
    assert 'href="#id_accent_colour"' in answer.text
    assert 'value="14 0599"' in answer.text, "what was typed is kept"
    assert not Gemeente.objects.exists()


def test_the_preview_measures_the_colours_it_is_given(client, administrator):
    answer = client.get(
        "/beheer/huisstijl/voorbeeld", {"primary_colour": "#ffd84d", "accent_colour": '"><script>'}
    )
    assert "Hoofdkleur: 1,38" in answer.text
    assert "te licht om wit op te lezen" in answer.text
    assert "<script>" not in answer.text
