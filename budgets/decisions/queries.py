from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core import signing
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from areas.roles.queries import held_areas, role_areas
from areas.territory.models import Area
from budgets.decisions.models import Decision
from budgets.decisions.states import TO_POST
from wijkportaal.foundation.jobs.models import Job

LETTER_JOB = "decisions.make_letter"
# Who sees every decision about their areas, also those for a person.
OFFICIALS = ("finance", "alderman", "area_manager", "administrator")
BOARD = "board_member"
# The link in the notice: long enough to object and to come back to it, too short to lie around for years.
LINK_TIME = timedelta(days=180)
LINK_SALT = "decisions.letter"


def visible_to(person) -> QuerySet[Decision]:
    """Return the decisions that someone may read: of their areas, of their board, or for themselves."""
    if any(area.is_root for role in OFFICIALS for area in role_areas(person).get(role, ())):
        return Decision.objects.all()
    officially, as_board = held_areas(person, *OFFICIALS), held_areas(person, BOARD)
    allowed = Q(area__in=officially) | Q(area__ancestor_ids__overlap=officially)
    allowed |= Q(area__in=as_board, organisation__isnull=False)
    if person.is_authenticated and person.email:
        allowed |= Q(email__iexact=person.email)
    return Decision.objects.filter(allowed)


def for_list(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Let a list or a page read its names in one query."""
    return decisions.select_related("area", "organisation", "decided_by", "letter", "replaces").order_by(
        "-year", "-sequence"
    )


def public_decisions(area: Area | None = None) -> QuerySet[Decision]:
    """Return the decisions that anyone may read, newest first; of one area or all."""
    decisions = for_list(Decision.objects.filter(is_public=True))
    return decisions.filter(area=area) if area else decisions


def to_post(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Keep the decisions whose letter lies ready for the post."""
    return decisions.filter(state=TO_POST)


def replacing(decision: Decision) -> QuerySet[Decision]:
    """Return the decisions that came in place of this one, oldest first."""
    return Decision.objects.filter(replaces=decision).order_by("year", "sequence")


def last_sequence(year: int) -> int:
    """Return the last number that was given in a year, 0 before the first."""
    return Decision.objects.filter(year=year).aggregate(last=Max("sequence"))["last"] or 0


def letter_job(decision: Decision) -> Job | None:
    """Return the newest job that makes the letter of a decision."""
    return Job.objects.filter(key=f"{LETTER_JOB}:{decision.pk}").order_by("-requested_at", "-pk").first()


@dataclass(frozen=True)
class WrittenLine:
    """A line of the calculation in a decision; without an amount it is a remark."""

    text: str
    amount: Decimal | None


def lines_of(decision: Decision) -> list[WrittenLine]:
    """Return how the amount was worked out, as it was written down."""
    return [WrittenLine(text, None if amount is None else Decimal(amount)) for text, amount in decision.lines]


def letter_token(decision: Decision) -> str:
    """Return the text that opens a decision for who got the notice; it is signed and expires."""
    return signing.dumps(decision.pk, salt=LINK_SALT)


def decision_of(token: str) -> Decision | None:
    """Return the decision that a link is about, or None when it is not ours or too old."""
    try:
        pk = signing.loads(token, salt=LINK_SALT, max_age=LINK_TIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return for_list(Decision.objects.filter(pk=pk, letter__isnull=False)).first()


def open_terms(decisions: QuerySet[Decision], *, on: date | None = None) -> QuerySet[Decision]:
    """Keep the decisions to which someone can still object on a day (today)."""
    return decisions.filter(object_until__gte=on or timezone.localdate())
