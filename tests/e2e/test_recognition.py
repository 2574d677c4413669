"""A panel from an empty file to recognised, and a neighbour who joins it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.recognition.models import LegitimacyFile, SignUp
from tests.factories.files import pdf_upload
from tests.factories.recognition import make_panel
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.operations import forms

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_panel_is_recognised_and_finds_a_member(browser_page, wijk, sign_in, check_accessible, monkeypatch):
    monkeypatch.setattr(forms, "FASTEST", 0)
    page = browser_page
    page.watch.allowed.append("status of 422")
    panel = make_panel(wijk, name="Wijkpanel Noord", slug="wijkpanel-noord")
    chair = panel.functions.get(kind="chair").person
    manager, alderman = person_with("area_manager", wijk), person_with("alderman", wijk)
    file = reverse("recognition:file", args=[panel.slug])

    sign_in(page, chair)
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name="Vul het dossier aan").click()
    check_accessible(page)
    page.get_by_role("link", name="Gegevens bijwerken").click()
    page.locator("#id_statutes").set_input_files(
        {"name": "Statuten.pdf", "mimeType": "application/pdf", "buffer": pdf_upload().read()}
    )
    page.get_by_label("KvK-nummer").fill("12 34")
    page.get_by_role("button", name="Opslaan").click()
    check_accessible(page)
    page.get_by_label("KvK-nummer").fill("12 34 56 78")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Het dossier is bewaard.").wait_for()
    page.locator("summary", has_text="Vergadering toevoegen").click()
    page.get_by_label("Wanneer was het?").fill(str(timezone.localdate()))
    page.get_by_label("Wat voor vergadering?").select_option("members")
    page.get_by_label("Verantwoording over welk jaar?").fill(str(timezone.localdate().year - 1))
    page.get_by_role("button", name="Zet in het dossier").click()
    page.get_by_text("De vergadering staat in het dossier.").wait_for()
    page.get_by_role("button", name="Vraag erkenning aan").click()
    page.get_by_text("Uw aanvraag is bij de gemeente.").wait_for()

    sign_in(page, manager)
    page.goto(file)
    check_accessible(page)
    page.get_by_label("Uw advies").fill("Doen.")
    page.get_by_role("button", name="Leg het voorstel voor").click()
    page.get_by_text("Uw voorstel ligt klaar").wait_for()

    sign_in(page, alderman)
    page.goto(file)
    check_accessible(page)
    page.get_by_role("button", name="Erkennen", exact=True).click()
    page.get_by_text("De stand is nu “erkend”.").wait_for()

    sign_in(page, chair)
    page.goto(reverse("recognition:recruit", args=[panel.slug]))
    page.get_by_role("button", name="Begin met werven").click()
    page.locator("#id_headline").fill("Praat mee in Noord")
    page.get_by_label("De pagina staat aan").check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("De pagina staat aan. Buren kunnen zich aanmelden.").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(reverse("recognition:index"))
    check_accessible(page)
    page.get_by_role("link", name="Doe mee met Wijkpanel Noord").click()
    page.get_by_label("Uw naam").fill("Jo")
    page.get_by_label("Uw e-mailadres of telefoonnummer").fill("jo@buurt.example")
    page.get_by_role("button", name="Meld mij aan").click()
    page.get_by_text("Bedankt! Het bestuur neemt contact met u op.").wait_for()
    check_accessible(page)
    assert SignUp.objects.get().name == "Jo"
    assert LegitimacyFile.objects.get().recognitions.get().state == "recognised"
