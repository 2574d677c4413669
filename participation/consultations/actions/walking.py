"""At the doors: which streets are walked, who walks them, and what comes back from their phones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from participation.consultations import letters
from participation.consultations.actions.answers import Form, keep_form
from participation.consultations.calculations import TypedStreet
from participation.consultations.models import Consultation, Visit, WalkAddress, Walker, WalkStreet
from participation.consultations.states import (
    ANSWERED,
    CLOSED,
    DOOR,
    DRAFT,
    MOST_ADDRESSES,
    MOST_WALKERS,
    OPEN,
    REPORTED,
    RoundRefused,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter


def add_streets(consultation: Consultation, typed: Sequence[TypedStreet], *, by) -> int:
    """Add streets with their doors; what is there already stays. Returns how many doors are new.

    Raises RoundRefused when the round is over, or gets more doors than anyone can walk.
    """
    with recorded(by=by, action="consultations.add_streets"):
        locked = _locked(consultation)
        added = 0
        for street in typed:
            walked, _made = WalkStreet.objects.get_or_create(consultation=locked, name=street.name)
            known = set(walked.addresses.values_list("number", flat=True))
            new = [number for number in street.numbers if number not in known]
            WalkAddress.objects.bulk_create(
                WalkAddress(street=walked, number=number, position=len(known) + place)
                for place, number in enumerate(new)
            )
            added += len(new)
        if WalkAddress.objects.filter(street__consultation=locked).count() > MOST_ADDRESSES:
            raise RoundRefused(
                refusal("Dat worden meer dan %(most)d adressen. Deel de ronde op.") % {"most": MOST_ADDRESSES}
            )
    return added


def remove_street(street: WalkStreet, *, by) -> None:
    """Take a street out of a round. Raises RoundRefused once somebody was there or answered."""
    with recorded(by=by, action="consultations.remove_street"):
        locked = _locked(street.consultation)
        if Visit.objects.filter(street=street).exists() or locked.responses.filter(street=street).exists():
            raise RoundRefused(refusal("Hier is al aangebeld of geantwoord. De straat blijft staan."))
        street.delete()


def set_walker(consultation: Consultation, email: str, streets: Iterable[WalkStreet], *, by) -> Walker:
    """Let somebody walk these streets, instead of those that they had; they get one letter with the way to their list.

    Raises RoundRefused when the round is over or has too many walkers.
    """
    address = email.strip().lower()
    with recorded(by=by, action="consultations.set_walker"):
        locked = _locked(consultation)
        walker, is_new = Walker.objects.get_or_create(consultation=locked, email=address)
        if is_new and locked.walkers.count() > MOST_WALKERS:
            raise RoundRefused(refusal("Hooguit %(most)d lopers in één ronde.") % {"most": MOST_WALKERS})
        walker.streets.set(streets)
        letter = letters.walker_letter(walker)
        key = f"consultations.walker:{walker.pk}"
        send_letter(to=address, subject=letter.subject, body=letter.body, key=key)
    return walker


def remove_walker(walker: Walker, *, by) -> None:
    """Let somebody walk no more. What they brought stays; what is still on their phone cannot come in any more.

    Raises RoundRefused once the round is over: then their lists may still come.
    """
    with recorded(by=by, action="consultations.remove_walker"):
        _locked(walker.consultation)
        walker.delete()


@dataclass(frozen=True)
class Entry:
    """One card of a walking list, checked: what happened at a door, and when by the clock of the phone."""

    key: str
    address: WalkAddress
    outcome: str
    at: datetime
    note: str = ""
    form: Form | None = None


@dataclass(frozen=True)
class Kept:
    """What became of an entry: it is new or was known already, and whether it came after the round was closed."""

    key: str
    is_new: bool
    is_late: bool


def keep_entries(walker: Walker, entries: Iterable[Entry], *, by) -> list[Kept]:
    """Keep what a phone brings, each entry once however often it comes.

    Also of a round that is closed: answers wait then for somebody to say whether they count. Two walkers at one door
    are both kept. Raises RoundRefused when the round is not walked (yet).
    """
    with recorded(by=by, action="consultations.keep_entries"):
        # One batch of a walker at a time: the same list sent twice at once is kept once.
        Walker.objects.select_for_update().get(pk=walker.pk)
        consultation = Consultation.objects.get(pk=walker.consultation_id)
        if consultation.state == DRAFT or consultation.is_coming:
            raise RoundRefused(
                refusal("Deze ronde begint op %(day)s. Bewaar uw lijst tot dan.")
                % {"day": date_format(consultation.starts_on, "j F")}
            )
        is_late = consultation.state in {CLOSED, REPORTED}
        wanted = list(entries)
        known = set(Visit.objects.filter(key__in=[e.key for e in wanted]).values_list("key", flat=True))
        kept = []
        for entry in wanted:
            kept.append(Kept(entry.key, entry.key not in known, is_late and entry.outcome == ANSWERED))
            if entry.key not in known:
                known.add(entry.key)
                _keep(walker, consultation, entry, is_late=is_late, by=by)
    return kept


def _keep(walker: Walker, consultation: Consultation, entry: Entry, *, is_late: bool, by) -> None:
    visit = Visit.objects.create(
        consultation=consultation,
        street=entry.address.street,
        address=entry.address,
        walker=walker,
        key=entry.key,
        outcome=entry.outcome,
        note=entry.note,
        at=entry.at,
    )
    if entry.form is not None:
        keep_form(consultation, entry.form, channel=DOOR, visit=visit, at=entry.at, is_late=is_late, by=by)


def moment_of(written: str, consultation: Consultation) -> datetime:
    """Return the moment that a phone gave, or now when its clock cannot be right."""
    now = timezone.now()
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return now
    if timezone.is_naive(at):
        return now
    return at if consultation.starts_on <= timezone.localdate(at) and at <= now else now


def _locked(consultation: Consultation) -> Consultation:
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if locked.state not in {DRAFT, OPEN}:
        raise RoundRefused(refusal("Deze ronde is voorbij. Straten en lopers veranderen niet meer."))
    return locked
