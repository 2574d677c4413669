"""A drawing surface with smooth edges, and the colours of a time of day."""

import io
import math
import random
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageColor, ImageDraw

Colour = str | tuple[int, int, int]
Spot = tuple[float, float]


def rgb(colour: Colour) -> tuple[int, int, int]:
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour


def mixed(first: Colour, second: Colour, share: float) -> tuple[int, int, int]:
    """Return the colour between two, `share` of the way to the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))


def lighter(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mixed(colour, "#ffffff", share)


def darker(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mixed(colour, "#1b2a3a", share)


@dataclass(frozen=True)
class Light:
    """The colours of a time of day and year; every scene can be drawn in each."""

    name: str
    sky: tuple[str, str]
    sun: str
    cloud: str
    far: str
    field: tuple[str, str]
    grass: str
    leaf: tuple[str, str, str]
    water: tuple[str, str]
    paving: str
    shade: str
    lamps: bool = False


SUMMER = Light(
    "summer",
    ("#8fcbe8", "#e9f5f4"),
    "#fff3c4",
    "#ffffff",
    "#9fc3bd",
    ("#a9cf7f", "#8fbf6c"),
    "#86b85f",
    ("#3f8f5f", "#57a66a", "#2f7a58"),
    ("#7fc0d6", "#a9dbe4"),
    "#d8cfc0",
    "#5c7d5a",
)
SPRING = Light(
    "spring",
    ("#a8d8f0", "#fdf3ea"),
    "#fff7dc",
    "#ffffff",
    "#b3d2cd",
    ("#bfdc86", "#a5cf76"),
    "#9bcb6d",
    ("#f0b6c2", "#6db777", "#4f9f6e"),
    ("#8ecbe0", "#bfe6ec"),
    "#e0d6c8",
    "#6f9463",
)
AUTUMN = Light(
    "autumn",
    ("#9dbfd0", "#fbe6cc"),
    "#ffe2a0",
    "#fdf4e8",
    "#b9b5a0",
    ("#c9c07a", "#b3ae66"),
    "#a5ab62",
    ("#d98a3d", "#c4622f", "#e3ae4b"),
    ("#86aebd", "#c3d5d3"),
    "#cfc2b0",
    "#7d7a50",
)
EVENING = Light(
    "evening",
    ("#2f4a7c", "#f4a987"),
    "#ffd9a0",
    "#e9a79a",
    "#5d6f94",
    ("#5d8a72", "#4f7b6b"),
    "#4b7766",
    ("#2f5f5c", "#3d7263", "#264f52"),
    ("#4d6d98", "#e2a48e"),
    "#8f8a97",
    "#33504f",
    lamps=True,
)
LIGHTS = {light.name: light for light in (SUMMER, SPRING, AUTUMN, EVENING)}


@dataclass
class Canvas:
    """A picture in the making; shapes are given in its own points, with y downwards."""

    width: int
    height: int
    light: Light
    seed: int
    fine: int = 2
    image: Image.Image = field(init=False)
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.width * self.fine, self.height * self.fine), "white")
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.dice = random.Random(self.seed)  # noqa: S311 - a drawing, no secret

    def scaled(self, spots) -> list[Spot]:
        return [(x * self.fine, y * self.fine) for x, y in spots]

    def polygon(self, spots, colour: Colour, alpha: float = 1) -> None:
        self.pen.polygon(self.scaled(spots), fill=(*rgb(colour), round(255 * alpha)))

    def box(self, left, top, right, bottom, colour: Colour, *, round_by: float = 0, alpha: float = 1):
        spots = [left * self.fine, top * self.fine, right * self.fine, bottom * self.fine]
        fill = (*rgb(colour), round(255 * alpha))
        if round_by:
            self.pen.rounded_rectangle(spots, radius=round_by * self.fine, fill=fill)
        else:
            self.pen.rectangle(spots, fill=fill)

    def oval(self, x, y, wide, high, colour: Colour, alpha: float = 1) -> None:  # noqa: PLR0917
        """Draw an oval around (x, y) with half its width and half its height."""
        spots = [(x - wide) * self.fine, (y - high) * self.fine]
        spots += [(x + wide) * self.fine, (y + high) * self.fine]
        self.pen.ellipse(spots, fill=(*rgb(colour), round(255 * alpha)))

    def ring(self, x, y, radius, thick, colour: Colour) -> None:
        spots = [(x - radius) * self.fine, (y - radius) * self.fine]
        spots += [(x + radius) * self.fine, (y + radius) * self.fine]
        self.pen.ellipse(spots, outline=(*rgb(colour), 255), width=round(thick * self.fine))

    def stroke(self, spots, thick, colour: Colour, alpha: float = 1) -> None:
        """Draw a line with round ends and joints."""
        fill = (*rgb(colour), round(255 * alpha))
        self.pen.line(self.scaled(spots), fill=fill, width=max(1, round(thick * self.fine)), joint="curve")
        if thick > 2 and alpha == 1:
            for x, y in (spots[0], spots[-1]):
                self.oval(x, y, thick / 2, thick / 2, colour)

    def fade(self, top, bottom, upper: Colour, lower: Colour) -> None:
        """Fill a band over the whole width with a colour that changes from top to bottom."""
        high = round((bottom - top) * self.fine)
        share = np.linspace(0, 1, high)[:, None]
        colours = np.array(rgb(upper)) * (1 - share) + np.array(rgb(lower)) * share
        band = Image.fromarray(colours.astype(np.uint8)[:, None, :].repeat(2, axis=1))
        wide = band.resize((self.width * self.fine, high), Image.Resampling.NEAREST)
        self.image.paste(wide, (0, round(top * self.fine)))

    def wave(self, level, swing, length, bottom, colour: Colour, alpha: float = 1) -> None:  # noqa: PLR0917
        """Fill everything between a waving line and `bottom`."""
        waves = [(self.dice.uniform(0.6, 1.6), self.dice.uniform(0, math.tau)) for _ in range(3)]
        spots = [
            (
                x,
                level
                + swing
                * sum(math.sin(x / length * pace + start) / (n + 1) for n, (pace, start) in enumerate(waves)),
            )
            for x in range(-10, self.width + 30, 12)
        ]
        self.polygon([*spots, (self.width + 30, bottom), (-10, bottom)], colour, alpha)

    def finished(self) -> Image.Image:
        return self.image.reduce(self.fine)

    def jpeg(self, quality: int = 88) -> bytes:
        """Return the picture as a JPEG file for print at 300 dots an inch."""
        file = io.BytesIO()
        self.finished().save(file, "JPEG", quality=quality, dpi=(300, 300))
        return file.getvalue()
