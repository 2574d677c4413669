import hashlib
import json
import multiprocessing
import os
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from programmes.editions.brochure import Brochure
from programmes.editions.documents import Design, print_variants
from programmes.editions.queries import brochure_of
from programmes.editions.snapshots import fingerprint
from programmes.editions.states import ALL_VARIANTS, COVERS, MAP_COVER, PAPERS, PRINT, SCREEN
from programmes.printruns.models import LANGUAGES, file_name
from programmes.printruns.queries import intact_bytes, is_final, published_files, same_file
from programmes.translations.states import DUTCH
from programmes.yearly.models import Programme
from wijkportaal.foundation.documents.rendering import warm_up

LIST, SUMS = "edition.json", "SHA256SUMS"


@dataclass(frozen=True)
class Order:
    """What a process is to make of one area: the content and, by file name, the variants."""

    area: str
    brochure: Brochure
    files: dict[str, str]
    design: Design


@dataclass(frozen=True)
class Outcome:
    """What a process made, or why it could not."""

    area: str
    files: dict[str, tuple[bytes, int]]
    fault: str = ""


def make(order: Order) -> Outcome:
    """Make the files of one area; a fault is told and ends nothing else."""
    try:
        made = print_variants(order.brochure, list(order.files.values()), design=order.design)
    except Exception as error:
        return Outcome(order.area, {}, f"{type(error).__name__}: {error}")
    files = {name: (made[variant].content, made[variant].pages) for name, variant in order.files.items()}
    return Outcome(order.area, files)


class Command(BaseCommand):
    """Write the brochures of all adopted programmes of a year into a folder, and make only what changed."""

    help = (
        "Make the brochures of a year for every area, or some. What is in the folder already and did not change "
        "is not made again; what a published print run holds is given as it was printed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, type=int, metavar="YYYY")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR")
        parser.add_argument("--area", action="append", default=[], metavar="ADDRESS", help="only these areas")
        parser.add_argument("--variant", action="append", choices=list(ALL_VARIANTS), metavar="VARIANT")
        parser.add_argument("--paper", choices=list(PAPERS), default="A4")
        parser.add_argument("--cover", choices=list(COVERS), default=MAP_COVER)
        parser.add_argument("--language", choices=list(LANGUAGES), default=DUTCH)
        parser.add_argument("--any-pages", action="store_true", help="no multiple of four for the printer")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)

    def handle(self, *args, year: int, out: Path, **options):
        programmes = Programme.objects.filter(year=year).select_related("area").order_by("area__name")
        if options["area"]:
            programmes = programmes.filter(area__slug__in=options["area"])
        chosen = [programme for programme in programmes if is_final(programme)]
        if not chosen:
            raise CommandError(f"No adopted programme for {year}.")
        for programme in programmes:
            if programme not in chosen:
                self.stderr.write(f"Left out, still a draft: {programme}")
        out.mkdir(parents=True, exist_ok=True)
        self.out, self.known, self.listed, self.marks = out, _known(out), {}, {}
        self.variants = options["variant"] or [SCREEN, PRINT]
        self.language = options["language"]
        self.design = Design(options["paper"], options["cover"], not options["any_pages"])
        orders = [order for programme in chosen if (order := self._order(programme))]
        kept = len(self.listed)
        faults = self._carry_out(orders, processes=options["processes"])
        self._list()
        for fault in faults:
            self.stderr.write(fault)
        made = len(self.listed) - kept
        self.stdout.write(
            f"{len(chosen)} areas: {made} files made, {kept} as they were, {len(faults)} areas failed."
        )
        if faults:
            raise CommandError("Not all areas could be made.")

    def _order(self, programme: Programme) -> Order | None:
        """Return what is to be made of an area; what is there already is listed at once."""
        frozen = published_files(programme, self.language)
        # Adopted is enough to print: that it is not online yet is no reason to call it a proof.
        brochure, lacking = replace(brochure_of(programme, self.language), proof=""), {}
        for variant in self.variants:
            name = file_name(programme, variant, self.language)
            mark = fingerprint(brochure, self.design, variant)
            stored = frozen.get(variant) or same_file(mark, variant)
            if stored:
                content = intact_bytes(stored)
                if content is None:
                    raise CommandError(f"{stored} is damaged: it is not what was printed ({stored.sha256}).")
                self._write(name, content, stored.pages, stored.fingerprint)
            elif (old := self.known.get(name)) and old["fingerprint"] == mark and self._is_intact(name, old):
                self.listed[name] = old
            else:
                lacking[name] = variant
                self.marks[name] = mark
        return Order(str(programme), brochure, lacking, self.design) if lacking else None

    def _carry_out(self, orders: list[Order], *, processes: int) -> list[str]:
        faults = []
        if not orders:
            return faults
        # The processes start warm, and without the connections of this one.
        warm_up()
        connections.close_all()
        with multiprocessing.get_context("fork").Pool(min(processes, len(orders))) as pool:
            for number, outcome in enumerate(pool.imap_unordered(make, orders), start=1):
                for name, (content, pages) in outcome.files.items():
                    self._write(name, content, pages, self.marks[name])
                if outcome.fault:
                    faults.append(f"{outcome.area}: {outcome.fault}")
                self.stdout.write(f"{number}/{len(orders)} {outcome.area}")
        return faults

    def _write(self, name: str, content: bytes, pages: int, mark: str) -> None:
        # Under another name first: a killed command leaves no half file that looks whole.
        partial = self.out / f".{name}.part"
        partial.write_bytes(content)
        partial.replace(self.out / name)
        checksum = hashlib.sha256(content).hexdigest()
        self.listed[name] = {"sha256": checksum, "size": len(content), "pages": pages, "fingerprint": mark}
        self._list()

    def _is_intact(self, name: str, old: dict) -> bool:
        path = self.out / name
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == old["sha256"]

    def _list(self) -> None:
        listed = dict(sorted(self.listed.items()))
        (self.out / LIST).write_text(json.dumps(self.known | listed, indent=1, sort_keys=True))
        (self.out / SUMS).write_text("".join(f"{file['sha256']}  {name}\n" for name, file in listed.items()))


def _known(out: Path) -> dict:
    """Return what an earlier run of this command left in the folder."""
    try:
        known = json.loads((out / LIST).read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
