from datetime import date
from decimal import Decimal

import pghistory.models
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.asks.actions import keep_streets
from participation.consultations.actions.rounds import change_state
from participation.reach.actions import add_activity, count_heads, tell
from participation.reach.models import Activity, Attempt, GroupCount, Turnout
from participation.reach.queries import comparisons_of_area, lines_of, registered
from tests.factories.consultations import draft_consultation, on_paper, open_consultation
from tests.factories.figures import FigureFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.roles import person_with
from tests.factories.surveys import open_survey, published_survey
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.voting import published_round

pytestmark = pytest.mark.django_db

LIVE_HERE = {
    "a_00_14": 150,
    "a_15_24": 120,
    "a_25_44": 250,
    "a_45_64": 280,
    "a_65_oo": 200,
    "a_man": 495,
    "a_vrouw": 505,
}


@pytest.fixture
def wijk():
    cache.clear()
    area = AreaFactory(name="Noord", parent=GemeenteFactory())
    for indicator, value in LIVE_HERE.items():
        FigureFactory(area=area, indicator=indicator, value=Decimal(value), year=2024)
    return area


@pytest.fixture
def manager(wijk):
    return person_with("area_manager", wijk)


def door(name: str, *arguments) -> str:
    return reverse(f"reach:{name}", args=arguments)


def test_who_says_who_they_are_is_counted_and_nothing_else_is_kept(client, wijk):
    keep_streets(wijk, {"Kade": 40, "Plein": 60}, by=None)
    made, _none = open_survey(area=wijk)
    thanks = client.get(reverse("surveys:thanks", args=[made.public_id])).content.decode()
    action = door("tell", f"surveys-{made.public_id}")
    assert action in thanks
    assert "In welke straat woont u?" in thanks
    client.post(action, {"channel": "online", "age": "65_oo"})
    before = pghistory.models.Events.objects.count()
    for _time in range(6):
        answer = client.post(action, {"channel": "online", "age": "65_oo", "sex": "other", "street": "Kade"})
        assert "U bent meegeteld" in answer.content.decode()
    client.post(action, {"channel": "online", "age": "honderd"})
    client.post(action, {"channel": "online"})
    assert pghistory.models.Events.objects.count() == before
    rows = set(GroupCount.objects.values_list("channel", "source", "trait", "group", "people"))
    assert rows == {
        ("online", "told", "age", "65_oo", 7),
        ("online", "told", "sex", "other", 6),
        ("online", "told", "street", "Kade", 6),
    }
    assert client.post(door("tell", "surveys-bestaatniet"), {"channel": "online"}).status_code == 404
    assert client.post(door("tell", "onzin"), {"channel": "online"}).status_code == 404
    assert client.get(action).status_code == 405


def test_a_wijkmanager_counts_who_came_and_everyone_sees_who_is_missed(client, wijk, manager):
    client.force_login(manager)
    today = timezone.localdate()
    bad = client.post(door("new"), {"name": "", "area": wijk.pk})
    assert bad.status_code == 422
    client.post(
        door("new"), {"area": wijk.pk, "name": "Wijkschouw", "kind": "event", "held_on": today.isoformat()}
    )
    made = Activity.objects.get()
    page = made.get_absolute_url()
    too_many = {"channel": "place", "people": "5", "age-65_oo": "50"}
    refused = client.post(door("count", made.key), too_many)
    assert (refused.status_code, "meer dan de 5 in totaal" in refused.content.decode()) == (422, True)
    client.post(
        door("count", made.key),
        {
            "channel": "place",
            "people": "105",
            "age-25_44": "10",
            "age-45_64": "40",
            "age-65_oo": "50",
            "age-00_14": "0",
        },
    )
    assert Turnout.objects.get().people == 105
    shown = client.get(page).content.decode()
    assert "58% als het gebied" in shown
    assert "Dat is minder dan toeval" in shown
    assert "Te weinig: 0 tot 15 jaar, 15 tot 25 jaar, 25 tot 45 jaar." in shown
    client.post(door("count", made.key), {"channel": "place", "people": "", "age-45_64": "3"})
    assert not Turnout.objects.exists()
    assert "Minder dan vijf mensen" in client.get(page).content.decode()
    client.post(door("count", made.key), {"channel": "door", "people": "4"})
    bad = client.post(door("note_attempt", wijk.slug), {"whom": "jongeren"})
    assert bad.status_code == 422
    attempt = {
        "tried_on": today.isoformat(),
        "whom": "jongeren",
        "what": "Pizza op het plein",
        "result": "worked",
    }
    client.post(door("note_attempt", wijk.slug), attempt)
    assert Attempt.objects.get().noted_by == manager
    client.logout()
    public = client.get(door("area", wijk.slug)).content.decode()
    assert "Pizza op het plein" in public
    assert "minder dan 5" in public
    client.force_login(manager)
    client.post(door("edit", made.key), {"name": "Rondgang", "kind": "event", "held_on": today.isoformat()})
    made.refresh_from_db()
    assert made.name == "Rondgang"
    client.post(door("edit", made.key), {"remove": "1"})
    assert not Activity.objects.exists()
    client.force_login(person_with("area_manager", AreaFactory(parent=wijk.parent)))
    assert client.get(page).status_code == 404


def test_what_other_rooms_keep_stands_in_the_list_with_their_numbers(client, wijk, manager):
    year = timezone.localdate().year
    survey = published_survey(12, 6, area=wijk)
    voted = published_round(area=wijk)
    initiative = InitiativeFactory(area=wijk, published_at=timezone.now(), supporters_here=9)
    walked = open_consultation(area=wijk)
    for _person in range(2):
        on_paper(walked)
    change_state(walked, "close", by=None)
    running = open_consultation(area=wijk)
    draft_consultation(area=wijk)
    published_survey(5, 5, area=AreaFactory(parent=wijk.parent))
    lines = lines_of(wijk, year)
    assert {(line.key, line.total) for line in lines} == {
        (f"consultations-{walked.public_id}", 2),
        (f"consultations-{running.public_id}", None),
        (f"surveys-{survey.public_id}", 18),
        (f"voting-{voted.public_id}", 3),
        (f"initiatives-{initiative.public_id}", 9),
    }
    assert [line.shown for line in lines if line.total == 2] == [None]
    change_state(walked, "report", by=None)
    walked.responses.all().delete()
    told = registered(f"consultations-{walked.public_id}")
    assert told.people == {"paper": 2}, "what was told stays when the forms are gone"
    client.force_login(manager)
    overview = client.get(f"{door('overview')}?gebied={wijk.slug}").content.decode()
    assert survey.title in overview
    key = f"surveys-{survey.public_id}"
    assert client.get(door("activity", key)).status_code == 200
    assert not Activity.objects.exists()
    client.post(door("count", key), {"channel": "paper", "people": "30"})
    assert Activity.objects.get().source == key
    assert [line.total for line in lines_of(wijk, year) if line.key == key] == [48]
    assert client.get(door("edit", key)).status_code == 404


def test_a_year_of_an_area_adds_up_and_never_gives_back_what_an_activity_hides(wijk):
    day = date(2025, 3, 1)
    for people in ((3, 12, 20, 20, 20), (30, 20, 20, 20, 20)):
        activity = add_activity(wijk, name="x", held_on=day, by=None)
        ages = zip(("00_14", "15_24", "25_44", "45_64", "65_oo"), people, strict=True)
        count_heads(activity, "place", people=None, groups={("age", age): n for age, n in ages}, by=None)
        tell(activity, "place", {"age": "00_14"})  # counted by hand goes before
    (found,) = comparisons_of_area(wijk, 2025)
    assert found.people == 185
    hidden = [group for group in found.likeness.groups if len(group.names) > 1]
    assert [(group.names, group.people) for group in hidden] == [(("00_14", "15_24"), 65)]


def test_pages_ask_as_much_of_one_as_of_thirty(client, wijk, manager):
    client.force_login(manager)
    activity = add_activity(wijk, name="x", held_on=timezone.localdate(), by=None)
    addresses = [
        f"{door('overview')}?gebied={wijk.slug}",
        door("area", wijk.slug),
        activity.get_absolute_url(),
    ]

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    count_heads(activity, "place", people=9, groups={("age", "65_oo"): 9}, by=None)
    published_survey(5, 5, area=wijk)
    before = [queries(address) for address in addresses]
    for number in range(6):
        other = add_activity(wijk, name=f"x{number}", held_on=timezone.localdate(), by=None)
        count_heads(other, "place", people=9, groups={("age", "65_oo"): 9, ("age", "45_64"): 8}, by=None)
        count_heads(activity, "door", people=9, groups={("sex", "woman"): number}, by=None)
        Attempt.objects.create(area=wijk, tried_on=timezone.localdate(), whom="x", what="y")
    assert [queries(address) for address in addresses] == before
