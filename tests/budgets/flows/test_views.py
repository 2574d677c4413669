import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.flows.models import FlowGoal, FlowSource, FlowYear, JointFlow, MoneyFlow, PartnerCall
from tests.budgets.flows.making import flow, goal, published, source
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    return AreaFactory(name="Noord", slug="noord", kind="wijk", parent=GemeenteFactory())


def test_the_public_sees_only_years_that_are_public(client, wijk):
    flow(wijk, "1234.00", year=2025, source=source("Corporatie Oud"))
    flow(wijk, "9876.00", year=2026, source=source("Corporatie Nieuw"))
    address = reverse("flows:area", args=["noord"])
    assert "Nog geen bedragen van Noord" in client.get(address).content.decode()
    published(2025)
    shown = client.get(address).content.decode()
    assert "Corporatie Oud" in shown
    assert "Corporatie Nieuw" not in shown
    assert client.get(f"{address}?jaar=2026").status_code == 404
    assert client.get(f"{address}.csv?jaar=2026").status_code == 404
    assert "1234,00" in client.get(f"{address}.csv?jaar=2025").content.decode()
    assert "In 2025 ging er €\xa01.234" in client.get(wijk.get_absolute_url()).content.decode()
    client.force_login(person_with("alderman"))
    assert "Dit jaar is nog niet openbaar" in client.get(f"{address}?jaar=2026").content.decode()
    assert "€\xa09.876" in client.get(reverse("flows:compare")).content.decode()


def test_finance_keeps_what_the_flows_stand_on(client, wijk):
    client.force_login(person_with("finance"))

    def post(door, *args, **data):
        return client.post(reverse(f"flows:{door}", args=args), data, follow=True).content.decode()

    assert "opgeslagen" in post("new_goal", name="Ontmoeten", indicators=["a_inw"], is_active="on")
    assert "hoort bij een taakveld" in post("new_source", kind="gemeente", name="Gemeente", is_active="on")
    assert "opgeslagen" in post("new_source", kind="housing", name="Het Wad", is_active="on")
    assert "opgeslagen" in post("new_source", kind="residents", name="Uren", is_active="on")
    meeting, (wad, hours) = FlowGoal.objects.get(), FlowSource.objects.order_by("kind")
    typed = {
        "area": wijk.pk,
        "year": 2026,
        "source": wad.pk,
        "goal": meeting.pk,
        "amount": "1.250,50",
        "certainty": "budgeted",
        "evidence": "jaarplan",
    }
    for change, message in (
        ({"amount": ""}, "Vul een bedrag in."),
        ({"amount": "-1"}, "minstens"),
        ({"amount": "1,234"}, "twee cijfers"),
        ({"year": "1066"}, "2000"),
        ({"source": hours.pk, "hours": "10"}, "wat een uur waard is"),
        ({"certainty": ""}, "verplicht"),
    ):
        shown = post("new", **typed | change)
        assert message in shown, message
        assert "jaarplan" in shown
    assert "is opgeslagen" in post("new", **typed)
    assert "Deze geldstroom is er al" in post("new", **typed)
    assert "is opgeslagen" in post(
        "new", **typed | {"source": hours.pk, "amount": "", "hours": "10,5", "rate": "14,40"}
    )
    kept = MoneyFlow.objects.get(source=wad)
    assert str(MoneyFlow.objects.get(source=hours).amount) == "151.20"
    assert "is opgeslagen" in post("edit", kept.pk, **typed | {"amount": "2000"})
    joint = {
        "area": wijk.pk,
        "goal": meeting.pk,
        "title": "Huiskamer",
        "agreement": "Samen",
        "agreed_on": "2026-02-01",
        "first_year": 2026,
    }
    assert "minstens twee bronnen" in post("new_joint", **joint, sources=[wad.pk])
    assert "is opgeslagen" in post("new_joint", **joint, sources=[wad.pk, hours.pk])
    call = {
        "area": wijk.pk,
        "goal": meeting.pk,
        "title": "Wie doet mee?",
        "text": "Een bus",
        "contact_name": "An",
    }
    call |= {"closes_on": timezone.localdate().isoformat(), "wanted": "500"}
    assert "e-mailadres of een telefoonnummer" in post("new_call", **call)
    assert "is opgeslagen" in post("new_call", **call, contact_phone="058 123")
    assert "gewijzigd" in post("years", year="2026", step="publish")
    assert FlowYear.objects.get().state == "published"
    client.logout()
    shown = client.get(reverse("flows:area", args=["noord"])).content.decode()
    for text in ("Huiskamer", "Wie doet mee?", "058 123", "€\xa02.000", "gestreepte"):
        assert text in shown
    client.force_login(person_with("finance"))
    assert "weggehaald" in post("remove", kept.pk)
    assert (JointFlow.objects.count(), PartnerCall.objects.count(), MoneyFlow.objects.count()) == (1, 1, 1)


def test_a_wijkmanager_keeps_the_own_areas_alone(client, wijk):
    other = flow(AreaFactory(name="Zuid", parent=wijk.parent), source=source("Fonds Zuid", "fund"))
    own = flow(wijk, source=source("Fonds Noord", "fund"), goal=goal())
    client.force_login(person_with("area_manager", wijk))
    shown = client.get(reverse("flows:workbench")).content.decode()
    assert "Fonds Noord" in shown
    assert "Fonds Zuid" not in shown
    assert client.get(reverse("flows:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("flows:edit", args=[other.pk])).status_code == 404
    assert client.get(reverse("flows:sheets")).status_code == 403
    assert client.post(reverse("flows:new"), {"area": other.area_id}).status_code == 422
