"""The main job, from sign-in to a finished PDF, on the real wijken of Leeuwarden."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from areas.territory.models import Area
from areas.territory.queries import find_area
from programmes.editions.models import Edition
from programmes.projects.models import Project
from programmes.yearly.models import Programme
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.mail.models import Letter

BORDERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "wijken_leeuwarden_2022.geojson"
PASSWORD = "klaproos-fiets-brug"
TITLE = "Veilig oversteken bij de Prins Mauritsschool"
FOREWORD = "Samen maken we de binnenstad veiliger en groener."

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BORDERS.is_file(), reason=f"NOT TESTED on real areas: {BORDERS} is not here"),
]


class Desk:
    """What people do in the browser. After each step the page that came is checked."""

    def __init__(self, page, check_accessible) -> None:
        self.page = page
        self.check = check_accessible

    def seen(self) -> None:
        # Maps and editors are made by scripts, so the HTML of these pages is checked in test_every_page.
        self.check(self.page, html=False)

    def press(self, name: str, *, stays: bool = True) -> None:
        """Press a button and look at the page that comes; not at one that soon renews itself, which nobody can hold."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state("load")
        if stays:
            self.seen()

    def follow(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state("load")
        self.seen()

    def follow_what_waits(self, what: str) -> None:
        """Follow a line of the list on the first page, which also says how things stand."""
        self.page.locator(".ws-lines").get_by_role("link", name=what).first.click()
        self.page.wait_for_load_state("load")
        self.seen()

    def says(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def sign_in_by_code(self, email: str) -> None:
        page = self.page
        page.goto(reverse("account_login"))
        self.seen()
        page.get_by_label("E-mailadres").first.fill(email)
        self.press("Stuur mij een code")
        code = re.search(r"^ {4}(\S+)$", Letter.objects.latest("pk").body, re.MULTILINE).group(1)
        page.get_by_label("Code uit de e-mail").fill(code)
        self.press("Verder")
        page.wait_for_url("**" + reverse("portal:workspace"))

    def sign_in(self, email: str) -> None:
        page = self.page
        page.goto(reverse("account_login"))
        page.get_by_text("Inloggen met een wachtwoord of passkey").click()
        self.seen()
        page.locator("details").get_by_label("E-mailadres").fill(email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        self.press("Inloggen")
        page.wait_for_url("**" + reverse("portal:workspace"))

    def sign_out(self) -> None:
        self.page.goto(reverse("portal:workspace"))
        self.page.locator(".wp-menu--person summary").click()
        self.page.get_by_role("button", name="Uitloggen").click()
        self.page.wait_for_url("**" + reverse("portal:home"))


@pytest.fixture
def desk(browser_page, check_accessible):
    return Desk(browser_page, check_accessible)


@pytest.fixture
def year() -> int:
    return timezone.localdate().year + 1


def photo() -> dict:
    """A picture as a phone gives it, big enough to be made smaller."""
    out = io.BytesIO()
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(out, "JPEG", quality=70)
    return {"name": "oversteek.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_from_sign_in_to_a_printed_programme(desk, live_portal, year, tmp_path):
    call_command("add_administrator", "ans@voorbeeld.example", name="Ans Beheer", gemeente="Leeuwarden")
    theme = ThemeFactory(slug="verkeersveiligheid", name="Verkeer en veiligheid")

    desk.sign_in_by_code("ans@voorbeeld.example")
    import_areas(desk)
    desk.sign_out()

    centre = find_area("WK008010", year=2022)
    person_with(
        "area_manager", centre, full_name="Wim Wijk", email="wim@voorbeeld.example", password=PASSWORD
    )
    person_with("alderman", full_name="Wea Wethouder", email="wea@voorbeeld.example", password=PASSWORD)

    desk.sign_in("wim@voorbeeld.example")
    make_programme(desk, centre, year)
    write_foreword(desk)
    add_project(desk, theme, year)
    programme = Programme.objects.get()
    desk.page.goto(reverse("yearly:editor", args=[programme.pk]))
    desk.press("Klaarmelden")
    desk.says("klaar voor vaststelling")
    desk.sign_out()

    desk.sign_in("wea@voorbeeld.example")
    desk.follow_what_waits(programme.title)
    desk.page.get_by_label("Nummer van het collegebesluit").fill("2026-0412")
    desk.press("Vaststellen")
    desk.says("vastgesteld")
    desk.sign_out()

    desk.sign_in("wim@voorbeeld.example")
    desk.follow_what_waits(programme.title)
    desk.press("Publiceren")
    desk.says("gepubliceerd")
    screen, print_ = have_printed(desk, live_portal, tmp_path)
    desk.sign_out()

    is_what_was_written(screen, print_, year)
    assert_pdf_ua(screen, print_)
    visit(desk, programme, screen)
    print_from_the_shell(tmp_path, year, screen, print_)


def import_areas(desk) -> None:
    """As beheerder: choose the file, look at what it changes, read it in."""
    page = desk.page
    page.get_by_role("link", name="Gegevens inlezen").click()
    desk.seen()
    page.get_by_label("Bestand", exact=True).set_input_files(BORDERS)
    page.get_by_label("Jaar", exact=True).fill("2022")
    desk.press("Bekijk wat er verandert")
    desk.says("Binnenstad WK008010")
    assert not Area.objects.filter(kind="wijk").exists()
    desk.press("Lees alles in")
    page.goto(reverse("imports:index"))
    desk.says("ingelezen")
    assert Area.objects.filter(kind="wijk").count() == 22
    assert Area.objects.filter(kind="gemeente").count() == 1


def make_programme(desk, area, year: int) -> None:
    page = desk.page
    page.get_by_role("link", name="Programma's", exact=True).first.click()
    desk.seen()
    page.goto(reverse("yearly:new"))
    desk.seen()
    page.get_by_label("Gebied").select_option(label=area.name)
    page.get_by_label("Jaar").fill(str(year))
    desk.press("Programma maken")
    desk.says("Het programma staat klaar om te vullen.")


def write_foreword(desk) -> None:
    page = desk.page
    desk.follow("Voorwoord")
    text = page.locator(".ProseMirror")
    text.click()
    page.keyboard.type("Beste bewoner,")
    page.keyboard.press("Enter")
    page.keyboard.type(FOREWORD)
    page.get_by_label("Naam van de schrijver").fill("Wea Wethouder")
    desk.press("Opslaan")
    desk.says("Opgeslagen.")


def add_project(desk, theme, year: int) -> None:
    """A project with text, a place on the map, a period, costs and a photo."""
    page = desk.page
    desk.follow("Nieuw project")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Thema").select_option(str(theme.pk))
    desk.press("Project maken")
    page.locator(".ProseMirror").first.click()
    page.keyboard.type("Er komt een zebrapad met licht.")
    page.get_by_label("Straat of plek").fill("Prins Mauritsstraat")
    page.get_by_role("button", name="Zet in het midden").click()
    page.get_by_label("Begint in kwartaal").select_option("2")
    page.get_by_label("Begint in jaar").fill(str(year))
    desk.press("Opslaan")
    desk.says("Opgeslagen.")
    project = Project.objects.get()

    page.goto(reverse("projects:costs", args=[project.public_id]))
    line = page.get_by_role("group", name="Kostenregel 1")
    line.get_by_label("Wie betaalt?").select_option("municipality")
    line.get_by_label("Bedrag in euro").fill("12.500,50")
    desk.press("Kosten opslaan")
    desk.says("Samen: € 12.500,50")

    page.goto(reverse("projects:photos", args=[project.public_id]))
    page.get_by_label("Foto", exact=True).set_input_files(photo())
    page.get_by_label("Wat is er te zien?").fill("De oversteek voor de school.")
    desk.press("Foto toevoegen")
    desk.says("De oversteek voor de school.")

    project.refresh_from_db()
    assert project.place["type"] == "Point"
    assert project.what == "<p>Er komt een zebrapad met licht.</p>"
    assert project.photos.count() == 1


def have_printed(desk, live_portal, folder: Path) -> tuple[Path, Path]:
    """Ask for both variants, wait for the worker and download what it made."""
    page = desk.page
    desk.follow("Brochure")
    for variant in ("Maak om te lezen en te mailen", "Maak voor de drukker"):
        desk.press(variant, stays=False)
        live_portal.wait_for_jobs(120)
        # The page renews itself when work is done; once it follows nothing any more, it stays.
        expect(page.locator(".wp-job[data-hx-get]")).to_have_count(0)
    expect(page.get_by_role("link", name="Definitief, ")).to_have_count(2)
    desk.seen()
    files = []
    for variant in ("screen", "print"):
        edition = Edition.objects.get(variant=variant, is_proof=False)
        link = page.get_by_role("link", name=f"Definitief, {edition.get_variant_display()}")
        answer = page.request.get(link.get_attribute("href"))
        assert answer.headers["content-type"] == "application/pdf"
        files.append(folder / edition.file_name)
        files[-1].write_bytes(answer.body())
    return files[0], files[1]


def is_what_was_written(screen: Path, print_: Path, year: int) -> None:
    for path in (screen, print_):
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
        for written in ("Binnenstad", str(year), FOREWORD, "Wea Wethouder", "zebrapad", "12.500,50"):
            assert written in text, (path.name, written)
    bled, plain = PdfReader(print_).pages[0], PdfReader(screen).pages[0]
    assert bled.mediabox.width > bled.bleedbox.width > bled.trimbox.width
    assert round(bled.trimbox.width) == round(plain.mediabox.width)


def visit(desk, programme: Programme, screen: Path) -> None:
    """As a visitor: find the programme from the front page, read it, download the brochure."""
    page = desk.page
    page.goto(reverse("portal:home"))
    desk.seen()
    page.goto(programme.area.get_absolute_url())
    desk.seen()
    desk.says(programme.title)
    desk.follow("Bekijk het hele programma")
    desk.says(FOREWORD)
    desk.says(TITLE)
    link = page.get_by_role("link", name=re.compile("Download de brochure"))
    assert page.request.get(link.get_attribute("href")).body() == screen.read_bytes()
    desk.follow(TITLE)
    desk.says("Er komt een zebrapad met licht.")


def print_from_the_shell(folder: Path, year: int, screen: Path, print_: Path) -> None:
    """The command gives the very bytes that were printed."""
    for options, made in (([], screen), (["--print"], print_)):
        out = folder / "shell.pdf"
        call_command("print_programme", "--area=WK008010", f"--year={year}", f"--out={out}", *options)
        assert out.read_bytes() == made.read_bytes()
