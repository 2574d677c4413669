from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from areas.organisations.models import Function, Organisation
from areas.organisations.queries import (
    boards_of,
    concerned_ids,
    holding,
    organisations_for,
    organisations_worked_for,
)
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from areas.roles.queries import held_areas, people_with_role, where_held
from areas.roles.states import AREA_MANAGER, COMMUNITY_WORKER
from areas.territory.models import Area
from participation.initiatives.models import Check, Comment, Initiative, Maker, Support
from participation.initiatives.states import CHECKING, ENDED, OPEN, SHOWN, SUBMITTED, WAITING
from participation.moderation.calculations import is_newcomer
from wijkportaal.foundation.people.models import Person

# Who puts initiatives on the site, asks departments and looks at comments.
HANDLERS = (AREA_MANAGER, COMMUNITY_WORKER, "administrator")
INSIDERS = (*HANDLERS, "department", "alderman")
SHORT = 4
# So long before the makers were to hear it, who decides is reminded.
DECIDE_BEFORE = timedelta(days=7)
# A map with more pins than this says nothing; the newest are on it.
MOST_PINS = 300


def inside(person) -> Q:
    """The condition that someone works where an initiative is made; what is a draft is its makers' alone."""
    return where_held(person, *INSIDERS) & ~Q(state="draft")


def made_by(person) -> Q:
    """The condition that someone is one of the makers."""
    return Q(Exists(Maker.objects.filter(initiative=OuterRef("pk"), person=person.pk)))


def visible_to(person) -> QuerySet[Initiative]:
    """Return the initiatives that a person may know of: public ones, their own, and those where they work."""
    public = Q(published_at__isnull=False)
    if not person.is_authenticated:
        return Initiative.objects.filter(public)
    asked = Check.objects.filter(initiative=OuterRef("pk"), organisation__in=own_departments(person))
    return Initiative.objects.filter(public | inside(person) | made_by(person) | Q(Exists(asked)))


def for_list(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Let a list read what its rows show in one query, without the long texts."""
    return initiatives.select_related("area", "theme", "picture").only(
        "public_id",
        "kind",
        "title",
        "summary",
        "street",
        "longitude",
        "latitude",
        "state",
        "answer_by",
        "supporters_here",
        "supporters_elsewhere",
        "comment_count",
        "created_at",
        "published_at",
        "area__name",
        "area__slug",
        "theme__name",
        "theme__slug",
        "theme__icon",
        "theme__colour",
        "picture__file",
        "picture__widths",
        "picture__width",
        "picture__height",
        "picture__alt",
    )


def newest_first(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Order public initiatives for the list."""
    return initiatives.filter(published_at__isnull=False).order_by("-published_at", "-pk")


def public_here(area: Area) -> QuerySet[Initiative]:
    """Return the public initiatives of an area and of what it took over or has inside it; newest first."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk])
    return newest_first(for_list(Initiative.objects.filter(here)))


def filtered(initiatives: QuerySet[Initiative], *, words: str) -> QuerySet[Initiative]:
    """Keep the initiatives with all the words in their title, summary or place."""
    for word in words.split()[:6]:
        initiatives = initiatives.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(street__icontains=word)
        )
    return initiatives


def features_of(initiatives: Iterable[Initiative]) -> list[dict]:
    """Return initiatives with a point as GeoJSON features."""
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(each.longitude), float(each.latitude)]},
            "properties": {
                "name": each.title,
                "url": each.get_absolute_url(),
                "detail": [str(each.get_state_display()), each.street],
            },
        }
        for each in initiatives
        if each.has_point
    ]


def on_map(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Return the newest initiatives that have a point, with what a pin tells; one query."""
    return initiatives.filter(longitude__isnull=False).only(
        "public_id", "title", "state", "street", "longitude", "latitude"
    )[:MOST_PINS]


def with_details(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Let an initiative carry all that its own page shows; three queries more."""
    return initiatives.select_related("area", "theme", "organisation", "picture").prefetch_related(
        Prefetch("makers", Maker.objects.exclude(person=None).select_related("person")),
        Prefetch("checks", Check.objects.select_related("organisation")),
        "steps",
    )


def comments_of(initiative: Initiative) -> QuerySet[Comment]:
    """Return what anyone may read below an initiative, oldest first."""
    return initiative.comments.filter(state=SHOWN).select_related("person", "answered_by")


def support_of(initiative: Initiative, person) -> Support | None:
    """Return the support that someone gave."""
    if not person.is_authenticated:
        return None
    return Support.objects.filter(initiative=initiative, person=person.pk).first()


def makes(person, initiative: Initiative) -> bool:
    """Whether someone is one of the makers."""
    return person.is_authenticated and initiative.makers.filter(person=person.pk).exists()


def own(person) -> QuerySet[Initiative]:
    """Return the initiatives that someone makes, last edited first."""
    return for_list(Initiative.objects.filter(made_by(person))).order_by("-edited_at", "-pk")


def invitations_for(person) -> QuerySet[Maker]:
    """Return the open invitations to the address of someone who signed in."""
    waiting = Maker.objects.filter(person=None, email=person.email).exclude(email="")
    return waiting.exclude(initiative__state__in=ENDED).select_related("initiative__area")


def boards_to_speak_for(person, area: Area | None = None) -> QuerySet[Organisation]:
    """Return the panels and village associations on whose board someone sits."""
    mine = boards_of(person).values("organisation_id")
    return Organisation.objects.filter(pk__in=mine, kind__in=RESIDENTS_ORGANISATIONS, is_active=True)


def own_departments(person) -> list[int]:
    """Return the ids of the organisations that someone works for today; one query for a person object."""
    if not person.is_authenticated or not organisations_worked_for(person):
        return []
    known = getattr(person, "_own_departments", None)
    if known is None:
        working = Function.objects.filter(
            holding(timezone.localdate()), person=person.pk, organisation__is_active=True
        ).exclude(organisation__kind__in=RESIDENTS_ORGANISATIONS)
        person._own_departments = known = sorted(set(working.values_list("organisation_id", flat=True)))
    return known


def checks_waiting_for(person) -> QuerySet[Check]:
    """Return what the organisations of someone were asked and did not answer yet, the first term on top."""
    asked = Check.objects.filter(organisation__in=own_departments(person), outcome="")
    return (
        asked.exclude(initiative__state__in=ENDED)
        .select_related("initiative__area", "organisation")
        .order_by("due_on", "pk")
    )


def late_checks() -> QuerySet[Check]:
    """Return what was asked, and should have been answered before today."""
    asked = Check.objects.filter(outcome="", due_on__lt=timezone.localdate())
    return asked.exclude(initiative__state__in=ENDED).select_related("initiative__area", "organisation")


def to_decide_soon() -> QuerySet[Initiative]:
    """Return the initiatives of which the makers are to hear within a week whether they go on."""
    soon = timezone.localdate() + DECIDE_BEFORE
    return Initiative.objects.filter(state=CHECKING, answer_by__lte=soon).select_related("area")


def organisations_to_ask(initiative: Initiative) -> QuerySet[Organisation]:
    """Return who can be asked whether it can be done: who works in the area and was not asked yet."""
    keys = {
        each.pk for each in organisations_for(initiative.area) if each.kind not in RESIDENTS_ORGANISATIONS
    }
    keys -= {check.organisation_id for check in initiative.checks.all()}
    return Organisation.objects.filter(pk__in=keys)


def people_to_ask(check: Check) -> QuerySet[Person]:
    """Return who gets the letter with the question: those who sign in for the organisation."""
    working = Function.objects.filter(holding(timezone.localdate()), organisation=check.organisation_id)
    return Person.objects.filter(is_active=True, pk__in=working.values("person_id")).order_by("pk")


def in_my_areas(person) -> QuerySet[Initiative]:
    """Return the initiatives of where someone works: what waits for a step first, the oldest of that on top."""
    return (
        for_list(Initiative.objects.filter(inside(person)))
        .annotate(
            place=Case(
                When(state=SUBMITTED, then=Value(0)),
                When(state=CHECKING, then=Value(1)),
                When(state=OPEN, then=Value(2)),
                default=Value(3),
            )
        )
        .order_by("place", F("answer_by").asc(nulls_last=True), "-pk")
    )


def handled_areas(person) -> Q:
    """The condition on an initiative of something that someone looks at for its area."""
    return where_held(person, *HANDLERS, area="initiative__area")


def queue_for(person) -> QuerySet[Comment]:
    """Return the comments that someone should look at: they wait, were shown before anybody looked, or ask something."""
    todo = Q(state=WAITING) | Q(state=SHOWN, is_unread=True)
    todo |= Q(
        state=SHOWN,
        is_question=True,
        answered_at=None,
        initiative__state__in=("open", "checking", "accepted", "running"),
    )
    return (
        Comment.objects.filter(handled_areas(person), todo)
        .select_related("initiative__area", "person")
        .order_by("at", "pk")
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for someone who works on initiatives, in numbers."""

    submitted: int
    to_decide: int
    comments: int
    checks: int

    def __bool__(self) -> bool:
        return bool(self.submitted or self.to_decide or self.comments or self.checks)


def waiting_for(person) -> Waiting:
    """Count what waits for someone; three queries for who works in an area."""
    held = held_areas(person, *HANDLERS)
    mine = _numbers_inside(person) if held else {"submitted": 0, "to_decide": 0}
    comments = queue_for(person).order_by().count() if held else 0
    return Waiting(**mine, comments=comments, checks=checks_waiting_for(person).order_by().count())


def _numbers_inside(person) -> dict[str, int]:
    """Count what waits to be put on the site, and what waits for a decision alone: everybody who was asked answered."""
    asked = Exists(Check.objects.filter(initiative=OuterRef("pk"), outcome=""))
    here = Initiative.objects.filter(inside(person), state__in=[SUBMITTED, CHECKING])
    return here.annotate(is_asked=asked).aggregate(
        submitted=Count("pk", filter=Q(state=SUBMITTED)),
        to_decide=Count("pk", filter=Q(state=CHECKING, is_asked=False)),
    )


def handlers_of(area: Area) -> list[Person]:
    """Return who hears that something waits: the wijkmanagers of an area, or else its opbouwwerkers."""
    return list(people_with_role(area, AREA_MANAGER)) or list(people_with_role(area, COMMUNITY_WORKER))


def people_who_make(initiative: Initiative) -> QuerySet[Person]:
    """Return the makers who can still be written to."""
    return Person.objects.filter(
        is_active=True, pk__in=initiative.makers.exclude(person=None).values("person_id")
    ).order_by("pk")


def is_new(person) -> bool:
    """Whether someone is a newcomer, for whom shorter words and no links count; one query."""
    shown = Comment.objects.filter(person=person.pk, state=SHOWN).count()
    return is_newcomer(person.joined_at, shown, now=timezone.now())


def written_lately(person, *, within: timedelta = timedelta(hours=1)) -> QuerySet[Comment]:
    """Return what someone wrote in the last hour."""
    return Comment.objects.filter(person=person.pk, at__gt=timezone.now() - within)
