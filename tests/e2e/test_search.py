"""Searching by keyboard: from any page to a result, through a typing error, and back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.projects import ProjectFactory
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_something_is_found_by_keyboard(browser_page, live_portal, check_accessible):
    wijk = AreaFactory(name="Noord", parent=GemeenteFactory())
    for street in ("Dorpsstraat", "Kerkstraat"):
        ProjectFactory(area=wijk, title=f"Speeltuin {street}", published_at=timezone.now())
    page = browser_page
    page.goto(reverse("projects:index"))
    page.keyboard.press("/")
    page.keyboard.type("speelt")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken\?q=speelt"))
    page.get_by_text("2 resultaten").wait_for()
    check_accessible(page)
    page.keyboard.press("/")
    page.keyboard.type("spelctuin kerk")
    page.get_by_text("Bedoelde u").wait_for()
    check_accessible(page)
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Speeltuin Kerkstraat"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Speeltuin Kerkstraat", level=1).wait_for()
