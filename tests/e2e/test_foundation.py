from django.urls import reverse

from tests.e2e.pages import at_both_widths


@at_both_widths
def test_home_is_accessible(browser_page, check_accessible):
    browser_page.goto(reverse("portal:home"))
    check_accessible(browser_page)


def test_what_needs_a_sign_in_asks_for_it(browser_page, live_portal):
    browser_page.goto(reverse("portal:workspace"))
    assert reverse("account_login") in browser_page.url
