import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.projects.actions import add_document, add_photo
from programmes.projects.models import Partnership
from programmes.sheets.cells import HEADER
from tests.factories.files import pdf_upload, photo_upload
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.files.processing import check_pdf
from wijkportaal.foundation.tables.writing import write_xlsx


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def project(area):
    """A project of which every cell has something, with all that could get lost on the way."""
    found = ProjectFactory(
        area=area,
        theme=ThemeFactory(name="Verkeer", slug="verkeer"),
        title="=Zebrapad",
        what="<p>Er komt een <strong>zebrapad</strong>.</p><ul><li>met licht</li></ul>",
        why="Kinderen steken over.\r\n\r\nElke dag.",
        place={"type": "LineString", "coordinates": [[5.8, 53.2], [5.81, 53.21]]},
        lead_organisation=OrganisationFactory(name="Wegen; en verkeer", slug="wegen"),
        other_partners="'t Hart van de wijk",
        residents_role="- meedenken",
        contact_phone="+31 6 12345678",
        contact_email="info@gemeente.example",
        state="postponed",
        state_reason="Geen geld.",
    )
    for name in ("Panel Zuid", "Panel Noord"):
        Partnership.objects.create(project=found, organisation=OrganisationFactory(name=name))
    CostLineFactory(project=found, amount="12500.50", description="ontwerp; en aanleg", certainty="fixed")
    CostLineFactory(project=found, source="area_budget", amount="100.00")
    return found


@pytest.fixture
def shown(project, manager):
    """The same project with two photos and a document."""
    add_photo(project, photo_upload(), alt="De oude brug; vroeger", credit="Anna", by=manager)
    add_photo(project, photo_upload(colour="red"), alt="Het nieuwe pad", by=manager)
    add_document(
        project, check_pdf(pdf_upload("Ontwerp; plein.pdf")), title="Ontwerp", is_public=True, by=manager
    )
    return project


def workbook(*rows, header=HEADER):
    """Return an uploaded workbook; a row is a dict by heading."""
    data = write_xlsx(header, [[row.get(name, "") for name in header] for row in rows])
    return SimpleUploadedFile("projecten.xlsx", data)


def rows_of(data: bytes) -> list[dict]:
    """Return the rows of a workbook as dicts by heading."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, ("" if cell is None else cell for cell in row), strict=True)) for row in rows]
