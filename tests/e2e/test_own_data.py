"""What people say about what is on the site, and about themselves: reporting, judging twice, leaving, and the keys of systems."""

import re

import pytest
from django.urls import reverse

from participation.exchange.models import Key
from participation.moderation.models import Case
from tests.factories.initiatives import CommentFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_comment_is_reported_judged_and_judged_again(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    writer = PersonFactory(full_name="Sjoerd Schrijver", email="sjoerd@voorbeeld.example")
    comment = CommentFactory(initiative__area=wijk, person=writer, words="Wat een raar plan.")

    page.goto(comment.initiative.get_absolute_url())
    page.get_by_role("link", name=re.compile("Melden dat dit niet kan.*reactie 1")).click()
    check_accessible(page)
    page.get_by_label("Het is beledigend").check()
    page.get_by_role("button", name="Versturen").click()
    page.get_by_text("Wij kijken ernaar").wait_for()

    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("moderation:queue"))
    check_accessible(page)
    page.watch.allowed.append("status of 422")
    page.get_by_label("Reactie bij").check()
    page.get_by_role("button", name="Weghalen").click()
    page.get_by_text("Schrijf erbij waarom").first.wait_for()
    page.get_by_label("Reden").fill("Dit is niet aardig.")
    page.get_by_role("button", name="Weghalen").click()
    page.get_by_text("1 bijdrage beoordeeld.").wait_for()

    page.context.clear_cookies()
    link = re.search(r"/tweede-oordeel/\S+", Letter.objects.get(to="sjoerd@voorbeeld.example").body).group()
    page.goto(link)
    check_accessible(page)
    page.get_by_label("Waarom bent u het er niet mee eens?").fill("Raar is geen scheldwoord.")
    page.get_by_role("button", name="Vraag een tweede oordeel").click()
    page.get_by_text("Iemand anders dan de eerste keer").wait_for()

    sign_in(page, person_with("community_worker", wijk, full_name="Olga Opbouw"))
    page.goto(reverse("moderation:case", args=[Case.objects.get().pk]))
    check_accessible(page)
    page.get_by_text("Raar is geen scheldwoord.").wait_for()
    page.get_by_role("button", name="Terugzetten").click()
    page.get_by_text("Uw oordeel is bewaard.").wait_for()
    comment.refresh_from_db()
    assert comment.is_shown


def test_somebody_sees_their_data_and_leaves_and_a_system_gets_a_key(
    browser_page, wijk, sign_in, check_accessible
):
    page = browser_page
    leaver = PersonFactory(full_name="Gerda Gaat", email="gerda@voorbeeld.example")
    SignalFactory(area=wijk, email=leaver.email)
    sign_in(page, leaver)
    page.goto(reverse("signals:mine"))
    check_accessible(page)
    page.goto(reverse("privacy:mine"))
    check_accessible(page)
    page.get_by_role("link", name="Ik wil weg").click()
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_text("Wij stuurden u een code.").wait_for()
    check_accessible(page)
    letter = Letter.objects.filter(to=leaver.email, subject__contains="code").latest("pk")
    page.get_by_label("Code uit de e-mail").fill(re.search(r"\w{4}-\w{4}-\w{4}", letter.body).group())
    page.get_by_role("button", name="Haal mijn account weg").click()
    page.get_by_role("heading", name="Uw account is weg").wait_for()
    check_accessible(page)
    assert not Person.objects.filter(email=leaver.email).exists()

    sign_in(page, person_with("administrator", wijk.parent, full_name="Bea Beheer"))
    page.goto(reverse("exchange:overview"))
    page.get_by_text("Maak een sleutel").click()
    page.get_by_label("Voor welk systeem?").fill("Meldpunt")
    page.get_by_role("button", name="Maak de sleutel").click()
    page.get_by_text("Kopieer hem nu voor Meldpunt").wait_for()
    check_accessible(page)
    page.get_by_role("button", name=re.compile("^Intrekken")).click()
    page.get_by_text("ingetrokken").wait_for()
    assert Key.objects.get().revoked_at
    for name in ("exchange:add_system", "signals:terms"):
        page.goto(reverse(name))
        check_accessible(page)
