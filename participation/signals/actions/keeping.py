"""Forgetting who sent what after its term, reminding, and the filters that workers keep."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from participation.signals import letters
from participation.signals.models import SavedFilter, Sender, Signal, SignalStep, StepKind, Term
from participation.signals.queries.inbox import overdue, people_on
from participation.signals.queries.terms import terms as current_terms
from participation.signals.states import CLOSED, DISCARDED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.pictures.actions import delete_picture

# Half a year to come back on it; after that nobody needs to know who it was (docs/adr/0111).
KEEP_SENDER = timedelta(days=183)
# What is not on the site goes two years after it was closed; the figures stay.
KEEP_TEXT = timedelta(days=730)
# Spam is kept for a month, for who put aside the wrong one.
KEEP_DISCARDED = timedelta(days=30)
AT_ONCE = 500
# Filters of one person; more are not found back either.
MOST_FILTERS = 20


def _closed_before(day: date) -> Q:
    """The condition that a signal, or the one that it goes on with, was closed before a day."""
    return Q(lead=None, state__in=CLOSED, closed_on__lt=day) | Q(
        lead__state__in=CLOSED, lead__closed_on__lt=day
    )


def senders_past(term: timedelta = KEEP_SENDER) -> QuerySet[Signal]:
    """Return the signals that were closed longer ago than `term`, and of which it still says who sent them."""
    return Signal.objects.filter(_closed_before(timezone.localdate() - term), sender__isnull=False)


def forget_senders(term: timedelta = KEEP_SENDER, *, limit: int = AT_ONCE) -> int:
    """Take away who sent signals that were closed long ago; returns of how many.

    As the two below it does at most `limit` in one go, and is called again the next day.
    """
    signals = senders_past(term).order_by("pk").values_list("pk", flat=True)
    return forget_senders_of(signals[:limit])


def forget_senders_of(signals: Iterable[int]) -> int:
    """Forget at once who sent signals (by their ids) and what they wrote later; returns of how many."""
    with recorded(by=None, action="signals.forget_senders"):
        return _forget(list(signals))


def _forget(signals: list[int]) -> int:
    Sender.objects.filter(signal__in=signals).delete()
    SignalStep.objects.filter(signal__in=signals, kind__in=[StepKind.ADDED, StepKind.DISPUTED]).update(
        text=""
    )
    return len(signals)


def texts_past(term: timedelta = KEEP_TEXT) -> QuerySet[Signal]:
    """Return the signals that are not on the site and were closed longer ago than their text is kept."""
    old = _closed_before(timezone.localdate() - term)
    return Signal.objects.filter(old, published_at=None).exclude(text="")


def forget_texts(term: timedelta = KEEP_TEXT, *, limit: int = AT_ONCE) -> int:
    """Take away what was written in signals that are not on the site; returns of how many."""
    with recorded(by=None, action="signals.forget_texts"):
        found = list(texts_past(term).select_related("photo").order_by("pk")[:limit])
        for signal in found:
            _forget_text(signal)
    return len(found)


def _forget_text(signal: Signal) -> None:
    photo, signal.photo = signal.photo, None
    signal.title, signal.text, signal.place = str(signal.get_kind_display()), "", ""
    signal.words = signal.fingerprint = ""
    signal.latitude = signal.longitude = None
    signal.save()
    signal.steps.filter(kind=StepKind.NOTED).update(text="")
    if photo:
        delete_picture(photo, by=None)


def discarded_past(term: timedelta = KEEP_DISCARDED) -> QuerySet[Signal]:
    """Return the signals that were put aside as spam longer ago than `term`."""
    return Signal.objects.filter(state=DISCARDED, lead=None, due_on__lt=timezone.localdate() - term)


def forget_discarded(term: timedelta = KEEP_DISCARDED, *, limit: int = AT_ONCE) -> int:
    """Delete the signals that were put aside as spam; returns how many."""
    with recorded(by=None, action="signals.forget_discarded"):
        found = list(discarded_past(term).select_related("photo").order_by("pk")[:limit])
        for signal in found:
            photo = signal.photo
            signal.delete()
            if photo:
                delete_picture(photo, by=None)
    return len(found)


def forget_sender(signal: Signal) -> None:
    """Forget at once who sent a signal, because they ask for it. The signal itself stays."""
    forget_senders_of([signal.pk])


def remind_workers(*, on: date | None = None) -> None:
    """Write once a week to who judges signals of which the senders should have heard something by now."""
    day = on or timezone.localdate()
    year, week, _day = day.isocalendar()
    late: dict[int, tuple] = {}
    people: dict[tuple, list] = {}
    found = (
        overdue(Signal.objects.filter(lead=None))
        .select_related("area", "responsible")
        .order_by("due_on", "pk")
    )
    for signal in found.defer("text", "words", "search").iterator(chunk_size=500):
        who = (signal.area_id, signal.responsible_id, signal.organisation_id, signal.state)
        if who not in people:
            people[who] = people_on(signal)
        for person in people[who]:
            late.setdefault(person.pk, (person, []))[1].append(signal)
    for person, signals in late.values():
        letter = letters.reminder_letter(person, signals, number=len(signals))
        key = f"signals.reminder:{person.pk}:{year}-{week}"
        send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)


def keep_filter(person, name: str, query: str) -> SavedFilter | None:
    """Keep a choice above the inbox under a name; the same name again replaces it. None when there are too many."""
    mine = SavedFilter.objects.filter(person=person.pk)
    if mine.exclude(name=name).count() >= MOST_FILTERS:
        return None
    with recorded(by=person, action="signals.keep_filter"):
        return SavedFilter.objects.update_or_create(
            person_id=person.pk, name=name, defaults={"query": query}
        )[0]


def drop_filter(kept: SavedFilter, *, by) -> None:
    """Forget a choice above the inbox."""
    with recorded(by=by, action="signals.drop_filter"):
        kept.delete()


def set_terms(terms: dict[str, int], *, by) -> None:
    """Choose how many working days each state may take; what did not change is not written."""
    with recorded(by=by, action="signals.set_terms"):
        now = current_terms()
        for state, days in terms.items():
            if days != now[state]:
                Term.objects.update_or_create(state=state, defaults={"days": days})
