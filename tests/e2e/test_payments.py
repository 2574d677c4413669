"""A statement of the bank: what it names is booked by itself, what is left waits for a person."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.payments.models import BankLine
from budgets.payments.queries import payments_for
from tests.budgets.payments.making import Row, camt
from tests.factories.grants import make_scene
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_statement_pays_what_it_names_and_a_person_does_the_rest(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    scene = make_scene(AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02)))
    named, nameless = scene.granted(title="Picknicktafels"), scene.granted("400", title="Bloembakken")
    reference = payments_for("grants.application", named.pk).get().reference
    statement = camt(
        Row("-640.00", end_to_end=reference), Row("-320.00", text="bloembakken"), Row("-9.50", text="kosten")
    )

    sign_in(page, scene.finance)
    page.goto(named.get_absolute_url())
    page.get_by_text(reference).wait_for()
    check_accessible(page)
    page.goto(reverse("payments:expected"))
    check_accessible(page)
    page.get_by_role("link", name="Betaling: Picknicktafels").click()
    page.get_by_role("button", name="Boek met de hand").wait_for()
    check_accessible(page)

    page.goto(reverse("payments:files"))
    page.get_by_label("Afschrift van de bank").set_input_files(
        {"name": "afschrift.xml", "mimeType": "text/xml", "buffer": statement}
    )
    page.locator("main form button").first.click()
    page.get_by_text("Past bij een verwachte betaling").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Lees in en boek").click()
    page.get_by_text("wat betaald is, is geboekt").wait_for()
    live_portal.wait_for_jobs()
    named.refresh_from_db()
    assert (named.state, named.advance) == ("running", Decimal(640))

    page.goto(reverse("payments:index"))
    page.get_by_text("2 bankregels wachten op u.").wait_for()
    check_accessible(page)
    page.goto(BankLine.objects.get(amount=-320).get_absolute_url())
    page.get_by_role("heading", name="Past hierbij?").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Koppel").click()
    page.get_by_text("De regel is verwerkt en geboekt.").wait_for()
    live_portal.wait_for_jobs()
    nameless.refresh_from_db()
    assert (nameless.state, nameless.advance) == ("running", Decimal(320))
    page.goto(BankLine.objects.get(amount=Decimal("-9.50")).get_absolute_url())
    page.get_by_text("Deze regel is niet van ons").click()
    page.get_by_label("Waarom?").fill("Bankkosten van de gemeente zelf.")
    page.get_by_role("button", name="Zet apart").click()
    page.get_by_text("De regel is apart gezet.").wait_for()
    page.goto(reverse("payments:index"))
    page.get_by_text("Geen bankregels gevonden").wait_for()
