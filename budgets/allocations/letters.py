"""The words of the decisions about allocations: objects in, text out. Nothing in them is personal: anyone may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from budgets.allocations.models import AccountSettlement, Allocation, Remainder, RunPurpose
from budgets.allocations.rows import Part, repayment_reference, settlement_reference
from budgets.allocations.states import GOAL, RETURN, SAVE, SAVE_YEARS, SET_OFF, WITHIN_A_YEAR
from budgets.decisions.actions import Wording
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.money.calculations import euros

_ = words_of(__name__)

# Accounts in by 1 May of the year after.
ACCOUNT_BY = (5, 1)


def granting(row: Allocation, parts: Iterable[Part]) -> Wording:
    """Say what an area gets in a year, why, for what, and what is expected of who holds it."""
    run = row.run
    named = {"name": row.name, "year": run.year, "staffel": run.version.staffel.name}
    opening = _("%(name)s krijgt voor %(year)s dit budget.") % named
    if not run.is_first:
        named |= {"before": euros(row.before), "reason": run.reason}
        opening = (
            _(
                "We hebben het budget van %(name)s voor %(year)s opnieuw berekend. Het was %(before)s en wordt dit bedrag.\n\n"
                "De reden: %(reason)s"
            )
            % named
        )
    scheme = run.version.scheme
    why = [scheme.explanation]
    if row.sources:
        why.append(_("Bron van de cijfers: %(sources)s.") % {"sources": "; ".join(row.sources)})
    return Wording(
        subject=_("%(staffel)s %(year)s voor %(name)s") % named,
        opening=opening,
        legal_basis=f"{scheme.source}. {run.decision}",
        lines=[(text, None if value is None else Decimal(value)) for text, value, _source in row.lines],
        reasons="\n\n".join(filter(None, why)),
        closing="\n\n".join(_closing(row, list(parts))),
    )


def _closing(row: Allocation, parts: list[Part]) -> Iterable[str]:
    if row.run.is_first:
        yield _("Het geld is bedoeld voor: %(parts)s.") % {
            "parts": "; ".join(
                f"{part.purpose.purpose.name.lower()} {euros(part.amount)}" for part in parts if part.amount
            )
        }
    difference = row.difference
    held = sum((part.amount for part in parts if part.holder_id), Decimal(0))
    if held > 0:
        yield _(
            "Het bestuur krijgt %(amount)s op zijn rekening en legt uiterlijk %(day)s verantwoording af."
        ) % {
            "amount": euros(held),
            "day": date_format(date(row.run.year + 1, *ACCOUNT_BY), "j F Y"),
        }
    elif held < 0:
        yield pay_back(-held, repayment_reference(row))
    if difference > held >= 0:
        yield _("De gemeente houdt %(amount)s en betaalt daarvan de rekeningen.") % {
            "amount": euros(difference - held)
        }
    yield from dict.fromkeys(year_end_in_words(part.purpose) for part in parts)


def pay_back(amount: Decimal, reference: str) -> str:
    """Ask a board for what it got too much."""
    return _(
        "Betaal %(amount)s terug binnen zes weken na deze brief. Zet het kenmerk %(reference)s bij uw betaling."
    ) % {"amount": euros(amount), "reference": reference}


def year_end_in_words(purpose: RunPurpose) -> str:
    """Say what happens with what is left of a purpose at the end of a year."""
    texts = {
        RETURN: _("gaat terug naar de gemeente"),
        WITHIN_A_YEAR: _("kan een jaar later nog worden besteed"),
        SAVE_YEARS: _("mag %(years)s jaar worden gespaard; het oudste geld telt als eerste uitgegeven"),
        SAVE: _("mag worden gespaard"),
        GOAL: _("wordt bewaard voor: %(goal)s"),
        SET_OFF: _("wordt verrekend met het budget van het volgende jaar"),
    }
    what = texts[purpose.year_end] % {"years": purpose.years, "goal": purpose.goal}
    return _("Wat aan het eind van het jaar over is voor %(purpose)s, %(what)s.") % {
        "purpose": purpose.purpose.name.lower(),
        "what": what,
    }


def settling(settlement: AccountSettlement, rows: Iterable[tuple[Remainder, Decimal]]) -> Wording:
    """Say how an account of a board was settled: what was spent, and where what is left goes."""
    row = settlement.allocation
    rows = list(rows)
    named = {"name": row.name, "year": row.run.year, "document": settlement.document}
    returned = sum((each.returned for each, _spent in rows), Decimal(0))
    closing = [
        _("%(purpose)s: %(left)s over. %(where)s")
        % {"purpose": each.purpose.purpose.name, "left": euros(each.left), "where": where_it_goes(each)}
        for each, _spent in rows
        if each.left
    ]
    if returned:
        closing.append(pay_back(returned, settlement_reference(settlement)))
    return Wording(
        subject=_("Vaststelling van het budget %(year)s van %(name)s") % named,
        opening=_("We stellen vast dat %(name)s in %(year)s dit bedrag heeft besteed.") % named,
        legal_basis=_("%(source)s; artikel 4:46 van de Algemene wet bestuursrecht")
        % {"source": row.run.version.scheme.source},
        lines=[
            (_("besteed aan %(purpose)s") % {"purpose": each.purpose.purpose.name.lower()}, spent)
            for each, spent in rows
        ],
        reasons=_("U stuurde ons uw verantwoording: %(document)s.") % named,
        closing="\n\n".join(closing),
    )


def where_it_goes(row: Remainder) -> str:
    """Say in a few sentences where what was left goes."""
    texts = []
    if row.returned:
        texts.append(_("%(amount)s gaat terug.") % {"amount": euros(row.returned)})
    for year, amount in sorted(row.kept.items()):
        texts.append(
            _("%(amount)s van %(year)s blijft bewaard.") % {"amount": euros(Decimal(amount)), "year": year}
        )
    if row.for_goal:
        texts.append(
            _("%(amount)s is voor: %(goal)s.") % {"amount": euros(row.for_goal), "goal": row.purpose.goal}
        )
    if row.set_off:
        texts.append(_("%(amount)s wordt verrekend met het volgende jaar.") % {"amount": euros(row.set_off)})
    return " ".join(texts)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def account_returned(settlement: AccountSettlement) -> Letter:
    """Ask a board for what is lacking in its account."""
    named = {"document": settlement.document, "year": settlement.allocation.run.year}
    return Letter(
        _("Vraag over uw verantwoording over %(year)s") % named,
        "\n\n".join(
            (
                _("Goedendag,"),
                _("U stuurde ons “%(document)s”, de verantwoording over %(year)s. Er ontbreekt nog iets:")
                % named,
                settlement.question,
                _("Vul uw verantwoording aan en stuur hem opnieuw. Dan stellen we het budget vast."),
            )
        ),
    )
