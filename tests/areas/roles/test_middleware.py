import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from areas.roles.states import ROLES, STAFF_ROLES
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_steps(settings, one_step_to_sign_in):
    settings.FORCE_SECOND_FACTOR = True
    cache.clear()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("role", ROLES)
def test_only_staff_must_have_a_second_factor(client, role):
    client.force_login(person_with(role))
    response = client.get(reverse("portal:workspace"))
    if role in STAFF_ROLES:
        assert response.url == reverse("mfa_index")
    else:
        assert response.status_code != 302 or response.url != reverse("mfa_index")


def test_a_technician_is_staff_too(client):
    client.force_login(PersonFactory(is_staff=True, is_superuser=True))
    assert client.get(reverse("admin:index")).url == reverse("mfa_index")


def test_a_write_without_the_second_factor_does_nothing(client):
    person = person_with("area_manager", full_name="Anna")
    client.force_login(person)
    response = client.post(reverse("people:profile"), {"full_name": "Anders", "phone": ""})
    assert response.url == reverse("mfa_index")
    person.refresh_from_db()
    assert person.full_name == "Anna"


def test_a_fragment_is_told_to_leave_the_page(client):
    client.force_login(person_with("area_manager"))
    response = client.get(reverse("portal:workspace"), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("mfa_index")


def test_a_public_page_takes_them_for_a_visitor(client):
    client.force_login(person_with("administrator"))
    response = client.get(reverse("organisations:index"))
    assert response.status_code == 200
    assert not response.context["user"].is_authenticated


def test_setting_up_an_app_opens_the_workspace(client):
    person = person_with("area_manager")
    client.force_login(person)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    # Who has no password is not asked for a code again: the one from the app is used.
    assert response.url == reverse("mfa_view_recovery_codes")
    assert client.get(response.url).status_code == 200
    assert client.get(reverse("portal:workspace")).status_code == 200
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored


def test_signing_in_asks_for_the_code_of_the_app(client):
    person = person_with("area_manager", password="klaproos-fiets-brug")
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    response = client.post(
        reverse("account_login"), {"login": person.email, "password": "klaproos-fiets-brug"}
    )
    assert response.url == reverse("mfa_authenticate")
    assert client.get(reverse("portal:workspace")).url.startswith(reverse("account_login"))
    assert "Pak uw telefoon" in client.get(reverse("mfa_authenticate")).content.decode()
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert response.url == reverse("portal:workspace")
    assert client.get(response.url).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    person = person_with("area_manager")
    RecoveryCodes.activate(person)
    client.force_login(person)
    assert client.get(reverse("portal:workspace")).url == reverse("mfa_index")


def test_staff_cannot_switch_off_their_last_second_factor(client):
    person = person_with("area_manager")
    client.force_login(person)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    cache.clear()  # forgets that this code was used, in place of waiting for the next
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Voeg eerst een andere toe" in page.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_the_second_factor_costs_one_query_a_session(client, django_assert_num_queries):
    person = person_with("area_manager")
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)
    client.get(reverse("people:profile"))
    # The person, the roles and the gemeente's colours; no second look at the authenticators.
    with django_assert_num_queries(3):
        client.get(reverse("people:profile"))
