from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from areas.roles.queries import areas_with_role, held_areas, role_areas
from areas.territory.models import Area
from budgets.ledger.models import Account
from budgets.ledger.queries import for_list as accounts_for_list
from budgets.ledger.states import BUDGET, POT
from budgets.vouchers.calculations import read_code
from budgets.vouchers.models import Redemption, Voucher
from budgets.vouchers.states import ASKED, VALID

OFFICIALS = ("area_manager", "finance", "administrator", "community_worker", "alderman")
ISSUERS = ("area_manager", "finance")
SHORT = 5


def visible_to(person) -> QuerySet[Voucher]:
    """Return the vouchers of the areas in which someone works."""
    if any(area.is_root for role in OFFICIALS for area in role_areas(person).get(role, ())):
        return for_list(Voucher.objects.all())
    held = held_areas(person, *OFFICIALS)
    return for_list(Voucher.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held)))


def for_list(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher]:
    """Let vouchers read their names and whether something is asked, in one query; what is asked comes first."""
    asked = Redemption.objects.filter(voucher=OuterRef("pk"), state=ASKED)
    return (
        vouchers.select_related("area", "organisation", "issued_by", "card", "source__purpose")
        .annotate(is_asked=Exists(asked))
        .order_by("-is_asked", "-pk")
    )


def areas_to_issue_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may issue a voucher."""
    return areas_with_role(person, *ISSUERS).exclude(kind="gemeente").order_by("name")


def budgets_in(areas: Iterable[Area]) -> QuerySet[Account]:
    """Return the budgets of this year from which a voucher can be issued: of these areas, and shared pots."""
    year = timezone.localdate().year
    own = Q(kind=BUDGET, area__in=areas, year=year)
    return accounts_for_list(Account.objects.filter(own | Q(kind=POT, area=None), balance__gt=0))


def by_code(typed: str) -> Voucher | None:
    """Return the voucher of a code as someone typed it, or None."""
    code = read_code(typed)
    return Voucher.objects.select_related("area").filter(code=code).first() if code else None


def expired(today: date) -> QuerySet[Voucher]:
    """Return the valid vouchers whose last day has passed and of which nothing is asked."""
    asked = Redemption.objects.filter(voucher=OuterRef("pk"), state=ASKED)
    return Voucher.objects.filter(~Exists(asked), state=VALID, expires_on__lt=today)


def expiring(until: date) -> QuerySet[Voucher]:
    """Return the valid vouchers with an address to write to that expire by a day."""
    return Voucher.objects.filter(state=VALID, expires_on__lte=until).exclude(email="").select_related("area")


def public_in(area: Area) -> QuerySet[Voucher]:
    """Return the vouchers of an area, newest first, as anyone may know of them: idea, value and state."""
    return Voucher.objects.filter(area=area).exclude(state="withdrawn").order_by("-issued_on", "-pk")
