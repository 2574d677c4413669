from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When

from areas.organisations.models import Organisation
from areas.organisations.queries import concerned_ids, organisations_for
from areas.roles.queries import areas_with_role, held_areas
from areas.territory.models import Area
from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionDocument, VisionTheme
from programmes.visions.states import ADOPTED, PUBLIC

# Who makes a visie, or is asked what they think of it, reads it while it is a draft.
INSIDERS = (
    "area_manager",
    "community_worker",
    "board_member",
    "partner",
    "department",
    "alderman",
    "administrator",
)


def visible_to(person) -> QuerySet[Vision]:
    """Return the visies that a person may know of: the adopted ones, old and new, and those of their own areas."""
    public = Q(state__in=PUBLIC)
    held = held_areas(person, *INSIDERS) if person.is_authenticated else []
    if not held:
        return Vision.objects.filter(public)
    return Vision.objects.filter(public | Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def visions_here(area: Area) -> QuerySet[Vision]:
    """Return the visies of an area, and of what it took over, that anyone may read; what holds now comes first."""
    areas = concerned_ids(area) - set(area.ancestor_ids)
    return (
        Vision.objects.filter(area__in=areas, state__in=PUBLIC)
        .select_related("area")
        .order_by(Case(When(state=ADOPTED, then=Value(0)), default=Value(1)), "-first_year", "pk")
    )


def for_index(visions: QuerySet[Vision]) -> QuerySet[Vision]:
    """Let a list of visies read what its rows show in one query."""
    return (
        visions.select_related("area")
        .annotate(goals=Count("themes__goals", distinct=True))
        .order_by("area__name", "-first_year", "pk")
    )


def editable_by(person) -> QuerySet[Vision]:
    """Return the visies of the areas in which someone works, drafts included."""
    held = held_areas(person, *INSIDERS)
    if not held:
        return Vision.objects.none()
    return Vision.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def areas_to_make_for(person) -> QuerySet[Area]:
    """Return the areas for which someone may make a visie; the gemeente as a whole can have one too."""
    return areas_with_role(person, "area_manager", "administrator").order_by("name")


def themes_of(vision: Vision) -> list[VisionTheme]:
    """Return the themes of a visie with their goals, which know where they belong; two queries."""
    themes = list(vision.themes.select_related("theme", "edited_by").prefetch_related("goals"))
    for chapter in themes:
        chapter.vision = vision
        for goal in chapter.goals.all():
            goal.chapter = chapter
    return themes


def plans_of(vision: Vision) -> list[ExecutionPlan]:
    """Return the execution plans of a visie with their lines; two queries."""
    lines = PlanLine.objects.select_related("goal", "organisation")
    return list(vision.plans.prefetch_related(Prefetch("lines", lines)))


def documents_of(vision: Vision, *, inside: bool) -> QuerySet[VisionDocument]:
    """Return the documents of a visie: the public ones, and for who works on it (`inside`) all."""
    documents = vision.documents.select_related("file")
    return documents if inside else documents.filter(is_public=True)


def lines_for(goal: Goal) -> QuerySet[PlanLine]:
    """Return what execution plans do for a goal."""
    return goal.lines.select_related("plan", "organisation").order_by("plan__first_year", "pk")


def themes_to_add(vision: Vision) -> QuerySet[Theme]:
    """Return the themes that a visie does not have yet."""
    return themes_in_use().exclude(pk__in=vision.themes.values("theme"))


def organisations_to_name(line: PlanLine | None, area: Area) -> QuerySet[Organisation]:
    """Return the organisations that work in an area, and the one that a line names already."""
    keys = {organisation.pk for organisation in organisations_for(area)}
    if line and line.organisation_id:
        keys.add(line.organisation_id)
    return Organisation.objects.filter(pk__in=keys)


def goals_to_serve(area: Area, *, kept: int | None = None) -> QuerySet[Goal]:
    """Return the goals that a project in an area can serve: those of its adopted visie and of the areas above it.

    The goals of what an area took over in a herindeling count too. `kept` is the id of a goal that was chosen
    before: it stays among them when its visie is followed up.
    """
    visions = Vision.objects.filter(state=ADOPTED, area__in=concerned_ids(area))
    return (
        Goal.objects.filter(Q(chapter__vision__in=visions) | Q(pk=kept))
        .select_related("chapter__vision__area", "chapter__theme")
        .order_by(
            F("chapter__vision__area__ancestor_ids__len").desc(nulls_last=True),
            "chapter__vision",
            "chapter__theme__position",
            "position",
            "pk",
        )
    )
