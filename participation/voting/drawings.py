"""A result as its pages show it: the plans in order, what would have changed it, and drawings with their tables."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.voting.calculations.lots import lot_of
from participation.voting.models import PlanSetAside, VotePlan, VotingRound
from participation.voting.queries import plans_of
from participation.voting.states import CHANNELS, MOST_VOTES, RANKING, STICKERS
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, bar_chart
from wijkportaal.foundation.money.calculations import euros

# What is counted of a plan: a sticker, the points of a place, or else a vote.
VOTES = "votes"
UNITS = {STICKERS: gettext_lazy("stickers"), RANKING: gettext_lazy("punten"), VOTES: gettext_lazy("stemmen")}
CAPTIONS = {
    STICKERS: gettext_lazy("Stickers per plan"),
    RANKING: gettext_lazy("Punten per plan"),
    VOTES: gettext_lazy("Stemmen per plan"),
}


@dataclass(frozen=True)
class Line:
    """A plan in a result: `why` says in a sentence why it was chosen or not, and what would have changed that."""

    plan: VotePlan
    points: int
    is_chosen: bool
    why: str
    aside: PlanSetAside | None
    lot: str = ""


@dataclass(frozen=True)
class ShownOutcome:
    """All that the page of a result says."""

    lines: list[Line]
    spent: Decimal
    left: Decimal
    budget: Decimal
    turnout: dict
    percentage: int | None
    channels: list[tuple[str, int | None]]
    areas: list[tuple[str, int | None, int | None]]
    votes: Chart
    unit: str
    ties: list[list[Line]]
    by_most_votes: list[VotePlan]
    first: list[VotePlan]
    number: int

    @property
    def chosen(self) -> list[Line]:
        return [line for line in self.lines if line.is_chosen]

    @property
    def others(self) -> list[Line]:
        return [line for line in self.lines if not line.is_chosen]

    @property
    def set_aside(self) -> list[Line]:
        return [line for line in self.lines if line.aside]


def outcome_of(voting_round: VotingRound) -> ShownOutcome | None:
    """Return the result that holds as its page shows it, or None when nothing was counted; four queries."""
    results = list(voting_round.results.all())
    if not results:
        return None
    last, first = results[-1].outcome, results[0].outcome
    plans = {plan.number: plan for plan in plans_of(voting_round)}
    rows = sorted(
        last["plans"], key=lambda row: (-row["points"], lot_of(voting_round.lot_seed, row["number"]))
    )
    lines = [_line(plans[row["number"]], row, last, voting_round) for row in rows]
    by_number = {line.plan.number: line for line in lines}
    turnout = last["turnout"]
    unit = voting_round.method if voting_round.method in UNITS else VOTES
    eligible = turnout["eligible"]
    return ShownOutcome(
        lines=lines,
        spent=_euros(last["spent"]),
        left=_euros(last["left"]),
        budget=_euros(last["budget"]),
        turnout=turnout,
        percentage=min(100, round(turnout["voters"] * 100 / eligible)) if eligible else None,
        channels=[(str(CHANNELS[name]), number) for name, number in turnout["channels"].items()],
        areas=[(name or _("niet bekend"), number, codes) for name, number, codes in turnout["areas"]],
        votes=bar_chart(
            caption=str(CAPTIONS[unit]),
            labels=[_short(line.plan.title) for line in lines[:40]],
            values=[line.points for line in lines[:40]],
            first_column=_("Plan"),
            palette=palette_of(gemeente()),
        ),
        unit=str(UNITS[unit]),
        ties=[[by_number[number] for number in numbers] for numbers in last["ties"]],
        by_most_votes=[plans[number] for number in last["most_votes"]],
        first=[plans[number] for number in first["order"] if number not in last["order"]],
        number=len(results),
    )


def _line(plan: VotePlan, row: dict, outcome: dict, voting_round: VotingRound) -> Line:
    return Line(
        plan,
        row["points"],
        row["is_chosen"],
        reason_of(row, outcome, plan, voting_round),
        getattr(plan, "set_aside", None),
        lot_of(voting_round.lot_seed, plan.number)[:12],
    )


def reason_of(row: dict, outcome: dict, plan: VotePlan, voting_round: VotingRound) -> str:
    """Say in a sentence why a plan was chosen or not (`row` is of `outcome`), and what would have changed that."""
    if row["why"] == "set_aside":
        return _("Dit plan was gekozen en gaat niet door.")
    if row["is_chosen"]:
        return _why_chosen(row, outcome)
    if row["why"] == "too_few" and not row["points"]:
        text = _("Niemand koos dit plan.")
    elif row["why"] == "too_few":
        text = ngettext(
            "Een plan heeft minstens %(least)d stem nodig.",
            "Een plan heeft minstens %(least)d stemmen nodig.",
            voting_round.minimum,
        ) % {"least": voting_round.minimum}
    elif row["why"] == "over_ceiling":
        text = _("Voor %(category)s was niet genoeg geld meer over.") % {"category": plan.category}
    else:
        text = _("Het kost %(cost)s en paste niet in wat er nog over was.") % {"cost": euros(plan.cost)}
    return f"{text} {_what_would_help(row, outcome)}".strip()


def _why_chosen(row: dict, outcome: dict) -> str:
    if row["number"] in outcome["completed"]:
        return _("Gekozen van wat na het eerlijk verdelen nog over was.")
    spare = row.get("to_spare")
    if not spare:
        return _("De mensen die hierop stemden, konden het samen betalen uit hun deel.")
    return ngettext(
        "Met %(fewer)d stem minder was het niet gekozen.",
        "Met %(fewer)d stemmen minder was het niet gekozen.",
        spare,
    ) % {"fewer": spare}


def _what_would_help(row: dict, outcome: dict) -> str:
    if outcome["rule"] != MOST_VOTES:
        if row["why"] == "too_few":
            return ""
        more = row["cost"] - outcome["left"]
        return (
            _("Met %(more)s meer budget had het gepast.") % {"more": euros(_euros(more))} if more > 0 else ""
        )
    if row.get("short"):
        return ngettext(
            "Met %(more)d stem meer was het gekozen.",
            "Met %(more)d stemmen meer was het gekozen.",
            row["short"],
        ) % {"more": row["short"]}
    return _("Ook met meer stemmen had het niet gepast.")


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:38].rstrip()}…"


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
