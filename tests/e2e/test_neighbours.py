"""Two neighbours find each other: a notice is read first, they talk without names, and then both agree."""

import re

import pytest
from django.urls import reverse

from participation.neighbours.models import Notice
from tests.factories.neighbours import NoticeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_two_neighbours_find_each_other(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    page.watch.allowed.append("status of 422")
    ans, bob = PersonFactory(full_name="Ans Vraagt"), PersonFactory(full_name="Bob Biedt")
    worker = person_with("community_worker", wijk)
    NoticeFactory(area=wijk, by=bob, kind="offer", title="Handige buur")

    sign_in(page, ans)
    page.goto(reverse("neighbours:new"))
    check_accessible(page)
    page.get_by_label("Waar gaat het over?").select_option("odd_jobs")
    page.get_by_label("Titel").fill("Lamp ophangen, want ik ben ziek")
    page.get_by_label("In welke wijk of welk dorp?").select_option("Noord")
    page.get_by_label("Straat, of de cijfers van uw postcode").fill("Dorpsstraat")
    page.get_by_role("button", name="Stuur in").click()
    page.get_by_text("Zet liever niets over gezondheid").first.wait_for()
    check_accessible(page)
    page.get_by_label("Titel").fill("Wie hangt een lamp op?")
    page.get_by_role("button", name="Stuur in").click()
    page.get_by_role("heading", name="Wij lezen uw oproep").wait_for()

    sign_in(page, worker)
    page.goto(reverse("neighbours:queue"))
    check_accessible(page)
    page.get_by_role("button", name=re.compile("^Plaatsen")).click()
    page.get_by_text("De stand is nu “staat open”.").wait_for()

    made = Notice.objects.get(person=ans)
    sign_in(page, bob)
    page.goto(made.get_absolute_url())
    check_accessible(page)
    page.get_by_label("Uw bericht").fill("Ik kan zaterdag.")
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_text("Uw bericht is verstuurd.").wait_for()
    page.get_by_role("button", name="Ja, deel mijn gegevens").click()
    page.get_by_text("U zei ja. De ander nog niet.").wait_for()

    sign_in(page, ans)
    page.goto(reverse("neighbours:change", args=[made.public_id]))
    page.get_by_text("bij u in de straat of postcode").wait_for()
    check_accessible(page)
    page.get_by_role("link", name=re.compile("Een buur reageerde")).click()
    assert "Bob" not in page.content()
    page.get_by_role("button", name="Ja, deel mijn gegevens").click()
    page.get_by_text("Bob Biedt").wait_for()
    check_accessible(page)
    page.goto(reverse("neighbours:change", args=[made.public_id]))
    page.get_by_role("button", name="Het is gelukt").click()
    page.get_by_text("De stand is nu “gelukt”.").wait_for()

    page.context.clear_cookies()
    page.goto(reverse("neighbours:index"))
    page.get_by_text("Handige buur").wait_for()
    check_accessible(page)
    assert "Ans" not in page.content()
