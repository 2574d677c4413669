"""Taking signals in, from the site, at a door or from another system; and what a sender adds later."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.signals import letters
from participation.signals.actions.merging import join
from participation.signals.calculations import fingerprint_of, title_of
from participation.signals.models import Channel, Kind, Sender, Signal, SignalStep, StepKind, Verdict
from participation.signals.queries.inbox import people_on
from participation.signals.queries.likeness import said_before, words_of
from participation.signals.queries.terms import lasts
from participation.signals.states import NEW, TERM_AFTER_REOPENING
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.workdays.calculations import after_working_days

# Letters of receipt to one address in a day: nobody fills the mailbox of somebody else.
RECEIPTS_A_DAY = 5


def receive_signal(
    area: Area,
    text: str,
    *,
    by,
    channel: Channel,
    kind: Kind = Kind.REPORT,
    theme: Theme | None = None,
    place: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    photo=None,
    wants_public: bool = False,
    name: str = "",
    email: str = "",
    phone: str = "",
    name_public: bool = False,
    received_at: datetime | None = None,
) -> Signal:
    """Take a signal in; its sender gets a letter with the link to follow it, if an address is known.

    `photo` is what a PictureField gives. What only repeats an open signal is merged into it at once. Who sent it is
    kept apart from it, and nothing is kept when nothing was said.
    """
    received = received_at or timezone.now()
    words = words_of(text)
    # It stands on no page yet; what it is merged into may.
    with recorded(by=by, action="signals.receive_signal", shows=False):
        signal = Signal.objects.create(
            area=area,
            kind=kind,
            channel=channel,
            title=title_of(text),
            text=text.strip(),
            theme=theme,
            place=place.strip(),
            latitude=latitude,
            longitude=longitude,
            photo=store_picture(photo, by=by) if photo else None,
            wants_public=wants_public,
            received_at=received,
            due_on=after_working_days(timezone.localdate(received), lasts(NEW)),
            words=words,
            fingerprint=fingerprint_of(words.split()),
        )
        SignalStep.objects.create(
            signal=signal, kind=StepKind.RECEIVED, state=NEW, due_on=signal.due_on, at=received, by=by
        )
        sender = None
        if name or email or phone:
            sender = Sender.objects.create(
                signal=signal,
                name=name.strip(),
                email=email.strip().lower(),
                phone=phone,
                name_public=name_public,
            )
        first = said_before(signal)
        if first:
            with recorded(by=by, action="signals.merge_signals", shows=first.head.is_public):
                join([signal], first, by=by)
            signal.refresh_from_db()
        if sender and sender.email and _may_have_receipt(sender.email):
            letter = letters.received_letter(sender, is_known=first is not None)
            send_letter(to=sender.email, subject=letter.subject, body=letter.body)
    return signal


def _may_have_receipt(address: str) -> bool:
    since = timezone.now() - timedelta(days=1)
    return Letter.objects.filter(to=address, written_at__gte=since).count() < RECEIPTS_A_DAY


def add_words(signal: Signal, words: str) -> None:
    """Keep what a sender wrote later; who works on it hears of it."""
    head = signal.head
    with recorded(by=None, action="signals.add_words"):
        SignalStep.objects.create(signal=signal, kind=StepKind.ADDED, text=words.strip())
        _tell_workers(head, disputes=False)


def confirm_solved(signal: Signal) -> None:
    """Note that the sender says that it is solved. Raises TransitionRefused when it is open (again)."""
    with recorded(by=None, action="signals.confirm_solved"):
        head = Signal.objects.select_for_update(of=("self",)).get(pk=signal.head.pk)
        if not head.is_closed:
            raise TransitionRefused(refusal("Dit signaal staat weer open. U hoort er nog van."))
        head.verdict = Verdict.SOLVED
        head.save(update_fields=["verdict"])
        SignalStep.objects.create(signal=signal, kind=StepKind.CONFIRMED)


def dispute_solved(signal: Signal, words: str) -> None:
    """Open a closed signal again, because its sender says that it is not solved; raises TransitionRefused.

    It comes back on top of the inbox, as something for which nobody waits long.
    """

    def then(head: Signal) -> None:
        reopen(head, verdict=Verdict.NOT_SOLVED)
        SignalStep.objects.create(
            signal=signal, kind=StepKind.DISPUTED, text=words.strip(), state=NEW, due_on=head.due_on
        )
        _tell_workers(head, disputes=True)

    # The words are the sender's: they are kept where they can be forgotten, and not in the history.
    said = _("De inzender zegt dat het niet is opgelost.")
    perform(signal.head, "reopen", by=None, reason=said, then=then)


def reopen(head: Signal, *, verdict: Verdict) -> None:
    """Set what follows from opening again, on a locked signal."""
    head.closed_on, head.decided_on, head.verdict = None, None, verdict
    head.reopened += 1
    head.due_on = after_working_days(timezone.localdate(), TERM_AFTER_REOPENING)
    head.save(update_fields=["closed_on", "decided_on", "verdict", "reopened", "due_on"])


def _tell_workers(head: Signal, *, disputes: bool) -> None:
    for person in people_on(head):
        letter = letters.added_letter(head, person, disputes=disputes)
        send_letter(to=person.email, subject=letter.subject, body=letter.body)
