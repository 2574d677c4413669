"""Which print runs there are, how far they are, and what a printer and a distributor get."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Max, Prefetch, Q, QuerySet, Sum

from areas.figures.models import Figure
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from programmes.printruns.models import AreaPrint, Delivery, PrintedFile, PrintRun
from programmes.printruns.rules import LOOKERS
from programmes.printruns.states import DRAFT, PRINTING
from programmes.projects.queries import held_areas
from programmes.translations.states import DUTCH
from programmes.yearly.models import Entry, Programme
from programmes.yearly.states import ADOPTED, PUBLISHED
from wijkportaal.foundation.jobs.states import FAILED, OPEN

PRINT_JOB = "printruns.print_area"
HOUSEHOLDS = "a_hh"


def visible_to(person) -> QuerySet[PrintRun]:
    """Return the print runs that a person may know of: their own, and those of areas where they work."""
    held = held_areas(person, *LOOKERS) if person.is_authenticated else []
    if not held:
        return PrintRun.objects.none()
    own = AreaPrint.objects.filter(
        Q(programme__area__in=held) | Q(programme__area__ancestor_ids__overlap=held)
    ).values("run")
    return PrintRun.objects.filter(Q(pk__in=own) | Q(made_by=person))


def for_list(runs: QuerySet[PrintRun]) -> QuerySet[PrintRun]:
    """Let a list of print runs say how many areas each has, in two queries."""
    areas = AreaPrint.objects.select_related("job").prefetch_related("files")
    return runs.select_related("made_by").prefetch_related(Prefetch("areas", areas))


def areas_of(run: PrintRun) -> list[AreaPrint]:
    """Return the areas of a run with all that a row shows, in two queries."""
    areas = list(
        AreaPrint.objects.filter(run=run)
        .defer("content")
        .select_related("programme__area", "job")
        .prefetch_related("files")
    )
    for area in areas:
        area.run = run
        for file in area.files.all():
            file.area_print = area
    return areas


def prints_visible_to(person) -> QuerySet[AreaPrint]:
    """Return the areas in print runs of which a person may see the proof."""
    held = held_areas(person, *LOOKERS) if person.is_authenticated else []
    if not held:
        return AreaPrint.objects.none()
    return AreaPrint.objects.filter(
        Q(programme__area__in=held) | Q(programme__area__ancestor_ids__overlap=held)
    ).select_related("run", "programme__area", "job")


def files_visible_to(person) -> QuerySet[PrintedFile]:
    """Return the files that a person may have: those of the areas where they work."""
    return PrintedFile.objects.filter(area_print__in=prints_visible_to(person)).select_related(
        "area_print__run", "area_print__programme__area"
    )


def programmes_to_print(person, year: int | None = None) -> QuerySet[Programme]:
    """Return the programmes of the areas that someone makes programmes for, by area."""
    areas = areas_with_role(person, "area_manager", "administrator")
    found = Programme.objects.filter(area__in=areas).select_related("area").order_by("area__name", "pk")
    return found if year is None else found.filter(year=year)


def is_final(programme: Programme) -> bool:
    """Whether what a programme promises was adopted, so that it may be printed."""
    return programme.state in {ADOPTED, PUBLISHED}


@dataclass(frozen=True)
class Progress:
    """How far a print run is, over all its areas."""

    all: int
    made: int
    proofs: int
    busy: int
    waiting: int
    failed: int

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has something to do for it."""
        return bool(self.busy or self.waiting)


def progress_of(run: PrintRun, areas: Iterable[AreaPrint]) -> Progress:
    """Count the areas of a run by how far they are."""
    taken = [area for area in areas if not area.left_out]
    goes_on = run.state in {DRAFT, PRINTING}
    return Progress(
        all=len(taken),
        made=sum(area.is_made for area in taken),
        proofs=sum(area.checked_at is not None and not area.asked for area in taken),
        busy=sum(area.is_busy for area in taken),
        waiting=sum(bool(area.asked) and area.job is None for area in taken) if goes_on else 0,
        failed=sum(area.has_failed for area in taken),
    )


def next_to_make(run: PrintRun, *, limit: int) -> list[AreaPrint]:
    """Return areas of which something is asked and that no worker has, those that failed excepted."""
    under_way = AreaPrint.objects.filter(run=run, job__state__in=OPEN).count()
    free = limit - under_way
    if free <= 0:
        return []
    asked = AreaPrint.objects.filter(run=run, left_out="").exclude(asked="")
    waiting = asked.filter(Q(job=None) | ~Q(job__state__in=(*OPEN, FAILED)))
    return list(waiting.select_related("programme__area").order_by("programme__area__name", "pk")[:free])


def window() -> int:
    """Return how many areas of one run are under way at once.

    Enough to keep the workers busy, and few enough that a letter with a sign-in code need not wait for a whole
    gemeente to be printed.
    """
    return 2 * settings.CELERY_WORKER_CONCURRENCY


def same_file(fingerprint: str, variant: str) -> PrintedFile | None:
    """Return a file with exactly this content that is still intact, of whatever print run."""
    for file in PrintedFile.objects.filter(fingerprint=fingerprint, variant=variant).order_by("pk")[:3]:
        if intact_bytes(file) is not None:
            return file
    return None


def published_files(programme: Programme, language: str = DUTCH) -> dict[str, PrintedFile]:
    """Return, by variant, what was published of a programme in its newest print run in a language."""
    files = PrintedFile.objects.filter(
        area_print__programme=programme, area_print__run__language=language, is_frozen=True
    ).order_by("pk")
    return {
        file.variant: file for file in files.select_related("area_print__programme__area", "area_print__run")
    }


def intact_bytes(file: PrintedFile) -> bytes | None:
    """Return the bytes of a file, or None when it is gone or is not what was made."""
    try:
        with default_storage.open(file.file) as opened:
            content = opened.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == file.sha256 else None


def files_of(run: PrintRun, variant: str) -> list[PrintedFile]:
    """Return one variant of all areas in a run, by area."""
    return list(
        PrintedFile.objects.filter(area_print__run=run, area_print__left_out="", variant=variant)
        .select_related("area_print__programme__area", "area_print__run")
        .order_by("area_print__programme__area__name", "pk")
    )


def changed_since_proof(areas: Iterable[AreaPrint]) -> set[int]:
    """Return the ids of the areas of which a text, project or date was edited after the proof; two queries."""
    proofs = {area.programme_id: area for area in areas if area.checked_at}
    edited: dict[int, list] = {pk: [] for pk in proofs}
    programmes = Programme.objects.filter(pk__in=proofs)
    for row in programmes.annotate(
        parts_at=Max("parts__edited_at"), agenda_at=Max("agenda__edited_at")
    ).values("pk", "edited_at", "parts_at", "agenda_at"):
        edited[row["pk"]] += [row["edited_at"], row["parts_at"], row["agenda_at"]]
    for row in (
        Entry.objects.filter(programme__in=proofs)
        .order_by()
        .values("programme")
        .annotate(entry_at=Max("edited_at"), project_at=Max("project__edited_at"))
    ):
        edited[row["programme"]] += [row["entry_at"], row["project_at"]]
    return {
        area.pk
        for programme, area in proofs.items()
        if any(moment and moment > area.checked_at for moment in edited[programme])
    }


# --- Delivery -------------------------------------------------------------------------------------------------


def addresses_of(areas: Iterable[Area]) -> dict[int, int]:
    """Return how many addresses each area has: by the delivery list, or else by its households.

    What nobody counted is left out.
    """
    wanted = {area.pk: area for area in areas}
    found: dict[int, int] = {}
    for figure in Figure.objects.filter(area__in=wanted, indicator=HOUSEHOLDS, value__isnull=False).order_by(
        "year"
    ):
        found[figure.area_id] = int(figure.value)
    listed: dict[int, int] = {}
    rows = (
        Delivery.objects.order_by().values("area_id", "area__ancestor_ids").annotate(total=Sum("addresses"))
    )
    for row in rows:
        for pk in {row["area_id"], *row["area__ancestor_ids"]} & set(wanted):
            listed[pk] = listed.get(pk, 0) + row["total"]
    return found | listed


def deliveries_of(run: PrintRun) -> list[tuple[AreaPrint, Delivery]]:
    """Return the delivery lines of every area in a run, by area and street."""
    areas = [area for area in areas_of(run) if not area.left_out]
    lines: dict[int, list[Delivery]] = {}
    for line in Delivery.objects.select_related("area"):
        for pk in {line.area_id, *line.area.ancestor_ids}:
            lines.setdefault(pk, []).append(line)
    return [(area, line) for area in areas for line in lines.get(area.programme.area_id, [])]


def delivery_totals() -> tuple[int, int]:
    """Return how many lines and how many addresses the delivery list has."""
    total = Delivery.objects.aggregate(addresses=Sum("addresses"))["addresses"]
    return Delivery.objects.count(), total or 0
