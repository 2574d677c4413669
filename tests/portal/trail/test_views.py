from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.organisations.models import Facility
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.portal.trail.actions import forget_files
from wijkportaal.portal.trail.models import TrailExport

pytestmark = pytest.mark.django_db
ADDRESS = reverse("trail:trail")


@pytest.fixture
def wijk(db):
    return AreaFactory(name="Noord", parent=GemeenteFactory())


@pytest.fixture
def beheerder(wijk, client):
    person = person_with("administrator", wijk.parent, full_name="Bea Heer")
    client.force_login(person)
    return person


def place(area, name: str, *, by=None, reason: str = "", number: int = 1) -> None:
    with recorded(by=by, action="organisations.add_facility", reason=reason):
        for _each in range(number):
            Facility.objects.create(kind="school", name=name, area=area)


def told(client, **asked) -> list:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return sorted(
        (act.who, act.reason, [(each.kind, each.label, each.number, each.title) for each in act.touched])
        for act in response.context["acts"]
        if act.action == "organisations.add_facility"
    )


def test_the_trail_is_narrowed_by_who_kind_area_action_and_days(client, wijk, beheerder):
    elsewhere = AreaFactory(parent=wijk.parent)
    place(wijk, "De Ark", by=beheerder, reason="nieuw gebouw")
    place(elsewhere, "De Bron", number=3)
    ark = ("Bea Heer", "nieuw gebouw", [("voorziening", "Gemaakt", 1, "De Ark")])
    bron = ("het portaal zelf", "", [("voorziening", "Gemaakt", 3, "De Bron")])
    today = timezone.localdate()
    for asked, expected in (
        ({}, [ark, bron]),
        ({"wie": "bea"}, [ark]),
        ({"wie": beheerder.email}, [ark]),
        ({"wie": "niemand"}, []),
        ({"soort": "organisations.facility"}, [ark, bron]),
        ({"soort": "organisations.facility", "gebied": wijk.slug}, [ark]),
        ({"gebied": elsewhere.slug}, [bron]),
        ({"gebied": wijk.parent.slug}, [ark, bron]),
        ({"soort": "roles.roleassignment"}, []),
        ({"handeling": "organisations."}, [ark, bron]),
        ({"handeling": "ations"}, []),
        ({"van": today.isoformat(), "tot": today.isoformat()}, [ark, bron]),
        ({"tot": (today - timedelta(days=1)).isoformat()}, []),
    ):
        assert told(client, **asked) == expected, asked
    opened = client.get(ADDRESS, {"wie": "bea"}).context["acts"][0].touched[0].address
    assert "De Ark" in client.get(opened).text
    Facility.objects.get(name="De Ark").delete()
    act = client.get(ADDRESS, {"wie": "bea"}).context["acts"][0]
    assert (act.reading, act.touched[0].address) == ("Voorziening toevoegen", ""), (
        "what is gone opens no page"
    )


def test_wrong_input_is_told_and_answered(client, beheerder):
    for asked in (
        {"van": "gisteren", "soort": "nergens.niets", "gebied": "\x00", "wie": "\x00", "page": "9" * 40},
        {"van": "2026-02-01", "tot": "2026-01-01"},
        {"handeling": "%' OR 1=1", "wie": "x" * 5000},
    ):
        assert client.get(ADDRESS, asked).status_code == 200
    assert "vóór de eerste dag" in client.get(ADDRESS, {"van": "2026-02-01", "tot": "2026-01-01"}).text


def test_the_number_of_queries_does_not_grow(client, wijk, beheerder, django_assert_num_queries):
    for number in (1, 30):
        for _each in range(number):
            place(wijk, "De Ark", by=beheerder, number=2)
        with django_assert_num_queries(14):
            assert len(told(client, gebied=wijk.slug, wie="bea")) == min(number, 25)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_file_holds_what_the_page_shows_and_is_in_the_trail_itself(client, wijk, beheerder, file_format):
    place(wijk, "=HYPERLINK(1)", by=beheerder, reason="nieuw")
    asked = {"handeling": "organisations.", "file_format": file_format}
    assert client.post(reverse("trail:ask"), asked).status_code == 302
    run_job(Job.objects.get(kind="trail.make_file").pk)
    export = TrailExport.objects.get()
    assert (export.lines, export.is_ready, export.choice) == (1, True, {"handeling": "organisations."})
    address = reverse("trail:download", args=[export.pk])
    response = client.get(address)
    assert export.file_name in response["Content-Disposition"]
    if file_format == "csv":
        line = response.content.decode().splitlines()[1].split(";")
        key = str(Facility.objects.get().pk)
        about = ["Bea Heer", "Voorziening toevoegen", "organisations.add_facility", "nieuw"]
        assert line[1:] == [*about, "voorziening", "Gemaakt", "'=HYPERLINK(1)", key, "1"]
    assert [act.who for act in client.get(ADDRESS, {"handeling": "trail.ask"}).context["acts"]] == [
        "Bea Heer"
    ]
    client.force_login(person_with("administrator", wijk.parent))
    assert client.get(address).status_code == 404
    TrailExport.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert forget_files() == 1


def test_only_who_manages_the_portal_looks(client, wijk):
    client.force_login(person_with("area_manager", wijk))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(reverse("trail:ask"), {"file_format": "csv"}).status_code == 403
