from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError

from areas.imports.actions import Order, make_plan, write_plan
from areas.imports.states import AREAS, FIGURES, KINDS, VILLAGES
from areas.territory.models import AreaKind
from wijkportaal.foundation.batches.actions import ImportRefused

COUNTS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "gone": "niet in het bestand",
    "same": "gelijk",
    "figures": "cijfers",
    "wrong": "fout",
}
# What these names end in is read as borders, so that a broken one is called a broken map and no bad table.
MAPS = (".geojson", ".json", ".gpkg")


class Command(BaseCommand):
    help = (
        "Leest gebieden, kerncijfers, dorpen, organisaties of postcodes in uit een bestand: alles of niets. "
        "De laatste regel telt wat er gebeurde; bij een fout is de uitkomst 1 en staat elke fout er met naam."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, required=True, help="het jaar van de indeling en de cijfers")
        parser.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er zou gebeuren")
        parser.add_argument(
            "--content", choices=list(KINDS), help="wat erin staat; anders volgt dat uit het bestand"
        )
        parser.add_argument(
            "--kind", choices=AreaKind.values, default="", help="soort, voor gebieden zonder CBS-code"
        )
        parser.add_argument(
            "--gemeente", default="", metavar="GM0000", help="alleen wat bij deze gemeente hoort"
        )
        parser.add_argument("--gemeente-name", default="", help="naam, als het bestand die niet noemt")
        parser.add_argument("--source", default="", help="bron van de cijfers, zoals op de pagina staat")
        parser.add_argument(
            "--end-missing", action="store_true", help="beëindig gebieden die er niet in staan"
        )

    def handle(self, *args, file: Path, **options):
        if not 1900 <= options["year"] <= date.today().year + 5:  # noqa: DTZ011 - a bound, not a moment
            raise CommandError("Dit jaar kan niet kloppen.")
        try:
            with file.open("rb") as opened:
                self.run(File(opened, name=file.name), file, options)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from problem

    def run(self, upload: File, file: Path, options: dict) -> None:
        order = Order(
            kind=options["content"] or self.guess(upload),
            year=options["year"],
            gemeente=options["gemeente"].upper(),
            gemeente_name=options["gemeente_name"],
            area_kind=options["kind"],
            source=options["source"],
            end_missing=options["end_missing"],
        )
        plan = make_plan(upload, order)
        for note in plan.notes:
            self.stdout.write(note)
        refused = list(plan.faults)
        if not refused and not options["dry_run"]:
            try:
                write_plan(plan, order, by=None)
            except ImportRefused as problem:
                refused = problem.faults or [str(problem)]
        for fault in refused:
            self.stderr.write(str(fault))
        counts = ", ".join(f"{label} {plan.counts.get(key, 0)}" for key, label in COUNTS.items())
        outcome = "geweigerd" if refused else "bekeken" if options["dry_run"] else "ingelezen"
        self.stdout.write(f"{file.name} {outcome}: {counts}")
        if refused:
            raise SystemExit(1)

    def guess(self, upload: File) -> str:
        """Tell by its name or first bytes what a file holds; a table with a column Soort is one of own villages."""
        if Path(upload.name).suffix.lower() in MAPS:
            return AREAS
        start = upload.read(4096)
        upload.seek(0)
        if start.startswith(b"SQLite format 3") or start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return AREAS
        header = start.split(b"\n", 1)[0].lower()
        return VILLAGES if b"soort" in header or b"ligt in" in header else FIGURES
