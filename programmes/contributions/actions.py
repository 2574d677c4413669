"""Every write of this room: remarks, reminders, earlier versions, and what is amended after adoption."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from participation.subscriptions.actions import tell_followers
from programmes.contributions import letters
from programmes.contributions.calculations import is_reminder_day
from programmes.contributions.models import Amendment, Change, Remark, Reply
from programmes.contributions.queries import Version, programmes_to_remind, progress_of, suppliers_of
from programmes.projects.models import Project
from programmes.yearly import actions as yearly
from programmes.yearly.models import Entry, Part, Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people.models import Person

# --- Parts and their suppliers ------------------------------------------------------------------------------


def hand_back(part: Part, *, by, reason: str, due_on: date | None = None) -> Part:
    """Give a part back with a remark; everybody who can write it hears it. Raises TransitionRefused."""
    with recorded(by=by, action="contributions.hand_back", reason=reason):
        returned = yearly.hand_back(part, by=by, reason=reason, due_on=due_on)
        for person in _writers(returned, but=by):
            _send(person, letters.handed_back_letter(returned, person))
    return returned


def remind(programme: Programme, *, by, organisation: int | None = None) -> list[Person]:
    """Remind the suppliers of a programme (or one of them) of what is not ready; returns who got a letter.

    Nobody gets more than one letter a day about one programme, whoever asks.
    """
    lines = [
        line
        for line in progress_of(programme)
        if line.can_be_reminded and organisation in (None, line.part.supplier_id)
    ]
    return _remind(programme, lines, by=by)


def remind_of_deadlines(*, on: date | None = None) -> int:
    """Remind who has a deadline soon or missed one; returns how many letters. The clock asks some times a day."""
    day = on or timezone.localdate()
    sent = 0
    for programme in programmes_to_remind(day):
        due = [
            line
            for line in progress_of(programme)
            if line.can_be_reminded and line.part.due_on and is_reminder_day((line.part.due_on - day).days)
        ]
        sent += len(_remind(programme, due, by=None, on=day))
    return sent


def _remind(programme: Programme, lines: Iterable, *, by, on: date | None = None) -> list[Person]:
    day = on or timezone.localdate()
    parts: dict[Person, list[Part]] = {}
    for line in lines:
        for person in line.people:
            parts.setdefault(person, []).append(line.part)
    reminded = []
    with recorded(by=by, action="contributions.remind"):
        for person, expected in parts.items():
            if all(part.reminded_on == day for part in expected):
                continue
            letter = letters.reminder_letter(programme, person, expected, today=day)
            key = f"contributions.reminder:{programme.pk}:{person.pk}:{day:%Y%m%d}"
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)
            reminded.append(person)
        named = {part.pk for expected in parts.values() for part in expected}
        Part.objects.filter(pk__in=named).update(reminded_on=day)
    return reminded


def restore_version(part: Part, version: Version, *, seen: int, by) -> Part:
    """Put an earlier text back as a new version; raises as `yearly.edit_part` does."""
    with recorded(by=by, action="contributions.restore_version"):
        return yearly.edit_part(part, {"title": version.title, "text": version.text}, version=seen, by=by)


# --- Remarks ------------------------------------------------------------------------------------------------


def add_remark(part: Part, *, quote: str, text: str, by) -> Remark:
    """Say something of a passage; everybody else who can write the part hears it."""
    with recorded(by=by, action="contributions.add_remark"):
        remark = Remark.objects.create(part=part, quote=" ".join(quote.split()), text=text, by=by)
        for person in _writers(part, but=by):
            _send(person, letters.remark_letter(remark, person))
    return remark


def reply_to(remark: Remark, *, text: str, by) -> Reply:
    """Answer a remark."""
    with recorded(by=by, action="contributions.reply_to"):
        return Reply.objects.create(remark=remark, text=text, by=by)


def resolve(remark: Remark, *, by) -> None:
    """Say that a remark is settled; doing it twice changes nothing."""
    with recorded(by=by, action="contributions.resolve"):
        locked = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        if not locked.is_resolved:
            locked.resolved_at, locked.resolved_by = timezone.now(), by
            locked.save(update_fields=["resolved_at", "resolved_by"])


def open_again(remark: Remark, *, by) -> None:
    """Take back that a remark is settled."""
    with recorded(by=by, action="contributions.open_again"):
        locked = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        locked.resolved_at = locked.resolved_by = None
        locked.save(update_fields=["resolved_at", "resolved_by"])


# --- After adoption -----------------------------------------------------------------------------------------


def amend_part(
    part: Part, *, text: str, reason: str, decision_number: str = "", version: int, by
) -> Amendment:
    """Change a text of an adopted programme, with the reason; what was adopted stays beside it.

    Raises EditConflict when somebody changed it in between, EditRefused when the programme is not adopted or
    nothing changes.
    """
    return _amend(part, "text", text, reason=reason, decision_number=decision_number, version=version, by=by)


def amend_entry(
    entry: Entry, *, promise: str, reason: str, decision_number: str = "", version: int, by
) -> Amendment:
    """Change what an adopted programme promises about a project; raises as `amend_part` does."""
    return _amend(
        entry, "promise", promise, reason=reason, decision_number=decision_number, version=version, by=by
    )


def amend_with_project(
    programme: Programme, project: Project, *, promise: str, reason: str, decision_number: str = "", by
) -> Amendment:
    """Add a whole project to an adopted programme, with the reason. What was printed stays as it was.

    Raises EditRefused when the programme is not adopted or has the project already.
    """
    with recorded(by=by, action="contributions.amend_with_project", reason=reason):
        entry = yearly.add_after_adoption(programme, project, promise=promise, by=by)
        return _amended_whole(
            entry, Change.ADDED, after=promise, reason=reason, decision_number=decision_number, by=by
        )


def amend_without_project(entry: Entry, *, reason: str, decision_number: str = "", by) -> Amendment:
    """Drop a whole project from an adopted programme, with the reason; the project itself goes on.

    Raises EditRefused when the programme is not adopted or the project is out of it already.
    """
    with recorded(by=by, action="contributions.amend_without_project", reason=reason):
        dropped = yearly.drop_after_adoption(entry, because=reason, by=by)
        return _amended_whole(
            dropped,
            Change.DROPPED,
            before=dropped.promise,
            reason=reason,
            decision_number=decision_number,
            by=by,
        )


_NEWS = {
    Change.ADDED: gettext_noop("“%(project)s” komt erbij in %(programme)s"),
    Change.DROPPED: gettext_noop("“%(project)s” gaat uit %(programme)s"),
}


def _amended_whole(entry: Entry, change: Change, *, by, **given) -> Amendment:
    programme = entry.programme
    amendment = Amendment.objects.create(programme=programme, entry=entry, change=change, by=by, **given)
    if programme.is_published:
        tell_followers(
            "area",
            programme.area.slug,
            key=f"contributions.amendment:{amendment.pk}",
            title=_(_NEWS[change]) % {"project": entry.title, "programme": programme.title},
            text=amendment.reason,
            url=f"{programme.get_absolute_url()}#wijzigingen",
            area=programme.area,
            by=by,
        )
    return amendment


def _amend(thing: Part | Entry, name: str, value: str, *, version: int, by, **given) -> Amendment:
    action = "contributions.amend"
    with yearly.while_adopted(thing.programme, by=by, action=action, reason=given["reason"]) as programme:
        before = getattr(type(thing).objects.get(pk=thing.pk), name)
        saved = save_edit(thing, {name: value}, version=version, by=by, action=action)
        if getattr(saved, name) == before:
            raise EditRefused(_("Er is niets veranderd. Pas de tekst aan en sla dan op."))
        kind = "part" if isinstance(thing, Part) else "entry"
        return Amendment.objects.create(
            programme=programme, before=before, after=value, by=by, **{kind: thing}, **given
        )


def _writers(part: Part, *, but) -> list[Person]:
    if not part.supplier_id:
        return []
    found = suppliers_of(part.programme, [part.supplier_id]).get(part.supplier_id, [])
    return [person for person in found if person != but]


def _send(person: Person, letter: letters.Letter) -> None:
    send_letter(to=person.email, subject=letter.subject, body=letter.body)
