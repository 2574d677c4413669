"""Panels with a file: one that meets all that the first criteria ask, and recognitions by the steps that they take."""

from datetime import date, timedelta

from django.utils import timezone

from areas.organisations.models import Organisation
from participation.recognition.actions import deciding, declaring, recruiting
from participation.recognition.calculations import years_after
from participation.recognition.models import (
    Criterion,
    DeclaredMeeting,
    LegitimacyFile,
    Recognition,
    Recruitment,
)
from tests.factories.files import pdf_upload
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from wijkportaal.foundation.files.processing import check_pdf


def make_panel(area, *, board: int = 4, since: date | None = None, **fields) -> Organisation:
    """Make a panel whose board signs in; of each member is declared that they are not in raad or college."""
    declaring.ensure_criteria(by=None)  # a test that emptied the tables took those of the migration along
    panel = OrganisationFactory(areas=[area], **fields)
    kinds = ["chair", "secretary", "treasurer", *["board_member"] * board][:board]
    for number, kind in enumerate(kinds):
        person = PersonFactory()
        member = FunctionFactory(
            organisation=panel,
            kind=kind,
            name=f"Lid {number}",
            person=person,
            email=person.email,
            valid_from=since or timezone.localdate() - timedelta(days=400),
        )
        declaring.declare(member, tie="none", on_board_since=None, by=None)
    return panel


def fill_file(panel: Organisation) -> LegitimacyFile:
    """Let a panel meet everything that the first criteria ask."""
    today = timezone.localdate()
    declaring.keep_file(
        panel,
        {
            "statutes": check_pdf(pdf_upload("Statuten.pdf")),
            "statutes_on": date(2010, 5, 1),
            "aim": "Leefbaarheid.",
            "statutory_area": "De wijk.",
            "kvk_number": "12345678",
            "chosen_by": "residents",
        },
        by=None,
    )
    first = date(today.year, 1, 1)
    for number in range(5):
        is_members = number == 0
        values = {
            "held_on": min(first + timedelta(days=number), today),
            "kind": ("members", "board", "residents", "board", "board")[number],
            "is_public": is_members,
            "account_year": today.year - 1 if is_members else None,
        }
        if not panel_has(panel, values):
            declaring.add_meeting(panel, values, by=None)
    for criterion in Criterion.objects.filter(kind="judged"):
        declaring.judge_criterion(panel, criterion, is_met=True, note="Brede groep.", by=None)
    return LegitimacyFile.objects.get(organisation=panel)


def panel_has(panel: Organisation, values: dict) -> bool:
    """Whether a meeting of that kind and day is in the file: in the first days of a year days fall together."""
    known = LegitimacyFile.objects.get(organisation=panel).meetings
    return known.filter(held_on=values["held_on"], kind=values["kind"]).exists()


def recognise(panel: Organisation, *, start: date | None = None, until: date | None = None) -> Recognition:
    """Let a panel be recognised from a day (today) until another (four years later)."""
    area = panel.served.first().area
    begin = start or timezone.localdate()
    asked = deciding.ask_recognition(panel, "Graag.", by=None)
    deciding.propose(
        asked,
        advice="Doen.",
        valid_from=begin,
        valid_until=until or years_after(begin, 4),
        by=person_with("area_manager", area),
    )
    return deciding.decide(asked, "recognise", by=person_with("alderman", area))


def recruitment_for(panel: Organisation) -> Recruitment:
    """Let a panel look for members on a page that is on."""
    made = recruiting.begin_recruitment(panel, by=None, area_name="Noord")
    values = {"is_open": True, "headline": "Praat mee"}
    return recruiting.edit_recruitment(made, values, version=made.version, by=None)


def give_account(panel: Organisation) -> DeclaredMeeting:
    """Let a panel give account in a members' meeting, with the document."""
    today = timezone.localdate()
    values = {"held_on": today, "kind": "members", "account_year": today.year - 1}
    return declaring.add_meeting(
        panel, values | {"account": check_pdf(pdf_upload("Jaarverslag.pdf"))}, by=None
    )
