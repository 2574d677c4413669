from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.flows.models import FlowMapping, FlowSheet, MoneyFlow
from tests.budgets.flows.making import flow, goal, source, workbook
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db
D = Decimal
HEADER = ["Wijk", "Partij", "Thema", "Euro", "Uren", "Tarief", "Status", "Herkomst", "Post"]
COLUMNS = {
    "column_area": "Wijk",
    "column_source": "Partij",
    "column_goal": "Thema",
    "column_amount": "Euro",
    "column_hours": "Uren",
    "column_rate": "Tarief",
    "column_certainty": "Status",
    "column_evidence": "Herkomst",
    "column_description": "Post",
}
GOOD = ["Noord", "Het Wad", "ontmoeten", "1.250,50", "", "", "begroot", "jaarplan", "zaal"]


@pytest.fixture
def world(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    wijk = AreaFactory(name="Noord", kind="wijk", parent=GemeenteFactory())
    goal("Ontmoeten")
    source("Corporatie Het Wad")
    source("Uren van bewoners", "residents")
    client.force_login(person_with("finance"))
    return wijk


def send(client, *rows, header=HEADER, **values):
    values = {"file": workbook(header, *rows), "year": 2026, "name": "Het Wad"} | values
    return client.post(reverse("flows:sheets"), values, follow=True)


def test_what_words_mean_is_asked_once_and_kept_for_next_year(client, world):
    hours = ["Noord", "Bewoners", "ontmoeten", "", "100", "14,40", "gok", "uurtarief van Movisie", ""]
    shown = send(client, GOOD, hours)
    assert "Welke kolom is wat?" in shown.content.decode()
    sheet = FlowSheet.objects.get()
    address = sheet.get_absolute_url()
    wrong = client.post(address, {**COLUMNS, "column_area": ""})
    assert wrong.status_code == 422
    asked = client.post(address, COLUMNS, follow=True)
    form = asked.context["form"]
    assert form.missing.words == {"source": ["Het Wad", "Bewoners"], "certainty": ["gok"]}
    named = {"source_0": "corporatie het wad", "source_1": "uren van bewoners", "certainty_0": "geschat"}
    preview = client.post(address, {**COLUMNS, **named}, follow=True)
    assert preview.context["plan"]["counts"] == {"new": 2, "changed": 0, "gone": 0, "same": 0, "wrong": 0}
    assert not MoneyFlow.objects.exists()
    done = client.post(reverse("flows:apply", args=[sheet.pk]), follow=True)
    assert "zijn ingelezen" in done.content.decode()
    assert sorted(MoneyFlow.objects.values_list("source__name", "amount", "hours", "certainty")) == [
        ("Corporatie Het Wad", D("1250.50"), None, "budgeted"),
        ("Uren van bewoners", D("1440.00"), D("100.0"), "estimated"),
    ]
    mapping = FlowMapping.objects.get()
    next_year = send(client, GOOD, hours, year=2027, mapping=mapping.pk, name="")
    assert next_year.context["plan"]["counts"]["new"] == 2
    cheaper = [*GOOD[:3], "1000", *GOOD[4:]]
    same_year = send(client, cheaper, hours, mapping=mapping.pk, name="")
    assert same_year.context["plan"]["counts"] == {"new": 0, "changed": 1, "gone": 0, "same": 1, "wrong": 0}
    assert "€\xa01.250,50, begroot → €\xa01.000, begroot" in same_year.content.decode()


def test_every_wrong_row_is_named_and_nothing_is_read(client, world):
    purpose = PurposeFactory(task_field="6.1")
    fill(AccountFactory(area=world, purpose=purpose, year=2026), 100)
    source("Gemeente samenkracht", "gemeente", task_field="6.1")
    own = [
        "Gebied",
        "Bron",
        "Doel",
        "Waarvoor",
        "Bedrag",
        "Uren",
        "Waarde van een uur",
        "Hoe zeker",
        "Waar blijkt dat uit",
        "Jaar",
    ]
    good = ["Noord", "Corporatie Het Wad", "Ontmoeten", "", "100", "", "", "geschat", "gesprek", "2026"]

    def but(**change):
        row = dict(zip(own, good, strict=True)) | {
            name.replace("_", " "): text for name, text in change.items()
        }
        return [row[name] for name in own]

    shown = send(
        client,
        good,
        but(),
        but(Bedrag="12,345", Waarvoor="a"),
        but(Bedrag="-5", Waarvoor="b"),
        but(Bedrag="veel", Waarvoor="c"),
        but(Waar_blijkt_dat_uit="", Waarvoor="d"),
        but(Bron="", Waarvoor="e"),
        but(Bron="Uren van bewoners", Bedrag="", Uren="10"),
        but(Bron="Gemeente samenkracht", Hoe_zeker="geboekt"),
        but(Waarvoor="x" * 151),
        but(Jaar="2025", Waarvoor="f"),
        header=own,
    )
    wrong = [(fault["row"], fault["column"]) for fault in shown.context["plan"]["wrong"]]
    assert wrong == [
        (3, "Waarvoor"),
        (4, "Bedrag"),
        (5, "Bedrag"),
        (6, "Bedrag"),
        (7, "Waar blijkt dat uit"),
        (8, "Bron"),
        (9, "Waarde van een uur"),
        (10, "Hoe zeker"),
        (11, "Waarvoor"),
        (12, "Jaar"),
    ]
    assert "er is niets ingelezen" in shown.content.decode()
    assert not MoneyFlow.objects.exists()


def test_a_file_that_is_no_table_says_so(client, world):
    shown = send(client, file=SimpleUploadedFile("x.xlsx", b"\x00\x01\x02"))
    assert "geen tabel" in shown.content.decode()
    again = send(client, GOOD)
    assert "Deze naam is er al" in again.content.decode()


def test_an_export_is_dead_in_a_spreadsheet(client, world, tmp_path):
    flow(world, description="=1+1", evidence="\t@SUM(A1)")
    content = client.get(reverse("flows:export")).content
    (tmp_path / "x.xlsx").write_bytes(content)
    cells = [cell.value for cell in openpyxl.load_workbook(tmp_path / "x.xlsx").active[2]]
    assert cells[4] == "'=1+1"
    assert cells[7].startswith("'")
