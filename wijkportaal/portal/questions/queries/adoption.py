"""What changed in a programme since it was adopted: by what its entries agreed, the trail of projects and the promises."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from budgets.openbook.calculations import Row
from budgets.openbook.queries import spending_of, sums_of
from programmes.commitments.models import CommitmentStep, StepKind
from programmes.contributions.models import Amendment
from programmes.contributions.queries import amendments_of
from programmes.projects.calculations import Quarter, period_label, quarters_later
from programmes.projects.models import TrailKind, TrailLine
from programmes.projects.states import CANCELLED, DONE, POSTPONED
from programmes.yearly.models import Entry, Programme

STOPPED = (CANCELLED, POSTPONED)


@dataclass(frozen=True)
class Change:
    """What became of one project of the programme: as agreed, as it is now, and why."""

    entry: Entry
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class MoneyChange:
    """What a project costs, in euros, as agreed and as it is now; None is unknown."""

    entry: Entry
    agreed: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.now or Decimal(0)) - (self.agreed or Decimal(0))


@dataclass(frozen=True)
class Spending:
    """What the ledger says of the budget of the area for the year of the programme (euros), and what was booked since."""

    budget: Row
    since: Decimal


@dataclass(frozen=True)
class SinceAdoption:
    """All that changed in a programme since the college adopted it."""

    programme: Programme
    since: date
    added: list[Entry]
    dropped: list[Entry]
    stopped: list[Change]
    slipped: list[Change]
    finished: list[Entry]
    money: list[MoneyChange]
    spending: Spending | None
    promises: list[CommitmentStep]
    amendments: list[Amendment]

    @property
    def is_unchanged(self) -> bool:
        return not any(
            (self.added, self.dropped, self.stopped, self.slipped, self.money, self.promises, self.amendments)
        )

    @property
    def difference(self) -> Decimal:
        """By how much the money of all projects together changed (euros)."""
        return sum((each.difference for each in self.money), Decimal(0))


def changes_since_adoption(programme: Programme) -> SinceAdoption:
    """Return what changed since a programme was adopted, from its history; a fixed number of queries.

    Only what anyone may read: the public trail, public promises and the reasons that readers see.
    """
    since = programme.adopted_at
    entries = list(programme.entries.select_related("project__area").order_by("number"))
    standing = [entry for entry in entries if entry.dropped_at is None]
    agreed = [entry for entry in standing if entry.added_at is None]
    reasons = _last_reasons(agreed, since)
    texts = [each for each in amendments_of(programme) if each.change == "text"]
    return SinceAdoption(
        programme=programme,
        since=timezone.localdate(since),
        added=[entry for entry in standing if entry.added_at],
        dropped=[entry for entry in entries if entry.dropped_at],
        stopped=[
            Change(entry, _state_then(entry), entry.project.get_state_display(), entry.project.state_reason)
            for entry in agreed
            if entry.project.state in STOPPED and entry.agreed_state != entry.project.state
        ],
        slipped=[
            Change(
                entry,
                period_label(*_period_then(entry)),
                entry.project.period,
                reasons.get(entry.project_id, ""),
            )
            for entry in agreed
            if entry.project.state not in (CANCELLED, DONE)
            and quarters_later(_period_then(entry), (entry.project.start, entry.project.end))
        ],
        finished=[entry for entry in agreed if entry.project.state == DONE != entry.agreed_state],
        money=[
            MoneyChange(entry, entry.agreed_cost, entry.project.cost_total)
            for entry in agreed
            if entry.agreed_cost != entry.project.cost_total
        ],
        spending=_spending(programme, timezone.localdate(since)),
        promises=_promises(programme, entries),
        amendments=texts,
    )


def _spending(programme: Programme, since: date) -> Spending | None:
    """What the costs of projects do not say: they are estimates of all sources, the ledger is what was really paid."""
    year = next((each for each in sums_of(programme.area) if each.year == programme.year), None)
    if year is None:
        return None
    later = spending_of(programme.area, programme.year).filter(entry__on__gte=since)
    return Spending(year.total, later.aggregate(total=Sum("amount", default=Decimal(0)))["total"])


def _state_then(entry: Entry) -> str:
    states = dict(entry.project._meta.get_field("state").choices)
    return str(states.get(entry.agreed_state, entry.agreed_state))


def _period_then(entry: Entry) -> tuple[Quarter | None, Quarter | None]:
    return Quarter.at(entry.agreed_start), Quarter.at(entry.agreed_end)


def _last_reasons(entries: list[Entry], since) -> dict[int, str]:
    """The reason that was given last for another period, by project."""
    lines = TrailLine.objects.filter(
        project__in=[entry.project_id for entry in entries], kind=TrailKind.PERIOD, at__gt=since
    ).order_by("at", "pk")
    return {line.project_id: line.reason for line in lines}


def _promises(programme: Programme, entries: list[Entry]) -> list[CommitmentStep]:
    """The steps since then of public promises that were made in the programme or about one of its projects."""
    kinds = (StepKind.MADE, StepKind.MOVED, StepKind.KEPT, StepKind.BROKEN, StepKind.REOPENED)
    about = Q(commitment__entry__programme=programme) | Q(
        commitment__project__in=[entry.project_id for entry in entries], commitment__area=programme.area_id
    )
    return list(
        CommitmentStep.objects.filter(
            about, commitment__is_public=True, kind__in=kinds, at__gt=programme.adopted_at
        )
        .select_related("commitment__organisation", "commitment__area")
        .order_by("-at", "-pk")[:60]
    )
