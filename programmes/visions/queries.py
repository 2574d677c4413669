from django.db.models import F, Q, QuerySet

from areas.organisations.queries import concerned_ids
from areas.roles.queries import held_areas
from areas.territory.models import Area
from programmes.visions.models import Goal, Vision
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
