"""What a board declares, what the gemeente asks, and what it thinks of what cannot be counted."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from areas.organisations.models import Function, Organisation
from participation.recognition.models import (
    BoardDeclaration,
    Criterion,
    CriterionJudgement,
    DeclaredMeeting,
    LegitimacyFile,
    MemberCount,
)
from participation.recognition.states import first_criteria
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.actions import delete_file, store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.states import TransitionRefused


def ensure_criteria(*, by) -> None:
    """Set the criteria with which a gemeente begins, when there are none."""
    with recorded(by=by, action="recognition.ensure_criteria"):
        if Criterion.objects.exists():
            return
        for fields in first_criteria():
            Criterion.objects.create(**fields)


def save_criterion(criterion: Criterion | None, values: dict, *, by) -> Criterion:
    """Change a criterion, or with None add one that the gemeente judges itself."""
    with recorded(by=by, action="recognition.save_criterion"):
        if criterion is None:
            last = Criterion.objects.aggregate(last=Max("position"))["last"] or 0
            return Criterion.objects.create(kind="judged", position=last + 1, **values)
        locked = Criterion.objects.select_for_update().get(pk=criterion.pk)
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save()
    return locked


def keep_file(organisation: Organisation, values: dict, *, by) -> LegitimacyFile:
    """Write down what a board declares. `statutes` is a checked pdf; None leaves the one that is there."""
    statutes: CheckedFile | None = values.pop("statutes", None)
    with recorded(by=by, action="recognition.keep_file"):
        file = open_file(organisation)
        for name, value in values.items():
            setattr(file, name, value)
        old = file.statutes if statutes else None
        if statutes:
            file.statutes = store_file(statutes, by=by)
        file.save()
        if old:
            delete_file(old, by=by)
    return file


def open_file(organisation: Organisation) -> LegitimacyFile:
    """Return the file of a board, locked, and make it when it is not there. Inside a recorded transaction."""
    LegitimacyFile.objects.get_or_create(organisation=organisation)
    return (
        LegitimacyFile.objects.select_for_update(of=("self",))
        .select_related("organisation", "statutes")
        .get(organisation=organisation)
    )


def declare(function: Function, *, tie: str, on_board_since: date | None, by) -> BoardDeclaration:
    """Say of somebody on a board whether they sit in raad or college, and since when they are on the board."""
    with recorded(by=by, action="recognition.declare"):
        open_file(function.organisation)
        return BoardDeclaration.objects.update_or_create(
            function=function,
            defaults={"tie": tie, "on_board_since": on_board_since, "declared_on": timezone.localdate()},
        )[0]


def count_members(organisation: Organisation, *, year: int, number: int, by) -> MemberCount:
    """Write down how many members there are in a year; a second time for a year replaces the first."""
    with recorded(by=by, action="recognition.count_members"):
        file = open_file(organisation)
        return MemberCount.objects.update_or_create(file=file, year=year, defaults={"number": number})[0]


def add_meeting(organisation: Organisation, values: dict, *, by) -> DeclaredMeeting:
    """Write down a meeting that was held. Raises TransitionRefused (Dutch) when it is there already."""
    account: CheckedFile | None = values.pop("account", None)
    with recorded(by=by, action="recognition.add_meeting"):
        file = open_file(organisation)
        if file.meetings.filter(held_on=values["held_on"], kind=values["kind"]).exists():
            raise TransitionRefused(refusal("Deze vergadering staat al in het dossier."))
        stored = store_file(account, by=by) if account else None
        return DeclaredMeeting.objects.create(file=file, account=stored, **values)


def remove_meeting(meeting: DeclaredMeeting, *, by) -> None:
    """Take a meeting out of the file that was not held after all."""
    with recorded(by=by, action="recognition.remove_meeting"):
        account = meeting.account
        meeting.delete()
        if account:
            delete_file(account, by=by)


def judge_criterion(
    organisation: Organisation, criterion: Criterion, *, is_met: bool, note: str, by, on: date | None = None
) -> CriterionJudgement:
    """Say what the gemeente thinks of a criterion that nobody can count."""
    with recorded(by=by, action="recognition.judge_criterion"):
        return CriterionJudgement.objects.create(
            file=open_file(organisation),
            criterion=criterion,
            is_met=is_met,
            note=note.strip(),
            by=by,
            on=on or timezone.localdate(),
        )
