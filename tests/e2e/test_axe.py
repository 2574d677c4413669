import pytest

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
