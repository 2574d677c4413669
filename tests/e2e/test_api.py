"""Somebody lets a program in: makes a token, reads how it works, and withdraws the token."""

import json
import re
from urllib.request import Request, urlopen

import pytest
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.api.models import Token

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_somebody_makes_a_token_for_a_program_and_withdraws_it(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    GemeenteFactory(slug="rietwolde", name="Rietwolde")
    sign_in(page, PersonFactory())
    page.goto(reverse("people:profile"))
    page.get_by_role("link", name="Tokens").click()
    page.get_by_role("button", name="Maak het token").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Voor welk programma?").fill("Dashboard")
    page.get_by_role("button", name="Maak het token").click()
    secret = page.locator("code", has_text="wp_").inner_text()
    check_accessible(page)

    address = page.url.replace(reverse("tokens:index"), "/api/v1/gebieden")
    asked = Request(address, headers={"Authorization": f"Bearer {secret}"})  # noqa: S310
    with urlopen(asked) as answer:  # noqa: S310
        assert json.load(answer)["numberMatched"] == 1
    page.get_by_role("link", name="Hoe een programma het gebruikt").click()
    page.get_by_text("Lijst van gebieden").first.click()
    page.get_by_role("rowheader", name="bboxCrs").first.wait_for()
    check_accessible(page)

    page.goto(reverse("tokens:index"))
    page.get_by_role("button", name=re.compile("Intrekken ?: Dashboard")).click()
    page.get_by_text("Het token voor Dashboard werkt niet meer.").wait_for()
    assert Token.objects.get().revoked_at
