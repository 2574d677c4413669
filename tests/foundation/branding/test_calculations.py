import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.branding.calculations import (
    MINIMAL_CONTRAST,
    WHITE,
    contrast,
    family,
    mix,
    readable_on,
    readable_shade,
)

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    # The grey that just reads on white, as every accessibility text quotes it.
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_channels_refuse_what_is_no_colour():
    for wrong in ("#fff", "red", "#12345g", "0f4f57", ""):
        with pytest.raises(ValueError, match=r"not a colour|invalid literal"):
            contrast(wrong, WHITE)


@given(colours, colours)
def test_contrast_is_symmetric_and_within_its_range(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


@given(colours, colours, st.floats(0, 1))
def test_mix_stays_between_its_colours(first, second, share):
    mixed = mix(first, second, share)
    for index in (1, 3, 5):
        low, high = sorted((int(first[index : index + 2], 16), int(second[index : index + 2], 16)))
        assert low <= int(mixed[index : index + 2], 16) <= high
    assert mix(first, second, 1) == first
    assert mix(first, second, 0) == second


@given(colours)
def test_text_on_any_colour_is_readable(background):
    assert contrast(readable_on(background), background) >= MINIMAL_CONTRAST


@given(colours)
def test_text_shades_of_a_family_read_on_all_its_backgrounds(colour):
    shades = family(colour)
    for text in ("color-default", "color-subtle", "color-hover", "color-active", "color-document"):
        for background in ("bg-document", "bg-subtle", "bg-default", "bg-hover", "bg-active"):
            assert contrast(shades[text], shades[background]) >= MINIMAL_CONTRAST, (text, background)


@given(colours.filter(lambda colour: contrast(colour, WHITE) >= MINIMAL_CONTRAST))
def test_white_reads_on_every_inverse_background_of_an_allowed_colour(colour):
    shades = family(colour)
    for background in ("inverse-bg-subtle", "inverse-bg-default", "inverse-bg-hover", "inverse-bg-active"):
        assert contrast(WHITE, shades[background]) >= MINIMAL_CONTRAST
    assert contrast(shades["inverse-color-subtle"], shades["inverse-bg-default"]) >= MINIMAL_CONTRAST


def test_readable_shade_leaves_a_readable_colour_alone():
    assert readable_shade("#0f4f57", WHITE) == "#0f4f57"
    assert contrast(readable_shade("#ffd84d", WHITE), WHITE) >= MINIMAL_CONTRAST
