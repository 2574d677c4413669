from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import ServedArea
from areas.organisations.queries import holding
from areas.roles.queries import held_areas, role_areas
from areas.territory.models import Area
from budgets.allocations.calculations import NOTHING, change_in_percent
from budgets.allocations.models import AccountSettlement, Allocation, Remainder, Run
from budgets.allocations.states import ADOPTED, EXECUTED, RECEIVED, WITHDRAWN, YEAR_END
from budgets.decisions.models import Decision
from budgets.ledger.models import Account
from budgets.ledger.queries import for_list as accounts_for_list
from budgets.ledger.queries import with_balance
from budgets.ledger.states import RESERVE
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.queries import BOARDS, all_versions, in_force
from budgets.staffels.states import ADOPTED as RULE_ADOPTED
from wijkportaal.foundation.jobs.models import Job

CARRY_OUT_JOB = "allocations.carry_out"
OFFICIALS = ("finance", "alderman", "area_manager", "administrator")
READERS = (*OFFICIALS, "board_member")


def all_runs() -> QuerySet[Run]:
    """Return every run, newest first, with its staffel and who worked on it; one query."""
    return Run.objects.select_related(
        "version__staffel__area", "of__version", "prepared_by", "edited_by", "decided_by"
    )


def with_totals(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Give each run `rows` (how many areas) and `total` (euros that are known, in a correction the difference)."""
    return runs.annotate(
        rows=Count("allocations"), total=Sum(F("allocations__amount") - F("allocations__before"))
    ).order_by("-year", "-pk")


def waiting_for(person) -> list[Run]:
    """Return the runs that someone may decide on; one query."""
    ready = all_runs().filter(state="ready").order_by("created_at")
    return [run for run in ready if person.has_perm("allocations.adopt_run", run)]


def versions_to_grant() -> dict[StaffelVersion, list[int]]:
    """Return for the staffels in force this year and the next which years have no run yet."""
    this = timezone.localdate().year
    taken = set(
        Run.objects.filter(of=None).exclude(state=WITHDRAWN).values_list("version__staffel_id", "year")
    )
    by_staffel: dict[int, list[StaffelVersion]] = {}
    for version in all_versions().filter(state=RULE_ADOPTED):
        by_staffel.setdefault(version.staffel_id, []).append(version)
    found: dict[StaffelVersion, list[int]] = {}
    for staffel, versions in by_staffel.items():
        for year in (this, this + 1):
            version = in_force(versions, year)
            if version and (staffel, year) not in taken:
                found.setdefault(version, []).append(year)
    return found


def version_for(staffel: Staffel, year: int) -> StaffelVersion | None:
    """Return which version of a staffel holds in a year."""
    return in_force(all_versions().filter(staffel=staffel), year)


def board_ids(area_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return the dorpsbelang or panel of each area on a day, by id; one query."""
    serving = ServedArea.objects.filter(
        holding(on), area_id__in=area_ids, organisation__kind__in=BOARDS, organisation__is_active=True
    )
    return dict(serving.order_by("-organisation_id").values_list("area_id", "organisation_id"))


# --- What was granted -----------------------------------------------------------------------------------


def granted(run: Run) -> dict[str, Allocation]:
    """Return by key what stands of a first run after its corrections: the newest that was carried out."""
    first = run.first
    rows = Allocation.objects.filter(Q(run=first) | Q(run__of=first), done_at__isnull=False)
    return {row.key: row for row in rows.select_related("decision").order_by("run_id")}


def decision_before(row: Allocation) -> Decision | None:
    """Return the decision that a correction of an area comes in place of; one query."""
    first = row.run.first
    rows = Allocation.objects.filter(Q(run=first) | Q(run__of=first), key=row.key, decision__isnull=False)
    before = rows.select_related("decision").order_by("-run_id").first()
    return before.decision if before else None


def to_correct_after(decision: Decision) -> Allocation | None:
    """Return the allocation that a decision granted, while nothing came in its place; at most two queries."""
    row = Allocation.objects.select_related("run__of").filter(decision=decision).first()
    return row if row and granted(row.run)[row.key] == row else None


def first_of(staffel: Staffel, year: int) -> Run | None:
    """Return the run by which a staffel gave its money in a year."""
    runs = Run.objects.filter(version__staffel=staffel, year=year, of=None, state__in=(ADOPTED, EXECUTED))
    return runs.order_by("pk").first()


def granted_by(staffel: Staffel, year: int) -> dict[str, Decimal] | None:
    """Return what each key got by a staffel in a year, or None when nothing was granted in the portal."""
    first = first_of(staffel, year)
    return {key: row.amount for key, row in granted(first).items()} if first else None


def set_off_from(staffel: Staffel, year: int) -> dict[str, Decimal]:
    """Return by key what was left of a year and is to be set off against the next; one query."""
    rows = (
        Remainder.objects.filter(
            allocation__run__version__staffel=staffel,
            allocation__run__year=year,
            done_at__isnull=False,
            set_off__gt=0,
        )
        .values("allocation__key")
        .annotate(total=Sum("set_off"))
    )
    return dict(rows.values_list("allocation__key", "total"))


def rows_to_do(run: Run) -> QuerySet:
    """Return the rows of a run that were not carried out yet, in the order in which that happens."""
    rows = run.remainders if run.is_year_end else run.allocations
    return rows.filter(done_at=None).order_by("pk")


def job_of(run: Run) -> Job | None:
    """Return the newest job that carries a run out."""
    return Job.objects.filter(key=job_key(run)).order_by("-requested_at", "-pk").first()


def job_key(run: Run) -> str:
    return f"{CARRY_OUT_JOB}:{run.pk}"


# --- A page of a run -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Warned:
    """An area that someone must look at before deciding, and why."""

    allocation: Allocation
    texts: list[str]


def allocations_of(run: Run) -> list[Allocation]:
    """Return the rows of a run with the names that a page shows; one query."""
    return list(run.allocations.select_related("area", "holder", "decision", "run"))


def warnings_of(run: Run, rows: Iterable[Allocation]) -> list[Warned]:
    """Return what is remarkable about the rows of a run, in their order; no query."""
    found = []
    needs_board = any(each.held_by == "board" for each in run.first.purposes.all())
    for row in rows:
        texts = list(row.lacks)
        if row.takes_part and needs_board and row.holder_id is None:
            texts.append(
                _(
                    "Er is geen bestuur dat het geld kan krijgen. De gemeente houdt het en betaalt de rekeningen."
                )
            )
        change = None if row.since_last_year is None else change_in_percent(row.amount, row.last_year)
        if change is not None and abs(change) > run.big_change:
            texts.append(
                _("%(change)s %% anders dan vorig jaar.")
                % {"change": f"{'+' if change > 0 else '−'}{abs(change)}"}
            )
        if texts:
            found.append(Warned(row, texts))
    return found


@dataclass(frozen=True)
class Totals:
    """What a run comes to."""

    amount: Decimal
    difference: Decimal
    last_year: Decimal | None
    rows: int
    unknown: int


def totals_of(rows: Iterable[Allocation]) -> Totals:
    """Add up the rows of a run; last year only when it is known of every row that takes part."""
    rows = list(rows)
    known = [row for row in rows if row.amount is not None]
    before = [row.last_year for row in rows if row.takes_part]
    return Totals(
        sum((row.amount for row in known), NOTHING),
        sum((row.difference for row in known), NOTHING),
        None if not before or None in before else sum(before, NOTHING),
        len(rows),
        len(rows) - len(known),
    )


def remainders_of(run: Run) -> QuerySet[Remainder]:
    """Return what is left by a year end, with the names that a page shows; one query."""
    return run.remainders.select_related("allocation__run", "allocation__area", "purpose__purpose")


# --- Of one area -----------------------------------------------------------------------------------------


def visible_to(person) -> QuerySet[Allocation]:
    """Return the allocations that someone may read in the workspace: of their areas; boards once decided."""
    if any(area.is_root for role in OFFICIALS for area in role_areas(person).get(role, ())):
        return Allocation.objects.all()
    officially, as_board = held_areas(person, *OFFICIALS), held_areas(person, "board_member")
    allowed = Q(area__in=officially) | Q(area__ancestor_ids__overlap=officially)
    allowed |= Q(member_ids__overlap=as_board, done_at__isnull=False)
    return Allocation.objects.filter(allowed)


def with_all(allocations: QuerySet[Allocation]) -> QuerySet[Allocation]:
    """Let a page of one area read everything that it names."""
    return allocations.select_related(
        "run__version__staffel__area", "run__of", "run__decided_by", "area", "holder", "decision"
    )


def granted_to(area: Area, *, year: int | None = None) -> list[Allocation]:
    """Return what an area was granted, newest year first; what a correction replaced is left out. One query."""
    rows = with_all(
        Allocation.objects.filter(member_ids__contains=[area.pk], done_at__isnull=False, takes_part=True)
    )
    if year:
        rows = rows.filter(run__year=year)
    newest: dict[int, Allocation] = {}
    for row in rows.order_by("-run__year", "run__version__staffel__name", "run_id"):
        newest[row.run.of_id or row.run_id] = row
    return list(newest.values())


def reserves_of(allocation: Allocation) -> list[Account]:
    """Return what an area keeps from earlier years or for a goal, oldest first; one query."""
    accounts = Account.objects.filter(kind=RESERVE, area=allocation.area_id, balance__gt=0)
    return list(accounts_for_list(accounts).order_by("year", "goal", "pk"))


def saved_lots(
    area: Area, purpose_id: int, holder_id: int | None, *, on: date | None = None
) -> Mapping[int, Decimal]:
    """Return what is saved without a goal, by the year it was granted for, at the end of a day; one query."""
    accounts = Account.objects.filter(
        kind=RESERVE, area=area, purpose=purpose_id, holder=holder_id, goal="", year__isnull=False
    )
    found = with_balance(accounts, on=on).values_list("year", "balance_then")
    return {year: amount for year, amount in found if amount}


# --- What boards accounted for ---------------------------------------------------------------------------


def settlements() -> QuerySet[AccountSettlement]:
    """Return what boards accounted for, with the names that pages show; one query."""
    return AccountSettlement.objects.select_related(
        "allocation__run__version__staffel__area",
        "allocation__run__of",
        "allocation__area",
        "allocation__holder",
        "decision",
        "sent_by",
        "settled_by",
    ).prefetch_related(Prefetch("remainders", Remainder.objects.select_related("purpose__purpose")))


def settlements_visible_to(person) -> QuerySet[AccountSettlement]:
    """Return the accounts of boards that someone may read."""
    return settlements().filter(allocation__in=visible_to(person))


def accounts_to_settle(person) -> list[AccountSettlement]:
    """Return the accounts of boards that wait for someone; one query and one for their purposes."""
    waiting = settlements().filter(state=RECEIVED).order_by("received_on")
    return [each for each in waiting if person.has_perm("allocations.settle_account", each)]


def year_end_of(first: Run) -> Run | None:
    """Return the year end of a run that holds or is under way."""
    return first.followed_by.filter(kind=YEAR_END).exclude(state=WITHDRAWN).first()


def settlement_of(allocation: Allocation) -> AccountSettlement | None:
    """Return what the board accounted for of the money of that year; one query, two when there is any."""
    first = allocation.run.of_id or allocation.run_id
    rows = settlements().filter(allocation__key=allocation.key)
    return rows.filter(Q(allocation__run=first) | Q(allocation__run__of=first)).first()
