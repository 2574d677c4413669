import pytest
from django.urls import reverse

from programmes.translations.models import Translation
from programmes.translations.queries import lines_of, progress_of
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def programme(area):
    programme = ProgrammeFactory(area=area, state="published", intro="Dit doen wij.")
    PartFactory(programme=programme, title="Voorwoord", text="<p>Beste bewoner</p>")
    PartFactory(programme=programme, title="Leeg", text="")
    project = ProjectFactory(area=area, title="Steiger", what="<p>Een steiger.</p>", why="Het water")
    EntryFactory(programme=programme, project=project, promise="Klaar in mei")
    return programme


def test_a_translation_is_kept_and_seen_to_be_outdated_when_the_dutch_changes(client, programme, area):
    client.force_login(person_with("area_manager", area))
    index, page = (
        reverse("translations:index", args=[programme.pk]),
        reverse("translations:language", args=[programme.pk, "en"]),
    )
    assert "0 van 3" in client.get(index).content.decode()
    part = programme.parts.get(title="Voorwoord")
    text = reverse("translations:text", args=[programme.pk, "en", f"onderdeel-{part.pk}"])
    half = client.post(text, {"version": 0, "title": "Foreword"})
    assert half.status_code == 422
    assert "Vertaal ook dit" in half.content.decode()
    values = {"version": 0, "title": "Foreword", "text": "<p>Dear resident</p>"}
    assert client.post(text, values).url == page
    assert client.post(text, values).status_code == 422  # Somebody kept one in between: this knew of none.
    assert client.post(text, values | {"version": 1}).status_code == 302
    assert "vertaald" in client.get(page).content.decode()
    part.text = "<p>Beste buren</p>"
    part.save()
    states = [(line.original.name, line.is_current, line.is_outdated) for line in lines_of(programme, "en")]
    assert states == [
        ("Inleiding", False, False),
        ("Voorwoord", False, True),
        (f"{programme.entries.get().number}. Steiger", False, False),
    ]
    assert "Het Nederlands is veranderd" in client.get(text).content.decode()
    english = next(each for each in progress_of(programme) if each.language == "en")
    assert (english.ready, english.outdated, english.all) == (0, 1, 3)
    assert Translation.objects.get().version == 2


def test_only_who_makes_the_programme_translates_what_there_is(client, programme, area):
    client.force_login(person_with("board_member", area))
    assert client.get(reverse("translations:index", args=[programme.pk])).status_code == 403
    client.force_login(person_with("community_worker", area))
    for language, key in (("xx", "inleiding"), ("en", "onderdeel-999999"), ("en", "inleiding2")):
        address = reverse("translations:text", args=[programme.pk, language, key])
        assert client.get(address).status_code == 404
    assert client.get(reverse("translations:text", args=[programme.pk, "tr", "inleiding"])).status_code == 200
