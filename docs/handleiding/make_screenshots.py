"""Makes the pictures of the manual and of the README from a portal with the demonstration gemeente.

    ./portaal up --port 8000
    .venv/bin/python docs/handleiding/make_screenshots.py http://127.0.0.1:8000

Needs the test packages (Playwright, Pillow), Chromium and pdftoppm. Each picture is named where it is used.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
MANUAL, README = HERE / "beelden", HERE.parent / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium-headless-shell"
PASSWORD = "welkom-in-rietwolde"  # noqa: S105 - that of the demonstration
DESK, TALL, PHONE = (1280, 860), (1280, 1500), (390, 844)
THIS_YEAR, NEXT_YEAR = date.today().year, date.today().year + 1  # noqa: DTZ011 - a year is all it needs
PATIENCE = 25_000


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, at which address, and how to get further from there."""

    name: str
    path: str
    who: str = ""
    then: Callable[[Page], None] | None = None
    size: tuple[int, int] = DESK


def link(text: str, *, within: str = "main") -> Callable[[Page], None]:
    """Follow the first link with this text."""

    def follow(page: Page) -> None:
        found = page.locator(within).get_by_role("link").filter(has_text=text)
        page.goto(found.first.evaluate("each => each.href"), wait_until="load")

    return follow


def addressed(part: str, number: int = 0) -> Callable[[Page], None]:
    """Follow a link whose address contains this."""

    def follow(page: Page) -> None:
        found = page.locator(f'main a[href*="{part}"]')
        page.goto(found.nth(number).evaluate("each => each.href"), wait_until="load")

    return follow


def steps(*each: Callable[[Page], None]) -> Callable[[Page], None]:
    def follow(page: Page) -> None:
        for step in each:
            step(page)

    return follow


DRAFT = f"Programma Vogelweide {NEXT_YEAR}"
READY = f"Programma Klaverveld {NEXT_YEAR}"
SHOTS = (
    Shot("voorpagina", "/"),
    Shot("inloggen", "/account/inloggen"),
    Shot("gebied", "/gebieden/oldekaap", size=TALL),
    Shot("gebied-telefoon", "/gebieden/oldekaap", size=PHONE),
    Shot("programma", f"/programmas/{THIS_YEAR}/vogelweide", size=TALL),
    Shot("project", f"/programmas/{THIS_YEAR}/vogelweide", then=addressed("/projecten/"), size=TALL),
    Shot("projectenlijst", "/projecten", who="raadslid"),
    Shot(
        "organisatie",
        "/werk/organisaties",
        who="bestuurslid",
        then=addressed("/werk/organisaties/dorpsbelang-oldekaap"),
    ),
    Shot("projecten", "/werk/projecten", who="wijkopbouwwerker"),
    Shot("mijn-werk", "/werk", who="wijkmanager"),
    Shot("programma-bewerken", "/werk/programmas", who="wijkmanager", then=link(DRAFT)),
    Shot(
        "onderdeel",
        "/werk/programmas",
        who="wijkmanager",
        then=steps(link(DRAFT), addressed("/werk/onderdelen/")),
    ),
    Shot(
        "project-bewerken",
        "/werk/programmas",
        who="wijkmanager",
        then=steps(link(DRAFT), addressed("/werk/projecten/")),
    ),
    Shot(
        "brochure-maken",
        "/werk/programmas",
        who="wijkmanager",
        then=steps(link(DRAFT), addressed("/brochure")),
    ),
    Shot("vaststellen", "/werk/programmas", who="wijkwethouder", then=link(READY)),
    Shot("personen", "/beheer/personen", who="beheerder"),
    Shot(
        "toegangscontrole", "/beheer/toegangscontrole", who="beheerder", then=addressed("toegangscontrole/")
    ),
    Shot("inlezen", "/beheer/inlezen", who="beheerder"),
    Shot("huisstijl", "/beheer/huisstijl", who="beheerder"),
)


def sign_in(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/account/inloggen")
    # The password waits behind a fold: a code in the mail is the first choice.
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    page.fill('input[name="login"]', f"{who}@demo.example")
    page.fill('input[name="password"]', PASSWORD)
    page.locator('form:has(input[name="password"]) button[type="submit"]').first.click()
    page.wait_for_url(lambda url: "inloggen" not in url)


def picture_of(page: Page) -> Image.Image:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def take(browser: Browser, address: str, wanted: set[str]) -> list[str]:
    """Take the pictures; returns what could not be taken."""
    faults, pages = [], {}
    for shot in SHOTS:
        if wanted and shot.name not in wanted:
            continue
        key = (shot.who, shot.size)
        try:
            if key not in pages:
                width, height = shot.size
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    locale="nl-NL",
                    device_scale_factor=2 if shot.size == PHONE else 1,
                )
                context.set_default_timeout(PATIENCE)
                pages[key] = context.new_page()
                if shot.who:
                    sign_in(pages[key], address, shot.who)
            page = pages[key]
            page.goto(f"{address}{shot.path}", wait_until="load")
            if shot.then:
                shot.then(page)
            image = picture_of(page)
            image.save(MANUAL / f"{shot.name}.webp", "WEBP", quality=72, method=6)
            sys.stdout.write(f"{shot.name}: {page.url}\n")
            if shot.name in {"gebied", "onderdeel"}:
                target = README / f"{'area' if shot.name == 'gebied' else 'editor'}.png"
                image.quantize(192, dither=Image.Dither.NONE).save(target, optimize=True)
        except Exception as fault:  # the others can still be taken
            faults.append(f"{shot.name}: {str(fault).splitlines()[0]}")
    return faults


def spread_of_brochure(address: str) -> None:
    """Put the first pages of a printed brochure side by side, for the README."""
    page = f"{address}/programmas/{THIS_YEAR}/vogelweide"
    with urllib.request.urlopen(page, timeout=60) as answer:  # noqa: S310 - the address is that of our portal
        found = re.search(r'href="(/brochures/[^"]+\.pdf)"', answer.read().decode())
    if not found:
        raise LookupError("the worker has not printed this brochure yet")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "brochure.pdf"
        with urllib.request.urlopen(address + found[1], timeout=60) as answer:  # noqa: S310 - idem
            file.write_bytes(answer.read())
        subprocess.run(["pdftoppm", "-r", "52", "-png", "-l", "4", file, Path(folder) / "page"], check=True)
        pages = [Image.open(each).convert("RGB") for each in sorted(Path(folder).glob("page*.png"))]
        wide, high = pages[0].size
        gap = 14
        sheet = Image.new("RGB", (wide * 2 + gap * 3, high * 2 + gap * 3), "#e9e6df")
        for number, each in enumerate(pages[:4]):
            sheet.paste(each, (gap + number % 2 * (wide + gap), gap + number // 2 * (high + gap)))
        sheet.quantize(192, dither=Image.Dither.NONE).save(README / "brochure.png", optimize=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", help="where the demonstration runs, as http://127.0.0.1:8000")
    parser.add_argument("names", nargs="*", help="only these pictures")
    options = parser.parse_args()
    MANUAL.mkdir(exist_ok=True)
    README.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        faults = take(browser, options.address.rstrip("/"), set(options.names))
        browser.close()
    if not options.names or "brochure" in options.names:
        try:
            spread_of_brochure(options.address.rstrip("/"))
        except (OSError, LookupError, subprocess.SubprocessError) as fault:
            faults.append(f"brochure: {fault}")
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
