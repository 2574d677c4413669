"""Every write on buurtanalyses with what people are asked and tell for them, and on outcomes with their measurements."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from areas.territory.models import Area
from programmes.analysis import letters
from programmes.analysis.models import (
    Analysis,
    Experience,
    Judgement,
    JudgementRequest,
    Measurement,
    Outcome,
)
from programmes.analysis.queries import Asked, unanswered
from programmes.analysis.states import AnalysisClosed
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform


def create_analysis(area: Area, year: int, *, by) -> Analysis:
    """Create the buurtanalyse of an area for a year, as a draft.

    Raises IntegrityError when there is one already; the form says so before.
    """
    with recorded(by=by, action="analysis.create_analysis"):
        return Analysis.objects.create(area=area, year=year, edited_by=by)


def edit_analysis(analysis: Analysis, values: Mapping[str, Any], *, version: int, by) -> Analysis:
    """Save the story of a draft that was read at `version`.

    Raises EditConflict when somebody saved it in between, AnalysisClosed when it is published.
    """
    with _draft(analysis, by=by, action="analysis.edit_analysis"):
        return save_edit(analysis, values, version=version, by=by, action="analysis.edit_analysis")


def give_judgement(analysis: Analysis, values: Mapping[str, Any], *, by) -> Judgement:
    """Add how somebody judges a theme; once per theme and person. Raises as `edit_analysis` does."""
    with _draft(analysis, by=by, action="analysis.give_judgement"):
        return Judgement.objects.create(analysis=analysis, person=by, edited_by=by, **values)


def ask_for_judgements(
    analysis: Analysis, people: Iterable[Asked], *, due_on: date, message: str = "", by
) -> list[JudgementRequest]:
    """Ask professionals to judge, each by a letter; who was asked already is left out.

    Returns the new requests. Raises AnalysisClosed when the buurtanalyse is published.
    """
    made = []
    with _draft(analysis, by=by, action="analysis.ask_for_judgements"):
        for person, organisation in people:
            request, is_new = JudgementRequest.objects.get_or_create(
                analysis=analysis,
                person=person,
                defaults={"organisation": organisation, "due_on": due_on, "message": message, "asked_by": by},
            )
            if is_new:
                _send(request, letters.request_letter(request), key="asked")
                made.append(request)
    return made


def remind_of_judgements(requests: Iterable[JudgementRequest], *, by) -> list[JudgementRequest]:
    """Remind who gave no judgement yet, at most once a day; returns who got a letter."""
    today = timezone.localdate()
    reminded = []
    with recorded(by=by, action="analysis.remind_of_judgements"):
        for request in unanswered(requests):
            if today in {request.asked_on, request.reminded_on}:
                continue
            request.reminded_on = today
            request.save(update_fields=["reminded_on"])
            _send(request, letters.reminder_letter(request), key=f"reminder:{today:%Y%m%d}")
            reminded.append(request)
    return reminded


def withdraw_request(request: JudgementRequest, *, by) -> None:
    """Ask someone no longer; what they said already stays."""
    with recorded(by=by, action="analysis.withdraw_request"):
        request.delete()


def _send(request: JudgementRequest, letter: letters.Letter, *, key: str) -> None:
    key = f"analysis.request:{request.pk}:{key}"
    send_letter(to=request.person.email, subject=letter.subject, body=letter.body, key=key)


def give_experience(analysis: Analysis, values: Mapping[str, Any], *, by) -> Experience:
    """Add what residents were heard to say. Raises as `edit_analysis` does."""
    with _draft(analysis, by=by, action="analysis.give_experience"):
        return Experience.objects.create(analysis=analysis, person=by, edited_by=by, **values)


def edit_contribution(
    contribution: Judgement | Experience, values: Mapping[str, Any], *, version: int, by
) -> Judgement | Experience:
    """Save a judgement or an experience; raises as `edit_analysis` does."""
    with _draft(contribution.analysis, by=by, action="analysis.edit_contribution"):
        return save_edit(contribution, values, version=version, by=by, action="analysis.edit_contribution")


def remove_contribution(contribution: Judgement | Experience, *, by) -> None:
    """Take a judgement or an experience out of a draft."""
    with _draft(contribution.analysis, by=by, action="analysis.remove_contribution"):
        contribution.delete()


def change_state(analysis: Analysis, step: str, *, by, reason: str = "") -> Analysis:
    """Publish a buurtanalyse or take it back; raises TransitionRefused (Dutch) when that cannot be done now."""

    def then(locked: Analysis) -> None:
        locked.reopened_because = reason.strip() if step == "reopen" else ""
        locked.published_at = timezone.now() if step == "publish" else None
        locked.save(update_fields=["reopened_because", "published_at"])

    return perform(analysis, step, by=by, reason=reason, then=then)


def create_outcome(area: Area, values: Mapping[str, Any], *, by) -> Outcome:
    """Create an outcome of an area; readers see it when it is made public."""
    with recorded(by=by, action="analysis.create_outcome"):
        return Outcome.objects.create(area=area, edited_by=by, **values)


def edit_outcome(outcome: Outcome, values: Mapping[str, Any], *, version: int, by) -> Outcome:
    """Save an outcome that was read at `version`; raises EditConflict when somebody saved it in between."""
    return save_edit(outcome, values, version=version, by=by, action="analysis.edit_outcome")


def set_measurement(outcome: Outcome, *, year: int, kind: str, value: Decimal, by) -> Measurement:
    """Write the value of an indicator in a year, over the one of the same year and kind."""
    with recorded(by=by, action="analysis.set_measurement"):
        measurement, _made = Measurement.objects.update_or_create(
            outcome=outcome, year=year, kind=kind, defaults={"value": value}
        )
    return measurement


def remove_measurement(measurement: Measurement, *, by) -> None:
    """Take a value away."""
    with recorded(by=by, action="analysis.remove_measurement"):
        measurement.delete()


@contextmanager
def _draft(analysis: Analysis, *, by, action: str) -> Iterator[None]:
    """Lock a buurtanalyse for a change; raises AnalysisClosed when it is published."""
    with recorded(by=by, action=action):
        if not Analysis.objects.select_for_update(of=("self",)).get(pk=analysis.pk).is_draft:
            raise AnalysisClosed
        yield
