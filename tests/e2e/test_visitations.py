"""A visitatie from the first score to a recommendation that is done, as who leads it and who reads it see it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.portal.visitations.actions.questionnaires import ensure_questionnaire
from wijkportaal.portal.visitations.models import Visitation
from wijkportaal.portal.visitations.states import THEMES

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_visitatie_is_scored_held_reported_and_followed_up(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(name="Lelieveld", border=square(5.0, 53.0, 0.1))
    AreaFactory(name="Grou", slug="grou", parent=gemeente, border=square(5.0, 53.0, 0.02))
    ensure_questionnaire(by=None)
    sign_in(page, person_with("alderman", gemeente, full_name="Ype Wethouder"))

    page.goto(reverse("visitations:workbench"))
    page.get_by_role("link", name="Visitatie beginnen").first.click()
    check_accessible(page)
    page.get_by_label("Van welk gebied?").select_option("Grou")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_text("Vul nu de zelfevaluatie in.").wait_for()
    check_accessible(page)
    page.locator("main").get_by_role("link", name="Focus").click()
    page.get_by_role("textbox", name="Zoek een stuk").fill("/gebieden/grou/geld")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name=re.compile("^Voeg toe")).first.click()
    page.get_by_role("button", name=re.compile("^Haal weg")).wait_for()
    for theme in THEMES:
        assert page.url.partition("#")[0].endswith(f"/thema/{theme}")
        for answer in page.get_by_label("grotendeels").all():
            answer.check()
        if theme == "focus":
            page.get_by_label("Waarom?").first.fill("Drie doelen.")
            check_accessible(page)
        page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Zelfevaluatie afronden").click()
    page.get_by_role("link", name="Bezoek plannen").click()
    page.get_by_label("Wanneer is het bezoek?").fill(timezone.localdate().isoformat())
    page.get_by_label("Wie komen er?").fill("Marga Wolters; gebiedsmanager; Elzenbroek")
    check_accessible(page)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Het bezoek is geweest").click()
    page.get_by_role("link", name="Aanbeveling toevoegen").click()
    page.get_by_label("Over welk thema?").select_option("Focus")
    page.get_by_label("Wat bevelen de visiteurs aan?").fill("Kies drie doelen.")
    page.get_by_label("Wie gaat erover?").select_option("Ype Wethouder")
    page.get_by_role("button", name="Aanbeveling opslaan").click()
    page.get_by_role("link", name="Rapport schrijven").click()
    page.get_by_label("Reactie van de gemeente").fill("Dat doen wij.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Rapport openbaar maken").click()
    page.get_by_text("De stand is nu “rapport openbaar”.").wait_for()
    check_accessible(page)

    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name="Kies drie doelen.").click()
    check_accessible(page)
    page.get_by_label("Waarom?").first.fill("Gedaan in mei.")
    page.get_by_role("button", name="Gedaan", exact=True).click()
    page.get_by_text("De stand is nu “gedaan”.").wait_for()

    page.context.clear_cookies()
    page.goto(Visitation.objects.get().get_absolute_url())
    page.get_by_text("Gedaan in mei.").wait_for()
    assert page.get_by_text("Drie doelen.", exact=True).is_visible()
    check_accessible(page)
