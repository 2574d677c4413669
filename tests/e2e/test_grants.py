"""A grant from the regeling to the vaststelling, by four people who each do their own part."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from PIL import Image

from budgets.grants.calculations.conditions import DaysAhead, OwnShare
from budgets.grants.models import Application
from budgets.ledger.models import Account
from tests.factories.grants import days, make_scene
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def photo() -> dict:
    """A receipt as a telephone photographs it."""
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "JPEG")
    return {"name": "bon.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_from_regulation_to_settled_account_with_four_people(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    page.watch.allowed.append("status of 422")
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))
    scene = make_scene(wijk, conditions=[OwnShare(Decimal(10)), DaysAhead(14)])

    def become(person):
        page.context.clear_cookies()
        sign_in(page, person)

    # The board reads the regulation and applies; what is not right yet is named before it can be sent.
    become(scene.applicant)
    page.goto(reverse("grants:index"))
    check_accessible(page)
    page.get_by_role("link", name="Leefbaarheid").click()
    check_accessible(page)
    page.get_by_role("link", name="Aanvragen", exact=True).first.click()
    page.get_by_role("button", name="Verder").click()
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Hoe heet uw plan?").fill("Picknicktafels in het park")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Wat gaat u doen").fill("Wij zetten twee tafels neer waar buren elkaar treffen.")
    page.get_by_label("Wanneer begint het?").fill(days(5).isoformat())
    check_accessible(page, html=False)
    page.get_by_role("button", name="Opslaan").click()
    for number, (side, what, amount) in enumerate(
        (("Kosten", "Tafels", "1.000"), ("Eigen bijdrage", "Uit de kas", "50"))
    ):
        line = page.locator(".gr-line").nth(number)
        line.get_by_label("Soort").select_option(label=side.lower())
        line.get_by_label("Waarvoor").fill(what)
        line.get_by_label("Bedrag").fill(amount)
    check_accessible(page)
    page.get_by_role("button", name="Opslaan en verder").click()
    check_accessible(page)
    page.get_by_role("link", name="Verder").click()
    page.get_by_text("Dat moet minstens €\xa0100 zijn.").wait_for()
    page.get_by_text("Het begint al over 5 dagen.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="1 Plan").click()
    page.get_by_label("Wanneer begint het?").fill(days(30).isoformat())
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".gr-line").nth(1).get_by_label("Bedrag").fill("200")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("link", name="Verder").click()
    page.get_by_role("button", name="Aanvraag versturen").click()
    page.get_by_text("Uw aanvraag is verstuurd.").wait_for()
    check_accessible(page)
    made = Application.objects.get()

    # The reviewer goes through the checklist.
    become(scene.reviewer)
    page.goto(reverse("grants:workbench"))
    check_accessible(page)
    page.get_by_role("link", name="Picknicktafels in het park").first.click()
    check_accessible(page)
    page.get_by_role("link", name="Beoordelen").click()
    for group in page.get_by_role("group").all():
        if group.get_by_label("ja", exact=True).count():
            group.get_by_label("ja", exact=True).check()
    page.get_by_label("Uw advies").fill("Goed plan.")
    check_accessible(page)
    page.get_by_role("button", name="Beoordelen").click()
    page.get_by_text("De beoordeling is opgeslagen.").wait_for()
    assert page.locator("main").get_by_role("link", name="Besluiten").count() == 0

    # Someone else decides; the letter is made by a worker.
    become(scene.decider)
    page.goto(made.get_absolute_url())
    page.locator("main").get_by_role("link", name="Besluiten").click()
    page.get_by_label("Toekennen").check()
    check_accessible(page)
    page.get_by_role("button", name="Besluiten").click()
    page.get_by_text("Uw besluit is vastgelegd.").wait_for()
    check_accessible(page)

    become(scene.finance)
    page.goto(made.get_absolute_url())
    page.get_by_role("link", name="Voorschot betalen").click()
    check_accessible(page)
    page.get_by_role("button", name="Voorschot betalen").click()
    page.get_by_text("De betaling is geboekt.").wait_for()

    # The board accounts, with a receipt.
    become(scene.applicant)
    page.goto(reverse("grants:mine"))
    check_accessible(page)
    page.get_by_role("link", name="Picknicktafels in het park").click()
    page.get_by_role("link", name="Bonnen toevoegen").click()
    page.get_by_label("Waarvoor?").fill("Twee tafels")
    page.get_by_label("Bedrag").fill("600,50")
    page.get_by_label("Wanneer betaald?").fill(days(0).isoformat())
    page.get_by_label("De bon of factuur").set_input_files(photo())
    page.get_by_role("button", name="Bon toevoegen").click()
    page.get_by_text("De bon is toegevoegd.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Naar de verantwoording").click()
    page.get_by_label("Wat is er gebeurd?").fill("De tafels staan er en worden veel gebruikt.")
    check_accessible(page)
    page.get_by_role("button", name="Verantwoording versturen").click()
    page.get_by_text("Uw verantwoording is verstuurd.").wait_for()

    # Finance fixes the amount, and takes back what was too much.
    become(scene.finance)
    page.goto(made.get_absolute_url())
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_label("Waarom?").fill("De tafels waren goedkoper.")
    check_accessible(page)
    page.get_by_role("button", name="Vaststellen").click()
    page.get_by_text("Het bedrag is vastgesteld.").wait_for()
    page.get_by_role("link", name="Terugbetaling boeken").click()
    page.get_by_role("button", name="Terugbetaling boeken").click()
    page.get_by_text("De verrekening is geboekt.").wait_for()
    check_accessible(page)
    made.refresh_from_db()
    assert (made.state, made.final) == ("closed", Decimal("600.50"))
    assert Account.objects.get(kind="pot").balance == Decimal("10000") - Decimal("600.50")

    # Everyone reads what it went to, without names; the letters are there.
    page.context.clear_cookies()
    page.goto(reverse("grants:area", args=[wijk.slug]))
    page.get_by_text("Picknicktafels in het park").wait_for()
    assert "Bea" not in page.content()
    check_accessible(page)
    live_portal.wait_for_jobs()
    assert [letter for step in made.steps.exclude(decision=None) if (letter := step.decision.letter)]
