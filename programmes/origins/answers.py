"""Who carries out the ideas of residents: the projects that initiatives became."""

from collections.abc import Iterable

from participation.ideas.registry import TakenUp, taken_up
from participation.ideas.states import NO, YES
from programmes.origins.models import ProjectOrigin
from programmes.projects.states import CANCELLED


@taken_up("initiative")
def find_projects(idents: Iterable[str]) -> dict[str, TakenUp]:
    """Public projects by the public id of the initiative that they came from; one query."""
    made = ProjectOrigin.objects.filter(
        initiative__public_id__in=list(idents), project__published_at__isnull=False
    )
    return {
        each.initiative.public_id: TakenUp(
            who=each.project.lead,
            when=each.project.period,
            title=each.project.title,
            address=each.project.get_absolute_url(),
            answer=NO if each.project.state == CANCELLED else YES,
        )
        for each in made.select_related("initiative", "project__lead_organisation")
    }
