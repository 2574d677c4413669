"""Writes of the room: an initiative becomes a project, a taakgroep works on one."""

from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from budgets.grants.actions.applying import begin
from budgets.grants.models import Application
from participation.initiatives.models import Initiative
from participation.taskgroups.models import TaskGroup
from programmes.origins.models import ApplicationOrigin, ProjectOrigin
from programmes.origins.queries import Way
from programmes.projects.actions import create_project
from programmes.projects.models import Project, ProjectSource
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.transitions.states import TransitionRefused


def make_project(initiative: Initiative, *, by) -> Project:
    """Make a project of an initiative, with its words and place, and keep them tied; a second call gives the same.

    Raises TransitionRefused (Dutch) when it is not on the site yet.
    """
    with recorded(by=by, action="origins.make_project"):
        locked = (
            Initiative.objects.select_for_update(of=("self",))
            .select_related("area", "theme")
            .get(pk=initiative.pk)
        )
        if not locked.is_public:
            raise TransitionRefused(_("Zet het initiatief eerst op de site."))
        if tied := ProjectOrigin.objects.filter(initiative=locked).select_related("project").first():
            return tied.project
        point = [float(locked.longitude), float(locked.latitude)] if locked.has_point else None
        project = create_project(
            locked.area,
            theme=locked.theme,
            title=locked.title,
            what=linebreaks(locked.what, autoescape=True),
            why=locked.why,
            street=locked.street,
            place={"type": "Point", "coordinates": point} if point else None,
            residents_role=locked.own_effort,
            source=ProjectSource.INITIATIVE,
            by=by,
        )
        ProjectOrigin.objects.create(project=project, initiative=locked)
    return project


def tie_group(group: TaskGroup, project: Project | None, *, by) -> None:
    """Tie a taakgroep to the project that it works on, or to none."""
    with recorded(by=by, action="origins.tie_group"):
        TaskGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
        for tied in ProjectOrigin.objects.filter(group=group):
            tied.delete()
        if project is not None:
            ProjectOrigin.objects.create(project=project, group=group)


def ask_money(initiative: Initiative, way: Way, *, by) -> Application:
    """Begin an application for an initiative, with its words and support, and keep them tied.

    Raises GrantRefused (Dutch) when the regulation takes none.
    """
    with recorded(by=by, action="origins.ask_money"):
        application = begin(
            way.regulation,
            way.capacity,
            title=initiative.title,
            plan=initiative.what,
            supporters=initiative.supporters_here,
            support=_("Steun op de site bij het initiatief (%(number)s)") % {"number": initiative.public_id},
            by=by,
        )
        ApplicationOrigin.objects.create(application=application, initiative=initiative)
    return application
