"""What pages of other rooms show of focus: chosen goals, and warnings before one more is taken on."""

from collections.abc import Iterable

from django import template

from areas.territory.models import Area
from programmes.focus.queries import focus_of, limit_warnings, may_start, plates_of, warnings_for
from programmes.projects.models import Project

register = template.Library()


@register.inclusion_tag("focus/_focus_of.html", name="focus_of")
def show_focus(area: Area) -> dict:
    """The goals that an area has chosen, for readers. One query, three when there are any."""
    return {"focus": focus_of(area)}


@register.inclusion_tag("focus/_warnings.html", takes_context=True)
def focus_warnings(context, project: Project) -> dict:
    """What to think of before a project begins, for who works there. At most eight queries."""
    return _warn(context, project.area, {project.pk})


@register.inclusion_tag("focus/_warnings.html", takes_context=True)
def focus_warnings_among(context, area: Area, projects: Iterable) -> dict:
    """The same for the entries of a programme or the projects that could join it, in one box."""
    return _warn(context, area, {getattr(each, "project_id", each.pk) for each in projects})


@register.inclusion_tag("focus/_limits_reached.html")
def limits_reached(projects: Project | Iterable[Project]) -> dict:
    """Which areas and organisations are full, before one of these projects is set running. At most three queries."""
    asked = [projects] if isinstance(projects, Project) else list(projects)
    return {"warnings": limit_warnings(each for each in asked if may_start(each)), "is_one": len(asked) == 1}


def _warn(context, area: Area, keys: set[int]) -> dict:
    if not keys or not context["user"].has_perm("focus.see_focus", area):
        return {}
    [plate] = plates_of([area])
    # As the plate read them: what a page has may lack the columns that are asked about here.
    own = [project for project in plate.projects if project.pk in keys]
    return {"area": area, "warnings": warnings_for(plate, own)}
