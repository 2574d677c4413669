"""The second step of signing in, in a real browser: passkeys from Chromium's own authenticator, and an app."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests.e2e.pages import Device
from tests.factories.roles import person_with
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "klaproos-fiets-brug"


@pytest.fixture(autouse=True)
def two_steps(settings, one_step_to_sign_in):
    settings.FORCE_SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def manager(live_portal):
    """Somebody who signs in by a code: staff whose account came from an invitation."""
    return person_with("area_manager", full_name="Anna Bakker", email="anna@voorbeeld.example")


@pytest.fixture
def manager_with_password(live_portal):
    return person_with(
        "area_manager", full_name="Bas de Vries", email="bas@voorbeeld.example", password=PASSWORD
    )


@pytest.fixture
def device(browser_page):
    return Device(browser_page)


def sign_in_with_password(page, person) -> None:
    page.goto(reverse("account_login"))
    page.get_by_text("Inloggen met een wachtwoord of passkey").click()
    page.locator("details").get_by_label("E-mailadres").fill(person.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def sign_in_by_code(page, person) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").first.fill(person.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.wait_for_url("**" + reverse("account_confirm_login_code"))
    code = re.search(r"^ {4}(\S+)$", Letter.objects.latest("pk").body, re.MULTILINE).group(1)
    page.get_by_label("Code uit de e-mail").fill(code)
    page.get_by_role("button", name="Verder").click()


def confirm_with_password(page) -> None:
    """Who has a password gives it once more before the account changes."""
    page.wait_for_url("**" + reverse("account_reauthenticate") + "?*")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()


def open_passkeys(page) -> None:
    page.goto(reverse("account_login"))
    page.get_by_text("Inloggen met een wachtwoord of passkey").click()


def add_passkey(page, *, name: str, passwordless: bool) -> None:
    page.get_by_label("Naam van deze passkey").fill(name)
    page.get_by_label("Ik wil er ook zonder e-mail mee inloggen").set_checked(passwordless)
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))


def sign_out(page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**" + reverse("portal:home"))


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()) + steps))


def test_staff_add_a_passkey_and_sign_in_with_nothing_else(browser_page, manager, device, check_accessible):
    page = browser_page
    sign_in_by_code(page, manager)
    # The workspace is shut until there is a second step.
    page.wait_for_url("**" + reverse("mfa_index"))
    expect(page.get_by_text("is een tweede stap bij het inloggen nodig")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Passkey toevoegen").click()
    # Without asking for its HTML once more: that would make another challenge than the page has.
    check_accessible(page, html=False)
    add_passkey(page, name="Telefoon van Anna", passwordless=True)
    check_accessible(page)
    page.goto(reverse("mfa_list_webauthn"))
    check_accessible(page)
    expect(page.get_by_role("cell", name="Telefoon van Anna", exact=True)).to_be_visible()
    assert [key["isResidentCredential"] for key in device.keys] == [True]
    page.goto(reverse("portal:workspace"))
    expect(page.get_by_role("heading", name="Dag Anna Bakker")).to_be_visible()
    sign_out(page)

    open_passkeys(page)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**" + reverse("portal:workspace"))
    expect(page.get_by_role("heading", name="Dag Anna Bakker")).to_be_visible()
    assert device.keys[0]["signCount"] > 1
    assert Authenticator.objects.get(user=manager, type="webauthn").last_used_at


def test_a_passkey_is_the_second_step_after_a_password(
    browser_page, manager_with_password, device, check_accessible
):
    page = browser_page
    sign_in_with_password(page, manager_with_password)
    page.wait_for_url("**" + reverse("mfa_index"))
    page.get_by_role("link", name="Passkey toevoegen").click()
    confirm_with_password(page)
    add_passkey(page, name="Laptop", passwordless=False)
    sign_out(page)
    sign_in_with_password(page, manager_with_password)
    page.wait_for_url("**" + reverse("mfa_authenticate"))
    check_accessible(page, html=False)
    page.goto(reverse("portal:workspace"))
    assert page.url.endswith(reverse("mfa_authenticate"))
    page.get_by_role("button", name=re.compile("passkey")).click()
    page.wait_for_url("**" + reverse("portal:workspace"))


def test_a_device_that_refuses_says_what_to_do(browser_page, manager, device, check_accessible):
    page = browser_page
    page.watch.allowed.append("status of 40")
    sign_in_by_code(page, manager)
    page.wait_for_url("**" + reverse("mfa_index"))
    page.get_by_role("link", name="Passkey toevoegen").click()
    add_passkey(page, name="Telefoon", passwordless=True)
    sign_out(page)
    open_passkeys(page)
    device.knows_the_finger(False)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("De passkey werkte niet")
    check_accessible(page, html=False)
    assert reverse("account_login") in page.url
    device.knows_the_finger(True)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**" + reverse("portal:workspace"))


def test_staff_set_up_an_app_and_cannot_go_around_it(browser_page, manager_with_password, check_accessible):
    page = browser_page
    sign_in_with_password(page, manager_with_password)
    page.wait_for_url("**" + reverse("mfa_index"))
    for door in ("portal:workspace", "yearly:workbench", "people:profile"):
        page.goto(reverse(door))
        assert page.url.endswith(reverse("mfa_index"))
    page.get_by_role("link", name="App instellen").click()
    confirm_with_password(page)
    # A second look would make another secret.
    check_accessible(page, html=False)
    secret = page.locator("code").inner_text()
    page.get_by_label("Code uit uw app").fill("000000")
    page.get_by_role("button", name="App aanzetten").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("deze code klopt niet")
    check_accessible(page, html=False)
    page.get_by_label("Code uit uw app").fill(code_of(secret))
    page.get_by_role("button", name="App aanzetten").click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    check_accessible(page)
    page.goto(reverse("portal:workspace"))
    expect(page.get_by_role("heading", name="Dag Bas de Vries")).to_be_visible()
    sign_out(page)

    sign_in_with_password(page, manager_with_password)
    page.wait_for_url("**" + reverse("mfa_authenticate"))
    # The code of the next half minute: this one was used.
    page.get_by_label("Code uit uw app, of een herstelcode").fill(code_of(secret, steps=1))
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**" + reverse("portal:workspace"))
