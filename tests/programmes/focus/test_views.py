import pytest
from django.urls import reverse

from programmes.focus.actions import choose_focus, set_limit
from programmes.focus.models import Focus, RunLimit
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.visions import GoalFactory
from tests.factories.yearly import EntryFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def goal(area):
    return GoalFactory(chapter__vision__area=area, title="Meer schaduw")


def test_a_few_goals_are_chosen_and_shown_to_residents(client, area, manager, goal):
    client.force_login(manager)
    address = reverse("focus:choose", args=[area.slug])
    more = [GoalFactory(chapter=goal.chapter).pk for _each in range(4)]
    years = {"first_year": 2020, "last_year": 2090}
    wrong = client.post(address, {"goals": [goal.pk, *more], **years})
    assert (wrong.status_code, "U koos 5 doelen." in text_of(wrong)) == (422, True)
    assert (
        client.post(address, {"goals": [goal.pk], "first_year": 2027, "last_year": 2026}).status_code == 422
    )
    assert client.post(address, {**years}).status_code == 422
    elsewhere = GoalFactory()
    assert client.post(address, {"goals": [elsewhere.pk], **years}).status_code == 422
    client.post(address, {"goals": [goal.pk], **years, "why": "Het is hier warm."})
    assert list(Focus.objects.get().goals.all()) == [goal]
    astray = ProjectFactory(area=area, title="Rotonde")
    text = text_of(client.get(reverse("focus:area", args=[area.slug])))
    assert "Dient geen van deze doelen" in text and astray.title in text
    assert "Meer schaduw" in text_of(client.get(reverse("focus:overview")))
    client.logout()
    text = text_of(client.get(area.get_absolute_url()))
    assert "Hier kiezen we voor, 2020–2090" in text and "Het is hier warm." in text


def test_without_a_visie_there_is_nothing_to_choose_from(client, area, manager):
    client.force_login(manager)
    assert "nog geen vastgestelde visie" in text_of(client.get(reverse("focus:choose", args=[area.slug])))
    assert "Nog niets gekozen" in text_of(client.get(reverse("focus:area", args=[area.slug])))


def test_only_who_works_there_sees_the_focus_of_an_area(client, area, manager, goal):
    other = AreaFactory(parent=area.parent)
    client.force_login(manager)
    assert client.get(reverse("focus:area", args=[other.slug])).status_code == 404
    client.force_login(person_with("community_worker", area))
    assert client.get(reverse("focus:area", args=[area.slug])).status_code == 200
    assert client.get(reverse("focus:choose", args=[area.slug])).status_code == 403


def test_limits_are_set_changed_and_taken_away(client, area):
    client.force_login(person_with("administrator"))
    address = reverse("focus:limits")
    assert "Nog geen grenzen" in text_of(client.get(address))
    assert client.post(address, {"kind": "organisation", "area": area.pk, "at_most": 3}).status_code == 422
    assert client.post(address, {"kind": "area", "at_most": 0}).status_code == 422
    for number in (8, 6):
        client.post(address, {"kind": "area", "at_most": number})
    limit = RunLimit.objects.get()
    assert limit.at_most == 6
    client.post(reverse("focus:remove_limit", args=[limit.pk]))
    assert not RunLimit.objects.exists()


def test_pages_warn_before_one_more_is_taken_on(client, area, manager, goal):
    ProjectFactory(area=area, state="running", marker_longitude=6.5)
    project = ProjectFactory(area=area, state="planned", title="Rotonde")
    programme = ProgrammeFactory(area=area)
    set_limit(kind="area", at_most=1, by=manager)
    choose_focus(area, [goal], first_year=2020, last_year=2090, by=manager)
    client.force_login(manager)
    full = "Lopende projecten in Molenwijk: 1."
    for address in (
        reverse("projects:edit", args=[project.public_id]),
        reverse("yearly:choose", args=[programme.pk]),
    ):
        text = text_of(client.get(address))
        assert full in text and "Dient geen van de gekozen doelen" in text, address
    assert full not in text_of(client.get(reverse("yearly:editor", args=[programme.pk])))
    EntryFactory(programme=programme, project=project)
    assert full in text_of(client.get(reverse("yearly:editor", args=[programme.pk])))
