import random
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.axe import AccessibilityChecker

PAGE = """<!doctype html><html lang="nl"><title>Proef</title><style>
  .pale {{ color: #bbb }} .dark {{ background-color: #222; color: #fff }} .veiled {{ opacity: 0.4 }}
  .picture {{ background-image: linear-gradient(#000, #000); color: #111 }}
</style><main><h1>Proef</h1><p>Goed</p>{}</main></html>"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def faults(page):
    checker = AccessibilityChecker()

    def faults(*pieces: str) -> list[str]:
        page.set_content(PAGE.format("".join(pieces)))
        return [fault.partition(":")[0] for fault in checker.faults(page)]

    return faults


@pytest.mark.parametrize(
    "bad",
    [
        '<p class="pale">Te licht</p>',
        '<div class="dark"><p class="pale" style="color: #333">Te donker</p></div>',
        '<div class="veiled"><p>Achter een waas</p></div>',
        '<div class="veiled"><div style="background: #fff"><p>Wit achter een waas</p></div></div>',
        '<p class="pale">x</p><p class="pale">Te licht</p>',
        '<p><input aria-label="Naam" class="pale" value="Te licht"></p>',
    ],
)
def test_a_bad_look_is_found_every_time_beside_good_ones(faults, bad):
    good = '<p>Goed</p><div class="dark"><p>Goed</p></div>'
    assert faults(good) == []
    assert faults(good, bad) == faults(bad, good) == ["color-contrast"]


def test_a_look_is_asked_once_and_what_is_hidden_or_on_a_picture_is_not_taken_for_seen(faults, page):
    assert (
        faults('<p class="dark">Goed</p><p class="dark">Goed</p>', '<p hidden class="pale">Niet te zien</p>')
        == []
    )
    assert faults('<p class="pale">Te licht</p>', '<p class="picture">Op een plaatje</p>') == [
        "color-contrast"
    ]
    checker = AccessibilityChecker()
    page.set_content(PAGE.format('<p class="dark">Goed</p>' * 30 + '<p class="picture">Op een plaatje</p>'))
    assert checker.faults(page) == []
    assert len(checker.good) == 3


def test_what_was_good_where_nobody_sees_it_is_asked_where_somebody_does(faults):
    close = '<ul {}><li><a href="/a">Een</a></li><li><a href="/b">Twee</a></li></ul>'
    beside = 'style="position: absolute; left: -999px"'
    assert faults(close.format(beside)) == []
    assert (
        faults(close.format(beside), close.format(""))
        == faults(close.format(""))
        == ["target-size", "target-size"]
    )


def test_other_faults_are_found_as_before(faults):
    assert faults('<img src="x.png">') == ["image-alt"]


@pytest.mark.parametrize(
    ("left", "width", "found"),
    [(30, 40, []), (10, 20, ["target-size"]), (30, 20, []), (10, 40, ["target-size"])],
    ids=["large", "small-and-near", "small-alone", "over-another"],
)
def test_what_is_small_and_near_or_over_another_is_found(faults, left, width, found):
    style = "position: absolute; top: 300px; height: {0}px; width: {0}px; padding: 0; left: {1}px"
    buttons = [
        f'<button style="{style.format(width, place)}">{number}</button>'
        for number, place in enumerate((0, left + (width if width > 24 and not found else 0)))
    ]
    assert sorted(set(faults(*buttons)) & {"target-size"}) == found


WIDE = """<style>.wide {{ display: none }} @media (min-width: 800px) {{ .wide {{ display: block }} }}
  .small {{ display: inline-block; width: 9px; height: 9px; overflow: hidden }}</style>
<nav class="wide" aria-label="Menu"><a href="/">Begin</a>{}</nav>"""
CROWD = '<button class="small" aria-label="Een"></button><button class="small" aria-label="Twee"></button>'


def test_what_appears_on_a_wide_screen_is_asked_once_and_sizes_every_time(page):
    checker = AccessibilityChecker()

    def by_width(menu: str, style: str = "") -> list[str]:
        page.set_viewport_size({"width": 360, "height": 740})
        page.set_content(PAGE.format(style + WIDE.format(menu)))
        assert checker.faults(page) == []
        checker.remember_what_is_shown(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        return [fault.partition(":")[0] for fault in checker.faults_by_width(page)]

    assert by_width('<img src="x.png">') == by_width('<img src="x.png">') == ["image-alt"]
    assert by_width(CROWD) == by_width(CROWD) == ["target-size", "target-size"]
    assert by_width("") == by_width("") == []
    assert len(checker.came_and_went) == 1
    narrow = "<style>@media (min-width: 800px) { nav a { font-size: 6px; line-height: 1; display: inline-block } }</style>"
    assert by_width('<a href="/2">Twee</a>') == []
    assert by_width('<a href="/2">Twee</a>', narrow) == ["target-size", "target-size"]


def test_a_link_must_differ_from_the_text_around_it(faults):
    link = '<p>Lees de <a href="/" style="color: {}; text-decoration: {}">regels</a> over dit plan.</p>'
    assert faults(link.format("#333", "underline")) == []
    assert faults(link.format("#00c", "none")) == ["link-in-text-block"]
    underlined = f'<div style="text-decoration: underline">{link.format("#00c", "underline")}</div>'
    assert faults(link.format("#333", "underline"), link.format("#00c", "none"), underlined)


def test_what_lies_under_something_is_no_example_for_what_does_not(faults):
    close = '<ul><li><a href="/a">Een</a></li><li><a href="/b">Twee</a></li></ul>'
    over = '<div style="position: absolute; inset: 0; background: #fff">Goed</div>'
    assert faults(close, over) == []
    assert faults(close) == ["target-size", "target-size"]


def test_a_ground_of_its_own_on_a_faded_picture_is_asked(faults):
    link = '<div class="picture" style="opacity: 0.4"><p>Lees <a href="/" style="background: #222; color: #00c">dit</a></p></div>'
    assert faults(link) == ["color-contrast"]


PLAIN = """() => axe.run(document, {resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({ violations }) => violations.map(({ id }) => id))"""
LETTERS = ("", "", "color: #333", "color: #777", "color: #bbb", "color: #fff", "color: rgba(0, 0, 0, 0.4)")
GROUNDS = ("", "", "", "background: #fff", "background: #222", "background: rgba(0, 0, 0, 0.3)")
PICTURES = (
    "",
    "",
    "",
    "background-image: linear-gradient(#000, #000)",
    "filter: grayscale(1)",
    "opacity: 0.4",
)
PLACES = (
    "",
    "",
    "",
    "position: absolute; left: 90px; top: 99px",
    "overflow: auto; height: 30px; width: 99px",
)
LINES = ("text-decoration: none", "text-decoration: underline", "text-decoration: underline")
PIECES = (
    '<p style="{0}">Gewone tekst</p>',
    '<p style="{0}">Tekst met <a href="/" style="{1}">een link</a> en <strong style="{2}">nadruk <a href="/">twee</a></strong></p>',
    '<button aria-label="Knop" style="{0}; padding: 0; height: 10px; width: 30px"></button>',
    '<input aria-label="Veld" style="{0}" value="waarde">',
    '<ul style="{0}"><li><a href="/een">Een</a></li><li><a href="/twee">Twee</a></li></ul>',
    '<h3 style="{0}">Kop</h3>',
    '<img src="x.png">',
)


def made_up(chance: random.Random, depth: int = 0) -> str:
    def style() -> str:
        return "; ".join(chance.choice(some) for some in (LETTERS, GROUNDS, PICTURES, PLACES, LINES))

    def piece() -> str:
        if depth < 4 and chance.random() < 0.3:
            return f'<div style="{style()}">{made_up(chance, depth + 1)}</div>'
        return chance.choice(PIECES).format(style(), style(), style())

    return "".join(piece() for _piece in range(chance.randint(1, 4)))


def test_what_is_left_out_and_remembered_changes_no_answer(page, browser):
    """Page after page with one memory, beside a plain run of axe with all rules."""
    checker, plain, found = AccessibilityChecker(), browser.new_page(), Counter()
    for seed in range(40):
        html = PAGE.format(made_up(random.Random(seed)))
        page.set_content(html)
        plain.set_content(html)
        plain.evaluate(Axe().axe_script)
        expected = set(plain.evaluate(PLAIN))
        assert {fault.partition(":")[0] for fault in checker.faults(page)} == expected, html
        found.update(expected)
    plain.close()
    assert {"color-contrast", "target-size", "link-in-text-block", "image-alt", "heading-order"} <= set(found)
