"""What pages show of approaches, mandates and agreed roles."""

from django import template

from areas.territory.models import Area
from programmes.approaches.queries import approaches_in, lacks_agreement, mandates_in, question_about
from programmes.projects.models import Project

register = template.Library()


@register.inclusion_tag("approaches/_approaches_of.html")
def approaches_of(area: Area) -> dict:
    """The special approaches of an area and who may decide what there. Three or four queries."""
    return {"area": area, "approaches": approaches_in(area), "mandates": list(mandates_in(area))}


@register.inclusion_tag("approaches/_roles_of.html", takes_context=True)
def roles_of_project(context, project: Project) -> dict:
    """The analysis of a project, and a warning while its roles are not agreed, for who works on it. One query."""
    if not context["user"].has_perm("approaches.see_question", project):
        return {}
    question = question_about(project)
    return {"question": question, "warning": lacks_agreement(project, question)}
