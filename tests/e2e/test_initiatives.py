"""An initiative from the first sentence, written by two, supported and asked about, to what the gemeente says."""

import pytest
from django.urls import reverse

from participation.initiatives.models import Initiative
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    ThemeFactory(name="Groen", slug="groen")
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_an_initiative_is_made_together_supported_and_decided(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    OrganisationFactory(name="Afdeling Groen", kind="department", areas=[wijk])
    mina = PersonFactory(full_name="Mina Maker")
    buddy = PersonFactory(full_name="Bob Buur", email="bob@voorbeeld.example")
    manager = person_with("area_manager", wijk, full_name="Wim Wijk")

    sign_in(page, mina)
    page.goto(f"{wijk.get_absolute_url()}#initiatieven")
    page.get_by_role("link", name="Begin een initiatief").click()
    page.get_by_label("Hoe heet uw initiatief?").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Verder").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    page.get_by_label("Hoe heet uw initiatief?").fill("Een moestuin voor iedereen")
    page.get_by_label("Waar gaat het over?").select_option("Groen")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Wat wilt u doen?").fill("Twaalf bakken op het veld.")
    page.get_by_label("Waarom?").fill("Buren leren elkaar kennen.")
    check_accessible(page, html=False)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_label("E-mailadres van uw buur").fill("bob@voorbeeld.example")
    page.get_by_role("button", name="Vraag om mee te schrijven").click()
    page.get_by_text("De uitnodiging is verstuurd.").wait_for()
    check_accessible(page)

    sign_in(page, buddy)
    page.goto(reverse("initiatives:mine"))
    check_accessible(page)
    page.get_by_label("Zet mijn naam op de site").check()
    page.get_by_role("button", name="Ik doe mee").click()
    page.get_by_role("button", name="Insturen").click()
    page.get_by_text("De stand is nu “ingestuurd”.").wait_for()

    sign_in(page, manager)
    page.goto(reverse("initiatives:workbench"))
    check_accessible(page)
    page.get_by_role("link", name="Een moestuin voor iedereen").click()
    page.get_by_role("button", name="Op de site zetten").click()
    page.get_by_label("Aan wie vraagt u het?").select_option("Afdeling Groen")
    page.get_by_label("Wat is de vraag?").fill("Mag het veld een tuin worden?")
    page.get_by_role("button", name="Vraag versturen").click()
    page.get_by_text("De vraag is verstuurd.").wait_for()
    check_accessible(page)

    made = Initiative.objects.get()
    page.context.clear_cookies()
    page.goto(reverse("initiatives:index"))
    check_accessible(page)
    page.get_by_role("link", name="Een moestuin voor iedereen").click()
    page.get_by_text("Bob Buur").wait_for()
    assert "Mina" not in page.content()
    check_accessible(page)
    sign_in(page, PersonFactory(full_name="Roos Regel"))
    page.reload()
    page.get_by_role("button", name="Ik steun dit en woon in Noord").click()
    page.get_by_text("U steunt dit als bewoner van Noord.").wait_for()
    page.get_by_label("Uw reactie").fill("Komt er een kraan?")
    page.get_by_label("Dit is een vraag aan de wijkmanager").check()
    page.get_by_role("button", name="Plaats uw reactie").click()
    page.get_by_text("Wij lezen uw reactie eerst.").wait_for()
    check_accessible(page)

    sign_in(page, manager)
    page.goto(reverse("initiatives:queue"))
    check_accessible(page)
    page.get_by_label("Uw antwoord").fill("Ja, bij de school.")
    page.get_by_role("button", name="Antwoord plaatsen").click()
    page.get_by_role("heading", name="Er wacht niets").wait_for()
    page.goto(reverse("initiatives:check", args=[made.checks.get().pk]))
    page.get_by_label("het kan", exact=True).check()
    page.get_by_label("Waarom, of onder welke voorwaarden?").fill("Er ligt een leiding.")
    page.get_by_role("button", name="Antwoord opslaan").click()
    page.goto(reverse("initiatives:handle", args=[made.public_id]))
    page.get_by_label("meebeslissen: U beslist mee.").check()
    page.locator("#trede").locator("..").get_by_role("button", name="Opslaan").click()
    page.locator("#reden-accept").fill("Een mooi plan voor iedereen.")
    page.get_by_role("button", name="Het gaat door").click()
    page.get_by_text("De stand is nu “gaat door”.").wait_for()

    page.context.clear_cookies()
    page.goto(made.get_absolute_url())
    for shown in ("Waarom dit doorgaat", "Ja, bij de school.", "Er ligt een leiding.", "Meebeslissen"):
        page.get_by_text(shown).first.wait_for()


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_support_and_objections_work_without_scripts(browser_page, wijk, sign_in):
    made = InitiativeFactory(area=wijk)
    browser_page.goto(made.get_absolute_url())
    browser_page.get_by_role("link", name="Melden dat dit niet kan").first.click()
    browser_page.get_by_label("Het is reclame").check()
    browser_page.get_by_role("button", name="Versturen").click()
    browser_page.get_by_text("Wij kijken ernaar").wait_for()
    sign_in(browser_page, PersonFactory())
    browser_page.goto(made.get_absolute_url())
    browser_page.get_by_role("button", name="Ik steun dit en woon ergens anders").click()
    browser_page.get_by_role("button", name="Steun intrekken").wait_for()
    made.refresh_from_db()
    assert (made.supporters_here, made.supporters_elsewhere) == (0, 1)
