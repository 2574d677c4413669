"""Signing in, one's account, roles and organisations in a real browser: nothing against the policy, no
accessibility fault, at both widths."""

import re

import pytest
from django.urls import reverse

from tests.factories.organisations import FacilityFactory, FunctionFactory, OrganisationFactory
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


def test_the_pages_of_an_account_have_no_faults(browser_page, wijk, sign_in, check_accessible):
    sign_in(browser_page, PersonFactory(full_name="Jan Jansen"))
    for name in ("people:profile", "account_email", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        browser_page.goto(reverse(name))
        check_accessible(browser_page)


def test_the_pages_of_roles_have_no_faults(browser_page, wijk, sign_in, check_accessible):
    administrator = person_with("administrator", full_name="Ans Beheer")
    manager = RoleAssignmentFactory(area=wijk, person=PersonFactory(full_name="Wim Wijk"))
    sign_in(browser_page, administrator)
    browser_page.goto(reverse("roles:people"))
    check_accessible(browser_page)
    browser_page.get_by_role("link", name="Wim Wijk").click()
    check_accessible(browser_page)
    browser_page.watch.allowed.append("status of 422")
    browser_page.get_by_role("button", name="Rol geven").click()
    assert browser_page.locator("[data-error-summary]").is_visible()
    check_accessible(browser_page)
    for address in (
        reverse("roles:end", args=[manager.pk]),
        reverse("roles:invite"),
        reverse("roles:invitations"),
        reverse("roles:reviews"),
        reverse("roles:invitation", args=["verzonnen"]),
    ):
        if "verzonnen" not in address:
            browser_page.goto(address)
            check_accessible(browser_page)


def test_the_pages_of_organisations_have_no_faults(browser_page, wijk, sign_in, check_accessible):
    panel = OrganisationFactory(
        name="Panel Noord", areas=[wijk], phone="058 123", phone_public=True, description="<p>Wij.</p>"
    )
    function = FunctionFactory(organisation=panel, name="Vera Voorzitter")
    FunctionFactory(organisation=panel, name="Sake Secretaris", kind="secretary")
    facility = FacilityFactory(
        name="De Kern", area=wijk, manager=panel, longitude="5.01", latitude="53.01", address="Kerkstraat 1"
    )
    for address in (
        reverse("organisations:index"),
        panel.get_absolute_url(),
        reverse("organisations:facilities"),
        facility.get_absolute_url(),
    ):
        browser_page.goto(address)
        check_accessible(browser_page)
    sign_in(browser_page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    for address in (
        reverse("organisations:manage"),
        reverse("organisations:add"),
        reverse("organisations:edit", args=[panel.slug]),
        reverse("organisations:people", args=[panel.slug]),
        reverse("organisations:edit_function", args=[function.pk]),
        reverse("organisations:manage_facilities"),
        reverse("organisations:edit_facility", args=[facility.pk]),
    ):
        browser_page.goto(address)
        # Editors and maps are made by scripts.
        check_accessible(browser_page, html=False)
