"""Signing in, one's account, roles and organisations in a real browser: nothing against the policy, no
accessibility fault, at both widths."""

import re

import pytest
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.roles import RoleAssignmentFactory, person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_someone_signs_in_with_a_code_and_out_again(browser_page, wijk, check_accessible):
    PersonFactory(email="jan@voorbeeld.example", full_name="Jan Jansen")
    browser_page.goto(reverse("account_login"))
    check_accessible(browser_page)
    browser_page.get_by_label("E-mailadres").first.fill("jan@voorbeeld.example")
    browser_page.get_by_role("button", name="Stuur mij een code").click()
    browser_page.wait_for_url("**" + reverse("account_confirm_login_code"))
    check_accessible(browser_page)
    code = re.search(r"^ {4}(\S+)$", Letter.objects.latest("pk").body, re.MULTILINE).group(1)
    browser_page.get_by_label("Code uit de e-mail").fill(code)
    browser_page.get_by_role("button", name="Verder").click()
    browser_page.wait_for_url("**" + reverse("portal:workspace"))


def test_a_role_without_an_area_is_asked_for_again(browser_page, wijk, sign_in, check_accessible):
    RoleAssignmentFactory(area=wijk, person=PersonFactory(full_name="Wim Wijk"))
    sign_in(browser_page, person_with("administrator", full_name="Ans Beheer"))
    browser_page.goto(reverse("roles:people"))
    browser_page.get_by_role("link", name="Wim Wijk").click()
    browser_page.watch.allowed.append("status of 422")
    browser_page.get_by_role("button", name="Rol geven").click()
    assert browser_page.locator("[data-error-summary]").is_visible()
    check_accessible(browser_page)
