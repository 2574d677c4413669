"""Colours: contrast by WCAG 2.2 and the shades of one colour that the theme and the print need."""

from functools import lru_cache

WHITE = "#ffffff"
BLACK = "#000000"
# WCAG 2.2 success criterion 1.4.3: text on its background.
MINIMAL_CONTRAST = 4.5


def channels(colour: str) -> tuple[int, int, int]:
    """`#0f4c5c` -> (15, 76, 92). ValueError for anything else than six hexadecimal digits."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or len(colour) != 7:
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG: 0 for black, 1 for white."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio by WCAG, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `colour`, the rest of `other`."""
    blended = (
        round(share * one + (1 - share) * two)
        for one, two in zip(channels(colour), channels(other), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in blended)


def readable_on(background: str) -> str:
    """Black or white: whichever reads best on this background."""
    return WHITE if contrast(WHITE, background) >= contrast(BLACK, background) else BLACK


def readable_shade(colour: str, background: str) -> str:
    """The colour itself, or the lightest darker shade of it that can be read on the background."""
    for step in range(100, -1, -4):
        shade = mix(colour, BLACK, step / 100)
        if contrast(shade, background) >= MINIMAL_CONTRAST:
            return shade
    return BLACK


def letter_tokens(colour: str) -> dict[str, str]:
    """Return the colours of a letter in the look of a gemeente, as its stylesheet names them."""
    return {
        "primary": colour,
        "primary-text": readable_shade(colour, WHITE),
        "primary-tint": mix(colour, WHITE, 0.08),
    }


@lru_cache(maxsize=64)
def family(colour: str) -> dict[str, str]:
    """One colour -> the names of a `--basis-color-…` family of the NL Design System.

    Text shades are readable (4.5 : 1) on every background of the same family, whatever the colour.
    """
    bg_active = mix(colour, WHITE, 0.22)
    text = readable_shade(colour, bg_active)
    return {
        "bg-document": WHITE,
        "bg-subtle": mix(colour, WHITE, 0.05),
        "bg-default": mix(colour, WHITE, 0.10),
        "bg-hover": mix(colour, WHITE, 0.16),
        "bg-active": bg_active,
        "border-subtle": mix(colour, WHITE, 0.25),
        "border-default": mix(colour, WHITE, 0.55),
        "border-hover": colour,
        "border-active": mix(colour, BLACK, 0.75),
        "color-subtle": text,
        "color-default": text,
        "color-hover": mix(text, BLACK, 0.78),
        "color-active": mix(text, BLACK, 0.62),
        "color-document": mix(text, BLACK, 0.55),
        "inverse-bg-subtle": mix(colour, BLACK, 0.88),
        "inverse-bg-default": colour,
        "inverse-bg-hover": mix(colour, BLACK, 0.84),
        "inverse-bg-active": mix(colour, BLACK, 0.70),
        "inverse-bg-document": mix(colour, BLACK, 0.60),
        "inverse-border-subtle": mix(colour, WHITE, 0.70),
        "inverse-border-default": mix(colour, WHITE, 0.50),
        "inverse-color-default": readable_on(colour),
        "inverse-color-subtle": WHITE
        if contrast(mix(WHITE, colour, 0.85), colour) < MINIMAL_CONTRAST
        else mix(WHITE, colour, 0.85),
    }
