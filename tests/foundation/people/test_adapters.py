"""The gemeente's own provider: who comes in as whom, and what counts as a second factor."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from areas.roles.queries import roles_of
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.provider import Provider
from wijkportaal.foundation.people.adapters import MFAAdapter, has_sufficient_assurance
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.people.queries import ASSURANCE_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    cache.clear()
    provider = Provider()
    settings.OIDC_ACR = ["hoog"]
    settings.SOCIALACCOUNT_PROVIDERS = provider.setting
    yield provider
    provider.stop()


def sign_in_there(client) -> dict:
    """Go to the provider and come back; return what was asked of it."""
    response = client.post(reverse("openid_connect_login", args=["stad"]))
    asked = {
        name: values[0] for name, values in parse_qs(urlsplit(response.context["address"]).query).items()
    }
    client.get(reverse("openid_connect_callback", args=["stad"]), {"code": "abc", "state": asked["state"]})
    return asked


def test_the_button_is_on_the_page(client, provider):
    assert "Inloggen met uw werkaccount" in client.get(reverse("account_login")).content.decode()


def test_the_flow_uses_pkce_and_asks_for_the_level(client, provider):
    asked = sign_in_there(client)
    assert (asked["code_challenge_method"], asked["acr_values"]) == ("S256", "hoog")
    assert urlsplit(asked["redirect_uri"]).path == "/accounts/oidc/stad/login/callback/"
    assert len(provider.posted["code_verifier"]) >= 43


def test_someone_new_becomes_a_person_without_a_role(client, provider):
    sign_in_there(client)
    person = Person.objects.get()
    assert (person.email, person.full_name) == ("wim@stad.example", "Wim Wijk")
    assert roles_of(person) == []
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_verified_address_links_to_who_is_there(client, provider):
    person = person_with("area_manager", email="wim@stad.example")
    sign_in_there(client)
    assert SocialAccount.objects.get().user == person
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_address_that_is_not_verified_links_to_nobody(client, provider):
    person = PersonFactory(email="wim@stad.example")
    provider.claims["email_verified"] = False
    sign_in_there(client)
    assert not SocialAccount.objects.filter(user=person).exists()
    assert client.session.get("_auth_user_id") != str(person.pk)


@pytest.mark.parametrize(("acr", "status"), [("hoog", 200), ("laag", 302), ("", 302)])
def test_only_a_level_that_we_accept_is_a_second_factor(client, provider, settings, acr, status):
    settings.FORCE_SECOND_FACTOR = True
    person_with("area_manager", email="wim@stad.example")
    provider.acr = acr
    sign_in_there(client)
    response = client.get(reverse("portal:workspace"))
    assert response.status_code == status
    if status == 302:
        assert response.url == reverse("mfa_index")


def test_the_level_of_one_account_says_nothing_of_another(client, settings):
    """A provider's answer that led nowhere does not help who signs in afterwards by another way."""
    cache.clear()
    settings.FORCE_SECOND_FACTOR = True
    session = client.session
    session[ASSURANCE_KEY] = {"uid": "u1", "sufficient": True}
    session.save()
    other = person_with("area_manager", password="klaproos-fiets-brug")
    client.post(reverse("account_login"), {"login": other.email, "password": "klaproos-fiets-brug"})
    assert client.session[ASSURANCE_KEY]["sufficient"]
    assert client.get(reverse("portal:workspace")).url == reverse("mfa_index")


def test_the_address_of_someone_who_came_by_the_provider_is_theirs(client, provider):
    sign_in_there(client)
    assert EmailAddress.objects.get().verified


def test_who_comes_back_to_a_provider_that_fell_silent_is_told(client, provider):
    response = client.post(reverse("openid_connect_login", args=["stad"]))
    asked = parse_qs(urlsplit(response.context["address"]).query)
    provider.stop()
    back = reverse("openid_connect_callback", args=["stad"])
    response = client.get(back, {"code": "abc", "state": asked["state"][0]})
    assert response.status_code == 401
    assert "niet gelukt" in response.content.decode()


def test_the_level_may_stand_in_acr_or_acrs(settings):
    settings.OIDC_ACR = ["c1", "hoog"]
    assert has_sufficient_assurance({"id_token": {"acr": "hoog"}})
    assert has_sufficient_assurance({"id_token": {"acrs": ["c1", "c2"]}})
    assert not has_sufficient_assurance({"id_token": {"acr": "1"}})
    assert not has_sufficient_assurance({"userinfo": {"acr": "hoog"}})
    assert not has_sufficient_assurance({})
    settings.OIDC_ACR = []
    assert not has_sufficient_assurance({"id_token": {"acr": ""}})


def test_secrets_are_stored_encrypted_and_survive_a_new_key(settings):
    settings.SECRET_KEY = "oud" * 20
    stored = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nieuw" * 20, ["oud" * 20]
    assert MFAAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"
