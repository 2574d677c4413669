"""What pages show of commitments."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.meetings.models import MeetingPromise
from programmes.commitments.calculations import definition
from programmes.commitments.models import CommitmentStep, StepKind
from programmes.commitments.queries import (
    SHORT,
    commitments_from,
    public_here,
    tally_of,
    visible_to,
    with_people,
)
from programmes.commitments.states import OPEN
from programmes.projects.models import Project
from programmes.yearly.models import Entry

register = template.Library()

MARKS = {
    StepKind.MADE: "message",
    StepKind.MOVED: "calendar-time",
    StepKind.KEPT: "check",
    StepKind.BROKEN: "x",
    StepKind.REOPENED: "refresh",
    StepKind.CONFIRMED: "thumb-up",
    StepKind.DISPUTED: "alert-triangle",
}
TITLES = {
    StepKind.MADE: _("Afgesproken: klaar op %(new)s"),
    StepKind.MOVED: _("Nieuwe datum: %(new)s (was: %(old)s)"),
    StepKind.KEPT: _("Nagekomen"),
    StepKind.BROKEN: _("Niet nagekomen"),
    StepKind.REOPENED: _("Weer geopend"),
    StepKind.CONFIRMED: _("Bevestigd door degene aan wie het is beloofd"),
    StepKind.DISPUTED: _("Weersproken door degene aan wie het is beloofd"),
}


@register.inclusion_tag("commitments/_commitments_of.html")
def commitments_of(area: Area) -> dict:
    """What was promised in an area and is still open, with the share kept in time. Three or four queries."""
    promises = public_here(area)
    return {
        "area": area,
        "promises": list(promises.filter(state=OPEN)[:SHORT]),
        "tally": tally_of(promises),
        "definition": definition(),
    }


@register.inclusion_tag("commitments/_about_project.html", takes_context=True)
def commitments_about(context, project: Project) -> dict:
    """What was promised about a project, and the way to write one down for who may. One query."""
    user = context["user"]
    found = with_people(visible_to(user).filter(project=project)).order_by("due_on", "pk")
    return {
        "project": project,
        "area": project.area,
        "promises": list(found),
        "may_add": user.has_perm("commitments.add_commitment", project.area),
    }


@register.inclusion_tag("commitments/_commitment_link.html", takes_context=True)
def commitment_link(context, entry: Entry) -> dict:
    """The way from an entry of a programme to a commitment, for who may make one there. No query."""
    may_add = context["user"].has_perm("commitments.add_commitment", entry.area)
    return {"entry": entry, "may_add": may_add}


@register.simple_tag(takes_context=True)
def with_commitments(context, promises: Iterable[MeetingPromise]) -> list[dict]:
    """Promises of one meeting, each with what it became, and whether who looks may make a commitment of it. One query."""
    person = context["user"]
    found = list(promises)
    made = commitments_from(found, person)
    may_add = bool(found) and (
        person.has_perm("meetings.manage_meeting", found[0].meeting)
        and person.has_perm("commitments.add_commitment", found[0].area)
    )
    return [
        {
            "promise": each,
            "commitment": made.get(each.pk),
            "may_add": may_add and each.pk not in made,
        }
        for each in found
    ]


@register.filter
def step_mark(step: CommitmentStep) -> str:
    """Name the icon of a step."""
    return MARKS[StepKind(step.kind)]


@register.filter
def step_title(step: CommitmentStep) -> str:
    """Say in a short sentence what a step was."""
    return str(TITLES[StepKind(step.kind)]) % {"new": _day(step.new_due_on), "old": _day(step.old_due_on)}


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
