from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Function, Organisation, ServedArea
from areas.organisations.queries import boards_of, holding
from areas.roles.queries import held_areas, people_with_role, role_areas
from areas.roles.states import ALDERMAN, AREA_MANAGER, TASKGROUP_MEMBER
from areas.roles.states import RESIDENT as RESIDENT_ROLE
from areas.territory.models import Area
from budgets.decisions.models import Decision
from budgets.grants.calculations.conditions import Check, Facts, checks
from budgets.grants.models import Application, ApplicationStep, BudgetLine, Question, Regulation, Side
from budgets.grants.states import (
    APPLICANTS,
    ASSESSED,
    BOARD,
    DRAFT,
    GRANTED,
    INCOMPLETE,
    PROPOSED,
    PUBLIC,
    REJECTED,
    RESIDENT,
    RUNNING,
    SET_ASIDE,
    SUBMITTED,
    TASKGROUP,
    UNDECIDED,
    WITHDRAWN,
)
from budgets.ledger.models import Account
from budgets.ledger.states import BUDGET
from wijkportaal.foundation.people.models import Person

# How payments and the ledger name an application, and the job that follows when the bank has paid.
KIND = "grants.application"
PAID_JOB = "grants.payment_came"
# Who sees what was applied for in their areas.
OFFICIALS = ("area_manager", "finance", "alderman", "community_worker", "partner", "administrator")
# What does not count as an earlier application.
CAME_TO_NOTHING = (DRAFT, REJECTED, SET_ASIDE, WITHDRAWN)
SHORT = 5
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Capacity:
    """As whom someone can apply, and where."""

    kind: str
    area: Area
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.area.pk}-{self.organisation.pk if self.organisation else 0}"

    @property
    def label(self) -> str:
        if self.organisation:
            return _("%(organisation)s, voor %(area)s") % {
                "organisation": self.organisation,
                "area": self.area,
            }
        if self.kind == TASKGROUP:
            return _("Een taakgroep in %(area)s") % {"area": self.area}
        return _("Uzelf, als bewoner van %(area)s") % {"area": self.area}


def capacities(person, regulation: Regulation) -> list[Capacity]:
    """Return as whom and where someone can apply under a regulation today."""
    places = {place.area_id for place in regulation.places.all()}

    def is_for(area: Area) -> bool:
        return not places or bool(places & {area.pk, *area.ancestor_ids})

    found = []
    if BOARD in regulation.applicants:
        boards = boards_of(person).values("organisation_id")
        served = ServedArea.objects.filter(holding(timezone.localdate()), organisation__in=boards)
        served = served.filter(organisation__is_active=True).select_related("area", "organisation")
        found += [Capacity(BOARD, row.area, row.organisation) for row in served.order_by("area__name", "pk")]
    for kind, role in ((TASKGROUP, TASKGROUP_MEMBER), (RESIDENT, RESIDENT_ROLE)):
        if kind in regulation.applicants and person.is_authenticated:
            areas = {area.pk: area for area in role_areas(person).get(role, ())}
            found += [Capacity(kind, area) for area in areas.values()]
    return [capacity for capacity in found if is_for(capacity.area)]


def has_function_in(person, application: Application) -> bool:
    """Whether someone has a function in the organisation that applies, or had one since it was begun."""
    if application.organisation_id is None or not person.is_authenticated:
        return False
    since = timezone.localtime(application.created_at).date()
    return (
        Function.objects.filter(organisation=application.organisation_id, person=person.pk)
        .filter(Q(valid_until=None) | Q(valid_until__gt=since))
        .exists()
    )


def own(person) -> QuerySet[Application]:
    """Return the applications of someone: their own, and those of the boards on which they sit."""
    boards = boards_of(person).values("organisation_id")
    return with_names(
        Application.objects.filter(Q(applicant=person.pk, organisation=None) | Q(organisation__in=boards))
    )


def visible_to(person) -> QuerySet[Application]:
    """Return what someone may see: their own, and what was sent in the areas in which they work."""
    boards = boards_of(person).values("organisation_id")
    mine = Q(applicant=person.pk, organisation=None) | Q(organisation__in=boards)
    return Application.objects.filter(mine | (~Q(state=DRAFT) & _where_working(person)))


def sent_to(person) -> QuerySet[Application]:
    """Return the applications that were sent in the areas in which someone works for the gemeente."""
    return with_names(Application.objects.filter(~Q(state=DRAFT) & _where_working(person)))


def _where_working(person) -> Q:
    held = role_areas(person)
    college = ALDERMAN in held and bool(held[ALDERMAN])
    if college or any(area.is_root for role in OFFICIALS for area in held.get(role, ())):
        return Q()
    areas = held_areas(person, *OFFICIALS)
    return Q(area__in=areas) | Q(area__ancestor_ids__overlap=areas)


def with_names(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Let applications carry what a list or page names, in two queries."""
    return applications.select_related(
        "regulation__purpose", "area", "organisation", "applicant", "assessed_by", "proposed_by", "source"
    ).prefetch_related("questions")


def waiting_for(person) -> QuerySet[Application]:
    """Return the applications in which someone's next step is wanted, the most urgent first."""
    held = role_areas(person)

    def of(role: str) -> Q:
        areas = held_areas(person, role)
        return Q(area__in=areas) | Q(area__ancestor_ids__overlap=areas)

    wanted = Q(pk__in=[])
    if AREA_MANAGER in held:
        wanted |= of(AREA_MANAGER) & Q(state=SUBMITTED)
        wanted |= of(AREA_MANAGER) & Q(regulation__decider=AREA_MANAGER, state__in=(ASSESSED, PROPOSED))
    if "finance" in held:
        wanted |= of("finance") & Q(state__in=(GRANTED, "accounted", "settled"))
        wanted |= of("finance") & Q(regulation__decider="finance", state__in=(ASSESSED, PROPOSED))
    if ALDERMAN in held:
        wanted |= Q(regulation__decider=ALDERMAN, state__in=(ASSESSED, PROPOSED))
    wanted &= ~Q(proposed_by=person.pk, state=PROPOSED) & ~Q(applicant=person.pk)
    return with_names(Application.objects.filter(wanted)).order_by(F("due_on").asc(nulls_last=True), "pk")


def filtered(applications: QuerySet[Application], *, words: str) -> QuerySet[Application]:
    """Keep the applications with all the words in the plan, the number or who applied."""
    for word in words.split()[:6]:
        applications = applications.filter(
            Q(title__icontains=word) | Q(number__icontains=word) | Q(organisation__name__icontains=word)
        )
    return applications


def late(applications: QuerySet[Application], *, on: date | None = None) -> QuerySet[Application]:
    """Keep what was decided after its date, or waits while its date has passed."""
    day = on or timezone.localdate()
    waits = Q(decided_on=None, due_on__lt=day, state__in=UNDECIDED)
    return applications.filter(waits | Q(decided_on__gt=F("due_on")))


@dataclass(frozen=True)
class Tally:
    """How many applications were decided, and how many of those in time."""

    decided: int
    in_time: int
    late_now: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.in_time / self.decided) if self.decided else None


def tally_of(applications: QuerySet[Application], *, on: date | None = None) -> Tally:
    """Count decisions in time and what is late now; one query."""
    day = on or timezone.localdate()
    counts = applications.order_by().aggregate(
        decided=Count("pk", filter=Q(decided_on__isnull=False)),
        in_time=Count("pk", filter=Q(decided_on__lte=F("due_on"))),
        late_now=Count("pk", filter=Q(decided_on=None, due_on__lt=day, state__in=UNDECIDED)),
    )
    return Tally(**counts)


def budget_of(application: Application) -> dict[str, Decimal]:
    """Return the sums of a budget by side, in euros; sides without a line are nothing."""
    sums = dict(
        BudgetLine.objects.filter(application=application)
        .order_by()
        .values("side")
        .annotate(total=Sum("amount"))
        .values_list("side", "total")
    )
    return {side: sums.get(side, NOTHING) for side in Side.values}


def facts_of(application: Application, *, on: date) -> Facts:
    """Return what the conditions look at, were the application sent on a day; two queries."""
    budget = budget_of(application)
    costs = budget[Side.COST]
    return Facts(
        requested=application.requested if costs else None,
        costs=costs or None,
        own_share=budget[Side.OWN],
        supporters=application.supporters,
        submitted_on=on,
        starts_on=application.starts_on,
        kind=application.kind,
        earlier=earlier_than(application).count(),
    )


def earlier_than(application: Application) -> QuerySet[Application]:
    """Return the other applications of the same applicant under the same regulation that came to something."""
    others = Application.objects.filter(regulation=application.regulation_id).exclude(pk=application.pk)
    others = others.exclude(state__in=CAME_TO_NOTHING)
    if application.organisation_id:
        return others.filter(organisation=application.organisation_id)
    return others.filter(organisation=None, applicant=application.applicant_id)


def checks_of(application: Application) -> list[Check]:
    """Look at the conditions as they stand for an application today, or on the day on which it was sent."""
    day = timezone.localdate()
    if application.submitted_at:
        day = timezone.localtime(application.submitted_at).date()
    return checks(application.conditions, facts_of(application, on=day))


def lacking_in(application: Application) -> list[str]:
    """Return what is still to fill in before an application can be sent, in Dutch."""
    lacking = []
    if not application.plan.strip():
        lacking.append(_("Schrijf op wat u gaat doen."))
    if application.starts_on is None:
        lacking.append(_("Vul in wanneer het begint."))
    if application.requested <= 0:
        lacking.append(_("Vul de begroting in. Het gevraagde bedrag is wat u tekortkomt."))
    if not application.regulation.is_open:
        lacking.append(_("Deze regeling neemt nu geen aanvragen aan."))
    return lacking


def trail_of(application: Application) -> list[ApplicationStep]:
    """Return every step of an application, oldest first, with who and the decision."""
    return list(application.steps.select_related("by", "decision").order_by("pk"))


def due_date_of(application: Application) -> date:
    """Return the last day for the decision: days on which an answer was awaited do not count."""
    pauses = [
        question.pause(
            until=timezone.localtime(question.answered_at).date()
            if question.answered_at
            else question.answer_by
        )
        for question in application.questions.all()
    ]
    start = timezone.localtime(application.submitted_at).date()
    return application.regulation.term.end(start, pauses)


def application_of(decision: Decision) -> Application | None:
    """Return the application that a decision was taken on; one query."""
    return with_names(Application.objects.filter(steps__decision=decision)).first()


def spent_on(application: Application) -> Decimal:
    """Return what the receipts add up to, in euros."""
    return application.receipts.aggregate(total=Sum("amount"))["total"] or NOTHING


def room_for(application: Application) -> Decimal | None:
    """Return what the pot holds from which an application would be paid, in euros; None when it has no bottom."""
    regulation = application.regulation
    account = regulation.account
    if account is None:
        account = Account.objects.filter(
            kind=BUDGET,
            area=application.area,
            purpose=regulation.purpose,
            year=timezone.localdate().year,
            holder=None,
            goal="",
        ).first()
        return account.balance if account else NOTHING
    return None if account.may_be_overdrawn else account.balance


def deciders_of(application: Application) -> QuerySet[Person]:
    """Return who can decide on an application, without those who had a part in it."""
    role = application.regulation.decider
    people = people_with_role(application.area, role)
    return people.exclude(pk__in=[application.assessed_by_id or 0, application.proposed_by_id or 0])


def reviewers_of(application: Application) -> QuerySet[Person]:
    """Return who looks at an application first: the wijkmanager, or else finance."""
    managers = people_with_role(application.area, AREA_MANAGER)
    return managers if managers.exists() else people_with_role(application.area, "finance")


# --- Regulations ---------------------------------------------------------------------------------------


def regulations() -> QuerySet[Regulation]:
    """Return all regulations with their areas, by name; two queries."""
    return Regulation.objects.select_related("purpose", "account").prefetch_related("places__area")


def open_regulations(area: Area | None = None) -> list[Regulation]:
    """Return the regulations that take applications, of one area or of the whole gemeente, by name."""
    found = regulations().filter(is_open=True)
    if area is None:
        return list(found)
    inside = {area.pk, *area.ancestor_ids}
    return [
        each
        for each in found
        if not (places := {place.area_id for place in each.places.all()}) or places & inside
    ]


def other_ways(regulation: Regulation, area: Area | None, amount: Decimal) -> list[Regulation]:
    """Return the regulations under which a larger amount can be asked for."""
    return [
        each
        for each in open_regulations(area)
        if each.pk != regulation.pk and not each.is_quick and (each.limit is None or each.limit >= amount)
    ]


def areas_of(regulation: Regulation) -> list[str]:
    """Return the names of the areas that a regulation is for; none is the whole gemeente."""
    return [place.area.name for place in regulation.places.all()]


def applicants_of(regulation: Regulation) -> list[str]:
    """Return who can apply, in words."""
    return [str(APPLICANTS[kind]) for kind in APPLICANTS if kind in regulation.applicants]


# --- What anyone may read ------------------------------------------------------------------------------


def granted_in(area: Area) -> QuerySet[Application]:
    """Return what was granted in an area, newest first. Who got it is read from `public_name` alone."""
    return (
        Application.objects.filter(state__in=PUBLIC, area__in=concerned_ids_below(area))
        .select_related("regulation", "organisation", "area")
        .order_by("-decided_on", "-pk")
    )


def concerned_ids_below(area: Area) -> QuerySet[Area]:
    """Return an area and all that lies in it."""
    return Area.objects.filter(Q(pk=area.pk) | Q(ancestor_ids__contains=[area.pk]))


def total_granted(applications: QuerySet[Application]) -> Decimal:
    """Return what was granted, or fixed when that is known; in euros."""
    rows = applications.order_by().values_list("granted", "final")
    return sum((granted if final is None else final for granted, final in rows), NOTHING)


# --- What the clock asks -------------------------------------------------------------------------------


def due_for_decision(until: date) -> QuerySet[Application]:
    """Return what must be decided on by a day, or should have been; a pause is not counted."""
    running = [each for each in UNDECIDED if each != INCOMPLETE]
    return with_names(Application.objects.filter(state__in=running, due_on__lte=until))


def due_for_answer(until: date) -> QuerySet[Question]:
    """Return the open questions that must be answered by a day."""
    return Question.objects.filter(
        answered_at=None, answer_by__lte=until, application__state=INCOMPLETE
    ).select_related("application__applicant", "application__organisation", "application__regulation")


def due_for_account(until: date) -> QuerySet[Application]:
    """Return the grants that must be accounted for by a day."""
    return with_names(Application.objects.filter(state=RUNNING, account_due_on__lte=until))
