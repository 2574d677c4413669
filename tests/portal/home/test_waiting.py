from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from areas.roles.states import ROLES
from areas.territory.models import Area
from participation.signals.models import Signal
from programmes.projects.actions import edit_project
from tests.factories import meetings
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.projects import ProjectFactory
from tests.factories.questions import ask
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import ProgrammeFactory
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.home.queries import workspace_of
from wijkportaal.portal.home.waiting.lines import MOST
from wijkportaal.portal.home.waiting.lists import waiting_list

pytestmark = pytest.mark.django_db

# How many queries the first page costs for each role, whatever there is.
QUERIES = {
    "resident": 12,
    "board_member": 15,
    "taskgroup_member": 12,
    "community_worker": 21,
    "area_manager": 28,
    "department": 11,
    "partner": 11,
    "alderman": 20,
    "councillor": 11,
    "finance": 15,
    "administrator": 30,
}


@pytest.fixture
def area():
    return AreaFactory(name="Noord", slug="noord", parent=GemeenteFactory())


def make_work(area, person, *, times: int) -> None:
    """Something of several rooms that waits for somebody who works in an area."""
    for number in range(times):
        CommitmentFactory(area=area, responsible=person, what=f"Bank {number}", due_on=days(-1 - number))
        signal = SignalFactory(area=area)
        Signal.objects.filter(pk=signal.pk).update(title=f"Lantaarn {number}", due_on=days(-2 - number))
        ask(area, title=f"Vraag {number}")
        meetings.make(area=area, title=f"Avond {number}", days=2)


def test_all_that_waits_stands_in_one_list_by_day_and_then_by_room(area):
    manager = person_with("area_manager", area)
    CommitmentFactory(area=area, responsible=manager, what="Vandaag klaar", due_on=days(0))
    CommitmentFactory(area=area, responsible=manager, what="Gisteren klaar", due_on=days(-1))
    question = ask(area, title="Een vraag", asked_on=timezone.localdate() - timedelta(days=60))
    signal = SignalFactory(area=area)
    Signal.objects.filter(pk=signal.pk).update(title="Een lantaarn", due_on=days(-1))
    waiting = waiting_list(manager)
    found = [(str(each.source.label), each.line.text) for each in waiting.late]
    assert found == [
        ("Raadsvragen", "Een vraag"),
        ("Afspraken", "Gisteren klaar"),
        ("Signalen", "Een lantaarn"),
    ]
    assert question.due_on < days(-1)
    assert [each.line.text for each in waiting.soon] == ["Vandaag klaar"]
    assert [ident for ident, _heading, _lines in waiting.groups] == ["te-laat", "deze-week"]
    for number in range(MOST + 1):
        CommitmentFactory(area=area, responsible=manager, what=f"Bank {number}", due_on=days(-9))
    more = waiting_list(manager)
    assert [str(source.label) for source in more.more] == ["Afspraken"]


def lines_of(person) -> set[str]:
    """What waits for somebody; asked anew, as in another request."""
    return {
        each.line.text
        for _id, _heading, group in waiting_list(Person.objects.get(pk=person.pk)).groups
        for each in group
    }


def test_a_line_stands_only_with_who_has_to_do_it(area):
    alderman, administrator, councillor = (
        person_with(role) for role in ("alderman", "administrator", "councillor")
    )
    for place, state in enumerate(("draft", "panel", "ready", "proposed", "adopted", "published")):
        published = {"published_at": timezone.now()} if state == "published" else {}
        ProgrammeFactory(area=area, year=2026 + place, title=f"{state}", state=state, **published)
    signal, own = SignalFactory(area=area), SignalFactory(area=area)
    Signal.objects.filter(pk=signal.pk).update(title="van niemand", due_on=days(-1))
    Signal.objects.filter(pk=own.pk).update(
        title="van de beheerder", due_on=days(-1), responsible=administrator
    )
    ask(area, title="Een vraag", by=councillor)
    makes = {"Maak af: draft", "Leg vast wat het college besloot: proposed", "Publiceer: adopted"}
    # As long as a wijk has no wijkmanager, who manages the portal does what is left.
    assert lines_of(administrator) == {*makes, "van niemand", "van de beheerder", "Een vraag"}
    manager = person_with("area_manager", area)
    assert lines_of(manager) == {*makes, "van niemand", "Een vraag"}
    assert lines_of(administrator) == {"van de beheerder"}
    agrees = {"Bekijk en stuur door naar het college: ready", "Leg vast wat het college besloot: proposed"}
    assert lines_of(alderman) == agrees
    # A question of a member of the raad waits for others: it stands beside the list, and not in it.
    assert lines_of(councillor) == set()
    assert [question.title for question in workspace_of(councillor).asked] == ["Een vraag"]


def test_a_new_portal_says_what_to_begin_with():
    administrator = person_with("administrator", GemeenteFactory())
    people = {"Nodig collega's en besturen uit"}
    first = {"Kies het logo en de kleuren van uw gemeente", "Lees de wijken en dorpen van uw gemeente in"}
    assert lines_of(administrator) == first | people
    AreaFactory(parent=Area.objects.get())
    assert lines_of(administrator) == people
    person_with("alderman")
    assert lines_of(administrator) == set()


def test_work_of_the_portal_is_what_goes_on_and_one_number(area):
    person = person_with("area_manager", area)
    for state in ("waiting", "waiting", "running", "failed", "done"):
        job = request_job("steering.refresh", subject=state, by=person)
        Job.objects.filter(pk=job.pk).update(state=state)
    day = workspace_of(person)
    assert ([job.subject for job in day.jobs], day.queued) == (["failed", "running"], 2)


def test_the_day_shows_talks_and_what_slipped_where_one_works(area):
    elsewhere = AreaFactory(name="Zuid", parent=area.parent)
    for place in (area, elsewhere):
        meetings.make(area=place, title=f"Avond in {place.name}", days=3)
        project = ProjectFactory(
            area=place, title=f"Plein in {place.name}", state="planned", published_at=timezone.now()
        )
        edit_project(project, {"end_year": 2027}, version=project.version, by=None, reason="De grond is nat.")
    meetings.make(area=area, title="Over een maand", days=30)
    day = workspace_of(person_with("area_manager", area))
    assert [meeting.title for meeting in day.week] == ["Avond in Noord"]
    assert [(item.text, item.detail) for item in day.slipped] == [("Plein in Noord", "De grond is nat.")]
    assert [place.name for place in day.areas] == ["Noord"]
    resident = workspace_of(person_with("resident", area))
    assert (resident.week, resident.slipped, resident.waiting.number) == ([], [], 0)


def test_every_role_has_a_first_page_that_costs_the_same_whatever_there_is(client, area):
    everywhere = {"alderman", "administrator", "councillor", "finance"}
    people = {role: person_with(role, None if role in everywhere else area) for role in ROLES}
    door = reverse("portal:workspace")

    def costs() -> dict[str, int]:
        found = {}
        for role, person in people.items():
            client.force_login(person)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(door).status_code == 200
            found[role] = len(queries)
        return found

    empty = costs()
    make_work(area, people["area_manager"], times=1)
    few = costs()
    make_work(area, people["area_manager"], times=7)
    assert costs() == few
    assert few == empty == QUERIES


def test_who_has_nothing_to_do_is_told_what_will_come_and_offered_the_first_step(client, area):
    client.force_login(person_with("councillor"))
    text = client.get(reverse("portal:workspace")).content.decode()
    assert "Er wacht niets op u" in text and reverse("questions:new") in text
