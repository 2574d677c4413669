from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from areas.organisations.queries import concerned_ids
from areas.roles.queries import held_areas, people_with_role, where_held
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER, COMMUNITY_WORKER
from areas.territory.models import Area
from participation.taskgroups.models import HelpCall, Member, Message, TalkNote, Task, TaskGroup
from participation.taskgroups.states import ASKED, ENDED, INVITED, LEFT, MEMBER, QUIET_AFTER, RUNNING, SOLVED
from wijkportaal.foundation.people.models import Person

# Who helps groups on their way, and talks about them every week.
HELPERS = (COMMUNITY_WORKER, AREA_MANAGER, ADMINISTRATOR)
SHORT = 4
WEEK = timedelta(days=7)


def is_member_of(person, group: TaskGroup) -> bool:
    """Whether someone is a member of a group."""
    return person.is_authenticated and group.members.filter(person=person.pk, state=MEMBER).exists()


def is_lead_of(person, group: TaskGroup) -> bool:
    """Whether someone is the trekker of a group."""
    return (
        person.is_authenticated
        and group.members.filter(person=person.pk, state=MEMBER, is_lead=True).exists()
    )


def public_here(area: Area) -> QuerySet[TaskGroup]:
    """Return the groups of an area and of what it took over or has inside it, those under way first."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk])
    return running_first(TaskGroup.objects.filter(here))


def running_first(groups: QuerySet[TaskGroup]) -> QuerySet[TaskGroup]:
    """Order groups for a list; without those that stopped."""
    return groups.exclude(state="stopped").select_related("area").order_by("state", "-created_at", "-pk")


def inside(person) -> Q:
    """The condition that someone helps the groups of an area."""
    return where_held(person, *HELPERS)


def takes_part(person) -> Q:
    """The condition that someone is a member."""
    return Q(Exists(Member.objects.filter(group=OuterRef("pk"), person=person.pk, state=MEMBER)))


def open_to(person) -> QuerySet[TaskGroup]:
    """Return the groups of which someone may see the inside: their own and those that they help."""
    return TaskGroup.objects.filter(inside(person) | takes_part(person))


def own(person) -> QuerySet[TaskGroup]:
    """Return the groups of which someone is a member."""
    return TaskGroup.objects.filter(takes_part(person)).select_related("area").order_by("state", "-active_at")


def invitations_for(person) -> QuerySet[Member]:
    """Return the open invitations to the address of someone who signed in."""
    waiting = Member.objects.filter(state=INVITED, email=person.email).exclude(email="")
    return waiting.filter(group__state__in=RUNNING).select_related("group__area")


def with_details(groups: QuerySet[TaskGroup]) -> QuerySet[TaskGroup]:
    """Let a group carry who is in it; one query more."""
    members = Member.objects.filter(state=MEMBER).select_related("person")
    return groups.select_related("area", "initiative").prefetch_related(
        Prefetch("members", members, to_attr="present")
    )


def tasks_of(group: TaskGroup) -> QuerySet[Task]:
    """Return the tasks of a group, open ones first, by date."""
    return group.tasks.select_related("who__person").order_by(
        F("done_at").desc(nulls_first=True), "due_on", "pk"
    )


def waiting_members(group: TaskGroup) -> QuerySet[Member]:
    """Return who asked to take part and who was invited."""
    return group.members.filter(state__in=(ASKED, INVITED)).select_related("person").order_by("state", "pk")


def messages_of(group: TaskGroup) -> QuerySet[Message]:
    """Return what was written to the group and by it, newest first."""
    return group.messages.select_related("person").prefetch_related("replies__person")


def people_in(group: TaskGroup, *, but=None) -> QuerySet[Person]:
    """Return the members who can be written to, without one."""
    found = Person.objects.filter(
        is_active=True, pk__in=group.members.filter(state=MEMBER).values("person_id")
    )
    return found.exclude(pk=getattr(but, "pk", None)).order_by("pk")


def helpers_of(area: Area) -> list[Person]:
    """Return who gets a call for help: the opbouwwerkers of an area, or else its wijkmanagers."""
    return list(people_with_role(area, COMMUNITY_WORKER)) or list(people_with_role(area, AREA_MANAGER))


@dataclass(frozen=True)
class Weekly:
    """The groups to talk about this week; one stands in each part that it belongs to."""

    calls: list[HelpCall]
    quiet: list[TaskGroup]
    stuck: list[TaskGroup]
    small: list[TaskGroup]
    finished: list[TaskGroup]


def weekly_for(person, *, area: Area | None = None, least: int) -> Weekly:
    """Return what opbouwwerker and wijkmanager talk about: who calls, is quiet, stuck, too small, or finished."""
    now = timezone.now()
    mine = TaskGroup.objects.filter(inside(person)).select_related("area")
    if area is not None:
        mine = mine.filter(Q(area=area) | Q(area__ancestor_ids__contains=[area.pk]))
    note = TalkNote.objects.filter(group=OuterRef("pk")).order_by("-at").values("words")[:1]
    lead = Member.objects.filter(group=OuterRef("pk"), is_lead=True, state=MEMBER, person__is_active=True)
    late = Task.objects.filter(group=OuterRef("pk"), done_at=None, due_on__lt=timezone.localdate())
    done = Task.objects.filter(group=OuterRef("pk"), done_at__gt=now - WEEK)
    mine = mine.annotate(
        last_note=Subquery(note), has_lead=Exists(lead), is_behind=Exists(late), did_something=Exists(done)
    ).order_by("active_at", "pk")
    under_way = list(mine.filter(state__in=RUNNING))
    ended = mine.filter(state=ENDED, active_at__gt=now - WEEK)
    calls = HelpCall.objects.filter(group__in=mine.order_by().values("pk")).exclude(state=SOLVED)
    return Weekly(
        calls=list(calls.select_related("group__area").order_by("due_on", "pk")),
        quiet=[group for group in under_way if group.active_at < now - QUIET_AFTER],
        stuck=[group for group in under_way if group.is_behind or not group.has_lead],
        small=[group for group in under_way if group.member_count < least],
        finished=[*ended, *(group for group in under_way if group.did_something)],
    )


def place_of(group: TaskGroup, person) -> Member | None:
    """Return what someone is to a group: a member, somebody who asked, or nothing."""
    if not person.is_authenticated:
        return None
    return group.members.exclude(state=LEFT).filter(person=person.pk).first()


def conversation_of(group: TaskGroup, person) -> list[Message]:
    """Return what someone from outside wrote to a group, with the answers; newest first."""
    if not person.is_authenticated:
        return []
    return list(messages_of(group).filter(person=person.pk, from_outside=True)[:SHORT])


def calls_waiting_for(person) -> int:
    """Count the calls for help that wait for an answer where someone helps; no query for who does not."""
    if not held_areas(person, *HELPERS):
        return 0
    groups = TaskGroup.objects.filter(inside(person)).values("pk")
    return HelpCall.objects.filter(group__in=groups, state="open").count()


def running_spells() -> list[tuple[int, date, date | None]]:
    """Return of every group: area, the day it began and, when it ended, that of its last sign of life; one query."""
    rows = TaskGroup.objects.order_by().values_list("area", "created_at", "active_at", "state")
    return [
        (area, timezone.localdate(begun), None if state in RUNNING else timezone.localdate(active))
        for area, begun, active, state in rows
    ]
