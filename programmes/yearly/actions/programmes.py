"""Writes on a programme as a whole: make it, its cover, and the steps of its life cycle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from areas.organisations.queries import organisations_for
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from areas.territory.models import Area
from participation.subscriptions.actions import tell_followers
from programmes.projects.actions import publish_projects
from programmes.yearly import letters
from programmes.yearly.actions.drafts import while_draft
from programmes.yearly.actions.entries import agree, number_entries
from programmes.yearly.models import PanelAnswer, Part, Programme, TemplatePart
from programmes.yearly.queries import template_parts
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


@dataclass(frozen=True)
class Decision:
    """What the college decided: the number and the date of its decision."""

    number: str
    on: date


def create_programme(area: Area, year: int, *, title: str = "", by) -> Programme:
    """Create the programme of an area for a year, as a draft with the parts of the template, still empty.

    A part goes to the organisation of the asked kind that works in the area; to each of them when there are
    more. Raises IntegrityError when the area has one for that year already; the form says so before.
    """
    with recorded(by=by, action="yearly.create_programme"):
        programme = Programme.objects.create(
            area=area,
            year=year,
            title=title or _("Programma %(area)s %(year)s") % {"area": area.name, "year": year},
            edited_by=by,
        )
        Part.objects.bulk_create(_parts_of(programme, by=by))
    return programme


def edit_programme(programme: Programme, values: Mapping[str, Any], *, version: int, by) -> Programme:
    """Save the title and introduction of a draft that was read at `version`.

    Raises EditConflict when somebody saved it in between, ProgrammeClosed when it is no draft any more.
    """
    with while_draft(programme, by=by, action="yearly.edit_programme"):
        return save_edit(programme, values, version=version, by=by, action="yearly.edit_programme")


def set_cover(programme: Programme, upload, *, alt: str = "", by) -> None:
    """Put a picture on the cover, or take it off when `upload` is None."""
    with while_draft(programme, by=by, action="yearly.set_cover") as locked:
        locked.cover = store_picture(upload, alt=alt, by=by) if upload else None
        locked.save(update_fields=["cover"])


def change_state(
    programme: Programme, step: str, *, by, reason: str = "", decision: Decision | None = None
) -> Programme:
    """Take a step in the life of a programme and do what follows from it, in one transaction.

    Adopting writes down the college's decision and what is agreed per project; publishing makes the projects
    public. Raises TransitionRefused (Dutch) when the step cannot be taken now. Only the portal itself
    (`by=None`) adopts without a decision: programmes from before the portal have none.
    """

    def then(locked: Programme) -> None:
        if step == "adopt":
            _note_decision(locked, decision, by=by)
        if follow := _FOLLOWS.get(step):
            follow(locked, by=by, reason=reason.strip())

    return perform(programme, step, by=by, reason=reason, then=then)


def _note_decision(programme: Programme, decision: Decision | None, *, by) -> None:
    if decision is None:
        if by is not None:
            raise TransitionRefused(_("Vul het nummer en de datum van het collegebesluit in."))
        return
    programme.decision_number, programme.decision_date = decision.number, decision.on
    programme.save(update_fields=["decision_number", "decision_date"])


def _on_ask_panel(programme: Programme, *, by, reason: str) -> None:
    _note_panel(programme, PanelAnswer.NONE)
    _on_submit(programme, by=by, reason=reason)
    letters.send_to_panel(programme)


def _on_panel_agree(programme: Programme, *, by, reason: str) -> None:
    _note_panel(programme, PanelAnswer.AGREED, words=reason, by=by)
    letters.send_panel_answer(programme)


def _on_panel_remark(programme: Programme, *, by, reason: str) -> None:
    _note_panel(programme, PanelAnswer.REMARKS, words=reason, by=by)
    letters.send_panel_answer(programme)


def _on_skip_panel(programme: Programme, *, by, reason: str) -> None:
    _note_panel(programme, PanelAnswer.SKIPPED, words=reason, by=by)


def _note_panel(programme: Programme, answer: PanelAnswer, *, words: str = "", by=None) -> None:
    programme.panel_answer, programme.panel_words, programme.panel_by = answer, words, by
    programme.panel_at = timezone.now() if answer else None
    programme.save(update_fields=["panel_answer", "panel_words", "panel_by", "panel_at"])


def _on_submit(programme: Programme, *, by, reason: str) -> None:
    # A theme can have changed since the last time that the entries were numbered.
    number_entries(programme)
    programme.returned_because = ""
    programme.save(update_fields=["returned_because"])


def _on_send_back(programme: Programme, *, by, reason: str) -> None:
    programme.returned_because = reason
    programme.save(update_fields=["returned_because"])


def _on_adopt(programme: Programme, *, by, reason: str) -> None:
    programme.adopted_at, programme.adopted_by = timezone.now(), by
    programme.save(update_fields=["adopted_at", "adopted_by"])
    for entry in programme.entries.select_related("project"):
        agree(entry)


def _on_publish(programme: Programme, *, by, reason: str) -> None:
    programme.published_at = timezone.now()
    programme.save(update_fields=["published_at"])
    entries = programme.entries.select_related("project")
    publish_projects([entry.project for entry in entries], year=programme.year, by=by)
    tell_followers(
        "area",
        programme.area.slug,
        key=f"yearly.publish:{programme.pk}",
        title=_("%(programme)s is er") % {"programme": programme.title},
        text=programme.intro,
        url=programme.get_absolute_url(),
        area=programme.area,
        by=by,
    )


_FOLLOWS = {
    "ask_panel": _on_ask_panel,
    "panel_agree": _on_panel_agree,
    "panel_remark": _on_panel_remark,
    "skip_panel": _on_skip_panel,
    "submit": _on_submit,
    "send_back": _on_send_back,
    "adopt": _on_adopt,
    "publish": _on_publish,
}


def _parts_of(programme: Programme, *, by) -> list[Part]:
    # For an area that is still to begin: who will work there on its first day.
    suppliers = organisations_for(programme.area, on=max(programme.area.starts_on, timezone.localdate()))
    parts = []
    for asked in template_parts():
        for supplier in _asked(asked, suppliers) or [None]:
            several = supplier and len(_asked(asked, suppliers)) > 1
            parts.append(
                Part(
                    programme=programme,
                    kind=asked.kind,
                    title=(f"{asked.title}: {supplier.name}" if several else str(asked.title))[:120],
                    position=len(parts) + 1,
                    required=asked.required,
                    word_limit=asked.word_limit,
                    due_on=asked.due_on(programme.year),
                    supplier=supplier,
                    edited_by=by,
                )
            )
    return parts


def _asked(asked: TemplatePart, organisations: list[Organisation]) -> list[Organisation]:
    """Return who of these is asked for a part; a wijkpanel and a dorpsbelang are the same thing to us."""
    kinds = {asked.supplier_kind}
    if asked.supplier_kind in RESIDENTS_ORGANISATIONS:
        kinds = RESIDENTS_ORGANISATIONS
    return [each for each in organisations if each.kind in kinds]
