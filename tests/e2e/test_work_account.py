"""Staff sign in at the provider of the gemeente, in a browser that holds to the security policy."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.provider import Provider


@pytest.fixture
def provider(live_portal, settings):
    cache.clear()
    provider = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = provider.setting
    yield provider
    provider.stop()


def go_to_provider(page) -> None:
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Inloggen met uw werkaccount").click()


@pytest.mark.parametrize("javascript", [True, False], indirect=True)
def test_a_wijkmanager_signs_in_with_the_account_of_work(browser_page, provider):
    person = person_with(
        "area_manager", AreaFactory(parent=GemeenteFactory()), email=provider.claims["email"]
    )
    browser_page.watch.allowed.append(f"asked for {provider.url}")
    go_to_provider(browser_page)
    browser_page.wait_for_url("**" + reverse("portal:workspace"))
    assert SocialAccount.objects.get().user == person


def test_when_the_provider_does_not_answer_there_is_another_way(browser_page, provider, check_accessible):
    provider.stop()
    browser_page.watch.allowed.append("status of 401")
    go_to_provider(browser_page)
    browser_page.get_by_role("heading", name="Inloggen is niet gelukt").wait_for()
    check_accessible(browser_page, html=False)
