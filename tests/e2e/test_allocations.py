"""A year of money: prepared by one, decided by another, letters made by the worker, read by anyone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.allocations.models import Run
from budgets.decisions.models import Decision
from budgets.staffels import actions as staffels
from tests.budgets.staffels.making import scheme
from tests.factories.figures import FigureFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
YEAR = timezone.localdate().year


@pytest.fixture
def gemeente(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    for number, (name, people) in enumerate((("Aldwier", 180), ("Bovenkerk", 4999), ("Cleyterp", None))):
        village = AreaFactory(
            name=name, kind="dorp", parent=gemeente, border=square(5.0 + number / 50, 53.0, 0.02)
        )
        FigureFactory(area=village, year=YEAR, value=people, source="Basisregistratie personen")
        OrganisationFactory(
            name=f"Dorpsbelang {name}",
            kind="village_interest",
            email=f"bestuur@{name.lower()}.example",
            areas=[village],
        )
    return gemeente


def test_a_year_of_money_is_prepared_decided_and_read(
    browser_page, live_portal, gemeente, sign_in, check_accessible
):
    page = browser_page
    page.watch.allowed.append("status of 422")
    finance = person_with("finance", gemeente, full_name="Fenna Geld")
    alderman = person_with("alderman", gemeente, full_name="Ype Wethouder")
    version = staffels.make_staffel(gemeente, scheme(first_year=YEAR - 1, kinds=("dorp",)), by=finance)
    staffels.propose(version, by=finance)
    staffels.adopt(version, by=alderman, decision="Raadsbesluit 12")

    sign_in(page, finance)
    page.goto(reverse("allocations:index"))
    check_accessible(page)
    page.get_by_role("link", name="Nieuwe ronde").click()
    page.get_by_label(f"Dorpsbudget, {YEAR} (versie 1)").check()
    check_accessible(page)
    page.get_by_role("button", name="Bereken de bedragen").click()
    page.get_by_role("heading", name="Dit ontbreekt nog").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Afwijken voor Cleyterp").click()
    page.get_by_label("Bedrag").fill("2.600,50")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Schrijf op waarom").first.wait_for()
    check_accessible(page)
    page.get_by_label("Waarom?").fill("De telling van dit jaar komt later.")
    page.get_by_role("button", name="Opslaan").click()
    page.locator("#inhoud").get_by_role("link", name="Bestemmingen").click()
    group = page.get_by_role("group", name="Investeringen")
    group.get_by_label("Wat over is").select_option(label="sparen, een aantal jaren")
    group.get_by_label("Aantal jaren").fill("3")
    check_accessible(page)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("De bestemmingen zijn opgeslagen.").wait_for()
    page.get_by_role("button", name="Klaar voor besluit").click()
    page.get_by_role("heading", name="Een ander stelt dit vast").wait_for()
    assert not page.get_by_role("button", name="Vaststellen").count()

    page.context.clear_cookies()
    sign_in(page, alderman)
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name=f"Dorpsbudget {YEAR}: toekenning").click()
    page.get_by_label("Welk besluit?").fill("Collegebesluit 26-014")
    check_accessible(page)
    page.get_by_role("button", name="Vaststellen").click()
    live_portal.wait_for_jobs()
    page.goto(Run.objects.get().get_absolute_url())
    page.get_by_text("uitgevoerd").first.wait_for()
    check_accessible(page)
    decision = Decision.objects.get(name="Dorpsbelang Cleyterp")
    assert (str(decision.amount), decision.state) == ("2600.50", "sent")
    page.get_by_role("link", name=decision.number).click()
    page.get_by_role("link", name="De brief (pdf)").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    notice = next(letter for letter in live_portal.letters if letter["To"] == "bestuur@cleyterp.example")
    text = notice.get_payload(decode=True).decode()
    page.goto("/besluiten/brief/" + text.split("/besluiten/brief/")[1].split()[0])
    page.get_by_role("heading", name=f"Dorpsbudget {YEAR} voor Cleyterp").wait_for()
    check_accessible(page)
    page.goto(decision.area.get_absolute_url())
    page.get_by_role("link", name=f"Lees besluit {decision.number}").click()
    page.get_by_text("De telling van dit jaar komt later.").first.wait_for()
    check_accessible(page)
