"""A village's money from the first evening of its penningmeester until the village reads the account."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from budgets.books.models import AnnualAccount
from tests.factories.books import LAST_YEAR, treasurer_of
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def photo() -> dict:
    out = io.BytesIO()
    Image.new("RGB", (60, 90), "#ffffff").save(out, "JPEG")
    return {"name": "bon.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_penningmeester_keeps_a_book_and_accounts_for_it(
    browser_page, live_portal, sign_in, check_accessible
):
    page, board = browser_page, "Petra Penning"
    area = AreaFactory(
        name="Fjildum",
        slug="fjildum",
        parent=GemeenteFactory(border=square(5.0, 53.0, 0.1)),
        border=square(5.0, 53.0, 0.02),
    )
    treasurer, finance = treasurer_of(area, full_name=board), person_with("finance")
    sign_in(page, treasurer)

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    page.goto(reverse("books:index"))
    check_accessible(page)
    page.get_by_role("link", name="Kasboek beginnen").click()
    page.get_by_label("Vanaf welk jaar houdt u het kasboek bij?").select_option(str(LAST_YEAR))
    check_accessible(page)
    page.get_by_label("Saldo van de betaalrekening").fill("1.398,80")
    page.get_by_label("Contant geld in de kas").fill("0")
    press("Verder")
    page.get_by_role("heading", name="Waar komt geld vandaan en waar gaat het heen?").wait_for()
    check_accessible(page)
    press("Verder")
    page.get_by_role("heading", name=re.compile("Wat verwacht u in")).wait_for()
    check_accessible(page)
    page.get_by_label("Bijdrage van de gemeente").fill("4.000")
    press("Kasboek openen")
    page.get_by_text("Uw kasboek staat klaar").wait_for()
    check_accessible(page)

    page.get_by_role("link", name="Ontvangst", exact=True).click()
    page.get_by_label("Bedrag in euro").fill("4.128,80")
    page.get_by_label("Datum").fill(f"{LAST_YEAR}-02-01")
    page.get_by_label("Waarvoor?").fill("Dorpsbudget")
    page.get_by_label("Begrotingspost").select_option("Bijdrage van de gemeente")
    press("Boeken")
    page.get_by_text(f"Geboekt als {LAST_YEAR}-003").or_(page.get_by_text("Geboekt als")).first.wait_for()
    page.get_by_role("link", name="Uitgave met bon", exact=True).click()
    check_accessible(page)
    page.watch.allowed.append("status of 422")
    page.get_by_label("Datum").fill(f"{LAST_YEAR}-06-01")
    page.get_by_label("Waarvoor?").fill("Zomerfeest")
    page.get_by_label("Begrotingspost").select_option("Activiteiten")
    page.get_by_label("Aan wie?").fill("Geheime Harm")
    page.get_by_label("Foto van de bon").set_input_files(photo())
    press("Boeken")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Bedrag in euro").fill("2.416,36")
    press("Boeken")
    page.get_by_text("Geboekt als").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Zomerfeest").click()
    page.get_by_role("img", name=re.compile("Foto van de bon")).wait_for()
    check_accessible(page)

    account = AnnualAccount.objects.get(year=LAST_YEAR)
    page.goto(account.get_absolute_url())
    check_accessible(page)
    for name in ("Anna", "Bert"):
        page.get_by_label("Naam").fill(name)
        page.get_by_label("E-mailadres").fill(f"{name.lower()}@dorp.example")
        press("Lid vragen")
        page.get_by_text("is genoteerd").wait_for()
    press("Jaarrekening opmaken")
    page.get_by_text("De stand is nu “opgemaakt”").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    for name in ("anna", "bert"):
        letter = Letter.objects.get(to=f"{name}@dorp.example")
        page.goto(re.search(r"/kascommissie/\S+", letter.body).group(0))
        assert page.get_by_text("Geheime Harm").is_visible()
        if name == "anna":
            check_accessible(page)
        page.get_by_label("Ja, ik ben akkoord").check()
        press("Tekenen")
        page.get_by_role("heading", name="Bedankt voor uw controle").wait_for()

    sign_in(page, treasurer)
    page.goto(account.get_absolute_url())
    check_accessible(page)
    page.get_by_label("Wanneer was de ledenvergadering?").fill(timezone.localdate().isoformat())
    press("Leden zijn akkoord")
    page.get_by_text("De leden zijn akkoord.").wait_for()
    press("Verzenden aan de gemeente")
    page.get_by_text("De stand is nu “verzonden”").wait_for()
    check_accessible(page)

    sign_in(page, finance)
    page.goto(reverse("books:sent"))
    check_accessible(page)
    page.get_by_role("link", name=f"Fjildum {LAST_YEAR}").click()
    check_accessible(page)
    press("In orde")
    page.get_by_text("De jaarrekening is in orde.").wait_for()

    sign_in(page, treasurer)
    page.goto(account.get_absolute_url())
    press("Publiceren voor het dorp")
    page.get_by_text("De stand is nu “gepubliceerd”").wait_for()
    live_portal.wait_for_jobs()
    page.context.clear_cookies()
    page.goto(area.get_absolute_url())
    page.get_by_role("link", name=f"Lees de jaarrekening van {LAST_YEAR}").click()
    page.get_by_text("€\u00a03.111,24").first.wait_for()
    assert page.get_by_role("link", name="Pdf").is_visible()
    assert "Harm" not in page.content()
    check_accessible(page)
