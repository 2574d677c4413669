"""Open data, a piece of an area on another site, and a webhook: made by the beheerder, taken along by a visitor."""

import json

import pytest
from django.urls import reverse

from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_beheerder_opens_the_portal_to_others(live_portal, browser_page, sign_in, check_accessible):
    page = browser_page
    gemeente = GemeenteFactory(name="Voorbeeldstad", border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Noord", slug="noord", parent=gemeente, border=square(5.0, 53.0, 0.02))
    ProjectFactory(area=wijk, title="Bankje in het park", state="running", published_at="2026-01-05T10:00Z")
    page.goto(reverse("opendata:index"))
    page.get_by_role("heading", name="De bestanden komen vannacht").wait_for()
    sign_in(page, person_with("administrator", gemeente, full_name="Bea Beheer"))

    page.goto(reverse("opendata:overview"))
    page.get_by_role("button", name="Maak ze nu opnieuw").click()
    live_portal.wait_for_jobs()
    page.goto(reverse("opendata:overview"))
    page.get_by_label("Websites die een gebied mogen tonen").fill("geen site")
    page.watch.allowed.append("status of 422")
    page.get_by_role("button", name="Opslaan").click()
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Websites die een gebied mogen tonen").fill("www.voorbeeldstad.nl")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Bewaard.").wait_for()
    page.goto(reverse("opendata:snippet"))
    assert page.frame_locator("iframe").get_by_role("link", name="Bankje in het park").is_visible()
    assert "/widget/gebieden/noord" in page.locator("pre").inner_text()
    check_accessible(page)

    page.goto(reverse("webhooks:index"))
    page.get_by_label("Naam").fill("Wijkapp")
    page.get_by_label("Adres").fill("https://wijkapp.bestaat-niet.invalid/hook")
    page.get_by_label("een project kreeg een nieuwe stand").check()
    page.get_by_role("button", name="Maak de webhook").click()
    page.get_by_text("whsec_").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Stuur een proefbericht").click()
    page.get_by_role("button", name="Stuur een proefbericht").click()
    page.get_by_text("Er gaat een proefbericht heen.").wait_for()
    live_portal.wait_for_jobs()
    page.reload()
    page.get_by_text("Het adres bestaat niet.").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(reverse("opendata:index"))
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="GeoJSON van Projecten", exact=True).click()
    found = json.loads(download.value.path().read_text())
    assert [each["properties"]["titel"] for each in found["features"]] == ["Bankje in het park"]
