"""Every write in the ledger. Nothing is ever changed: a mistake gets a counter-entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.ledger.calculations import combined, fault_of, opposite
from budgets.ledger.catalogue import FIRST_PURPOSES
from budgets.ledger.models import Account, Entry, Line, Period, Purpose
from budgets.ledger.queries import unaccounted_in
from budgets.ledger.states import (
    MAY_BE_OVERDRAWN,
    BookingRefused,
    KeyReused,
    Overdrawn,
    PeriodClosed,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Ground:
    """What a booking rests on: the decision, the document, and the record that it was made for."""

    decision: str
    document: str = ""
    source_kind: str = ""
    source_id: int | None = None


def open_account(
    kind: str,
    *,
    area: Area | None = None,
    purpose: Purpose | None = None,
    year: int | None = None,
    holder: Organisation | None = None,
    goal: str = "",
    by,
) -> Account:
    """Return the account that is told apart by these, opened when it was not there yet."""
    with recorded(by=by, action="ledger.open_account"):
        account, _made = Account.objects.get_or_create(
            kind=kind,
            area=area,
            purpose=purpose,
            year=year,
            holder=holder,
            goal=goal,
            defaults={"may_be_overdrawn": kind in MAY_BE_OVERDRAWN},
        )
    return account


def book(
    moves: Mapping[Account, Decimal],
    *,
    on: date,
    description: str,
    ground: Ground,
    key: str,
    by,
) -> Entry:
    """Move euros between accounts: `moves` says what each account gets (below zero: gives).

    `key` is made by who asks: the same booking asked for again with it returns the entry that is there.
    Raises Overdrawn, PeriodClosed, KeyReused or, for moves that are no booking (not balanced, less than
    two accounts, parts of cents), BookingRefused; each says in Dutch what to do.
    """
    return _write(moves, on=on, description=description, ground=ground, key=key, by=by)


def counter(entry: Entry, *, reason: str, on: date, by) -> Entry:
    """Undo an entry by one that is its opposite, with the reason; once, however often it is asked.

    Raises BookingRefused (Dutch) without a reason, or when the money is no longer where it went.
    """
    if not reason.strip():
        raise BookingRefused(_("Schrijf erbij waarom u deze boeking terugdraait."))
    moves = {line.account: line.amount for line in entry.lines.select_related("account")}
    return _write(
        opposite(moves),
        on=on,
        description=_("Teruggedraaid: %(what)s") % {"what": entry.description[:180]},
        ground=Ground(entry.decision, entry.document, entry.source_kind, entry.source_id),
        key=f"counter:{entry.pk}",
        by=by,
        counters=entry,
        reason=reason.strip(),
    )


def close_period(period: Period, *, by) -> Period:
    """Close a year for good. Raises BookingRefused (Dutch) while money of that year is not accounted for."""
    with recorded(by=by, action="ledger.close_period"):
        locked = Period.objects.select_for_update().get(pk=period.pk)
        if locked.is_closed:
            return locked
        if locked.year >= timezone.localdate().year:
            raise BookingRefused(_("Een jaar sluit pas als het voorbij is."))
        if open_ones := unaccounted_in(locked.year):
            named = ", ".join(f"{account} ({euros(account.balance)})" for account in open_ones[:5])
            raise BookingRefused(
                _("Dit jaar kan nog niet dicht. Er staat nog geld open: %(accounts)s.") % {"accounts": named}
            )
        locked.closed_at, locked.closed_by = timezone.now(), by
        locked.save(update_fields=["closed_at", "closed_by"])
    return locked


def save_purpose(purpose: Purpose, values: Mapping[str, Any], *, by) -> Purpose:
    """Create a purpose or change it."""
    with recorded(by=by, action="ledger.save_purpose"):
        for name, value in values.items():
            setattr(purpose, name, value)
        purpose.save()
    return purpose


def ensure_purposes(*, by) -> None:
    """Give a gemeente without any purpose the ones with which every gemeente starts."""
    with recorded(by=by, action="ledger.ensure_purposes"):
        if not Purpose.objects.exists():
            Purpose.objects.bulk_create(
                Purpose(name=name, slug=slug, position=position)
                for position, (name, slug) in enumerate(FIRST_PURPOSES, start=1)
            )


def _write(
    moves: Mapping[Account, Decimal],
    *,
    on: date,
    description: str,
    ground: Ground,
    key: str,
    by,
    counters: Entry | None = None,
    reason: str = "",
) -> Entry:
    moves = combined(moves.items())
    _refuse_faulty(moves, ground)
    with recorded(by=by, action="ledger.counter" if counters else "ledger.book", reason=reason):
        _wait_for(key)
        if found := Entry.objects.filter(key=key).first():
            return _same_or_refused(found, moves, description)
        _refuse_overdraft(moves)
        entry = Entry.objects.create(
            key=key,
            period=_open_period(on.year),
            on=on,
            description=description,
            decision=ground.decision,
            document=ground.document,
            source_kind=ground.source_kind,
            source_id=ground.source_id,
            counters=counters,
            reason=reason,
            booked_by=by,
        )
        Line.objects.bulk_create(
            Line(entry=entry, account=account, amount=amount) for account, amount in moves.items()
        )
    return entry


def _refuse_faulty(moves: Mapping[Account, Decimal], ground: Ground) -> None:
    if not ground.decision.strip():
        raise BookingRefused(_("Schrijf erbij op welk besluit deze boeking rust."))
    faults = {
        "few": _("Een boeking gaat van een rekening naar een andere rekening. Kies er twee."),
        "cents": _("Een bedrag heeft hooguit twee cijfers achter de komma."),
        "large": _("Een bedrag van meer dan 10 miljard euro kan hier niet."),
        "unbalanced": _("De bedragen van deze boeking zijn samen niet nul."),
    }
    if fault := fault_of(moves):
        raise BookingRefused(faults[fault])


def _wait_for(key: str) -> None:
    """Let a second request with the same key wait until the first is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{key}"])


def _same_or_refused(found: Entry, moves: Mapping[Account, Decimal], description: str) -> Entry:
    booked = {line.account_id: line.amount for line in found.lines.all()}
    asked = {account.pk: amount for account, amount in moves.items()}
    if booked != asked or found.description != description:
        raise KeyReused(_("Deze boeking is al eerder gedaan, met andere gegevens. Begin opnieuw."))
    return found


def _open_period(year: int) -> Period:
    period, _made = Period.objects.get_or_create(year=year)
    # Held until the booking is done, so that nobody closes the year meanwhile; bookings do not wait for each other.
    with connection.cursor() as cursor:
        cursor.execute("SELECT closed_at FROM ledger_period WHERE id = %s FOR SHARE", [period.pk])
        (closed_at,) = cursor.fetchone()
    if closed_at:
        raise PeriodClosed(_("Het boekjaar %(year)s is gesloten. Boek in een open jaar.") % {"year": year})
    return period


def _refuse_overdraft(moves: Mapping[Account, Decimal]) -> None:
    """Lock the accounts in one order, so that bookings never wait for each other in a circle."""
    guarded = Account.objects.filter(pk__in=[account.pk for account in moves], may_be_overdrawn=False)
    locked = {account.pk: account for account in guarded.select_for_update().order_by("pk")}
    for account, amount in moves.items():
        now = locked.get(account.pk)
        if now and now.balance + amount < 0:
            raise Overdrawn(
                _("Op “%(account)s” staat %(balance)s. Dat is te weinig voor %(amount)s.")
                % {"account": account, "balance": euros(now.balance), "amount": euros(-amount)}
            )
