import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.taskgroups import actions
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer):
    return answer.content.decode()


def door(name, group):
    return reverse(f"taskgroups:{name}", args=[group.public_id])


def test_pages_cost_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    worker = person_with("community_worker", area)
    lead = PersonFactory()
    first = TaskGroupFactory(area=area, by=lead)

    def more(number):
        for _each in range(number):
            group = TaskGroupFactory(area=area, members=[])
            actions.call_for_help(group, "Help", by=group.lead.person)
            actions.save_task(first, None, what="Hout", who=first.lead, due_on=None, by=lead)

    def found():
        counts = []
        for person, addresses in (
            (None, [reverse("taskgroups:index"), first.get_absolute_url()]),
            (worker, [reverse("taskgroups:weekly"), door("own", first)]),
        ):
            client.force_login(person) if person else client.logout()
            for address in addresses:
                client.get(address)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                counts.append(len(queries))
        return counts

    more(1)
    few = found()
    more(29)
    assert found() == few


def test_the_page_shows_who_chose_so_and_nothing_of_the_inside(client, area):
    lead = PersonFactory(full_name="Lia Geheim", email="lia@geheim.example")
    group = TaskGroupFactory(area=area, by=lead, shows_name=False)
    actions.save_task(group, None, what="Geheime taak", who=None, due_on=None, by=lead)
    actions.write_message(group, "Geheim bericht", by=lead)
    for address in (group.get_absolute_url(), reverse("taskgroups:index"), area.get_absolute_url()):
        assert "geheim" not in text_of(client.get(address)).lower()
    client.force_login(PersonFactory())
    assert client.get(door("own", group)).status_code == 404
    client.force_login(lead)
    assert "Geheime taak" in text_of(client.get(door("own", group)))


def test_the_area_says_what_the_first_step_is(client, area):
    assert "nog geen taakgroep" in text_of(client.get(area.get_absolute_url()))
    group = TaskGroupFactory(area=AreaFactory(parent=area, kind="buurt"))
    assert group.name in text_of(client.get(area.get_absolute_url()))


def test_an_initiative_becomes_a_group_in_one_step_and_stays_linked(client, area):
    maker = PersonFactory()
    plan = InitiativeFactory(area=area, maker=maker)
    client.force_login(maker)
    step = f"{reverse('taskgroups:new')}?initiatief={plan.public_id}"
    assert step in text_of(client.get(plan.get_absolute_url())).replace("&amp;", "&")
    assert plan.what in text_of(client.get(step))
    client.post(step, {"name": "Groene vingers", "aim": "Bakken maken.", "area": area.pk})
    client.logout()
    assert "Taakgroep Groene vingers" in text_of(client.get(plan.get_absolute_url()))


def test_what_a_member_may_not_do_is_refused(client, area):
    lead, member = PersonFactory(), PersonFactory()
    group = TaskGroupFactory(area=area, by=lead, members=[member])
    asked = actions.ask_to_join(group, "Graag", shows_name=False, by=PersonFactory())
    client.force_login(member)
    leads = group.members.get(person=lead)
    for wish, who in (("admit", asked), ("leave", leads)):
        assert client.post(door("change_members", group), {"do": wish, "member": who.pk}).status_code == 403
    client.post(door("change_members", group), {"do": "turn_away", "member": asked.pk})
    asked.refresh_from_db()
    assert client.get(door("edit", group)).status_code == 403
    answer = client.post(door("change_tasks", group), {"do": "add", "what": "", "due_on": "morgen"})
    assert (answer.status_code, "morgen" in text_of(answer)) == (422, True)
    assert client.post(door("change_tasks", group), {"do": "done", "task": "x"}).status_code == 404
