"""Signing in as a visitor meets it: pages, letters, codes, limits."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from tests.factories.people import PersonFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()
    yield
    cache.clear()


def code_in_last_letter() -> str:
    body = Letter.objects.latest("pk").body
    return re.search(r"^ {4}(\S+)$", body, re.MULTILINE).group(1)


def test_a_resident_signs_in_with_a_code_from_the_mail(client):
    person = PersonFactory(email="jan@voorbeeld.example")
    response = client.post(reverse("account_request_login_code"), {"email": "Jan@Voorbeeld.example"})
    assert response.url == reverse("account_confirm_login_code")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("jan@voorbeeld.example", "Uw code om in te loggen")
    assert "Geef hem aan niemand door" in letter.body
    page = client.get(response.url).content.decode()
    assert "We hebben een e-mail gestuurd naar" in page
    response = client.post(reverse("account_confirm_login_code"), {"code": code_in_last_letter()})
    assert response.url == reverse("portal:workspace")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_code_is_told_and_the_third_ends_it(client):
    PersonFactory(email="jan@voorbeeld.example")
    client.post(reverse("account_request_login_code"), {"email": "jan@voorbeeld.example"})
    page = client.post(reverse("account_confirm_login_code"), {"code": "fout"})
    assert "Deze code klopt niet" in page.content.decode()
    client.post(reverse("account_confirm_login_code"), {"code": "fout"})
    response = client.post(reverse("account_confirm_login_code"), {"code": "fout"})
    assert response.url == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_same_page_and_another_letter(client):
    response = client.post(reverse("account_request_login_code"), {"email": "niemand@voorbeeld.example"})
    assert response.url == reverse("account_confirm_login_code")
    letter = Letter.objects.get()
    assert letter.subject == "Er is geen account met dit e-mailadres"
    assert reverse("account_signup") in letter.body


def test_signing_up_takes_a_name_and_an_address_and_a_code(client):
    response = client.post(
        reverse("account_signup"), {"full_name": "Sjoukje de Vries", "email": "Sjoukje@voorbeeld.example"}
    )
    assert response.url == reverse("account_email_verification_sent")
    assert Letter.objects.get().subject == "Uw code om uw account te maken"
    client.post(response.url, {"code": code_in_last_letter()})
    person = Person.objects.get()
    assert (person.full_name, person.email) == ("Sjoukje de Vries", "sjoukje@voorbeeld.example")
    assert not person.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert client.session["_auth_user_id"] == str(person.pk)


def test_signing_up_with_a_known_address_does_not_say_so(client):
    PersonFactory(email="jan@voorbeeld.example")
    response = client.post(
        reverse("account_signup"), {"full_name": "Een ander", "email": "jan@voorbeeld.example"}
    )
    assert response.url == reverse("account_email_verification_sent")
    assert Letter.objects.get().subject == "U hebt al een account"
    assert Person.objects.count() == 1


def test_a_password_works_and_a_wrong_one_is_told_without_saying_which(client):
    PersonFactory(email="jan@voorbeeld.example", password="klaproos-fiets-brug")
    page = client.post(reverse("account_login"), {"login": "jan@voorbeeld.example", "password": "x"})
    assert "Het e-mailadres of het wachtwoord klopt niet." in page.content.decode()
    response = client.post(
        reverse("account_login"), {"login": "JAN@voorbeeld.example", "password": "klaproos-fiets-brug"}
    )
    assert response.url == reverse("portal:workspace")


def test_the_sixth_wrong_password_in_five_minutes_is_refused(client):
    PersonFactory(email="jan@voorbeeld.example", password="klaproos-fiets-brug")
    for _attempt in range(5):
        client.post(reverse("account_login"), {"login": "jan@voorbeeld.example", "password": "x"})
    page = client.post(
        reverse("account_login"), {"login": "jan@voorbeeld.example", "password": "klaproos-fiets-brug"}
    )
    assert "Het is te vaak mislukt" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_requests_get_a_dutch_429(client):
    for _attempt in range(20):
        client.post(reverse("account_signup"), {"full_name": "", "email": "fout"})
    response = client.post(reverse("account_signup"), {"full_name": "", "email": "fout"})
    assert response.status_code == 429
    assert 'lang="nl"' in response.content.decode()


def test_a_closed_account_cannot_sign_in(client):
    PersonFactory(email="jan@voorbeeld.example", password="klaproos-fiets-brug", is_active=False)
    response = client.post(
        reverse("account_login"), {"login": "jan@voorbeeld.example", "password": "klaproos-fiets-brug"}
    )
    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 302}


def test_signing_out_is_a_post(client):
    client.force_login(PersonFactory())
    assert "Wilt u uitloggen?" in client.get(reverse("account_logout")).content.decode()
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).url == reverse("portal:home")
    assert "_auth_user_id" not in client.session


def test_the_profile_changes_name_and_phone(client):
    person = PersonFactory()
    client.force_login(person)
    response = client.post(
        reverse("people:profile"), {"full_name": "Jan Jansen", "phone": "058 123 45 67", "language": "fy"}
    )
    assert response.url == reverse("people:profile")
    person.refresh_from_db()
    assert (person.full_name, person.phone, person.language) == ("Jan Jansen", "058 123 45 67", "fy")
    assert client.post(reverse("people:profile"), {"full_name": "", "phone": "1"}).status_code == 422


def test_another_address_counts_after_its_code(client):
    person = PersonFactory(email="oud@voorbeeld.example")
    client.force_login(person)
    response = client.post(reverse("account_email"), {"email": "nieuw@voorbeeld.example", "action_add": ""})
    assert response.url == reverse("account_email_verification_sent")
    person.refresh_from_db()
    assert person.email == "oud@voorbeeld.example"
    assert Letter.objects.latest("pk").to == "nieuw@voorbeeld.example"
    client.post(response.url, {"code": code_in_last_letter()})
    person.refresh_from_db()
    assert person.email == "nieuw@voorbeeld.example"


def test_a_forgotten_password_is_renewed_by_a_code(client):
    person = PersonFactory(email="jan@voorbeeld.example", password="klaproos-fiets-brug")
    response = client.post(reverse("account_reset_password"), {"email": "jan@voorbeeld.example"})
    response = client.post(response.url, {"code": code_in_last_letter()})
    page = client.get(response.url)
    assert page.status_code == 200
    client.post(response.url, {"password1": "nieuw-geheim-woord-9"})
    person.refresh_from_db()
    assert person.check_password("nieuw-geheim-woord-9")


PAGES = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_reset_password",
    "account_inactive",
    "socialaccount_login_error",
    "socialaccount_login_cancelled",
]
OWN_PAGES = [
    "people:profile",
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "socialaccount_connections",
]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_on_the_way_in_are_open_and_dutch(client, name):
    page = client.get(reverse(name))
    assert page.status_code == (401 if name == "socialaccount_login_error" else 200)
    assert_dutch(page.content.decode())


@pytest.mark.parametrize("name", OWN_PAGES)
def test_the_pages_of_ones_account_are_dutch(client, name):
    client.force_login(PersonFactory())
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_dutch(page.content.decode())


def assert_dutch(page: str) -> None:
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL).lower()
    assert not re.search(r"\b(sign|password|your|please|je|jouw|jij)\b", words)
    assert not re.search(r'style="|<style', page)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_the_pages_of_ones_account_ask_to_sign_in(client, name):
    if name == "account_logout":
        assert client.get(reverse(name)).status_code == 302
        return
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))
