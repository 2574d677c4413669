import pytest
from django.urls import reverse

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import PartFactory, ProgrammeFactory

without_scripts = pytest.mark.parametrize("javascript", [False], indirect=True)


@pytest.fixture
def part(live_portal):
    """A text of a programme that is being made."""
    area = AreaFactory(parent=GemeenteFactory())
    return PartFactory(programme=ProgrammeFactory(area=area))


def test_what_needs_a_sign_in_asks_for_it(browser_page):
    browser_page.goto(reverse("portal:workspace"))
    assert reverse("account_login") in browser_page.url


def test_a_page_that_is_not_there_says_so_kindly(browser_page, check_accessible):
    browser_page.watch.allowed.append("status of 404")
    answer = browser_page.goto("/bestaat-niet")
    assert answer.status == 404
    check_accessible(browser_page, html=False)


def test_a_letter_goes_through_the_worker_to_the_relay(browser_page, live_portal, settings):
    from wijkportaal.foundation.mail.actions import send_letter

    send_letter(to="bewoner@voorbeeld.example", subject="Welkom", body="Dag")
    live_portal.wait_for_jobs()
    assert [letter["Subject"] for letter in live_portal.letters] == ["Welkom"]


def editor_of(page):
    return page.locator(".richtext-editor .ProseMirror").first


def test_rich_text_is_written_with_the_keyboard(browser_page, sign_in, check_accessible, part):
    page = browser_page
    sign_in(page, person_with("area_manager"))
    page.goto(reverse("yearly:part", args=[part.pk]))
    editor = editor_of(page)
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Samen maken we de wijk groen")
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="Vet").first.click()
    assert page.get_by_role("button", name="Vet").first.get_attribute("aria-pressed") == "true"
    editor.press("End")
    # The editor hears of a moved cursor from the browser, a moment after the key.
    page.wait_for_function("document.querySelector('[data-richtext]').richtext.state.selection.empty")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tussenkop").first.click()
    page.keyboard.type("Bomen")
    stored = page.locator("textarea[data-richtext]").first.input_value()
    assert stored == "<p><strong>Samen maken we de wijk groen</strong></p><h3>Bomen</h3>"
    check_accessible(page, html=False)


def test_a_link_is_checked_before_it_is_made(browser_page, sign_in, check_accessible, part):
    page = browser_page
    sign_in(page, person_with("area_manager"))
    page.goto(reverse("yearly:part", args=[part.pk]))
    editor_of(page).click()
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="Link").first.click()
    box = page.get_by_role("dialog", name="Link")
    box.get_by_label("Webadres").fill("javascript:alert(1)")
    box.get_by_role("button", name="Link bewaren").click()
    assert "geen webadres" in box.get_by_role("alert").inner_text()
    check_accessible(page, html=False)
    box.get_by_label("Webadres").fill("www.voorbeeld.example")
    box.get_by_role("button", name="Link bewaren").click()
    stored = page.locator("textarea[data-richtext]").first.input_value()
    assert 'href="https://www.voorbeeld.example"' in stored


@without_scripts
def test_rich_text_without_scripts_is_a_textarea(browser_page, sign_in, part):
    page = browser_page
    sign_in(page, person_with("area_manager"))
    page.goto(reverse("yearly:part", args=[part.pk]))
    area = page.locator("textarea[data-richtext]").first
    assert area.is_visible()
    assert area.input_value() == "Beste bewoner,"
