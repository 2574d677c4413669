from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.signals.actions.merging import merge_signals
from participation.signals.models import Signal
from participation.signals.queries.durations import facts_of, lines_of, stretch_called
from participation.signals.registry import MOMENTS, moment, stretches
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1


def at(month, day):
    return timezone.make_aware(datetime.combine(date(YEAR, month, day), time(12)))


@pytest.fixture
def signals(area):
    """Two that were done, by two ways in two areas, one that waits, and one that joined the first a week later."""
    department = OrganisationFactory(name="Wegen", kind="department")
    north, south, waits, later = (
        SignalFactory(area=place, text=f"Tekst nummer {n} over iets", received_at=at(3, day))
        for n, (place, day) in enumerate(
            [(area, 2), (AreaFactory(name="Zuid", parent=area.parent), 2), (area, 2), (area, 9)]
        )
    )
    merge_signals([later], north, by=None)
    day = north.received_at.date()
    for signal, route, days, organisation in ((north, "address", 28, department), (south, "solve", 7, None)):
        Signal.objects.filter(pk=signal.pk).update(
            state="done",
            route=route,
            organisation=organisation,
            triaged_on=day + timedelta(days=1),
            decided_on=day + timedelta(days=days // 2),
            closed_on=day + timedelta(days=days),
        )
    return north, south, waits, later


def table(by, stretch="received-done"):
    lines = lines_of(facts_of(YEAR, by), *stretch_called(stretch))
    return [
        (line.name, line.days.number, line.days.median, line.days.slowest, line.waiting) for line in lines
    ]


def test_each_group_has_its_median_and_its_slowest_tenth(signals):
    assert table("area") == [
        ("Alles samen", 3, 21, 28, 1),
        ("Noord", 2, 24.5, 28, 1),
        ("Zuid", 1, 7, 7, 0),
    ]
    assert table("route") == [
        ("Alles samen", 3, 21, 28, 1),
        ("I Oplossen", 1, 7, 7, 0),
        ("II Adresseren", 2, 24.5, 28, 0),
        ("nog geen route", 0, None, None, 1),
    ]
    assert table("organisation", "judged-decided")[-2:] == [
        ("Wegen", 2, 13, 13, 0),
        ("geen afdeling of partner", 1, 2, 2, 0),
    ]
    assert table("area", "onzin") == table("area")


def test_a_room_above_adds_a_moment(signals, monkeypatch):
    own = {name: each for name, each in MOMENTS.items() if each.find is None}
    monkeypatch.setattr("participation.signals.registry.MOMENTS", own)
    north = signals[0]

    @moment("programme", label="programma", position=300)
    def in_a_programme(ids):
        return {north.pk: north.received_at.date() + timedelta(days=20)} if north.pk in ids else {}

    assert [(a.name, b.name) for a, b in stretches()] == [
        ("received", "judged"),
        ("judged", "decided"),
        ("decided", "programme"),
        ("programme", "done"),
        ("decided", "done"),
        ("received", "done"),
    ]
    assert table("area", "decided-programme")[1] == ("Noord", 2, 6, 6, 0)


def test_the_page_and_the_file_tell_the_same(signals, client, area):
    client.force_login(person_with("councillor", area.parent))
    page = client.get(reverse("signals:durations") + f"?jaar={YEAR}&per=area&deel=received-done")
    assert "24,5" in page.content.decode()
    file = client.get(reverse("signals:durations_file") + f"?jaar={YEAR}&per=area").content.decode(
        "utf-8-sig"
    )
    assert "Noord;signaal;gedaan;2;24,5;28;" in file
    assert client.get(reverse("signals:durations") + "?jaar=x&per=y&deel=z").status_code == 200
    client.force_login(person_with("finance", area.parent))
    assert client.get(reverse("signals:durations")).status_code == 403


def test_who_steers_reads_the_signals_behind_a_figure_and_not_what_people_wrote(signals, client, area):
    _north, south, waits, _later = signals
    Signal.objects.filter(pk=south.pk).update(published_at=timezone.now(), title="Losse stoeptegel")
    client.force_login(person_with("alderman", area.parent))

    def told(**choice) -> str:
        answer = client.get(reverse("signals:facts"), choice)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "Tekst nummer" not in text
        return text

    # As long as the figures: one that waits, three that are done, of which two by way of the other route.
    rows = {
        query: told(**dict(pair.split("=") for pair in query.split("&"))).count('<th scope="row">')
        for query in (
            "stand=open",
            "stand=te-laat",
            "stand=klaar",
            "stand=klaar&route=address",
            f"jaar={YEAR}",
        )
    }
    assert list(rows.values()) == [1, 1, 3, 2, 4]
    assert waits.public_id in told(stand="open", gebied=area.slug)
    assert "Geen signalen gevonden" in told(stand="klaar", gebied=area.slug, route="solve")
    assert "Losse stoeptegel" in told(stand="klaar", route="solve")
    assert told(stand="x", gebied="\0", jaar="9" * 20, page="9" * 20).count('<th scope="row">') == 4
    client.force_login(person_with("finance", area.parent))
    assert client.get(reverse("signals:facts")).status_code == 403
