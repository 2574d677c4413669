import pytest
from django.urls import reverse

from budgets.grants.models import Application
from programmes.origins.models import ProjectOrigin
from programmes.projects.models import Project
from tests.factories.grants import make_scene
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer):
    return answer.content.decode()


def test_an_initiative_becomes_a_project_in_one_step_and_stays_linked(client, area):
    plan = InitiativeFactory(area=area, what="Bakken & <b>grond</b>.", own_effort="Wij timmeren.")
    step = reverse("origins:make_project", args=[plan.public_id])
    client.force_login(PersonFactory())
    assert client.post(step).status_code == 404
    assert "Maak er een project van" not in text_of(client.get(plan.get_absolute_url()))
    client.force_login(person_with("area_manager", area))
    assert "Maak er een project van" in text_of(client.get(plan.get_absolute_url()))
    for _again in range(2):
        assert client.post(step).status_code == 302
    project = Project.objects.get()
    assert (project.title, project.source, project.residents_role) == (
        plan.title,
        "initiative",
        "Wij timmeren.",
    )
    assert project.place == {"type": "Point", "coordinates": [5.1, 53.1]}
    assert "<b>" not in project.what and "Bakken &amp;" in project.what
    assert project.get_absolute_url() in text_of(client.get(plan.get_absolute_url()))
    assert plan.get_absolute_url() in text_of(client.get(project.get_absolute_url()))
    client.logout()
    assert project.get_absolute_url() not in text_of(client.get(plan.get_absolute_url()))
    hidden = InitiativeFactory(area=area, state="submitted", published_at=None)
    client.force_login(person_with("area_manager", area))
    client.post(reverse("origins:make_project", args=[hidden.public_id]))
    assert Project.objects.count() == 1


def test_a_group_is_tied_to_a_project_of_its_area(client, area):
    group, project, other = TaskGroupFactory(area=area), ProjectFactory(area=area), ProjectFactory()
    step = reverse("origins:tie_group", args=[group.public_id])
    client.force_login(group.lead.person)
    assert client.post(step, {"project": project.public_id}).status_code == 404
    client.force_login(person_with("community_worker", area))
    client.post(step, {"project": project.public_id})
    inside = reverse("taskgroups:own", args=[group.public_id])
    assert project.get_absolute_url() in text_of(client.get(inside))
    assert group.name in text_of(client.get(project.get_absolute_url()))
    assert client.post(step, {"project": other.public_id}).status_code == 404
    client.post(step, {"project": ""})
    assert not ProjectOrigin.objects.exists()


def test_makers_ask_money_for_an_initiative_in_one_step(client, area):
    scene = make_scene(area=area)
    plan = InitiativeFactory(area=area, maker=scene.applicant, asks_money=True, supporters_here=12)
    step = reverse("origins:ask_money", args=[plan.public_id])
    inside = reverse("initiatives:own", args=[plan.public_id])
    client.force_login(scene.reviewer)
    assert client.post(step).status_code == 404
    client.force_login(scene.applicant)
    way = f"{scene.regulation.slug}:board-{area.pk}-{scene.board.pk}"
    assert way in text_of(client.get(inside))
    assert "Kies onder welke regeling" in text_of(client.post(step, {"way": "x"}, follow=True))
    assert client.post(step, {"way": way}).status_code == 302
    application = Application.objects.get()
    assert (application.title, application.plan, application.supporters) == (plan.title, plan.what, 12)
    assert application.get_absolute_url() in text_of(client.get(inside))
