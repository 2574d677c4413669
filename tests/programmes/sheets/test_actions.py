import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.projects.actions import edit_project
from programmes.projects.models import Project, TrailLine
from programmes.sheets import actions
from programmes.sheets.cells import HEADER
from programmes.sheets.documents import example_workbook, workbook_of
from programmes.sheets.queries import Directory, projects_to_write
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.territory import AreaFactory
from tests.programmes.sheets.conftest import rows_of, workbook
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.batches.actions import ImportRefused
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def exported(person):
    return workbook_of(projects_to_write(person), Directory(person))


def row_of(project, person, **changes):
    rows = rows_of(exported(person))
    return next(row for row in rows if row["Kenmerk"] == project.public_id) | changes


def wrong(sheet):
    return [(fault["row"], fault["column"], fault["message"]) for fault in sheet.plan["wrong"]]


def new_row(**changes):
    return {"Gebied": "Molenwijk", "Titel": "Bankje", "Thema": "Verkeer"} | changes


def test_what_the_portal_wrote_it_reads_back_unchanged(project, manager):
    ProjectFactory(area=project.area, theme=project.theme, title="Kaal", what="", place=None)
    sheet = actions.receive_sheet(SimpleUploadedFile("p.xlsx", exported(manager)), by=manager)
    assert (sheet.state, sheet.plan["counts"], wrong(sheet)) == (
        "previewed",
        {"new": 0, "changed": 0, "gone": 0, "same": 2, "wrong": 0},
        [],
    )


def test_an_emptied_project_gets_everything_back(project, manager):
    data = exported(manager)
    before = rows_of(data)
    project.costs.all().delete()
    project.partnerships.all().delete()
    Project.objects.filter(pk=project.pk).update(
        what="", why="", place=None, lead_organisation=None, other_partners="", residents_role="",
        contact_phone="", contact_email="", start_year=None, start_quarter=None, end_year=None,
        end_quarter=None, source="", title="Leeg", street="", state="planned", state_reason="",
    )  # fmt: skip
    rows = [row | {"Stempel": ""} for row in before]
    sheet = actions.receive_sheet(workbook(*_restored(rows)), by=manager)
    assert wrong(sheet) == []
    actions.apply_sheet(sheet, by=manager)
    assert rows_of(exported(manager)) == before
    history = history_of(project)
    assert history[0].action == "sheets.apply"
    assert "een plek op de kaart" in {change.new for line in history for change in line.changes}


def _restored(rows):
    """The rows as `workbook` takes them: it writes the apostrophe before live texts itself."""
    return [
        {
            name: cell[1:] if isinstance(cell, str) and cell.startswith(("'=", "'+", "'-")) else cell
            for name, cell in row.items()
        }
        for row in rows
    ]


def test_a_file_makes_and_changes_projects_and_publishes_nothing(project, manager, area):
    changed = _restored([row_of(project, manager, Titel="Zebrapad", Kosten="gemeente; 500")])[0]
    fresh = new_row(Begint="1e kwartaal 2027", Kosten="fonds; 10,50; vast; bank", Stand="in uitvoering")
    sheet = actions.receive_sheet(workbook(changed, fresh), by=manager)
    assert (wrong(sheet), sheet.plan["counts"]["new"], sheet.plan["counts"]["changed"]) == ([], 1, 1)
    assert Project.objects.count() == 1
    actions.apply_sheet(sheet, by=manager)
    project.refresh_from_db()
    made = Project.objects.get(title="Bankje")
    assert (project.title, project.cost_total, project.version) == ("Zebrapad", 500, 2)
    assert (made.state, made.cost_total, made.period) == ("running", 10.5, "vanaf 1e kwartaal 2027")
    assert [line.old for line in TrailLine.objects.filter(project=made)] == ["idea"]
    assert not Project.objects.filter(published_at__isnull=False).exists()
    with pytest.raises(TransitionRefused, match="ingelezen"):
        actions.apply_sheet(sheet, by=manager)
    assert Project.objects.count() == 2


def test_the_same_file_twice_makes_nothing_twice(manager, area):
    ThemeFactory(name="Verkeer", slug="verkeer")
    first, second = (actions.receive_sheet(workbook(new_row()), by=manager) for _each in range(2))
    actions.apply_sheet(first, by=manager)
    with pytest.raises(ImportRefused) as refused:
        actions.apply_sheet(second, by=manager)
    assert "Dit project is er al" in str(refused.value.faults[0])
    with pytest.raises(TransitionRefused):
        actions.apply_sheet(first, by=manager)
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"Kenmerk": "zzzzzzz"}, "Kenmerk", "hoort niet bij een project"),
        ({"Gebied": "Nergenshuizen"}, "Gebied", "geen gebied waar u"),
        ({"Gebied": ""}, "Gebied", "Vul het gebied in"),
        ({"Titel": ""}, "Titel", "Vul dit in"),
        ({"Titel": "x" * 121}, "Titel", "120"),
        ({"Thema": "Ruimtevaart"}, "Thema", "Dit thema kennen we niet"),
        ({"Begint": "voorjaar"}, "Begint", "Schrijf een kwartaal zo"),
        ({"Begint": "2e kwartaal 2027", "Klaar": "1e kwartaal 2027"}, "Klaar", "voordat het begint"),
        ({"Trekker": "Onbekend BV"}, "Trekker", "kennen we niet"),
        ({"Partners": "Panel; Onbekend BV"}, "Partners", "kennen we niet"),
        ({"E-mailadres": "geen adres"}, "E-mailadres", "e-mailadres"),
        ({"Kosten": "gemeente; gratis"}, "Kosten", "geen bedrag"),
        ({"Stand": "bijna klaar"}, "Stand", "Kies uit"),
        ({"Stand": "gepland"}, "Begint", "wanneer het project begint"),
        ({"Stand": "vervallen"}, "Reden van de stand", "Schrijf erbij waarom"),
        ({"Plek op de kaart": "40.7, -74.0"}, "Plek op de kaart", "niet in Nederland"),
        ({"Waarom": "x" * 3001}, "Waarom", "3000 tekens"),
        ({"Doel": "Molenwijk: Onbekend doel"}, "Doel", "niet in de visie"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(manager, area, changes, column, says):
    ThemeFactory(name="Verkeer", slug="verkeer")
    sheet = actions.receive_sheet(workbook(new_row(Titel="Goed"), new_row(**changes)), by=manager)
    assert sheet.state == "refused"
    assert any(row == 3 and name == column and says in message for row, name, message in wrong(sheet)), wrong(
        sheet
    )
    with pytest.raises(TransitionRefused):
        actions.apply_sheet(sheet, by=manager)
    assert not Project.objects.exists()


def test_a_project_of_another_manager_is_unknown(project, manager):
    other = ProjectFactory(area=AreaFactory(parent=project.area.parent), theme=project.theme)
    rows = [{"Kenmerk": other.public_id, "Titel": "Gekaapt"}, new_row(Gebied=other.area.name)]
    sheet = actions.receive_sheet(workbook(*rows), by=manager)
    assert [(row, column) for row, column, _message in wrong(sheet)] == [(2, "Kenmerk"), (3, "Gebied")]


def test_a_row_that_is_older_than_the_portal_is_refused(project, manager):
    row = _restored([row_of(project, manager, Straat="", Titel="Zebrapad")])[0]
    edit_project(project, {"street": "Andere straat"}, version=1, by=manager)
    sheet = actions.receive_sheet(workbook(row), by=manager)
    assert [column for _row, column, _message in wrong(sheet)] == ["Stempel"]
    again = actions.receive_sheet(workbook(row | {"Stempel": ""}), by=manager)
    assert again.state == "previewed"


def test_what_changes_between_preview_and_applying_is_looked_at_again(project, manager):
    row = {"Kenmerk": project.public_id, "Titel": "Zebrapad"}
    sheet = actions.receive_sheet(workbook(row, header=("Kenmerk", "Titel")), by=manager)
    edit_project(project, {"street": "Andere straat"}, version=1, by=manager)
    with pytest.raises(ImportRefused, match="intussen"):
        actions.apply_sheet(sheet, by=manager)
    sheet.refresh_from_db()
    assert actions.apply_sheet(sheet, by=manager).state == "applied"


def test_double_rows_are_named(project, manager):
    row = {"Kenmerk": project.public_id, "Titel": "Zebrapad", "Thema": "Verkeer"}
    upload = workbook(
        row, row, new_row(), new_row(Titel="BANKJE"), header=("Kenmerk", "Gebied", "Titel", "Thema")
    )
    sheet = actions.receive_sheet(upload, by=manager)
    assert [message for _row, _column, message in wrong(sheet)] == [
        "Dit kenmerk staat ook in rij 2.",
        "Dit project staat ook in rij 4.",
    ]


def test_formulas_are_text_at_most(project, manager):
    csv = f'Kenmerk;Titel\n{project.public_id};=HYPERLINK("http://x")\n'.encode()
    sheet = actions.receive_sheet(SimpleUploadedFile("p.csv", csv), by=manager)
    actions.apply_sheet(sheet, by=manager)
    assert row_of(project, manager)["Titel"] == '\'=HYPERLINK("http://x")'


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 nee",
        b"\xd0\xcf\x11\xe0oud",
        b"PK\x03\x04stuk",
        b"Naam;Kleur\na;b\n",
        bomb(),
        b"\x00\x01\x02",
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_reason(manager, data):
    sheet = actions.receive_sheet(SimpleUploadedFile("p.xlsx", data), by=manager)
    assert (sheet.state, len(sheet.plan["wrong"])) == ("refused", 1)


def test_the_example_is_no_project(manager, area):
    assert tuple(rows_of(example_workbook())[0]) == HEADER
    sheet = actions.receive_sheet(SimpleUploadedFile("p.xlsx", example_workbook()), by=manager)
    assert (sheet.plan["counts"]["new"], sheet.plan["notes"]) == (
        0,
        ["Rij 2 is het voorbeeld en is overgeslagen."],
    )


@pytest.mark.parametrize("number", [1, 30])
def test_a_preview_costs_the_same_queries_for_any_number_of_rows(
    project, manager, number, django_assert_num_queries
):
    for _each in range(number):
        ProjectFactory(area=project.area, theme=project.theme, lead_organisation=project.lead_organisation)
    rows = [row | {"Waarom": "Daarom", "Stempel": ""} for row in rows_of(exported(manager))]
    with django_assert_num_queries(15):
        sheet = actions.receive_sheet(workbook(*_restored(rows)), by=manager)
    assert sheet.plan["counts"]["changed"] == number + 1
