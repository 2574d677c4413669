"""Bringing a signal on its way: the route, each step with what the sender is told, and who has it."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from areas.roles.queries import people_with_role
from areas.roles.states import ALDERMAN
from areas.territory.models import Area
from areas.themes.models import Theme
from participation.signals import letters
from participation.signals.actions.intake import reopen
from participation.signals.actions.merging import tell_later
from participation.signals.models import Board, Signal, SignalStep, StepKind, Verdict
from participation.signals.queries.following import recipients_of
from participation.signals.queries.inbox import asked_people, people_on
from participation.signals.queries.terms import lasts
from participation.signals.states import (
    ADDRESS,
    AGENDA,
    CLOSED,
    NEW,
    OPEN,
    PRESENTED,
    ROUTES,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_in_bulk, send_letter
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.pictures.actions import delete_picture
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.workdays.calculations import after_working_days

# A decision is that it will be done, has been done, or will not be.
DECIDING = {"plan", "finish", "decline"}
# Of these the sender hears nothing, so that nothing has to be said.
SILENT = {"discard", "restore"}
# What a step may set beside the state.
ALONG = ("organisation", "responsible", "analysis", "has_script", "has_power", "board")


def move_signal(
    signal: Signal, step: str, *, by, text: str = "", reason: str = "", due_on: date | None = None, **along
) -> Signal:
    """Take a step on the route of a signal, and tell everybody who sent it what is said in `text`.

    `due_on` is when they hear more at the latest, by default after the term of the state; `reason` is for colleagues
    alone. `along` sets organisation, responsible, analysis, has_script, has_power, board with it.
    Raises TransitionRefused (Dutch) when something lacks, PermissionDenied when this person may not.
    """
    if unknown := set(along) - set(ALONG):
        raise ValueError(f"A step does not set {', '.join(sorted(unknown))}.")

    before = signal.state

    def then(locked: Signal) -> None:
        for name, value in along.items():
            setattr(locked, name, value)
        _check(locked, step, text)
        _set_what_follows(locked, step, due_on)
        locked.save()
        told = SignalStep.objects.create(
            signal=locked,
            kind=StepKind.MOVED,
            name=step,
            state=locked.state,
            text=text.strip(),
            due_on=locked.due_on if locked.is_open else None,
            organisation=locked.organisation if step == ADDRESS else None,
            by=by,
        )
        if reason.strip():
            SignalStep.objects.create(signal=locked, kind=StepKind.NOTED, text=reason.strip(), by=by)
        tell_later([told] if letters.is_told(told) else [])
        if step == ADDRESS:
            _ask_organisation(locked)
        elif step == "present" and locked.board == Board.ALDERMAN:
            _ask_alderman(locked)
        elif (step == "send_back" or before == PRESENTED) and not _judges(by, locked):
            _tell_judges(locked, told, by=by)

    moved = perform(signal, step, by=by, reason=reason or text, then=then)
    signal.refresh_from_db()
    return moved


def _check(signal: Signal, step: str, text: str) -> None:
    if step not in SILENT and not text.strip():
        raise TransitionRefused(refusal("Schrijf wat de inzender hierover leest."))
    if step == ADDRESS and signal.organisation is None:
        raise TransitionRefused(refusal("Kies aan welke afdeling of partner u het doorgeeft."))
    if step == "bring_together" and not (signal.analysis.strip() and signal.direction):
        raise TransitionRefused(
            refusal("Schrijf wat er speelt en wie er nodig zijn, en kies hoe de gemeente regie voert.")
        )
    if step == AGENDA and not signal.board:
        raise TransitionRefused(refusal("Kies of het voor de wethouder of voor de raad is."))


def _set_what_follows(signal: Signal, step: str, due_on: date | None) -> None:
    today = timezone.localdate()
    if due_on and due_on < today:
        raise TransitionRefused(refusal("Kies een datum die nog komt."))
    if step in ROUTES:
        signal.route = step
        signal.triaged_on = signal.triaged_on or today
    if step in DECIDING:
        signal.decided_on = signal.decided_on or today
    if step == "reopen":
        reopen(signal, verdict=Verdict.NONE)
    if step == "send_back" or (step in ROUTES and step != ADDRESS):
        signal.organisation = None
    if signal.state in CLOSED:
        signal.closed_on, signal.verdict = today, Verdict.NONE
    elif signal.state in OPEN and step != "reopen":
        signal.due_on = due_on or after_working_days(today, lasts(signal.state))


def _ask_organisation(signal: Signal) -> None:
    """Write to everybody of the organisation who signs in."""
    for person in asked_people(signal):
        letter = letters.addressed_letter(signal, person)
        send_letter(to=person.email, subject=letter.subject, body=letter.body)


def _ask_alderman(signal: Signal) -> None:
    """Write to the wethouder of the area that something lies with them to decide on."""
    for person in people_with_role(signal.area, ALDERMAN):
        letter = letters.presented_letter(signal, person)
        send_letter(to=person.email, subject=letter.subject, body=letter.body)


def _judges(person, signal: Signal) -> bool:
    return person is not None and person.has_perm("signals.triage_signal", signal)


def _tell_judges(signal: Signal, told: SignalStep, *, by) -> None:
    """Write to who judges signals there that another gave it back, or decided on it."""
    for person in people_on(signal):
        if person != by:
            letter = letters.turned_letter(signal, told, person)
            send_letter(to=person.email, subject=letter.subject, body=letter.body)


def tell_senders(steps: Iterable[int]) -> None:
    """Put the mail about these steps in the outbox, in the caller's transaction; each sender gets each once.

    Of a merge or its end only the sender of that signal is told, of all else everybody whose signal was merged.
    """
    found = SignalStep.objects.filter(pk__in=list(steps)).select_related("signal__area", "organisation")
    waiting: dict[str, Letter] = {}
    for step in filter(letters.is_told, found.order_by("pk")):
        for sender in recipients_of(step.signal):
            letter = letters.step_letter(sender, step)
            key = f"signals.step:{step.pk}:{sender.pk}"
            waiting[key] = Letter(to=sender.email, subject=letter.subject, body=letter.body, key=key)
    known = set(Letter.objects.filter(key__in=list(waiting)).values_list("key", flat=True))
    new = [letter for key, letter in waiting.items() if key not in known]
    if new:
        send_in_bulk(new)


def say(signal: Signal, text: str, *, by, due_on: date | None = None) -> None:
    """Tell the senders how it stands without a new state, and when they hear more."""
    with recorded(by=by, action="signals.say"):
        locked = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
        if due_on and locked.is_open:
            if due_on < timezone.localdate():
                raise TransitionRefused(refusal("Kies een datum die nog komt."))
            locked.due_on = due_on
            locked.save(update_fields=["due_on"])
        told = SignalStep.objects.create(
            signal=locked,
            kind=StepKind.SAID,
            state=locked.state,
            text=text.strip(),
            due_on=locked.due_on if locked.is_open else None,
            by=by,
        )
        tell_later([told])


def note(signal: Signal, text: str, *, by) -> None:
    """Write something down for colleagues alone."""
    with recorded(by=by, action="signals.note"):
        SignalStep.objects.create(signal=signal, kind=StepKind.NOTED, text=text.strip(), by=by)


def take_up(signals: Iterable[Signal], *, by) -> int:
    """Let the one who asks be the one who has these signals; returns how many."""
    with recorded(by=by, action="signals.take_up"):
        return Signal.objects.filter(pk__in=[signal.pk for signal in signals], state__in=OPEN).update(
            responsible=by
        )


def discard_signals(signals: Iterable[Signal], *, by) -> int:
    """Put aside the new ones of these signals; returns how many. Others were judged already and stay."""
    with recorded(by=by, action="signals.discard_signals"):
        new = [signal for signal in signals if signal.state == NEW]
        for signal in new:
            move_signal(signal, "discard", by=by)
    return len(new)


def set_theme(signals: Iterable[Signal], theme: Theme, *, by) -> int:
    """Say what signals are about; returns of how many."""
    with recorded(by=by, action="signals.set_theme"):
        return Signal.objects.filter(pk__in=[signal.pk for signal in signals]).update(theme=theme)


def correct_signal(signal: Signal, *, by, area: Area, theme: Theme | None, title: str, kind: str) -> None:
    """Correct in which area a signal is, what it is about and what a list shows of it."""
    with recorded(by=by, action="signals.correct_signal"):
        locked = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
        locked.area, locked.theme, locked.title, locked.kind = area, theme, title, kind
        locked.save(update_fields=["area", "theme", "title", "kind"])


def publish_signal(signal: Signal, *, by, text: str, photo_public: bool) -> None:
    """Put a signal on the site as its sender wants it, in a text without names. Raises TransitionRefused."""
    with recorded(by=by, action="signals.publish_signal"):
        locked = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
        if not locked.wants_public:
            raise TransitionRefused(refusal("De inzender wil niet dat dit op de site staat."))
        if not text.strip():
            raise TransitionRefused(refusal("Schrijf de tekst die op de site komt."))
        locked.public_text, locked.photo_public = text.strip(), photo_public
        locked.published_at = locked.published_at or timezone.now()
        locked.save(update_fields=["public_text", "photo_public", "published_at"])


def withdraw_signal(signal: Signal, *, by) -> None:
    """Take a signal off the site."""
    with recorded(by=by, action="signals.withdraw_signal"):
        Signal.objects.filter(pk=signal.pk).update(published_at=None)


def take_off(ident: str, *, by, reason: str) -> None:
    """Take a signal (by its reference) off the site, as moderation asks."""
    withdraw_signal(Signal.objects.get(public_id=ident), by=by)


def put_back(ident: str, *, by) -> None:
    """Put a signal back on the site, in the text that it had there."""
    with recorded(by=by, action="signals.put_back"):
        signals = Signal.objects.filter(public_id=ident, published_at=None, wants_public=True)
        signals.update(published_at=timezone.now())


def drop_photo(ident: str, *, by, reason: str) -> None:
    """Delete the photo of a signal with all its versions; it does not come back."""
    with recorded(by=by, action="signals.drop_photo", reason=reason):
        locked = Signal.objects.select_for_update(of=("self",)).get(public_id=ident)
        if photo := locked.photo:
            locked.photo, locked.photo_public = None, False
            locked.save(update_fields=["photo", "photo_public"])
            delete_picture(photo, by=by)
