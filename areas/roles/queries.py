from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.roles.models import AccessReview, Invitation, ReviewItem, RoleAssignment
from areas.roles.states import (
    ADMINISTRATOR,
    DECISIONS,
    OPEN,
    REVIEW_KINDS,
    STAFF_ROLES,
    next_review_due,
    roles_in_review,
)
from areas.territory.models import Area
from areas.territory.queries import areas_above, ended_before, successors_of
from wijkportaal.foundation.people.models import Person


def holding(assignments: QuerySet[RoleAssignment], *, on: date | None = None) -> QuerySet[RoleAssignment]:
    """Keep the roles that hold on a day (today)."""
    day = on or timezone.localdate()
    return assignments.filter(valid_from__lte=day).filter(Q(valid_until=None) | Q(valid_until__gt=day))


def roles_of(person, *, on: date | None = None) -> list[RoleAssignment]:
    """Return the roles that someone holds on a day (today), with their areas.

    One query for a person object (so for a request), however often it is asked; `forget_roles(person)`
    after a change.
    """
    if not person.is_authenticated or not person.is_active:
        return []
    day = on or timezone.localdate()
    # By getattr and setattr: request.user is a lazy wrapper, and what is kept must be kept on the person.
    known = getattr(person, "_roles", None)
    if known is None:
        person._roles = known = {}
    if day not in known:
        assignments = (
            RoleAssignment.objects.filter(person_id=person.pk)
            .select_related("area")
            .annotate(took_over=ArraySubquery(ended_before(OuterRef("area"), on=day)))
        )
        known[day] = list(holding(assignments, on=day).order_by("pk"))
    return known[day]


def forget_roles(person: Person) -> None:
    """Let the next question about this person object look in the database again."""
    person._roles = person._role_areas = person._areas_covered = None


def role_areas(person) -> dict[str, list[Area]]:
    """Return for each role that someone holds today the areas in which they hold it.

    A role in an area that has ended goes on in the areas that took it over: who was wijkmanager of a wijk
    stays so when it merges, until someone ends the role (docs/adr/0020-roles-in-areas.md). And a role in an
    area holds for the ended areas that it took over: what was left unfinished there has somebody to finish it
    (docs/adr/0089-what-an-ended-area-leaves.md). And a role in an area that will end holds for the new areas that
    will come of it: their programme is made before their first day (docs/adr/0108-before-an-area-begins.md). For
    who has no role in a merged area this costs no query.
    """
    known = getattr(person, "_role_areas", None)
    if known is None:
        known = {}
        for assignment in roles_of(person):
            area = assignment.area
            goes_on = successors_of(area) if area.has_ended else [area, *_to_come(area)]
            before = {area.pk} if area.has_ended else set(assignment.took_over)
            known.setdefault(assignment.role, []).extend([*goes_on, *_taken_over(goes_on, before)])
        person._role_areas = known
    return known


def _to_come(area: Area) -> list[Area]:
    """Return the areas that begin when this one ends, and do not exist yet; no query for an area that stays."""
    if area.ends_on is None:
        return []
    return [each for each in successors_of(area, on=area.ends_on) if not each.has_started]


def _taken_over(areas: list[Area], before: set[int]) -> list[Area]:
    """Return the ended areas that these took over, also in reforms before that; no query without `before`."""
    if not before:
        return []
    found, newest = set(), {area.pk for area in areas}
    while newest:
        newest = set(Area.objects.filter(pk__in=ended_before(newest)).values_list("pk", flat=True)) - found
        found |= newest
    return list(Area.objects.filter(pk__in=found | before))


def holds_role(person, roles: Iterable[str], area: Area | None) -> bool:
    """Whether someone holds one of the roles today in an area or above it; without area: in the gemeente."""
    held = [place for role in roles for place in role_areas(person).get(role, ())]
    if not held:
        return False
    if area is None:
        return any(place.is_root for place in held)
    above = set(areas_above(area))
    return any(place.pk in above for place in held)


def held_areas(person, *roles: str) -> list[int]:
    """Return the ids of the areas in which someone holds one of the roles today, without those below them."""
    held = role_areas(person)
    return [area.pk for role in roles for area in held.get(role, ())]


def where_held(person, *roles: str, area: str = "area") -> Q:
    """Return the condition that someone holds one of the roles today in the area of a record, or in one above it.

    `area` is the path from the record to its area. For who holds none it fits no record, without a query.
    """
    held = held_areas(person, *roles)
    if not held:
        return Q(pk__in=[])
    return Q(**{f"{area}__in": held}) | Q(**{f"{area}__ancestor_ids__overlap": held})


def where_up_to(person, *roles: str, area: str = "area") -> Q:
    """Return the condition that work in the area of a record is up to someone: who holds one of the roles there.

    Where nobody holds any of them it is up to who manages the portal; for these it costs a query, once for a person object.
    """
    found = where_held(person, *roles, area=area)
    if not held_areas(person, ADMINISTRATOR):
        return found
    covered = _areas_covered(person, roles)
    taken = Q(**{f"{area}__in": covered}) | Q(**{f"{area}__ancestor_ids__overlap": covered})
    return found | where_held(person, ADMINISTRATOR, area=area) & ~taken


def _areas_covered(person, roles: tuple[str, ...]) -> list[int]:
    """Return the ids of the areas in which somebody holds one of the roles today, without those below them."""
    known = getattr(person, "_areas_covered", None)
    if known is None:
        person._areas_covered = known = {}
    if roles not in known:
        held = holding(RoleAssignment.objects.filter(role__in=roles, person__is_active=True))
        places = Area.objects.filter(pk__in=held.values("area"))
        known[roles] = [
            each.pk for area in places for each in (successors_of(area) if area.has_ended else [area])
        ]
    return known[roles]


def areas_with_role(person, *roles: str) -> QuerySet[Area]:
    """Return the areas of today in which someone holds one of the roles, themselves or from above."""
    held = [place.pk for role in roles for place in role_areas(person).get(role, ())]
    return Area.objects.today().filter(Q(pk__in=held) | Q(ancestor_ids__overlap=held))


def people_with_role(area: Area, role: str, *, on: date | None = None) -> QuerySet[Person]:
    """Return who holds a role in an area, or above it, on a day (today), by name.

    Also who holds it in what these took over, or will when the area begins: their role goes on there.
    """
    above = areas_above(area)
    before = ended_before(above, on=max(on or timezone.localdate(), area.starts_on))
    assignments = RoleAssignment.objects.filter(Q(area_id__in=above) | Q(area_id__in=before), role=role)
    return Person.objects.filter(
        is_active=True, pk__in=holding(assignments, on=on).values("person_id")
    ).order_by("full_name", "pk")


def is_staff_member(person) -> bool:
    """Whether someone must have a second factor: a staff role somewhere, or a technician."""
    if not person.is_authenticated:
        return False
    return person.is_staff or any(assignment.role in STAFF_ROLES for assignment in roles_of(person))


def people_list() -> QuerySet[Person]:
    """Return everyone, by name, each with `held_roles`: the roles that hold today, with their areas."""
    assignments = holding(RoleAssignment.objects.select_related("area")).order_by("role", "pk")
    return Person.objects.prefetch_related(
        Prefetch("role_assignments", queryset=assignments, to_attr="held_roles")
    ).order_by("full_name", "email", "pk")


def assignments_of(person: Person) -> QuerySet[RoleAssignment]:
    """Return all roles that someone has, had or will have, newest first."""
    return RoleAssignment.objects.filter(person=person).select_related("area").order_by("-valid_from", "-pk")


def administrators(*, on: date | None = None, lasting: bool = False) -> QuerySet[RoleAssignment]:
    """Return the roles of those who manage the whole portal; `lasting` keeps those without an end."""
    assignments = RoleAssignment.objects.filter(role=ADMINISTRATOR, person__is_active=True, area__parent=None)
    found = holding(assignments, on=on)
    return found.filter(valid_until=None) if lasting else found


def invitations() -> QuerySet[Invitation]:
    """Return all invitations, newest first, with area and inviter."""
    return Invitation.objects.select_related("area", "invited_by").order_by("-invited_at", "-pk")


def open_invitation(token_hash: str) -> Invitation | None:
    """Return the invitation with that hash when it can still be taken."""
    return (
        Invitation.objects.select_related("area", "invited_by")
        .filter(token_hash=token_hash, state="open", expires_at__gt=timezone.now())
        .first()
    )


def reviews() -> QuerySet[AccessReview]:
    """Return all rounds of access review, newest first."""
    return AccessReview.objects.select_related("started_by", "finished_by")


def items_of(review: AccessReview) -> QuerySet[ReviewItem]:
    """Return what a round looks at, what is still to do first, by name."""
    return (
        ReviewItem.objects.filter(review=review)
        .select_related("assignment__person", "assignment__area", "decided_by")
        .order_by("assignment__person__full_name", "assignment__person_id", "pk")
    )


def review_calendar() -> list[dict]:
    """Return for each kind of review the open round, the last finished one and when the next is due."""
    newest: dict[tuple[str, str], AccessReview] = {}
    for review in AccessReview.objects.order_by("started_at"):
        newest[review.kind, review.state] = review
    today = timezone.localdate()
    calendar = []
    for kind, label in REVIEW_KINDS.items():
        running, finished = newest.get((kind, "open")), newest.get((kind, "finished"))
        due = next_review_due(timezone.localdate(finished.finished_at), kind) if finished else today
        calendar.append(
            {
                "kind": kind,
                "label": label,
                "open": running,
                "finished": finished,
                "due_on": due,
                # The first round is not late: the portal has just begun.
                "is_overdue": finished is not None and due < today,
            }
        )
    return calendar


def assignments_to_review(kind: str) -> QuerySet[RoleAssignment]:
    """Return the roles that a new round of this kind looks at."""
    return holding(RoleAssignment.objects.filter(role__in=roles_in_review(kind))).order_by("pk")


def progress_of(review: AccessReview) -> dict[str, int]:
    """Return how many roles a round looks at, how many are decided, and how many of each decision."""
    counts = dict(
        ReviewItem.objects.filter(review=review).order_by().values_list("decision").annotate(n=Count("pk"))
    )
    total = sum(counts.values())
    return {decision: counts.get(decision, 0) for decision in DECISIONS} | {
        "total": total,
        "done": total - counts.get(OPEN, 0),
    }
