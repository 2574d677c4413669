"""What a board accounts for: received, settled with a decision and a booking, or sent back with a question."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.actions.carrying_out import addressee_of, book_remainder, expect_back
from budgets.allocations.calculations import NOTHING, divide
from budgets.allocations.letters import account_returned, settling
from budgets.allocations.models import AccountSettlement, Allocation, RunPurpose
from budgets.allocations.queries import settlements
from budgets.allocations.rows import holder_of, settlement_reference, settlement_rows
from budgets.allocations.states import RETURNED
from budgets.decisions.actions import issue
from budgets.decisions.states import RECLAIMED
from budgets.decisions.states import SETTLED as DECIDED_SETTLED
from budgets.ledger.actions import Ground
from budgets.ledger.models import Purpose
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def receive_account(
    allocation: Allocation,
    spent: Decimal | Mapping[Purpose, Decimal],
    *,
    document: str,
    url: str = "",
    remark: str = "",
    by,
) -> AccountSettlement:
    """Take in what a board accounts for of the money that it got; finance then settles it (`settle`).

    `allocation` is any of the run of the year for the area (`queries.granted_to`); the account is kept with the first
    of them. `spent` is what the board spent of it in euros: by purpose, or as one amount that is divided over the
    purposes like the money was. `document` names the yearly account, `url` leads to it. `by` is who sent it, and does
    not settle it. Sent again after a question (`ask_more`) it takes the place of the first.

    Raises TransitionRefused (Dutch) when the board holds no money of this allocation, when an amount is below zero, or
    when an account was received already.
    """
    with recorded(by=by, action="allocations.receive_account"):
        first = _first_row(allocation)
        purposes = _held_purposes(first)
        amounts = _by_purpose(spent, first, purposes)
        values = {
            "spent": {str(purpose): str(amount) for purpose, amount in amounts.items()},
            "document": document[:200],
            "url": url[:300],
            "remark": remark,
            "received_on": timezone.localdate(),
            "sent_by": by,
        }
        # Of two that come at the same moment the second finds the first.
        Allocation.objects.select_for_update(of=("self",)).get(pk=first.pk)
        found = AccountSettlement.objects.select_for_update().filter(allocation=first).first()
        if found is None:
            return AccountSettlement.objects.create(allocation=first, **values)
        if found.state != RETURNED:
            raise TransitionRefused(
                _("De verantwoording over %(year)s is al ontvangen op %(day)s.")
                % {"year": first.run.year, "day": found.received_on.strftime("%d-%m-%Y")}
            )
        AccountSettlement.objects.filter(pk=found.pk).update(**values)
        return perform(found, "receive_again", by=None)


def ask_more(settlement: AccountSettlement, *, question: str, by) -> AccountSettlement:
    """Send an account back with what is lacking; the board gets the question by mail."""

    def then(locked: AccountSettlement) -> None:
        locked.question = question.strip()[:1000]
        locked.save(update_fields=["question"])
        holder = locked.allocation.holder
        if holder and holder.email:
            letter = account_returned(locked)
            send_letter(to=holder.email, subject=letter.subject, body=letter.body)

    return perform(settlement, "return", by=by, reason=question, then=then)


def settle(settlement: AccountSettlement, *, by) -> AccountSettlement:
    """Settle an account: a decision, and what is left booked where the policy of each purpose says.

    Raises BookingRefused or TransitionRefused (Dutch), PermissionDenied for who sent it.
    """

    def then(locked: AccountSettlement) -> None:
        whole = settlements().get(pk=locked.pk)
        worked_out = settlement_rows(whole)
        returned = sum((row.returned for row, _stock in worked_out), NOTHING)
        locked.settled_by = by
        locked.decision = issue(
            whole.area,
            RECLAIMED if returned else DECIDED_SETTLED,
            to=addressee_of(whole.allocation),
            says=settling(whole, [(row, stock.spent) for row, stock in worked_out]),
            amount=sum((stock.spent for _row, stock in worked_out), NOTHING),
            by=by,
            is_public=True,
        )
        locked.save(update_fields=["settled_by", "decision"])
        number = locked.decision.number
        ground = Ground(
            _("Beschikking %(number)s") % {"number": number},
            number,
            "allocations.accountsettlement",
            locked.pk,
        )
        for row, stock in worked_out:
            row.settlement = locked
            row.save()
            key = f"allocations:settlement:{locked.pk}:{row.purpose_id}"
            book_remainder(row, stock, on=timezone.localdate(), ground=ground, key=key, by=by)
        if returned:
            reference = settlement_reference(locked)
            expect_back(whole.allocation, returned, ground=ground, reference=reference, by=by)

    return perform(settlement, "settle", by=by, then=then)


def _first_row(allocation: Allocation) -> Allocation:
    """The row of this area in the first run of the year; of an area that came in later its own."""
    rows = Allocation.objects.select_related("run__of", "area", "holder").filter(key=allocation.key)
    first = allocation.run.of_id or allocation.run_id
    return rows.filter(run=first).first() or allocation


def _held_purposes(row: Allocation) -> list[RunPurpose]:
    held = [each for each in row.run.first.purposes.select_related("purpose") if holder_of(row, each)]
    if row.done_at is None or not held:
        raise TransitionRefused(_("Van dit budget heeft het bestuur geen geld gekregen om te verantwoorden."))
    return held


def _by_purpose(
    spent: Decimal | Mapping[Purpose, Decimal], row: Allocation, purposes: list[RunPurpose]
) -> dict[int, Decimal]:
    if isinstance(spent, Decimal):
        shares = divide(spent, [each.percent for each in purposes])
        amounts = {each.purpose_id: share for each, share in zip(purposes, shares, strict=True)}
    else:
        amounts = {purpose.pk: amount for purpose, amount in spent.items()}
    known = {each.purpose_id for each in purposes}
    if any(amount < 0 for amount in amounts.values()) or not set(amounts) <= known:
        raise TransitionRefused(
            _("Verantwoord een bedrag van nul of meer, voor een bestemming waarvoor %(name)s geld kreeg.")
            % {"name": row.name}
        )
    return amounts
