"""Every write on compound questions, mandates and special approaches."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.signals.models import Signal
from programmes.approaches.models import Approach, ApproachArea, ApproachProject, Mandate, Party, Question
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.actions import perform


class RolesAgreed(EditRefused):
    """The parties of a question lie fast; the message says so in Dutch."""

    def __init__(self) -> None:
        super().__init__(
            _("De rollen zijn afgesproken. Kies eerst “Opnieuw bekijken” om iets te veranderen.")
        )


def ask_question(area: Area, *, by, **fields) -> Question:
    """Write a compound question in an area down."""
    with recorded(by=by, action="approaches.ask_question"):
        return Question.objects.create(area=area, edited_by=by, **fields)


def ask_about_signal(signal: Signal, *, by) -> Question:
    """Write down the compound question that a signal is, with what was found out; a second call gives the same.

    The words of the sender stay where they can be forgotten.
    """
    with recorded(by=by, action="approaches.ask_about_signal"):
        locked = Signal.objects.select_for_update(of=("self",)).select_related("area").get(pk=signal.pk)
        known = {
            "area": locked.area,
            "title": locked.title,
            "problem": locked.analysis[:4000],
            "has_script": locked.has_script,
            "has_power": locked.has_power,
            "edited_by": by,
        }
        return Question.objects.get_or_create(signal=locked, defaults=known)[0]


def edit_question(question: Question, values: Mapping[str, Any], *, version: int, by) -> Question:
    """Save the analysis that was read at `version`; raises EditConflict, or RolesAgreed when it lies fast."""
    with recorded(by=by, action="approaches.edit_question"):
        _lock_open(question)
        return save_edit(question, values, version=version, by=by, action="approaches.edit_question")


def add_party(question: Question, *, by, **fields) -> Party:
    """Add a party to a question; raises RolesAgreed when the roles lie fast."""
    with recorded(by=by, action="approaches.add_party"):
        _lock_open(question)
        return Party.objects.create(question=question, edited_by=by, **fields)


def edit_party(party: Party, values: Mapping[str, Any], *, version: int, by) -> Party:
    """Save a party that was read at `version`; raises as `edit_question` does."""
    with recorded(by=by, action="approaches.edit_party"):
        _lock_open(party.question)
        return save_edit(party, values, version=version, by=by, action="approaches.edit_party")


def remove_party(party: Party, *, by) -> None:
    """Take a party out of a question; raises RolesAgreed when the roles lie fast."""
    with recorded(by=by, action="approaches.remove_party"):
        _lock_open(party.question)
        party.delete()


def change_question(question: Question, step: str, *, by, reason: str = "") -> Question:
    """Agree on the roles, or look at them again; raises TransitionRefused (Dutch) for what lacks."""

    def then(locked: Question) -> None:
        locked.agreed_on = timezone.localdate() if locked.is_agreed else None
        locked.reopened_because = reason.strip()
        locked.save(update_fields=["agreed_on", "reopened_because"])

    return perform(question, step, by=by, reason=reason, then=then)


def _lock_open(question: Question) -> None:
    if Question.objects.select_for_update(of=("self",)).get(pk=question.pk).is_agreed:
        raise RolesAgreed


def save_mandate(mandate: Mandate, values: Mapping[str, Any], *, by) -> Mandate:
    """Write a mandate down, or change it."""
    with recorded(by=by, action="approaches.save_mandate"):
        for name, value in values.items():
            setattr(mandate, name, value)
        mandate.edited_by, mandate.edited_at = by, timezone.now()
        mandate.save()
    return mandate


def save_approach(approach: Approach, values: Mapping[str, Any], *, by) -> Approach:
    """Write a special approach down or change it, with its areas and projects."""
    values = dict(values)
    areas, projects = values.pop("areas"), values.pop("projects")
    with recorded(by=by, action="approaches.save_approach"):
        for name, value in values.items():
            setattr(approach, name, value)
        approach.slug = approach.slug or _free_slug(approach.title)
        approach.edited_by, approach.edited_at = by, timezone.now()
        approach.save()
        _replace(ApproachArea, approach, "area", areas)
        _replace(ApproachProject, approach, "project", projects)
    return approach


def change_approach(approach: Approach, step: str, *, by, reason: str = "") -> Approach:
    """Begin, finish or take up a special approach; raises TransitionRefused (Dutch)."""

    def then(locked: Approach) -> None:
        if step == "finish_approach":
            locked.result = reason.strip()
            locked.save(update_fields=["result"])

    return perform(approach, step, by=by, reason=reason, then=then)


def _free_slug(title: str) -> str:
    stem = slugify(title)[:110] or "aanpak"
    taken = set(Approach.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )


def _replace(through, approach: Approach, name: str, wanted) -> None:
    """Make the rows between an approach and something else those that are wanted; the rest stays as it is."""
    present = {getattr(row, f"{name}_id"): row for row in through.objects.filter(approach=approach)}
    keys = {each.pk for each in wanted}
    for key, row in present.items():
        if key not in keys:
            row.delete()
    through.objects.bulk_create(
        through(approach=approach, **{name: each}) for each in wanted if each.pk not in present
    )
