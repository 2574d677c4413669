"""The component library in a real browser: every state, both widths, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import at_both_widths

PAGES = ["/componenten", "/componenten/werkplek"]
NO_DATE = "does not conform to the required format"


@pytest.fixture(autouse=True)
def shown(settings):
    settings.DEMO = True


@pytest.mark.parametrize("path", PAGES)
def test_every_component_is_accessible(browser_page, check_accessible, path):
    browser_page.goto(path)
    check_accessible(browser_page)


@at_both_widths
@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_without_javascript_the_borders_are_drawn_and_menus_open(browser_page, viewport_width, javascript):
    browser_page.goto("/componenten")
    drawing = browser_page.locator(".wp-map svg.wp-borders").first
    expect(drawing).to_be_visible()
    assert drawing.bounding_box()["width"] > 200
    expect(browser_page.locator("#id_latitude")).to_be_visible()
    if viewport_width == 360:
        browser_page.get_by_text("Menu", exact=True).click()
        expect(browser_page.locator(".wp-menu__panel a").first).to_be_visible()


def test_a_map_opens_the_name_of_an_area_by_keyboard(browser_page, check_accessible):
    browser_page.goto("/componenten")
    area = browser_page.get_by_role("button", name="Noorderkwartier").first
    area.focus()
    browser_page.keyboard.press("Enter")
    popup = browser_page.locator(".leaflet-popup-content").first
    expect(popup.get_by_role("link", name="Noorderkwartier")).to_be_visible()
    expect(popup).to_contain_text("4.120 inwoners")
    check_accessible(browser_page, html=False)


def test_a_point_is_chosen_by_click_by_button_and_by_writing(browser_page):
    browser_page.goto("/componenten")
    canvas = browser_page.locator("[data-lat] .wp-map__canvas")
    canvas.scroll_into_view_if_needed()
    latitude, longitude = browser_page.locator("#id_latitude"), browser_page.locator("#id_longitude")
    expect(browser_page.get_by_role("button", name="Zet de punt in het midden")).to_be_visible()
    canvas.click(position={"x": 200, "y": 60})
    expect(latitude).not_to_have_value("")
    first = latitude.input_value()
    assert 53 < float(first) < 53.5
    assert 5.5 < float(longitude.input_value()) < 6
    canvas.focus()
    browser_page.keyboard.press("ArrowDown")
    browser_page.get_by_role("button", name="Zet de punt in het midden").click()
    expect(latitude).not_to_have_value(first)
    expect(browser_page.locator("[data-map-status]")).to_contain_text(latitude.input_value())
    latitude.fill("53.2000")
    longitude.fill("5.7900")
    longitude.press("Tab")
    expect(browser_page.locator("[data-lat] .wp-marker")).to_have_count(2)  # the chosen point and De Spil


def test_the_error_summary_has_the_focus_and_leads_to_the_field(browser_page):
    browser_page.goto("/componenten")
    expect(
        browser_page.get_by_role("heading", name="Er zijn 7 dingen nog niet goed ingevuld")
    ).to_be_focused()
    browser_page.get_by_role("link", name="E-mailadres").or_(
        browser_page.get_by_role("link", name="Voer een geldig e-mailadres in.")
    ).first.click()
    expect(browser_page.locator("#fout_email")).to_be_focused()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(browser_page):
    browser_page.goto("/componenten/werkplek")
    browser_page.evaluate("document.activeElement.blur()")
    browser_page.keyboard.press("Tab")
    link = browser_page.get_by_role("link", name="Naar de inhoud")
    if not link.evaluate("element => element === document.activeElement"):
        link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "inhoud"


@at_both_widths
def test_a_menu_closes_by_escape_and_by_a_click_elsewhere(browser_page, viewport_width):
    browser_page.goto("/componenten")
    if viewport_width > 600:
        expect(browser_page.locator(".wp-header .wp-menu")).to_be_hidden()
        return
    summary = browser_page.get_by_text("Menu", exact=True)
    summary.click()
    panel = browser_page.locator(".wp-menu__panel")
    expect(panel).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    summary.click()
    browser_page.locator(".wp-hero__lead").click(position={"x": 5, "y": 60})
    expect(panel).to_be_hidden()
