"""A taakgroep from the first member to the thanks, with a call for help and the weekly talk."""

import re

import pytest
from django.urls import reverse

from participation.taskgroups.models import Member, TaskGroup
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_group_forms_works_asks_for_help_and_is_thanked(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    lead, asker = PersonFactory(full_name="Lia Lead"), PersonFactory(full_name="Tom Timmer")
    worker = person_with("community_worker", wijk, full_name="Wies Werker")

    sign_in(page, lead)
    page.goto(reverse("taskgroups:new"))
    check_accessible(page)
    page.get_by_label("Hoe heet de taakgroep?").fill("Bankjesploeg")
    page.get_by_label("In welke wijk of welk dorp?").select_option("Noord")
    page.get_by_label("Wat gaat de groep doen?").fill("Vier bankjes in het park.")
    page.get_by_role("button", name="Begin de groep").click()
    page.get_by_text("Er zijn nog 3 bewoners nodig om te beginnen.").wait_for()
    check_accessible(page)
    group = TaskGroup.objects.get()
    for _each in range(2):
        Member.objects.create(group=group, person=PersonFactory(), state="member")

    sign_in(page, asker)
    page.goto(group.get_absolute_url())
    check_accessible(page)
    page.get_by_label("Wie bent u en wat wilt u doen?").fill("Ik kan timmeren.")
    page.get_by_role("button", name="Ik wil meedoen").click()
    page.get_by_role("heading", name="U wilt meedoen").wait_for()
    page.get_by_label("Uw bericht").fill("Wanneer beginnen jullie?")
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_text("Het antwoord komt in uw mail.").wait_for()

    sign_in(page, lead)
    page.goto(reverse("taskgroups:own", args=[group.public_id]))
    page.get_by_role("button", name=re.compile("^Welkom")).click()
    page.get_by_text("Welkom! Het nieuwe lid krijgt een e-mail.").wait_for()
    page.get_by_label("Wat moet er gebeuren?").fill("Hout kopen")
    page.get_by_label("Wie doet het?").select_option("Tom Timmer")
    page.get_by_role("button", name="Zet op de lijst").click()
    page.get_by_role("button", name=re.compile("^Klaar")).click()
    page.get_by_role("button", name="Toch niet").wait_for()
    page.get_by_role("button", name="Aan de slag").click()
    page.get_by_text("De stand is nu “aan de slag”.").wait_for()
    page.get_by_label("Waar hebt u hulp bij nodig?").fill("Wie betaalt het hout?")
    page.get_by_role("button", name="Vraag om hulp").click()
    page.get_by_text("Uw vraag is bij de opbouwwerker.").wait_for()
    check_accessible(page)

    sign_in(page, worker)
    page.goto(reverse("taskgroups:weekly"))
    check_accessible(page)
    page.get_by_role("link", name="Bankjesploeg").first.click()
    page.get_by_label("Uw antwoord").wait_for()
    check_accessible(page)
    page.get_by_label("Uw antwoord").fill("Vraag een klein bedrag aan.")
    page.get_by_role("button", name="Verstuur het antwoord").click()
    page.get_by_text("Uw antwoord is verstuurd").wait_for()
    page.goto(reverse("taskgroups:own", args=[group.public_id]))
    page.locator("#reden-end_group").fill("De bankjes staan er.")
    page.get_by_role("button", name="Het is klaar").click()
    page.get_by_text("De stand is nu “klaar”.").wait_for()

    page.context.clear_cookies()
    page.goto(group.get_absolute_url())
    page.get_by_role("heading", name="Wat er is gelukt").wait_for()
    assert "Lia" not in page.content()
    assert "Hout" not in page.content()
