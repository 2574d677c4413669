"""What an area leaves unfinished when it ends in a herindeling is finished by who works in its successor."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.roles.queries import areas_with_role, held_areas, holds_role
from areas.territory.models import Succession
from programmes.yearly.actions import change_state, edit_programme
from programmes.yearly.models import Programme
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def stranger(gemeente):
    return AreaFactory(parent=gemeente, name="Elders")


@pytest.fixture
def merged(gemeente, stranger):
    """A wijk that took over another yesterday, which had taken over a third long ago."""
    new, old, older = (AreaFactory(parent=gemeente, name=name) for name in ("Nieuw", "Oud", "Ouder"))
    yesterday = timezone.localdate() - timedelta(days=1)
    for area, successor, on in ((older, old, date(2020, 1, 1)), (old, new, yesterday)):
        Succession.objects.create(predecessor=area, successor=successor, on=on, share=1)
        type(area).objects.filter(pk=area.pk).update(ends_on=on)
    return new, old, older


def test_a_role_holds_in_what_the_area_took_over_and_nowhere_else(
    merged, stranger, django_assert_num_queries
):
    new, old, older = (type(area).objects.get(pk=area.pk) for area in merged)
    for person in (person_with("area_manager", new), person_with("area_manager", old)):
        assert set(held_areas(person, "area_manager")) == {new.pk, old.pk, older.pk}
        assert list(areas_with_role(person, "area_manager")) == [new]
        assert not holds_role(person, ["area_manager"], stranger)
    elsewhere = person_with("area_manager", stranger)
    with django_assert_num_queries(1):
        assert [holds_role(elsewhere, ["area_manager"], area) for area in (stranger, new, old)] == [
            True,
            False,
            False,
        ]


def test_a_merge_to_come_changes_nothing_yet(gemeente):
    area, next_one = AreaFactory(parent=gemeente), AreaFactory(parent=gemeente)
    on = timezone.localdate() + timedelta(days=30)
    Succession.objects.create(predecessor=area, successor=next_one, on=on, share=1)
    type(area).objects.filter(pk=area.pk).update(ends_on=on)
    assert held_areas(person_with("area_manager", next_one), "area_manager") == [next_one.pk]
    assert held_areas(person_with("area_manager", area), "area_manager") == [area.pk]


def test_the_programme_of_an_area_to_come_is_made_before_its_first_day(client, gemeente, stranger):
    year = timezone.localdate().year + 1
    new, old = AreaFactory(parent=gemeente, name="Nieuw"), AreaFactory(parent=gemeente, name="Oud")
    Succession.objects.create(predecessor=old, successor=new, on=date(year, 1, 1), share=1)
    type(old).objects.filter(pk=old.pk).update(ends_on=date(year, 1, 1))
    type(new).objects.filter(pk=new.pk).update(starts_on=date(year, 1, 1))
    project = ProjectFactory(area=old, title="Zebrapad", state="planned")
    draft = EntryFactory(programme=ProgrammeFactory(area=old, year=year), project=project).programme
    client.force_login(person_with("area_manager", old))
    page = client.get(reverse("yearly:editor", args=[draft.pk])).content.decode()
    assert "Oud bestaat in" in page
    assert f"Maak het programma van Nieuw voor {year}" in page
    refused = client.post(reverse("yearly:new"), {"area": old.pk, "year": year + 1}).content.decode()
    assert f"In {year + 1} bestaat Oud niet meer" in refused
    refused = client.post(reverse("yearly:new"), {"area": new.pk, "year": year - 1}).content.decode()
    assert f"Pas vanaf 1 januari {year} bestaat Nieuw" in refused
    client.post(reverse("yearly:new"), {"area": new.pk, "year": year})
    made = Programme.objects.get(area=new)
    assert not made.has_panel
    board = person_with("board_member", old)
    assert made.has_panel
    assert board.has_perm("yearly.answer_for_panel", made)
    assert "Zebrapad" in client.get(reverse("yearly:choose", args=[made.pk])).content.decode()
    assert (
        reverse("yearly:editor", args=[made.pk])
        in client.get(reverse("yearly:editor", args=[draft.pk])).content.decode()
    )
    client.force_login(person_with("area_manager", stranger))
    assert client.get(reverse("yearly:editor", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("place", [0, 1])
def test_the_programme_of_an_ended_area_is_finished_by_the_old_or_the_new_wijkmanager(
    client, merged, stranger, place
):
    year = (timezone.localdate() - timedelta(days=1)).year
    programme = ProgrammeFactory(area=merged[1], year=year)
    PartFactory(programme=programme, kind="foreword", text="<p>Tot ziens</p>")
    EntryFactory(
        programme=programme, project=ProjectFactory(area=merged[1], start_year=year, start_quarter=1)
    )
    manager = person_with("area_manager", merged[place])
    client.force_login(manager)
    editor = reverse("yearly:editor", args=[programme.pk])
    assert programme.title in client.get(reverse("yearly:workbench")).content.decode()
    assert client.get(editor).status_code == 200
    programme = Programme.objects.get()
    edit_programme(
        programme, {"title": "Het laatste programma van Oud"}, version=programme.version, by=manager
    )
    assert change_state(programme, "submit", by=manager).state == "ready"
    assert "bestaat sinds" in client.get(editor).content.decode()
    client.force_login(person_with("area_manager", stranger))
    assert client.get(editor).status_code == 404
