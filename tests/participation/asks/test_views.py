from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.asks.actions import set_rule
from participation.asks.calculations import Planned
from participation.asks.models import Ask, AskRule, Street
from participation.asks.queries import asks_between
from participation.asks.templatetags.asks import period
from tests.factories.asks import planned_ask
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.surveys import draft_survey
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.voting import draft_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    return AreaFactory(name="Noord", parent=GemeenteFactory())


def door(name: str, *arguments) -> str:
    return reverse(f"asks:{name}", args=arguments)


def days(starts: int, ends: int) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "starts_on": (today + timedelta(days=starts)).isoformat(),
        "ends_on": (today + timedelta(days=ends)).isoformat(),
    }


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 8), date(2026, 12, 8), "8 dec 2026"),
        (date(2026, 11, 17), date(2026, 12, 8), "17 nov – 8 dec 2026"),
    ],
)
def test_a_period_of_one_day_is_said_once(first, last, said):
    assert period(Planned("", "", "", 1, frozenset({1}), first, last)) == said


def test_a_partner_is_warned_before_asking_the_same_streets_and_decides(client, wijk):
    planned_ask(
        area=wijk,
        name="Huurdersenquête",
        streets=["Kade", "Plein"],
        organisation=OrganisationFactory(name="Woonzo"),
    )
    planned_ask(area=AreaFactory(parent=wijk.parent), name="Elders")
    client.force_login(person_with("partner", wijk))
    values = {
        "area": wijk.pk,
        "name": "Langs de deuren",
        "kind": "round",
        "streets": "Kade\n Kade \nSingel",
        "addresses": "",
    }
    bad = client.post(door("new"), values | days(5, 1))
    assert (bad.status_code, "niet voor de eerste" in bad.content.decode()) == (422, True)
    warned = client.post(door("new"), values | days(20, 24))
    page = warned.content.decode()
    assert warned.status_code == 422
    assert "Huurdersenquête" in page
    assert "door Woonzo" in page
    assert "(Kade)" in page
    assert "13 dagen ertussen" in page
    assert "Elders" not in page
    assert Ask.objects.count() == 2
    set_rule(rest=10, a_year=4, by=None)
    client.post(door("new"), values | days(20, 24))
    made = Ask.objects.get(name="Langs de deuren")
    assert made.streets == ["Kade", "Singel"]
    set_rule(rest=60, a_year=4, by=None)
    edit = door("edit", made.pk)
    again = values | days(21, 24) | {"version": made.version}
    assert client.post(edit, again).status_code == 422
    client.post(edit, again | {"anyway": "1"})
    made.refresh_from_db()
    assert (made.starts_on - timezone.localdate()).days == 21
    late = client.post(edit, again | {"anyway": "1", "name": "Andere naam"})
    assert (late.status_code, "intussen" in late.content.decode()) == (409, True)
    client.post(edit, {"remove": "1"})
    assert not Ask.objects.filter(pk=made.pk).exists()


def test_the_calendar_has_what_all_rooms_ask_and_how_often_streets_are_asked(client, wijk):
    manager = person_with("area_manager", wijk)
    client.force_login(manager)
    calendar = f"{door('calendar')}?gebied={wijk.slug}"
    assert "niets gevraagd" in client.get(calendar).content.decode()
    draft_survey(area=wijk, title="Buurtpeiling")
    draft_round(area=wijk, title="Kies mee")
    planned_ask(area=wijk.parent, name="Alle inwoners")
    planned_ask(area=wijk, name="Kade eerst", streets=["Kade"])
    bad = client.post(door("streets", wijk.slug), {"streets": "Kade: veel"})
    assert (bad.status_code, "“Kade: veel” lezen wij niet" in bad.content.decode()) == (422, True)
    client.post(door("streets", wijk.slug), {"streets": "Kade: 40\nPlein\nWeg: 3"})
    client.post(door("streets", wijk.slug), {"streets": "Kade: 42\nPlein"})
    assert list(Street.objects.values_list("name", "addresses")) == [("Kade", 42), ("Plein", None)]
    set_rule(rest=60, a_year=3, by=None)
    page = client.get(calendar).content.decode()
    for name in ("Buurtpeiling", "Kies mee", "Alle inwoners", "Kade eerst"):
        assert name in page
    assert "vaker dan afgesproken" in page
    assert "<svg" in page
    assert client.post(door("set_rule"), {"rest": "5", "a_year": "5"}).status_code == 403
    client.force_login(person_with("administrator", wijk.parent))
    assert client.post(door("set_rule"), {"rest": "900", "a_year": "5"}).status_code == 422
    client.post(door("set_rule"), {"rest": "5", "a_year": "5"})
    assert (AskRule.objects.get().rest, AskRule.objects.count()) == (5, 1)


def test_the_calendar_asks_as_much_of_one_as_of_thirty(client, wijk):
    client.force_login(person_with("area_manager", wijk))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{door('calendar')}?gebied={wijk.slug}").status_code == 200
        return len(found)

    planned_ask(area=wijk)
    draft_survey(area=wijk)
    queries()
    before = queries()
    for number in range(5):
        planned_ask(area=wijk, in_days=number)
        draft_survey(area=wijk)
        Street.objects.create(area=wijk, name=f"Straat {number}")
    assert queries() == before
    assert len(asks_between(timezone.localdate(), timezone.localdate() + timedelta(days=400))) == 12
