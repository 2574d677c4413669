"""A print run from the choice of areas to the frozen files, by someone at a browser."""

import re
from zipfile import ZipFile

import pytest
from django.urls import reverse

from programmes.printruns.models import PrintRun
from programmes.yearly import actions as yearly
from tests.background import wait_until
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maker(live_portal):
    """The administrator of a gemeente with the adopted programmes of two areas."""
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    person = person_with("administrator", gemeente, full_name="Bea Beheer")
    for name in ("Noord", "Zuid"):
        area = AreaFactory(name=name, parent=gemeente, border=square(5.0, 53.0, 0.02))
        programme = yearly.create_programme(area, 2026, by=person)
        foreword = programme.parts.get(kind="foreword")
        yearly.edit_part(foreword, {"text": "<p>Beste bewoner.</p>"}, version=foreword.version, by=person)
        project = ProjectFactory(
            area=area, title="Een bankje", what="<p>Wij zetten een bankje.</p>", state="planned"
        )
        yearly.add_entries(programme, [project], by=person)
        yearly.change_state(programme, "submit", by=person)
        yearly.change_state(programme, "adopt", by=None)
    return person


def test_a_print_run_is_begun_looked_at_approved_and_published(
    browser_page, live_portal, maker, sign_in, check_accessible
):
    page = browser_page
    sign_in(page, maker)
    page.goto(reverse("printruns:index"))
    check_accessible(page)
    page.get_by_role("link", name="Nieuwe drukgang").click()
    check_accessible(page)
    page.get_by_label("Zuid").uncheck()
    page.get_by_label("Noord").uncheck()
    page.watch.allowed.append("status of 422")
    page.get_by_role("button", name="Maak de proeven").click()
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Noord").check()
    page.get_by_role("button", name="Maak de proeven").click()
    # The page shows by itself that the worker is done.
    page.wait_for_url(re.compile(r"/werk/drukgangen/\d+$"))
    check_accessible(page)
    live_portal.wait_for_jobs()
    page.get_by_text("proef klaar").wait_for()
    page.get_by_role("link", name="Noord").click()
    picture = page.get_by_role("img", name=re.compile("Bladzijde 1;"))
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.pr-pages img').naturalWidth === 720")
    check_accessible(page)
    page.get_by_label("Aantal adressen").fill("500")
    page.get_by_role("button", name="Bewaar het aantal").click()
    page.get_by_text("Bewaard.").wait_for()

    run = PrintRun.objects.get()
    page.goto(run.get_absolute_url())
    page.get_by_text("Samen 540 exemplaren.").wait_for()
    page.get_by_role("button", name="Goedkeuren en laten maken").click()
    wait_until(lambda: PrintRun.objects.filter(state="ready").exists(), seconds=60, what="the whole run")
    page.goto(run.get_absolute_url())
    check_accessible(page)
    page.get_by_role("button", name="Uitgeven").click()
    page.get_by_text("De stand is nu “uitgegeven”.").wait_for()
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("om te lezen en te mailen")).click()
    assert download.value.suggested_filename == "programmas-2026-screen.zip"
    with ZipFile(download.value.path()) as bundle:
        assert [name.rpartition(".")[2] for name in bundle.namelist()] == ["pdf", "SHA256SUMS"]
        assert bundle.testzip() is None
    page.goto(reverse("printruns:deliveries"))
    check_accessible(page)
