from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR

from django.db.models import Q

from areas.organisations.queries import concerned_ids
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from participation.ideas.calculations import in_order, one_line_each, with_who
from participation.ideas.models import IdeaAnswer
from participation.ideas.registry import FOLLOWERS, Idea, TakenUp, sources

# Who answers ideas.
ANSWERERS = ("area_manager", "community_worker", "administrator")


def places_of(area: Area) -> list[int]:
    """Return the ids of an area, of what it took over and of what lies in it."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    return list(
        Area.objects.filter(Q(pk__in=own) | Q(ancestor_ids__contains=[area.pk])).values_list("pk", flat=True)
    )


def years_of(places: list[int]) -> list[int]:
    """Return the years in which there were ideas, the last first."""
    return sorted({year for source in sources() for year in source.years(places)}, reverse=True)


def ideas_in(places: list[int], year: int) -> list[Idea]:
    """Return every idea of a year in these places with its answer, in the order of the page.

    The number of queries grows with the number of rooms that have ideas, and with nothing else.
    """
    found = one_line_each(idea for source in sources() for idea in source.find(places, year))
    given = {(each.kind, each.ident): each for each in _answers(found)}
    answered = [_answered(idea, given[idea.name]) if idea.name in given else idea for idea in found]
    return in_order(with_who(answered, _taken_up(answered)))


def _answers(ideas: Iterable[Idea]) -> Iterable[IdeaAnswer]:
    names = [idea.name for idea in ideas]
    kinds, idents = {kind for kind, _ident in names}, {ident for _kind, ident in names}
    return IdeaAnswer.objects.filter(kind__in=kinds, ident__in=idents)


def _answered(idea: Idea, given: IdeaAnswer) -> Idea:
    return replace(idea, answer=given.answer, why=given.why, who=given.who, when=given.when)


def _taken_up(ideas: Iterable[Idea]) -> dict[tuple[str, str], list[TakenUp]]:
    idents: dict[str, list[str]] = {}
    for idea in ideas:
        idents.setdefault(idea.kind, []).append(idea.ident)
    taken: dict[tuple[str, str], list[TakenUp]] = {}
    for kind, wanted in idents.items():
        for follow in FOLLOWERS.get(kind, ()):
            for ident, up in follow(wanted).items():
                taken.setdefault((kind, ident), []).append(up)
    return taken


@dataclass(frozen=True)
class Answerable:
    """An idea that can be answered here, with its area for who may do so."""

    idea: Idea
    area: Area
    given: IdeaAnswer | None


def answerable(kind: str, ident: str, *, year: int) -> Answerable | None:
    """Return an idea that is answered here, or None: what has a page of its own to say so is answered there."""
    source = next((each for each in sources() if each.name == kind), None)
    everywhere = list(Area.objects.values_list("pk", flat=True))
    found = source.find(everywhere, year) if source and MINYEAR < year < MAXYEAR else ()
    idea = next((each for each in found if each.ident == ident), None)
    if idea is None or idea.work_address or idea.waits_for:
        return None
    given = IdeaAnswer.objects.filter(kind=kind, ident=ident).first()
    return Answerable(idea, Area.objects.get(pk=idea.place), given)


def worked_in(person) -> list[int]:
    """Return the ids of the areas in which someone answers ideas."""
    return list(areas_with_role(person, *ANSWERERS).values_list("pk", flat=True))
