import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.ideas.models import IdeaAnswer
from participation.initiatives.models import Initiative
from participation.voting.actions.counting import set_aside
from participation.voting.models import VotePlan, VotingRound
from programmes.origins.models import ProjectOrigin
from programmes.projects.models import Project
from tests.factories.initiatives import InitiativeFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory
from tests.factories.voting import published_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer) -> str:
    return answer.content.decode()


def plan_in(area, **fields) -> VotePlan:
    voted = published_round(area=area, **fields)
    return voted.plans.get(number=1)


def address_of(plan) -> str:
    year = timezone.localdate(plan.voting_round.starts_at).year
    return reverse("ideas:answer", args=[year, "stemplan", plan.pk])


def test_every_idea_has_its_answer_with_who_and_when_or_why_not(client, area):
    door = reverse("ideas:area", args=[area.slug])
    assert "Er zijn nog geen ideeën" in text_of(client.get(door))
    taken = InitiativeFactory(area=area, title="Een moestuin")
    project = ProjectFactory(
        area=area, lead_name="Afdeling Groen", lead_organisation=None, title="Moestuin maken"
    )
    Project.objects.filter(pk=project.pk).update(published_at=timezone.now())
    ProjectOrigin.objects.create(project=project, initiative=taken)
    TaskGroupFactory(area=area, initiative=taken, name="Groene vingers")
    refused = InitiativeFactory(area=area, title="Een fontein")
    Initiative.objects.filter(pk=refused.pk).update(state="declined", state_reason="Daar liggen kabels.")
    InitiativeFactory(area=area, title="Nog geen antwoord op dit")
    secret = InitiativeFactory(area=area, title="Geheim plan")
    Initiative.objects.filter(pk=secret.pk).update(published_at=None, state="draft")
    plan = plan_in(area)
    set_aside(
        plan, reason="Een gasleiding.", decided_by="het college", decided_on=timezone.localdate(), by=None
    )
    page = text_of(client.get(door))
    for words in ("Gaat door (", "Afdeling Groen, taakgroep Groene vingers", "Moestuin maken", "Daar liggen kabels.",
                  "Een gasleiding. (het college)", "Nog geen antwoord (1)"):  # fmt: skip
        assert words in page, words
    assert "Geheim plan" not in page
    narrowed = text_of(client.get(door + "?antwoord=open&jaar=abc"))
    assert ("Nog geen antwoord op dit" in narrowed, "Een fontein" in narrowed) == (True, False)


def test_an_initiative_that_was_voted_on_is_one_line(client, area):
    plan = plan_in(area)
    initiative = InitiativeFactory(area=area, title="Bankjes aan het water")
    VotePlan.objects.filter(pk=plan.pk).update(initiative=initiative)
    page = text_of(client.get(reverse("ideas:area", args=[area.slug])))
    assert (page.count("Bankjes aan het water"), "Bankjes</a>" in page, "Gekozen in de stemming" in page) == (
        1,
        False,
        True,
    )


def test_what_waits_is_answered_where_one_works(client, area):
    plan = plan_in(area)
    manager, elsewhere = person_with("area_manager", area), person_with("area_manager", AreaFactory())
    waiting = InitiativeFactory(area=area, title="Een trapveldje")
    client.force_login(elsewhere)
    assert client.post(address_of(plan), {"answer": "yes", "who": "x"}).status_code == 403
    assert "Een trapveldje" not in text_of(client.get(reverse("ideas:waiting")))
    client.force_login(manager)
    page = text_of(client.get(reverse("ideas:waiting")))
    assert reverse("initiatives:handle", args=[waiting.public_id]) in page
    assert address_of(plan) in text_of(client.get(reverse("ideas:waiting") + "?antwoord=yes"))
    answer = client.post(address_of(plan), {"answer": "no", "why": "", "who": "Dit typte ik"})
    assert (answer.status_code, "Dit typte ik" in text_of(answer)) == (422, True)
    values = {"answer": "partly", "why": "De helft kan.", "who": "Afdeling Groen", "when": "voorjaar 2027"}
    for who in ("Afdeling Groen", "Afdeling Wegen"):
        assert client.post(address_of(plan), values | {"who": who}).status_code == 302
    assert IdeaAnswer.objects.get().who == "Afdeling Wegen"
    client.logout()
    page = text_of(client.get(reverse("ideas:area", args=[area.slug])))
    assert ("Afdeling Wegen" in page, "De helft kan." in page, "voorjaar 2027" in page) == (True, True, True)
    # Nobody answers before the vote is over; and what has a page of its own to say so is answered there.
    client.force_login(manager)
    VotingRound.objects.update(state="open")
    assert client.get(address_of(plan)).status_code == 404
    gone = reverse("ideas:answer", args=[timezone.localdate().year, "initiative", waiting.public_id])
    assert [client.get(each).status_code for each in (gone, gone.replace("initiative", "niets"))] == [
        404,
        404,
    ]


def test_the_page_costs_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    manager = person_with("area_manager", area)
    voted = published_round(area=area)

    def more(number):
        for place in range(number):
            initiative = InitiativeFactory(area=area)
            ProjectOrigin.objects.create(project=ProjectFactory(area=area), initiative=initiative)
            VotePlan.objects.create(voting_round=voted, number=90 + place + number, title="Iets", cost=1)
        plans = [
            {"number": plan.number, "is_chosen": True, "why": "", "to_spare": 1} for plan in voted.plans.all()
        ]
        result = voted.results.get()
        result.outcome["plans"] = plans
        result.save()

    def found():
        counts = []
        for address in (reverse("ideas:area", args=[area.slug]), reverse("ideas:waiting")):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    client.force_login(manager)
    more(1)
    few = found()
    more(29)
    assert found() == few
