"""Every write on taakgroepen. Each is a sign of life of the group, so that who has gone quiet can be seen."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.taskgroups import letters
from participation.taskgroups.models import HelpCall, Member, Message, TalkNote, Task, TaskGroup
from participation.taskgroups.queries import helpers_of, people_in
from participation.taskgroups.states import (
    ASKED,
    ENDED,
    HELP_WITHIN,
    INVITED,
    INVITED_FOR,
    LEFT,
    MEMBER,
    RUNNING,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

MOST_MEMBERS = 40
MESSAGES_A_DAY = 10


def found_group(
    area: Area,
    *,
    name: str,
    aim: str,
    by,
    initiative: Initiative | None = None,
    shows_name: bool = False,
    members: Iterable = (),
    **fields,
) -> TaskGroup:
    """Found a group with some people; who founds it is its trekker.

    From an initiative its makers are members at once.
    """
    with recorded(by=by, action="taskgroups.found_group"):
        group = TaskGroup.objects.create(
            area=area, name=name, aim=aim, initiative=initiative, edited_by=by, **fields
        )
        _enter(group, by, is_lead=True, shows_name=shows_name)
        if initiative is not None:
            for maker in initiative.makers.exclude(person=None).exclude(person=by).select_related("person"):
                _enter(group, maker.person, shows_name=maker.shows_name)
        here = set(group.members.values_list("person_id", flat=True))
        for person in members:
            if person.pk not in here:
                _enter(group, person)
        _note_life(group)
    return group


def edit_group(group: TaskGroup, values: Mapping[str, Any], *, version: int, by) -> TaskGroup:
    """Change what the group says of itself; raises EditConflict when somebody did in between."""
    edited = save_edit(group, values, version=version, by=by, action="taskgroups.edit_group")
    with recorded(by=by, action="taskgroups.edit_group"):
        _note_life(edited)
    return edited


def take_step(group: TaskGroup, name: str, *, by, reason: str = "") -> TaskGroup:
    """Take a step in the life of a group; at its end every member is thanked."""

    def then(locked: TaskGroup) -> None:
        locked.state_reason = reason.strip()
        locked.save(update_fields=["state_reason"])
        _note_life(locked)
        if locked.state == ENDED:
            _send(people_in(locked), letters.thanks_letter(locked))

    return perform(group, name, by=by, reason=reason, then=then)


def invite(group: TaskGroup, email: str, *, by) -> Member:
    """Ask someone by e-mail to take part. Asked twice is asked once; who asked already is let in."""
    address = email.strip().lower()
    with recorded(by=by, action="taskgroups.invite"):
        locked = _open_group(group)
        here = locked.members.exclude(state=LEFT)
        if known := here.filter(person__email=address).first() or here.filter(email=address).first():
            return admit_member(known, by=by) if known.state == ASKED else known
        if here.count() >= MOST_MEMBERS:
            raise TransitionRefused(
                refusal("De groep is vol. Er kunnen %(number)d mensen in.") % {"number": MOST_MEMBERS}
            )
        member = Member.objects.create(group=locked, email=address, state=INVITED)
        letter = letters.invitation_letter(member, by=by)
        key = f"taskgroups.invite:{locked.pk}:{address}"
        send_letter(to=address, subject=letter.subject, body=letter.body, key=key)
        _note_life(locked)
    return member


def accept_place(member: Member, *, shows_name: bool, by) -> Member:
    """Take part after an invitation; the address is forgotten."""

    def then(locked: Member) -> None:
        # Who asked to take part in the meantime has one place, not two.
        Member.objects.filter(group=locked.group_id, person=by, state=ASKED).delete()
        if locked.group.members.filter(person=by, state=MEMBER).exists():
            raise TransitionRefused(refusal("U doet al mee met deze taakgroep."))
        locked.person, locked.email, locked.shows_name, locked.since = by, "", shows_name, timezone.now()
        locked.save(update_fields=["person", "email", "shows_name", "since"])
        _note_life(locked.group)

    return perform(member, "accept_place", by=by, then=then)


def ask_to_join(group: TaskGroup, words: str, *, shows_name: bool, by) -> Member:
    """Ask to take part; the trekker gets a letter, without the address of who asks."""
    with recorded(by=by, action="taskgroups.ask_to_join"):
        locked = _open_group(group)
        known = locked.members.exclude(state=LEFT).filter(person=by).first()
        if known:
            return known
        member = Member.objects.create(
            group=locked, person=by, words=words.strip(), shows_name=shows_name, state=ASKED
        )
        lead = locked.lead
        _send([lead.person] if lead else helpers_of(locked.area), letters.request_letter(member))
    return member


def admit_member(member: Member, *, by) -> Member:
    """Let someone in who asked; they get a letter."""

    def then(locked: Member) -> None:
        locked.since, locked.words = timezone.now(), ""
        locked.save(update_fields=["since", "words"])
        _note_life(locked.group)
        _send([locked.person], letters.admitted_letter(locked))

    return perform(member, "admit_member", by=by, then=then)


def turn_away(member: Member, *, by) -> None:
    """Do not let in who asked, or withdraw an invitation: the row and what it says are forgotten."""
    with recorded(by=by, action="taskgroups.turn_away"):
        Member.objects.filter(pk=member.pk, state__in=(ASKED, INVITED)).delete()


def leave_group(member: Member, *, by) -> Member:
    """Let a member go; their open tasks come free. When it was the trekker, who helps the group hears it."""

    def then(locked: Member) -> None:
        was_lead = locked.is_lead
        locked.is_lead = False
        locked.save(update_fields=["is_lead"])
        for task in Task.objects.filter(who=locked, done_at=None):
            task.who = None
            task.save(update_fields=["who"])
        _note_life(locked.group)
        if was_lead:
            _send(helpers_of(locked.group.area), letters.no_lead_letter(locked.group))

    return perform(member, "leave_group", by=by, then=then)


def hand_over(group: TaskGroup, member: Member, *, by) -> TaskGroup:
    """Make a member the trekker instead of who it was. Raises TransitionRefused (Dutch) for who is no member."""
    with recorded(by=by, action="taskgroups.hand_over"):
        locked = _locked(group)
        new = locked.members.filter(pk=member.pk, state=MEMBER, person__is_active=True).first()
        if new is None:
            raise TransitionRefused(refusal("Kies iemand die lid is van de groep."))
        for old in locked.members.filter(is_lead=True).exclude(pk=new.pk):
            old.is_lead = False
            old.save(update_fields=["is_lead"])
        new.is_lead = True
        new.save(update_fields=["is_lead"])
        _note_life(locked)
        if new.person != by:
            _send([new.person], letters.lead_letter(locked))
    return locked


def save_task(
    group: TaskGroup, task: Task | None, *, what: str, who: Member | None, due_on: date | None, by
) -> Task:
    """Write down what has to be done, by whom and before when; `task=None` makes a new one."""
    with recorded(by=by, action="taskgroups.save_task"):
        locked = _open_group(group)
        task = task or Task(group=locked)
        task.what, task.who, task.due_on = what.strip(), who, due_on
        task.save()
        _note_life(locked)
    return task


def mark_task(task: Task, *, done: bool, by) -> Task:
    """Say that something was done, or was not after all."""
    with recorded(by=by, action="taskgroups.mark_task"):
        locked = _open_group(task.group)
        task.done_at = timezone.now() if done else None
        task.save(update_fields=["done_at"])
        _note_life(locked)
    return task


def remove_task(task: Task, *, by) -> None:
    """Take a task off the list."""
    with recorded(by=by, action="taskgroups.remove_task"):
        locked = _open_group(task.group)
        task.delete()
        _note_life(locked)


def write_message(group: TaskGroup, words: str, *, by, answers: Message | None = None) -> Message:
    """Write to the group (a member), to its trekker (from outside), or answer; nobody sees an address.

    Raises TransitionRefused (Dutch) after too many in a day.
    """
    with recorded(by=by, action="taskgroups.write_message"):
        locked = _locked(group)
        is_member = locked.members.filter(person=by, state=MEMBER).exists()
        today = timezone.now() - timedelta(days=1)
        if Message.objects.filter(person=by, at__gt=today).count() >= MESSAGES_A_DAY:
            raise TransitionRefused(
                refusal("U schreef vandaag al een paar berichten. Probeer het morgen weer.")
            )
        message = Message.objects.create(
            group=locked, person=by, words=words.strip(), from_outside=not is_member, answers=answers
        )
        if is_member:
            _note_life(locked)
        lead = locked.lead
        if answers is not None and answers.person and answers.person.is_active:
            receivers: Iterable = [answers.person]
        elif is_member:
            receivers = people_in(locked, but=by)
        else:
            receivers = [lead.person] if lead else helpers_of(locked.area)
        _send(receivers, letters.message_letter(message))
    return message


def call_for_help(group: TaskGroup, words: str, *, by) -> HelpCall:
    """Ask the opbouwwerker for help; there is an answer within some days."""
    with recorded(by=by, action="taskgroups.call_for_help"):
        locked = _open_group(group)
        call = HelpCall.objects.create(
            group=locked, person=by, words=words.strip(), due_on=timezone.localdate() + HELP_WITHIN
        )
        _note_life(locked)
        _send(helpers_of(locked.area), letters.call_letter(call))
    return call


def take_call(call: HelpCall, *, answer: str, by) -> HelpCall:
    """Answer a call for help; the members get the answer."""

    def then(locked: HelpCall) -> None:
        locked.answer, locked.answered_at = answer.strip(), timezone.now()
        locked.save(update_fields=["answer", "answered_at"])
        _send(people_in(locked.group), letters.answer_letter(locked))

    return perform(call, "take_call", by=by, then=then)


def solve_call(call: HelpCall, *, by) -> HelpCall:
    """Say that the help is not needed any more."""
    return perform(call, "solve_call", by=by, then=lambda locked: _note_life(locked.group))


def note_talk(group: TaskGroup, words: str, *, by) -> TalkNote:
    """Note what opbouwwerker and wijkmanager agreed about a group; not a sign of life of the group itself."""
    with recorded(by=by, action="taskgroups.note_talk"):
        return TalkNote.objects.create(group=group, words=words.strip(), by=by)


def invitations_past(term: timedelta = INVITED_FOR) -> QuerySet[Member]:
    """Return who was asked and did not answer within `term`."""
    return Member.objects.filter(state=INVITED, since__lt=timezone.now() - term)


def forget_invitations(term: timedelta = INVITED_FOR) -> int:
    """Forget addresses of people who never answered an invitation; returns how many."""
    with recorded(by=None, action="taskgroups.forget_invitations"):
        return invitations_past(term).delete()[0]


def _locked(group: TaskGroup) -> TaskGroup:
    return TaskGroup.objects.select_for_update(of=("self",)).select_related("area").get(pk=group.pk)


def _open_group(group: TaskGroup) -> TaskGroup:
    locked = _locked(group)
    if locked.state not in RUNNING:
        raise TransitionRefused(refusal("Deze taakgroep is gestopt of klaar."))
    return locked


def _enter(group: TaskGroup, person, *, is_lead: bool = False, shows_name: bool = False) -> Member:
    """Write down a member who needs no invitation: who founds the group or made its plan."""
    return Member.objects.create(
        group=group, person=person, is_lead=is_lead, shows_name=shows_name, state=MEMBER
    )


def _note_life(group: TaskGroup) -> None:
    """Keep the counters and the last sign of life with the rows, under the lock of the group."""
    locked = _locked(group)
    locked.active_at = timezone.now()
    locked.member_count = locked.members.filter(state=MEMBER).count()
    locked.tasks_open = locked.tasks.filter(done_at=None).count()
    locked.tasks_done = locked.tasks.exclude(done_at=None).count()
    locked.save(update_fields=["active_at", "member_count", "tasks_open", "tasks_done"])


def _send(people: Iterable, letter: letters.Letter) -> None:
    for person in people:
        if person is not None and person.is_active:
            send_letter(to=person.email, subject=letter.subject, body=letter.body)
