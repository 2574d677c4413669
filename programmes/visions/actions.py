"""Every write on visies: their texts, goals and plans, and the steps of the life cycle."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionDocument, VisionTheme
from programmes.visions.states import ADOPTED, VisionClosed
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.files.actions import attach_file, remove_attached, show_attached
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.transitions.actions import perform

# What goes on growing after a visie is adopted: the development plan ("wat werkt").
LATER = frozenset({"development", "what_works"})


def create_vision(area: Area, *, first_year: int, last_year: int, title: str = "", by) -> Vision:
    """Create the visie of an area from a year on, as a draft.

    Raises IntegrityError when the area has one from that year already; the form says so before.
    """
    with recorded(by=by, action="visions.create_vision"):
        return Vision.objects.create(
            area=area,
            first_year=first_year,
            last_year=last_year,
            title=title or _("Visie %(area)s %(year)s") % {"area": area.name, "year": last_year},
            edited_by=by,
        )


def edit_vision(vision: Vision, values: Mapping[str, Any], *, version: int, by) -> Vision:
    """Save texts of a visie that was read at `version`.

    Raises EditConflict when somebody saved it in between, VisionClosed when these texts may not change any more.
    """
    with _changing(vision, by=by, action="visions.edit_vision", later=values.keys() <= LATER):
        return save_edit(vision, values, version=version, by=by, action="visions.edit_vision")


def add_theme(vision: Vision, theme: Theme, *, by) -> VisionTheme:
    """Add a theme to a draft; one that is in already is returned as it is."""
    with _changing(vision, by=by, action="visions.add_theme"):
        chapter, _made = VisionTheme.objects.get_or_create(
            vision=vision, theme=theme, defaults={"edited_by": by}
        )
    return chapter


def edit_theme(chapter: VisionTheme, values: Mapping[str, Any], *, version: int, by) -> VisionTheme:
    """Save what a visie says about a theme; raises as `edit_vision` does."""
    with _changing(chapter.vision, by=by, action="visions.edit_theme"):
        return save_edit(chapter, values, version=version, by=by, action="visions.edit_theme")


def remove_theme(chapter: VisionTheme, *, by) -> None:
    """Take a theme out of a draft. Raises EditRefused while it has goals."""
    with _changing(chapter.vision, by=by, action="visions.remove_theme"):
        if chapter.goals.exists():
            raise EditRefused(_("Dit thema heeft nog doelen. Haal die eerst weg."))
        chapter.delete()


def add_goal(chapter: VisionTheme, *, title: str, domain: str, by, **texts) -> Goal:
    """Add a goal to a theme of a draft, after the others."""
    with _changing(chapter.vision, by=by, action="visions.add_goal"):
        last = chapter.goals.aggregate(last=Max("position"))["last"] or 0
        return Goal.objects.create(
            chapter=chapter, title=title, domain=domain, position=last + 1, edited_by=by, **texts
        )


def edit_goal(goal: Goal, values: Mapping[str, Any], *, version: int, by) -> Goal:
    """Save a goal; raises as `edit_vision` does. What works may be added as long as the visie holds."""
    with _changing(goal.vision, by=by, action="visions.edit_goal", later=values.keys() <= LATER):
        return save_edit(goal, values, version=version, by=by, action="visions.edit_goal")


def move_goal(goal: Goal, *, places: int, by) -> None:
    """Move a goal `places` up (negative) or down among those of its theme."""
    with _changing(goal.vision, by=by, action="visions.move_goal"):
        goals = list(goal.chapter.goals.all())
        goals.insert(max(0, goals.index(goal) + places), goals.pop(goals.index(goal)))
        for position, each in enumerate(goals, start=1):
            if each.position != position:
                each.position = position
                each.save(update_fields=["position"])


def remove_goal(goal: Goal, *, by) -> None:
    """Take a goal out of a draft. Raises EditRefused while an execution plan works on it.

    Projects that served it lose their goal; their history keeps it.
    """
    with _changing(goal.vision, by=by, action="visions.remove_goal"):
        try:
            goal.delete()
        except ProtectedError as error:
            raise EditRefused(
                _("In een uitvoeringsplan staan nog regels voor dit doel. Haal die eerst weg.")
            ) from error


def add_plan(vision: Vision, values: Mapping[str, Any], *, by) -> ExecutionPlan:
    """Add an execution plan to a visie that is being made or holds."""
    with _changing(vision, by=by, action="visions.add_plan", later=True):
        return ExecutionPlan.objects.create(vision=vision, edited_by=by, **values)


def edit_plan(plan: ExecutionPlan, values: Mapping[str, Any], *, version: int, by) -> ExecutionPlan:
    """Save an execution plan; raises as `edit_vision` does."""
    with _changing(plan.vision, by=by, action="visions.edit_plan", later=True):
        return save_edit(plan, values, version=version, by=by, action="visions.edit_plan")


def remove_plan(plan: ExecutionPlan, *, by) -> None:
    """Take an execution plan away, with its lines."""
    with _changing(plan.vision, by=by, action="visions.remove_plan", later=True):
        plan.delete()


def add_line(plan: ExecutionPlan, values: Mapping[str, Any], *, by) -> PlanLine:
    """Add a line to an execution plan."""
    with _changing(plan.vision, by=by, action="visions.add_line", later=True):
        return PlanLine.objects.create(plan=plan, edited_by=by, **values)


def edit_line(line: PlanLine, values: Mapping[str, Any], *, version: int, by) -> PlanLine:
    """Save a line of an execution plan; raises as `edit_vision` does."""
    with _changing(line.vision, by=by, action="visions.edit_line", later=True):
        return save_edit(line, values, version=version, by=by, action="visions.edit_line")


def remove_line(line: PlanLine, *, by) -> None:
    """Take a line out of an execution plan."""
    with _changing(line.vision, by=by, action="visions.remove_line", later=True):
        line.delete()


def add_document(vision: Vision, checked: CheckedFile, *, title: str, is_public: bool, by) -> VisionDocument:
    """Store a checked document with a visie that is being made or holds. The same document twice is kept once."""
    with _changing(vision, by=by, action="visions.add_document", later=True):
        return attach_file(vision.documents, checked, title=title, is_public=is_public, by=by)


def show_document(document: VisionDocument, *, is_public: bool, by) -> None:
    """Let everyone read a document, or only who works on the visie."""
    with _changing(document.vision, by=by, action="visions.show_document", later=True):
        show_attached(document, is_public=is_public)


def remove_document(document: VisionDocument, *, by) -> None:
    """Delete a document of a visie that is being made or holds, with its file."""
    with _changing(document.vision, by=by, action="visions.remove_document", later=True):
        remove_attached(document, by=by)


def change_state(vision: Vision, step: str, *, by, reason: str = "") -> Vision:
    """Take a step in the life of a visie. Adopting one ends the one that the area had, in the same transaction.

    Raises TransitionRefused (Dutch) when the step cannot be taken now.
    """

    def then(locked: Vision) -> None:
        locked.reopened_because = reason.strip() if step == "reopen" else ""
        locked.save(update_fields=["reopened_because"])

    with recorded(by=by, action=f"visions.{step}", reason=reason):
        # All visies of the area are locked, so that two that are adopted at once wait for one another.
        visions = list(
            Vision.objects.select_for_update(of=("self",)).filter(area=vision.area_id).order_by("pk")
        )
        if step == "adopt":
            for former in visions:
                if former.state == ADOPTED and former.pk != vision.pk:
                    perform(former, "succeed", by=by)
        return perform(vision, step, by=by, reason=reason, then=then)


@contextmanager
def _changing(vision: Vision, *, by, action: str, later: bool = False) -> Iterator[None]:
    """Lock a visie for a change of its content; `later` is what may still change after it was adopted.

    Raises VisionClosed when this may not change any more.
    """
    with recorded(by=by, action=action):
        locked = Vision.objects.select_for_update(of=("self",)).get(pk=vision.pk)
        if not (locked.is_draft or (later and not locked.is_over)):
            raise VisionClosed(locked)
        yield
