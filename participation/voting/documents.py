"""What leaves the room as a file: codes for the printer, letters, and an election in the format of Pabulib."""

from collections.abc import Sequence

import segno
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.voting.calculations.ballots import Group
from participation.voting.calculations.pabulib import write_pabulib
from participation.voting.letters import address_of
from participation.voting.models import VotePlan, VotingRound
from participation.voting.states import KNAPSACK, MOST_VOTES, STICKERS
from wijkportaal.foundation.branding.calculations import letter_tokens
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.foundation.people.codes import written
from wijkportaal.foundation.tables.writing import write_xlsx

STYLESHEETS = ("print/vote.css",)


def codes_for_printer(voting_round: VotingRound, area: Area, codes: Sequence[str]) -> bytes:
    """Return a workbook with a row for each letter: the code as it is printed, and the address behind its QR square."""
    header = [_("nummer"), _("gebied"), _("stemcode"), _("adres voor de QR-code"), _("stemmen tot")]
    until = timezone.localtime(voting_round.ends_at).strftime("%d-%m-%Y %H:%M")
    rows = (
        [number, area.name, written(code), address_of(voting_round, code), until]
        for number, code in enumerate(codes, start=1)
    )
    return write_xlsx(header, rows, title=_("Stemcodes"))


def print_letters(voting_round: VotingRound, codes: Sequence[str], subject: Gemeente) -> Rendered:
    """Make the letters, one page for each code."""
    pages = [
        {
            "code": written(code),
            # A drawing in the page itself, with a title: without one PDF/UA refuses it.
            "square": segno.make(address_of(voting_round, code), error="m", micro=False).svg_inline(
                scale=1, border=0, omitsize=True, title=_("QR-code om te stemmen")
            ),
        }
        for code in codes
    ]
    context = {
        "round": voting_round,
        "gemeente": subject,
        "letters": pages,
        "address": address_of(voting_round),
    }
    tokens = letter_tokens(subject.primary_colour)
    return render(render_to_string("voting/letters.html", context), stylesheets=STYLESHEETS, tokens=tokens)


def as_pabulib(
    voting_round: VotingRound, plans: Sequence[VotePlan], groups: Sequence[Group], outcome: dict
) -> str:
    """Return a counted round as a file of Pabulib. Of the voters it says nothing but what they chose."""
    rows = {row["number"]: row for row in outcome["plans"]}
    meta: dict[str, object] = {
        "description": voting_round.title,
        "country": "Netherlands",
        "unit": voting_round.area.name,
        "instance": voting_round.public_id,
        "num_projects": len(plans),
        "num_votes": outcome["ballots"],
        "budget": _plain(voting_round.budget),
        "rule": "greedy" if voting_round.rule == MOST_VOTES else "equalshares/add1",
        "date_begin": timezone.localtime(voting_round.starts_at).strftime("%d.%m.%Y"),
        "date_end": timezone.localtime(voting_round.ends_at).strftime("%d.%m.%Y"),
        "language": "nl",
        "currency": "EUR",
    }
    if voting_round.method == STICKERS:
        meta |= {"max_sum_points": voting_round.most, "max_points": voting_round.most_each}
    elif voting_round.method == KNAPSACK:
        meta |= {"max_sum_cost": _plain(voting_round.budget)}
    else:
        meta |= {"max_length": min(voting_round.most, len(plans))}
    return write_pabulib(
        meta=meta,
        method=voting_round.method,
        plans=[
            [
                plan.number,
                _plain(plan.cost),
                rows[plan.number]["points"],
                plan.title,
                plan.category or "none",
                int(rows[plan.number]["is_chosen"]),
            ]
            for plan in plans
        ],
        ballots=groups,
    )


def _plain(amount) -> str:
    """Write an amount as Pabulib does: whole euros without a point."""
    return str(int(amount)) if amount == int(amount) else str(amount)
