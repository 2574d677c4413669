import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.grants.models import Application
from participation.signals.actions.handling import publish_signal
from participation.signals.queries.following import follow_token
from programmes.origins.models import ProjectOrigin
from programmes.origins.queries import days_in_programme
from programmes.projects.models import Project
from programmes.yearly.models import Programme
from tests.factories.grants import make_scene
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory
from tests.factories.yearly import EntryFactory

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


def test_a_signal_leads_to_a_project_and_the_days_to_the_programme_are_counted(client, area):
    signal = SignalFactory(area=area, text="De brug is glad", theme=ThemeFactory(), wants_public=True)
    publish_signal(signal, by=None, text="De brug is glad.", photo_public=False)
    step, page = (
        reverse(name, args=[signal.public_id]) for name in ("origins:tie_signal", "signals:overview")
    )
    client.force_login(PersonFactory())
    assert client.post(step, {"new": "1"}).status_code == 404
    client.force_login(person_with("area_manager", area))
    assert "Maak er een project van" in text_of(client.get(page))
    for _again in range(2):
        client.post(step, {"new": "1"})
    made = Project.objects.get()
    assert (made.title, made.source, "De brug is glad." in made.what) == (signal.title, "report", True)
    other, elsewhere = ProjectFactory(area=area), ProjectFactory()
    assert client.post(step, {"project": elsewhere.public_id}).status_code == 404
    assert days_in_programme([signal.pk]) == {}
    client.post(step, {"project": other.public_id})
    assert ProjectOrigin.objects.get().project == other
    entry = EntryFactory(project=other, programme__area=area)
    assert days_in_programme([signal.pk]) == {}
    Programme.objects.update(adopted_at=timezone.now())
    assert days_in_programme([signal.pk]) == {signal.pk: timezone.localdate()}
    in_list = text_of(client.get(reverse("signals:durations") + "?deel=decided-programme"))
    assert "programma" in in_list
    client.logout()
    public = (signal.get_absolute_url(), reverse("signals:follow", args=[follow_token(signal)]))
    assert all(other.title not in text_of(client.get(each)) for each in public)
    Project.objects.filter(pk=entry.project_id).update(published_at=timezone.now())
    assert all(other.title in text_of(client.get(each)) for each in public)
    assert signal.get_absolute_url() in text_of(client.get(other.get_absolute_url()))


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
