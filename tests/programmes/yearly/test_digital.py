"""The programme as readers use it: filters, years side by side, the agenda in a calendar."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from programmes.yearly.documents import hours_of
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territory import AreaFactory
from tests.factories.yearly import AgendaItemFactory, EntryFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Molenwijk", slug="molenwijk")


@pytest.fixture
def programme(area):
    return ProgrammeFactory(area=area, year=2026, state="published")


def entry(programme, **project):
    return EntryFactory(programme=programme, project=ProjectFactory(area=programme.area, **project))


def test_a_programme_is_narrowed_by_place_and_by_who_leads(client, programme):
    leader = OrganisationFactory(name="Woonstee", slug="woonstee")
    entry(programme, title="Van Woonstee", street="Lange Dijk", lead_organisation=leader)
    entry(programme, title="Van niemand", street="Kerkstraat")

    def shown(query):
        text = client.get(programme.get_absolute_url() + query).content.decode()
        return [title for title in ("Van Woonstee", "Van niemand") if title in text]

    assert shown("?place=kerk") == ["Van niemand"]
    assert shown("?lead=woonstee") == ["Van Woonstee"]
    assert shown("?lead=onzin&place=" + "x" * 3) == []


def test_all_of_it_stands_on_one_page_to_print(client, programme):
    for number in range(32):
        entry(programme, title=f"Project nummer {number}.")
    assert "Project nummer 31." not in client.get(programme.get_absolute_url()).content.decode()
    assert "Project nummer 31." in client.get(programme.get_absolute_url() + "?toon=alles").content.decode()


def test_years_stand_side_by_side(client, area, programme):
    before = ProgrammeFactory(area=area, year=2025, state="published")
    ProgrammeFactory(area=area, year=2027)
    both = entry(before, title="Blijft", state="running")
    EntryFactory(programme=programme, project=both.project, promise="Af voor de zomer")
    entry(before, title="Is klaar", state="done")
    text = client.get(reverse("yearly:years", args=["molenwijk"])).content.decode()
    order = [text.index(word) for word in (">2025<", ">2026<", "Blijft", "Af voor de zomer", "Is klaar")]
    assert order == sorted(order)
    assert ">2027<" not in text
    assert text.count("niet in dit programma") == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_years_cost_the_same_queries(client, area, programme, rows, django_assert_num_queries):
    for _row in range(rows):
        entry(programme)
    with django_assert_num_queries(5):
        client.get(reverse("yearly:years", args=["molenwijk"]))


def events(client, address):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_agenda_of_a_programme_is_a_calendar(client, programme):
    item = AgendaItemFactory(
        programme=programme, date=date(2026, 5, 12), time="19.30 - 21.00 uur", title="Wijkborrel; één"
    )
    AgendaItemFactory(programme=programme, date=date(2026, 6, 1), time="de hele dag")
    first, second = events(client, reverse("yearly:agenda", args=[2026, "molenwijk"]))
    assert (first["SUMMARY"], first["UID"].split("@")[0]) == ("Wijkborrel; één", f"agenda-{item.pk}")
    assert first.decoded("DTSTART").isoformat() == "2026-05-12T17:30:00+00:00"
    assert first.decoded("DTEND").isoformat() == "2026-05-12T19:00:00+00:00"
    assert (second.decoded("DTSTART"), second.decoded("DTEND")) == (date(2026, 6, 1), date(2026, 6, 2))


def test_the_agenda_of_an_area_has_what_is_to_come_of_what_is_public(client, area, programme):
    today = timezone.localdate()
    AgendaItemFactory(programme=programme, date=today - timedelta(days=1), title="Geweest")
    AgendaItemFactory(programme=programme, date=today, title="Vandaag")
    AgendaItemFactory(programme=ProgrammeFactory(area=area, year=2027), date=today, title="Concept")
    found = events(client, reverse("yearly:area_agenda", args=["molenwijk"]))
    assert [event["SUMMARY"] for event in found] == ["Vandaag"]
    assert client.get(reverse("yearly:agenda", args=[2027, "molenwijk"])).status_code == 404


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("19.30 uur", (time(19, 30), None)),
        ("van 10:00 tot 12.15 uur", (time(10), time(12, 15))),
        ("19.30 uur–21.00 uur", (time(19, 30), time(21))),
        ("’s avonds", (None, None)),
        ("25.00", (None, None)),
        ("", (None, None)),
    ],
)
def test_hours_are_read_from_free_words(text, hours):
    assert hours_of(text) == hours


@given(st.text(max_size=40))
def test_any_words_about_time_can_be_read(text):
    hours_of(text)
