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
    assert len(checker.passed) == 3


def test_other_faults_are_found_as_before(faults):
    assert faults('<img src="x.png">') == ["image-alt"]
