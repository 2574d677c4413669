"""Writes on rounds: making, changing, their steps, and closing by the clock."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.consultations.models import Consultation
from participation.consultations.queries.figures import figures_of
from participation.consultations.states import CLOSED, OPEN, REPORTED, RoundRefused
from participation.subscriptions.actions import tell_followers
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform


def make_round(area: Area, *, by, **fields) -> Consultation:
    """Begin a round in an area, as a draft."""
    with recorded(by=by, action="consultations.make_round"):
        return Consultation.objects.create(area=area, edited_by=by, **fields)


def edit_round(consultation: Consultation, values: Mapping[str, Any], *, version: int, by) -> Consultation:
    """Change a round that was read at `version`.

    Raises RoundRefused when it is over, or when other questions are to be asked than were answered already.
    """

    def then(locked: Consultation) -> None:
        if locked.state in {CLOSED, REPORTED}:
            raise RoundRefused(refusal("Deze ronde is voorbij. De gegevens blijven zoals ze waren."))
        is_other = "question_set" in values and locked.question_set != consultation.question_set
        if is_other and locked.responses.exists():
            raise RoundRefused(refusal("Er is al geantwoord. Andere vragen stellen kan niet meer."))

    return save_edit(
        consultation, values, version=version, by=by, action="consultations.edit_round", then=then
    )


def change_state(consultation: Consultation, step: str, *, reason: str = "", by) -> Consultation:
    """Take a step in the life of a round. Raises TransitionRefused (Dutch) with what is lacking.

    Who follows the area hears when it opens and when the result is told; then who left an address hears of theirs.
    """

    def then(locked: Consultation) -> None:
        if step == "open":
            in_one_year = locked.starts_on.year == locked.ends_on.year
            days = {
                "start": date_format(locked.starts_on, "j F" if in_one_year else "j F Y"),
                "end": date_format(locked.ends_on, "j F Y"),
            }
            _tell(locked, step, _("U kunt meedoen van %(start)s tot en met %(end)s.") % days, by=by)
        elif step == "report":
            locked.figures, locked.reported_on = figures_of(locked), timezone.localdate()
            request_job(
                "consultations.tell_people",
                subject=_("Bericht sturen over een vragenronde"),
                arguments={"consultation": locked.pk},
                by=by,
            )
            _tell(locked, step, _("Lees wat er is gezegd en wat er met elke wens gebeurt."), by=by)
        elif step == "reopen":
            locked.figures = locked.reported_on = None
        locked.save(update_fields=["figures", "reported_on"])

    return perform(consultation, step, by=by, reason=reason, then=then)


def _tell(consultation: Consultation, step: str, text: str, *, by) -> None:
    titles = {"open": _("Vragenronde in %(area)s: %(title)s"), "report": _("Uitkomst in %(area)s: %(title)s")}
    tell_followers(
        "area",
        consultation.area.slug,
        key=f"consultations.{step}:{consultation.pk}:{consultation.version}",
        title=titles[step] % {"area": consultation.area, "title": consultation.title},
        text=text,
        url=consultation.get_absolute_url(),
        area=consultation.area,
        by=by,
    )


def close_by_clock() -> None:
    """Close the rounds of which the last day has gone by. Safe to call at any time."""
    over = Consultation.objects.filter(state=OPEN, ends_on__lt=timezone.localdate())
    for consultation in over.order_by("pk"):
        change_state(consultation, "close", by=None)
