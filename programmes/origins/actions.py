"""Writes of the room: an initiative or a signal becomes a project, a taakgroep works on one."""

from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from budgets.grants.actions.applying import begin
from budgets.grants.models import Application
from participation.initiatives.models import Initiative
from participation.signals.models import Signal
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
        project = create_project(
            locked.area,
            theme=locked.theme,
            title=locked.title,
            what=linebreaks(locked.what, autoescape=True),
            why=locked.why,
            street=locked.street,
            place=_place_of(locked),
            residents_role=locked.own_effort,
            source=ProjectSource.INITIATIVE,
            by=by,
        )
        ProjectOrigin.objects.create(project=project, initiative=locked)
    return project


def make_project_of_signal(signal: Signal, *, by) -> Project:
    """Make a project of a signal, with what of it stands on the site, and keep them tied; a second call gives the same.

    Raises TransitionRefused (Dutch) while nobody said what it is about.
    """
    with recorded(by=by, action="origins.make_project_of_signal"):
        locked = (
            Signal.objects.select_for_update(of=("self",)).select_related("area", "theme").get(pk=signal.pk)
        )
        if tied := ProjectOrigin.objects.filter(signal=locked).select_related("project").first():
            return tied.project
        if locked.theme is None:
            raise TransitionRefused(_("Kies eerst het thema van het signaal."))
        project = create_project(
            locked.area,
            theme=locked.theme,
            title=locked.title,
            what=linebreaks(locked.public_text, autoescape=True),
            street=locked.place,
            place=_place_of(locked),
            source=ProjectSource.REPORT,
            by=by,
        )
        ProjectOrigin.objects.create(project=project, signal=locked)
    return project


def tie_signal(signal: Signal, project: Project | None, *, by) -> None:
    """Say which project a signal led to, or that it led to none."""
    with recorded(by=by, action="origins.tie_signal"):
        locked = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
        _tie(project, signal=locked)


def _place_of(told: Initiative | Signal) -> dict | None:
    if told.latitude is None:
        return None
    return {"type": "Point", "coordinates": [float(told.longitude), float(told.latitude)]}


def _tie(project: Project | None, **what) -> None:
    for tied in ProjectOrigin.objects.filter(**what):
        tied.delete()
    if project is not None:
        ProjectOrigin.objects.create(project=project, **what)


def tie_group(group: TaskGroup, project: Project | None, *, by) -> None:
    """Tie a taakgroep to the project that it works on, or to none."""
    with recorded(by=by, action="origins.tie_group"):
        locked = TaskGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
        _tie(project, group=locked)


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
