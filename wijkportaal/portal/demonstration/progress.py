"""How the departments of Rietwolde kept their projects up to date in the last weeks, with two documents and some files."""

from django.db.models import Max, OuterRef, Subquery

from programmes.progress.actions import report_progress
from programmes.progress.calculations import Report
from programmes.projects.actions import add_document
from programmes.projects.calculations import Quarter
from programmes.projects.models import Project, TrailLine
from programmes.projects.states import RUNNING
from programmes.sheets.actions import apply_sheet, receive_sheet
from programmes.sheets.models import ProjectSheet
from programmes.sheets.queries import projects_to_write
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import discard_batch, keep_file
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import DEPARTMENTS, Crew
from wijkportaal.portal.demonstration.files import csv_file, pdf_of

# What each department said of the projects that it is working on; the last one comes a quarter later.
NOTES = {
    "wegen": (
        "De nieuwe stenen liggen klaar. Volgende week sluiten we de straat een dag af.",
        "De ene kant is klaar. U kunt er weer langs met de fiets en de kinderwagen.",
        "De aannemer heeft meer tijd nodig voor de kabels in de grond.",
    ),
    "groen": (
        "De bomen zijn besteld. We planten ze zodra het niet meer vriest.",
        "Samen met dertig bewoners hebben we de eerste plantvakken gevuld.",
        "Het was te nat om te zaaien. We doen het in het voorjaar.",
    ),
}
DOCUMENTS = (
    ("Ontwerp zoals besproken met de buurt", True),
    ("Verslag van het overleg met de aannemer", False),
)


def keep_projects_up_to_date(crew: Crew, community: Community, *, by) -> None:
    """Give each project the day on which its trail last said something, and tell of some this month."""
    last = TrailLine.objects.filter(project=OuterRef("pk")).order_by().values("project")
    told = Project.objects.annotate(told=Subquery(last.annotate(at=Max("at")).values("at")))
    with recorded(by=None, action="projects.confirm_project"):
        told.filter(told__isnull=False).update(checked_at=Subquery(last.annotate(at=Max("at")).values("at")))
    for key, notes in NOTES.items():
        running = Project.objects.filter(
            lead_organisation=community[key], state=RUNNING, published_at__isnull=False
        ).order_by("pk")[: len(notes)]
        for project, note in zip(running, notes, strict=False):
            end = project.end
            if note == notes[-1] and end:
                end = Quarter.at(end.index + 1)
            report = Report(period=(project.start, end), note=note)
            report_progress(project, report, seen=project.stamp, by=crew[DEPARTMENTS[key]])
    exchange_sheets(crew)
    add_documents(Project.objects.filter(lead_organisation=community["wegen"], state=RUNNING), by=by)


def exchange_sheets(crew: Crew) -> None:
    """Leave the files of a wijkmanager: read in, to be decided on, refused, thrown away and just come in."""
    manager = crew[0]
    header = ("Kenmerk", "Toelichting op de herkomst")
    keys = [project.public_id for project in projects_to_write(manager)[:2]]

    def file(name: str, *rows: tuple[str, str]):
        return csv_file(name, header, list(rows))

    first = (keys[0], "Opgehaald bij de schouw in de wijk")
    apply_sheet(receive_sheet(file("projecten-schouw.csv", first), by=manager), by=manager)
    receive_sheet(file("projecten-najaar.csv", (keys[1], "Gevraagd op de keuzebijeenkomst")), by=manager)
    receive_sheet(file("projecten-oude-lijst.csv", ("onbekend", "Uit de lijst van vroeger")), by=manager)
    discard_batch(receive_sheet(file("projecten-proef.csv", first), by=manager), by=manager)
    with recorded(by=manager, action="sheets.receive_sheet"):
        keep_file(ProjectSheet(), file("projecten-nieuw.csv", first), by=manager)


def add_documents(projects, *, by) -> None:
    """Put two documents with the first project."""
    for project in projects.select_related("area").order_by("pk")[:1]:
        for title, is_public in DOCUMENTS:
            page = pdf_of(title, f"{project.title}, {project.area}", project.what)
            add_document(project, page, title=title, is_public=is_public, by=by)
