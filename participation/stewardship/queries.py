from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F, Min, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.organisations.models import Facility
from areas.organisations.queries import boards_of, concerned_ids
from areas.roles.queries import areas_with_role, people_with_role, where_held
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER
from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.initiatives.states import ACCEPTED, DONE, RUNNING
from participation.recognition.queries import board_addresses
from participation.stewardship.models import Agreement, Holding, Stewardship, StewardshipArea
from participation.stewardship.states import EXPIRING, LONGEST_NOTICE, WARN_BEFORE

# Who registers a body and looks after it in an area.
KEEPERS = (AREA_MANAGER, ADMINISTRATOR)
# An initiative becomes a body when it was agreed to.
GROWN = (ACCEPTED, RUNNING, DONE)
SHORT = 4


def with_lines(bodies: QuerySet[Stewardship]) -> QuerySet[Stewardship]:
    """Let each carry its areas, what it holds and its agreements, ended ones last; three queries for all."""
    over = Q(ends_on__lt=timezone.localdate())
    agreements = Agreement.objects.alias(over=over).order_by("over", "ends_on", "pk")
    return bodies.select_related("organisation", "initiative").prefetch_related(
        Prefetch("areas", Area.objects.order_by("name")),
        Prefetch("holdings", Holding.objects.select_related("facility")),
        Prefetch("agreements", agreements.select_related("document")),
    )


def public_list() -> QuerySet[Stewardship]:
    """Return every body, those that ended last."""
    running = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    return with_lines(Stewardship.objects.alias(runs=running).order_by("-runs", "name", "pk"))


def public_here(area: Area) -> QuerySet[Stewardship]:
    """Return the bodies of an area, of what it took over and of what lies in it, those that ended last."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = StewardshipArea.objects.filter(Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk]))
    return public_list().filter(pk__in=here.values("stewardship_id"))


def of_initiative(initiative: Initiative) -> QuerySet[Stewardship]:
    """Return the bodies that came of an initiative."""
    return Stewardship.objects.filter(initiative=initiative)


def initiatives_to_grow(person) -> QuerySet[Initiative]:
    """Return the initiatives that someone may make a body of: agreed to, where they look after bodies."""
    agreed = Initiative.objects.filter(published_at__isnull=False, state__in=GROWN)
    return agreed.filter(where_held(person, *KEEPERS)).select_related("area")


def kept_by(person) -> QuerySet[Stewardship]:
    """Return the bodies whose record someone may change: where they look after them, or of whose board they are."""
    placed = StewardshipArea.objects.filter(where_held(person, *KEEPERS))
    boards = boards_of(person).values("organisation_id")
    return Stewardship.objects.filter(
        Q(pk__in=placed.values("stewardship_id")) | Q(organisation_id__in=boards)
    )


def workbench_of(person) -> QuerySet[Stewardship]:
    """Return what someone keeps, first what has an agreement that ends first."""
    coming = Q(agreements__ends_on__gte=timezone.localdate())
    first = kept_by(person).annotate(next_end=Min("agreements__ends_on", filter=coming))
    return with_lines(first.order_by(F("next_end").asc(nulls_last=True), "name", "pk"))


def areas_to_place_in(person, body: Stewardship) -> QuerySet[Area]:
    """Return the areas that someone may choose for a body: their own, and those where it works already."""
    present = StewardshipArea.objects.filter(stewardship=body.pk).values("area_id")
    mine = areas_with_role(person, *KEEPERS).exclude(parent=None).values("pk")
    return Area.objects.filter(Q(pk__in=mine) | Q(pk__in=present)).order_by("name")


def facilities_in(areas: Iterable[Area], body: Stewardship) -> list[Facility]:
    """Return the places that a body may hold: those in its areas, and those that it has already."""
    ids = [area.pk for area in areas]
    here = Q(is_active=True) & (Q(area__in=ids) | Q(area__ancestor_ids__overlap=ids))
    present = Holding.objects.filter(stewardship=body.pk).values("facility_id")
    return list(Facility.objects.filter(here | Q(pk__in=present)))


def nearly_over() -> list[Agreement]:
    """Return the agreements that end soon, of bodies that still exist."""
    today = timezone.localdate()
    # As far ahead as the longest notice term reaches, with a month of at most 31 days.
    last = today + WARN_BEFORE + timedelta(days=31 * LONGEST_NOTICE)
    found = (
        Agreement.objects.filter(starts_on__lte=today, ends_on__range=(today, last))
        .exclude(stewardship__ends_on__lt=today)
        .select_related("stewardship__organisation")
    )
    return [each for each in found if each.term == EXPIRING]


def who_to_remind(body: Stewardship) -> list[str]:
    """Return the addresses of the wijkmanagers of a body (or else the administrators) and of its contact person."""
    areas = list(body.areas.all())
    for role in KEEPERS:
        if keepers := {person.email for area in areas for person in people_with_role(area, role)}:
            break
    contact = [body.contact_email] if body.contact_email else []
    if not contact and body.organisation:
        contact = board_addresses(body.organisation)
    return sorted({*keepers, *contact})
