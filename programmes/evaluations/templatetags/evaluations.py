"""What pages of other rooms show of evaluations."""

from django import template

from areas.territory.models import Area
from programmes.evaluations.queries import (
    evaluations_of,
    example_of,
    last_evaluated_year,
    measures_of,
    summary_of,
)
from programmes.projects.models import Project
from programmes.yearly.models import Programme

register = template.Library()
LOOKS = {
    "done": ("success", "circle-check"),
    "partly": ("warning", "progress"),
    "not": ("danger", "circle-x"),
}


@register.filter
def outcome_look(outcome: str) -> dict:
    """Return the colour and icon of an outcome."""
    kind, icon = LOOKS.get(outcome, ("neutral", "circle-dashed"))
    return {"kind": kind, "icon": icon}


@register.inclusion_tag("evaluations/_of_project.html")
def evaluations_of_project(project: Project) -> dict:
    """What a project brought, and what was learned from the one it was made after. Two queries, four with lessons."""
    return {"evaluations": list(evaluations_of(project)), "example": example_of(project)}


@register.inclusion_tag("evaluations/_measures_of.html", takes_context=True)
def measures_of_project(context, project: Project) -> dict:
    """How much a project did, how well, and who is better off; nothing when nothing was kept. One query."""
    may_edit = context["request"].user.has_perm("evaluations.measure_project", project)
    return {"project": project, "measures": measures_of(project), "may_edit": may_edit}


@register.inclusion_tag("evaluations/_summary.html")
def year_results(
    area: Area, year: int | None = None, until: int | None = None, with_heading: bool = False
) -> dict:
    """What a year (the last that was evaluated, up to `until`) brought in an area; nothing when none was.

    For the buurtanalyse too.
    """
    year = year or last_evaluated_year(area, until=until)
    summary = summary_of(area, year) if year else None
    return {"summary": summary, "area": area, "with_heading": with_heading}


@register.inclusion_tag("evaluations/_fill_look_back.html", takes_context=True)
def look_back_button(context, programme: Programme) -> dict:
    """The button that fills the look-back from last year's evaluations, while the programme is made."""
    user = context["user"]
    shown = programme.is_draft and user.has_perm("yearly.edit_programme", programme)
    year = programme.year - 1
    return {
        "programme": programme,
        "summary": summary_of(programme.area, year) if shown else None,
        "csrf_token": context.get("csrf_token"),
    }
