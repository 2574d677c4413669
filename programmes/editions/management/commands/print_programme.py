from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from areas.territory.queries import find_area
from programmes.editions.actions import keep_edition, keep_file
from programmes.editions.documents import print_brochure
from programmes.editions.queries import brochure_of, final_edition, intact_bytes
from programmes.editions.states import PRINT, SCREEN
from programmes.yearly.models import Programme


class Command(BaseCommand):
    """Write the brochure of a programme to a file. Of a published one: always the same bytes."""

    help = "Write the brochure of the programme of an area and a year to a PDF file."

    def add_arguments(self, parser):
        parser.add_argument(
            "--area", required=True, metavar="CODE", help="CBS code or web address of the area"
        )
        parser.add_argument("--year", required=True, type=int, metavar="YYYY")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
        parser.add_argument(
            "--print", action="store_true", dest="for_printer", help="with bleed and crop marks"
        )

    def handle(self, *args, area: str, year: int, out: Path, for_printer: bool, **options):
        variant = PRINT if for_printer else SCREEN
        found = find_area(area, year=year) or find_area(area)
        if found is None:
            raise CommandError(f"No area has the code or address {area}.")
        programme = Programme.objects.filter(area=found, year=year).first()
        if programme is None:
            raise CommandError(f"{found} has no programme for {year}.")
        if not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent}.")
        content, pages = (
            self.final(programme, variant) if programme.is_published else self.proof(programme, variant)
        )
        out.write_bytes(content)
        kind = "final" if programme.is_published else "proof"
        self.stdout.write(f"{out}: {pages} pages, {len(content)} bytes, {variant}, {kind}")

    def proof(self, programme: Programme, variant: str) -> tuple[bytes, int]:
        """Return what the programme looks like now; nothing is kept."""
        printed = print_brochure(brochure_of(programme), variant=variant)
        return printed.content, printed.pages

    def final(self, programme: Programme, variant: str) -> tuple[bytes, int]:
        """Return the edition as it was printed; makes and keeps it when there is none yet."""
        edition = final_edition(programme, variant)
        if edition is None:
            brochure = brochure_of(programme)
            printed = print_brochure(brochure, variant=variant)
            edition = keep_edition(
                programme,
                printed,
                variant=variant,
                file=keep_file(printed),
                was_published=not brochure.proof,
                by=None,
            )
        content = intact_bytes(edition)
        if content is None:
            raise CommandError(
                f"The file of {edition} is damaged: it is not what was printed ({edition.sha256})."
            )
        return content, edition.pages
