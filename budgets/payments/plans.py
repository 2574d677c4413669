"""What a file of the bank would do. Reads, never writes."""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.payments.calculations import Parts, match_all
from budgets.payments.models import BankLine, ExpectedPayment
from budgets.payments.queries import dues, known_lines
from budgets.payments.reading import Statement, UnreadableStatement, read_statements
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.tables.plans import Fault, TablePlan, line


@dataclass(frozen=True)
class PlannedLine:
    """A bank line that is not there yet, and what it pays; None goes to the work list."""

    line: BankLine
    parts: Parts | None


@dataclass
class StatementPlan(TablePlan):
    """What reading a file in would do; `payload` holds a PlannedLine for each new line.

    In the preview `changed` are the lines that pay something, `new` those for the work list. It names no
    person and no account: a preview is kept.
    """


def plan_statements(upload: BinaryIO) -> StatementPlan:
    """Read a file and return what it would do; an unreadable file is a plan with one fault."""
    plan = StatementPlan()
    try:
        statements = read_statements(upload)
    except UnreadableStatement as problem:
        plan.faults.append(Fault(None, "", "", str(problem)))
        return plan
    fresh = _fresh_lines(statements, plan)
    waiting = dues()
    names = {
        each.pk: str(each) for each in ExpectedPayment.objects.filter(pk__in=[due.key for due in waiting])
    }
    for each, parts in zip(fresh, match_all([one.told for one in fresh], waiting), strict=True):
        plan.payload.append(PlannedLine(each, parts))
        told = [f"{names[key]}: {euros(amount)}" for key, amount in parts or ()]
        shown = line(each.reference, amount_of(each), date_format(each.on, "j F Y"), told)
        (plan.changed if parts else plan.new).append(shown)
    pending = sum(each.pending for each in statements)
    if pending:
        plan.notes.append(
            ngettext(
                "%(number)d regel is bij de bank nog niet definitief en is overgeslagen.",
                "%(number)d regels zijn bij de bank nog niet definitief en zijn overgeslagen.",
                pending,
            )
            % {"number": pending}
        )
    return plan


def _fresh_lines(statements: list[Statement], plan: StatementPlan) -> list[BankLine]:
    known = known_lines((each.account for each in statements), (each.number for each in statements))
    fresh: list[BankLine] = []
    for statement in statements:
        for told in statement.lines:
            key = (statement.account, statement.number, told.reference)
            there = known.get(key)
            if there is None:
                known[key] = made = BankLine(
                    account=statement.account,
                    statement=statement.number,
                    **{name: getattr(told, name) for name in told.__dataclass_fields__},
                )
                fresh.append(made)
            elif (there.amount, there.on) == (told.amount, told.on):
                plan.same += 1
            else:
                message = _(
                    "Deze regel is al ingelezen, met %(amount)s op %(day)s. Vraag de bank wat er klopt."
                )
                shown = {"amount": euros(there.amount), "day": date_format(there.on, "j F Y")}
                plan.faults.append(Fault(None, _("Kenmerk van de bank"), told.reference, message % shown))
    return fresh


def amount_of(bank_line: BankLine) -> str:
    """Say which way the money of a line went: `€ 250 ontvangen`, `€ 3.900 betaald`."""
    words = _("%(amount)s ontvangen") if bank_line.amount > 0 else _("%(amount)s betaald")
    return words % {"amount": euros(abs(bank_line.amount))}
