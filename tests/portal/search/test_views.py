import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.organisations.models import Organisation
from areas.territory.actions import name_in_frisian
from participation.meetings.models import Minutes
from programmes.projects.models import Project, ProjectDocument
from tests.factories.commitments import CommitmentFactory
from tests.factories.files import pdf_upload
from tests.factories.meetings import make as make_meeting
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, ThemeFactory, make_projects
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import ProgrammeFactory
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import check_pdf
from wijkportaal.foundation.files.reading import words_in_pdf
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.portal.search.actions import index_all_changes
from wijkportaal.portal.search.forms import SearchForm
from wijkportaal.portal.search.models import Entry
from wijkportaal.portal.search.queries import answer_to, results_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("search:search")


@pytest.fixture
def wijk(db):
    return AreaFactory(name="Noord", parent=GemeenteFactory(name="Rietwolde"))


def shown_project(**fields) -> Project:
    return ProjectFactory(published_at=timezone.now(), **fields)


def titles(client, **asked) -> list[str]:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return [result.entry.title for result in response.context["results"]]


def test_everybody_finds_what_they_may_see_and_nothing_of_the_rest(client, wijk):
    south = AreaFactory(name="Zuid", parent=wijk.parent)
    shown_project(area=wijk, title="Kwikstaart openbaar")
    ProjectFactory(area=wijk, title="Kwikstaart concept")
    CommitmentFactory(area=wijk, what="Kwikstaart beloofd", is_public=True)
    CommitmentFactory(area=wijk, what="Kwikstaart stil", is_public=False)
    SignalFactory(area=wijk, text="Kwikstaart gezien bij mevrouw Geheim.")
    ProgrammeFactory(area=wijk, title="Kwikstaart jaar")
    meeting = make_meeting(area=wijk, title="Avond")
    Minutes.objects.filter(meeting=meeting).update(text="<p>Over de kwikstaart is nog niets vastgesteld.</p>")
    public = ["Kwikstaart beloofd", "Kwikstaart openbaar"]
    inside = [
        *public,
        "Avond",
        "Kwikstaart concept",
        "Kwikstaart gezien bij mevrouw Geheim.",
        "Kwikstaart jaar",
    ]
    expected = {
        None: public,
        PersonFactory(): public,
        person_with("area_manager", south): public,
        person_with("area_manager", wijk): [*inside, "Kwikstaart stil"],
        person_with("administrator", wijk.parent): [*inside, "Kwikstaart stil"],
    }
    for person, seen in expected.items():
        client.logout()
        if person:
            client.force_login(person)
        response = client.get(ADDRESS, {"q": "kwikstaart"})
        assert sorted(result.entry.title for result in response.context["results"]) == sorted(seen)
        assert response.context["page"].paginator.count == len(seen)
        assert ("Geheim" in response.text) == ("Avond" in seen)
        # A mistyped word is no way around it, nor is a suggestion.
        response = client.get(ADDRESS, {"q": "gehiem"})
        assert ("Geheim" in response.text) == ("Avond" in seen)


def test_a_thing_is_found_at_once_and_gone_at_once(client, wijk):
    project = shown_project(area=wijk, title="Bankjes langs de vaart")
    assert titles(client, q="bankjes") == ["Bankjes langs de vaart"]
    Project.objects.filter(pk=project.pk).update(published_at=None)
    assert titles(client, q="bankjes") == []
    Project.objects.filter(pk=project.pk).update(published_at=project.published_at, title="Stoelen")
    assert titles(client, q="bankjes") == []
    assert titles(client, q="stoel") == ["Stoelen"]


def test_what_is_called_the_same_is_one_line_that_unfolds(client, wijk):
    for _each in range(3):
        CommitmentFactory(area=wijk, what="Meer groen in de straat", is_public=True)
    shown_project(area=wijk, title="Meer groen in de straat")
    response = client.get(ADDRESS, {"q": "groen"})
    lines = {result.entry.kind: result.more for result in response.context["results"]}
    assert lines == {"afspraak": 2, "project": 0}
    assert "4 resultaten" in response.text
    address = re.search(r'href="([^"]*titel=[^"]*)"', response.text)[1].replace("&amp;", "&")
    unfolded = client.get(ADDRESS + address)
    assert [result.more for result in unfolded.context["results"]] == [0, 0, 0]
    assert titles(client, q="groen", titel="\x00x" * 500) == []


def test_the_words_in_a_document_are_read_once_by_a_worker(client, wijk):
    shown, _hidden = (
        ProjectDocument.objects.create(
            project=shown_project(area=wijk, title="Plein"),
            title=f"Bijlage {number}",
            is_public=number == 1,
            file=store_file(
                check_pdf(pdf_upload(words="Rapport over de kwikstaart bij het gemaal.")), by=None
            ),
        )
        for number in (1, 2)
    )
    assert titles(client, q="kwikstaart") == []
    assert [job.arguments["thing"] for job in Job.objects.filter(kind="search.read_file")] == [shown.pk]
    run_job(Job.objects.get(kind="search.read_file").pk)
    response = client.get(ADDRESS, {"q": "gemaal kwikstaart"})
    assert [result.entry.title for result in response.context["results"]] == ["Bijlage 1"]
    assert "over de" in response.text
    shown.title = "Bijlage A"
    shown.save()
    assert titles(client, q="kwikstaart") == ["Bijlage A"]
    assert Job.objects.filter(kind="search.read_file").count() == 1
    ProjectDocument.objects.update(is_public=False)
    assert titles(client, q="kwikstaart") == []
    assert not Entry.objects.exclude(file_words=None).exists()
    assert words_in_pdf(b"%PDF-1.7 no document at all") == ""


def test_what_waits_to_be_read_anew_is_not_found(client, wijk, monkeypatch):
    project = shown_project(area=wijk, title="Bankjes", why="Omdat Jan Jansen het vroeg")
    index_all_changes()
    Project.objects.filter(pk=project.pk).update(why="")
    monkeypatch.setattr("wijkportaal.portal.search.views.freshen", lambda: None)
    assert titles(client, q="bankjes") == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("speeltuin", True),
        ("SPEEL", True),
        ("spéél tuinen", False),
        ("speeltuinen", True),
        ("fiets", True),
        ("dorpsstraat speeltuin", True),
        ("speeltiun", True),
        ("dropsstraat speltuin", True),
        ("zwembad", False),
        ("12", True),
        ("de", False),
        ("& | ! ( ) :* <->", False),
    ],
)
def test_words_prefixes_and_typing_errors(client, wijk, typed, found):
    shown_project(area=wijk, title="Speeltuin Dorpsstraat 12", what="<p>Met rekken voor fietsen.</p>")
    assert titles(client, q=typed) == (["Speeltuin Dorpsstraat 12"] if found else [])


def test_an_area_is_found_by_its_frisian_name_too(client, wijk):
    name_in_frisian({AreaFactory(name="Noordermiede", parent=wijk.parent): "Noardermiede"}, by=None)
    assert titles(client, q="noarder") == ["Noordermiede"]
    # While somebody types the words go once into the address: the form asks for the page without what was asked before.
    assert f'data-hx-get="{ADDRESS}"' in client.get(ADDRESS, {"q": "noarder"}).content.decode()


def test_results_are_narrowed_and_the_best_come_first(client, wijk):
    street = AreaFactory(name="Noordkant", kind="buurt", parent=wijk)
    elsewhere = AreaFactory(name="Zuid", parent=wijk.parent)
    shown_project(area=street, title="Groen plein", start_year=2025, start_quarter=1)
    shown_project(area=elsewhere, title="Plein", why="groen", start_year=2026, start_quarter=1)
    Organisation.objects.create(kind="partner", name="Stichting Groen", slug="groen")
    assert titles(client, q="groen") == ["Stichting Groen", "Groen plein", "Plein"]
    assert titles(client, q="groen", gebied=wijk.slug) == ["Groen plein"]
    assert titles(client, q="groen", soort="organisatie") == ["Stichting Groen"]
    assert titles(client, q="groen", jaar="2026") == ["Plein"]
    assert titles(client, q="groen", soort="x", gebied="nergens", jaar="1e99", page="9" * 30)[2] == "Plein"


# With one result typing errors are looked for as well: the likely words, of which there are none.
@pytest.mark.parametrize(("role", "expected"), [(None, {1: 10, 31: 9}), ("area_manager", {1: 13, 31: 12})])
def test_the_number_of_queries_does_not_grow(client, wijk, django_assert_num_queries, role, expected):
    theme = ThemeFactory()
    if role:
        client.force_login(person_with(role, wijk))
    for number, queries in expected.items():
        make_projects(
            number - Project.objects.count(),
            area=wijk,
            theme=theme,
            title="Groen",
            published_at=timezone.now(),
        )
        client.get(ADDRESS, {"q": "groen"})
        with django_assert_num_queries(queries):
            assert len(titles(client, q="groen", gebied=wijk.slug, titel="Groen")) == min(number, 20)


def test_bad_input_is_answered(client, wijk):
    for typed in (
        "x " * 100_000,
        "\x00",
        "'); DROP TABLE search_entry; --",
        "\u202e\u200f🌳",
        "%",
        "a" * 200_000,
    ):
        assert client.get(ADDRESS, {"q": typed, "gebied": "\x00", "jaar": "\x00"}).status_code == 200
    assert "eerste 200 tekens" in client.get(ADDRESS, {"q": "groen " * 90}).text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_query_is_answered(wijk, typed):
    question = SearchForm({"q": typed}).question
    answer = answer_to(question, AnonymousUser())
    assert results_of(answer.folds, answer.wanted) is not None
