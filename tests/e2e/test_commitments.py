"""A promise from the evening on which it was made until the one it was made to says that it is not so."""

import re

import pytest
from django.urls import reverse

from programmes.commitments.models import Commitment
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_promise_is_made_kept_and_disputed(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    gemeente = OrganisationFactory(name="Gemeente Voorbeeldstad", kind="municipality", areas=[wijk])
    FunctionFactory(organisation=gemeente, kind="alderman", name="Ype Wethouder")
    late = CommitmentFactory(area=wijk, organisation=gemeente, what="Het hek wordt gemaakt", due_on=days(-4))
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))

    page.goto(reverse("commitments:workbench"))
    check_accessible(page)
    page.get_by_role("link", name="Afspraak noteren").click()
    check_accessible(page)
    page.get_by_role("button", name="Afspraak opslaan").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Gebied").select_option("Noord")
    page.get_by_label("Wat is afgesproken?").fill("Er komen twee bankjes in het park")
    page.get_by_label("Wanneer is het klaar?").fill(days(14).isoformat())
    page.get_by_label("Wie belooft het?").select_option("Gemeente Voorbeeldstad")
    page.get_by_label("Wie van die organisatie?").select_option(index=1)
    page.get_by_label("Aan wie is het beloofd?").fill("bewoners van de Lindestraat")
    page.get_by_label("Naam van de persoon").fill("Jelle Visser")
    page.get_by_label("E-mailadres van de persoon").fill("jelle@voorbeeld.example")
    page.get_by_role("button", name="Afspraak opslaan").click()
    page.get_by_text("De afspraak is genoteerd.").wait_for()
    check_accessible(page)
    made = Commitment.objects.get(what="Er komen twee bankjes in het park")

    for door in ("edit", "keep", "move", "give_up"):
        page.goto(reverse(f"commitments:{door}", args=[made.public_id]))
        check_accessible(page)
    page.goto(reverse("commitments:move", args=[made.public_id]))
    page.get_by_label("Wat wordt de nieuwe datum?").fill(days(21).isoformat())
    page.get_by_label("Waarom?").fill("De leverancier is later.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("De afspraak heeft een nieuwe datum.").wait_for()

    page.goto(reverse("commitments:workbench"))
    row = page.locator(f"#afspraak-{made.public_id}")
    row.get_by_role("button", name="Nagekomen").click()
    page.get_by_role("status").filter(has_text="is nagekomen").wait_for()
    assert page.url.endswith(reverse("commitments:workbench"))
    assert row.get_by_role("link", name="Weer openen").is_visible()
    assert page.locator(f"#afspraak-{late.public_id}").get_by_text("datum voorbij").is_visible()
    check_accessible(page, html=False)

    page.context.clear_cookies()
    letter = Letter.objects.get(to="jelle@voorbeeld.example", subject__startswith="Nagekomen")
    page.goto(re.search(r"/afspraken/antwoord/\S+", letter.body).group(0))
    check_accessible(page)
    page.get_by_label("Nee, dit klopt niet").check()
    page.get_by_label("Wat klopt er niet?").fill("Er staat er maar een.")
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("heading", name="Bedankt voor uw antwoord").wait_for()
    page.watch.allowed.append("status of 410")
    page.go_back()
    page.reload()
    page.get_by_role("heading", name="Deze link werkt niet meer").wait_for()

    for address in (
        made.get_absolute_url(),
        reverse("commitments:area", args=[wijk.slug]),
        reverse("commitments:index"),
        wijk.get_absolute_url(),
    ):
        page.goto(address)
        assert "Jelle" not in page.content()
        check_accessible(page, html=address != wijk.get_absolute_url())
    page.goto(made.get_absolute_url())
    assert page.get_by_role("heading", name=re.compile("^Weersproken")).is_visible()
    assert page.get_by_text("Ype Wethouder, wijkwethouder").is_visible()


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_a_promise_is_kept_without_scripts(browser_page, wijk, sign_in):
    made = CommitmentFactory(area=wijk)
    sign_in(browser_page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    browser_page.goto(reverse("commitments:workbench"))
    browser_page.get_by_role("button", name="Nagekomen").click()
    browser_page.get_by_role("link", name="Weer openen").wait_for()
    made.refresh_from_db()
    assert made.state == "kept"
