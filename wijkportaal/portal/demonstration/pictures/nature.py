"""Sky, land, water and trees."""

import math
from itertools import pairwise

from wijkportaal.portal.demonstration.pictures.canvas import Canvas, darker, lighter, mixed

HORIZON = 500


def sky(paper: Canvas, horizon: float = HORIZON) -> None:
    """A sky with a low sun and a few clouds with flat bottoms."""
    light, dice = paper.light, paper.dice
    paper.fade(0, horizon + 4, *light.sky)
    x, y = dice.uniform(0.15, 0.85) * paper.width, dice.uniform(0.3, 0.62) * horizon
    for wide, alpha in ((150, 0.16), (105, 0.25), (66, 1)):
        paper.oval(x, y, wide, wide, light.sun, alpha)
    for _cloud in range(dice.randint(2, 4)):
        cloud(paper, dice.uniform(0, paper.width), dice.uniform(60, horizon * 0.55), dice.uniform(0.6, 1.25))


def cloud(paper: Canvas, x: float, y: float, size: float) -> None:
    colour = paper.light.cloud
    for shift, rise, wide in ((-95, 0, 55), (-40, -34, 68), (35, -20, 62), (95, 4, 48)):
        paper.oval(x + shift * size, y + rise * size, wide * size, wide * 0.62 * size, colour, 0.9)
    paper.box(x - 150 * size, y, x + 143 * size, y + 36 * size, colour, round_by=18 * size, alpha=0.9)


def distance(paper: Canvas, horizon: float = HORIZON, *, town: bool = False) -> None:
    """What stands on the horizon: trees, a church, a mill, farms or the roofs of the town."""
    light, dice = paper.light, paper.dice
    far = mixed(light.far, light.sky[1], 0.35)
    paper.wave(horizon - 26, 16, 70, horizon + 10, mixed(far, light.sky[1], 0.3))
    steeple(paper, dice.uniform(0.1, 0.9) * paper.width, horizon, far)
    if town:
        x = -20.0
        while x < paper.width:
            wide = dice.uniform(44, 84)
            high = dice.uniform(30, 74)
            roof = wide * 0.42
            corners = [(x, horizon + 8), (x, horizon - high), (x + wide / 2, horizon - high - roof)]
            paper.polygon(
                [*corners, (x + wide, horizon - high), (x + wide, horizon + 8)],
                mixed(far, light.shade, dice.uniform(0, 0.18)),
            )
            x += wide * dice.uniform(0.9, 1.5)
    else:
        turbine(paper, dice.uniform(0.05, 0.95) * paper.width, horizon, dice.uniform(120, 170))
        mill(paper, dice.uniform(0.1, 0.9) * paper.width, horizon + 4, 0.5, far)
    paper.wave(horizon - 8, 9, 40, horizon + 14, mixed(light.far, light.leaf[2], 0.45))


def steeple(paper: Canvas, x: float, horizon: float, colour) -> None:
    paper.box(x, horizon - 120, x + 34, horizon, colour)
    paper.polygon([(x - 4, horizon - 118), (x + 17, horizon - 205), (x + 38, horizon - 118)], colour)
    paper.polygon(
        [
            (x + 30, horizon),
            (x + 30, horizon - 50),
            (x + 52, horizon - 82),
            (x + 120, horizon - 82),
            (x + 138, horizon - 50),
            (x + 138, horizon),
        ],
        colour,
    )


def turbine(paper: Canvas, x: float, horizon: float, high: float) -> None:
    white = mixed("#ffffff", paper.light.sky[1], 0.25)
    top = horizon - high
    paper.polygon([(x - 3, horizon), (x - 1.5, top), (x + 1.5, top), (x + 3, horizon)], white)
    start = paper.dice.uniform(0, 2)
    for blade in range(3):
        angle = start + blade * math.tau / 3
        tip = (x + math.cos(angle) * high * 0.5, top + math.sin(angle) * high * 0.5)
        side = (math.cos(angle + 1.57) * 3.5, math.sin(angle + 1.57) * 3.5)
        paper.polygon([(x - side[0], top - side[1]), tip, (x + side[0], top + side[1])], white)
    paper.oval(x, top, 4, 4, white)


def mill(paper: Canvas, x: float, foot: float, size: float, colour) -> None:
    """An old windmill with four sails."""
    paper.polygon(
        [
            (x - 48 * size, foot),
            (x - 26 * size, foot - 190 * size),
            (x + 26 * size, foot - 190 * size),
            (x + 48 * size, foot),
        ],
        colour,
    )
    paper.oval(x, foot - 192 * size, 28 * size, 24 * size, darker(colour, 0.15))
    paper.box(x - 70 * size, foot - 78 * size, x + 70 * size, foot - 70 * size, darker(colour, 0.15))
    for sail in range(4):
        angle = 0.5 + sail * math.tau / 4
        tip = (x + math.cos(angle) * 150 * size, foot - 196 * size + math.sin(angle) * 150 * size)
        paper.stroke([(x, foot - 196 * size), tip], 5 * size, darker(colour, 0.25))
        side = (math.cos(angle + 1.57) * 22 * size, math.sin(angle + 1.57) * 22 * size)
        inner = (x + math.cos(angle) * 40 * size, foot - 196 * size + math.sin(angle) * 40 * size)
        paper.polygon(
            [inner, tip, (tip[0] + side[0], tip[1] + side[1]), (inner[0] + side[0], inner[1] + side[1])],
            lighter(colour, 0.35),
        )


def fields(paper: Canvas, horizon: float = HORIZON) -> None:
    """Meadows that run to the horizon, with ditches between them."""
    light, dice = paper.light, paper.dice
    paper.fade(horizon, paper.height, light.field[0], light.grass)
    point = dice.uniform(0.3, 0.7) * paper.width
    bottom = horizon + 170
    edges = [-2200 + n * 420 + dice.uniform(-60, 60) for n in range(16)]
    for n, (left, right) in enumerate(pairwise(edges)):
        colour = light.field[n % 2]
        paper.polygon(
            [
                (point + left * 0.12, horizon),
                (point + right * 0.12, horizon),
                (point + right, bottom),
                (point + left, bottom),
            ],
            colour,
        )
        if n % 3 == 0:
            paper.polygon(
                [
                    (point + left * 0.12, horizon),
                    (point + left * 0.12 + 3, horizon),
                    (point + left + 34, bottom),
                    (point + left, bottom),
                ],
                light.water[1],
            )
    for _sheep in range(dice.randint(0, 7)):
        x, y = dice.uniform(60, paper.width - 60), dice.uniform(horizon + 26, horizon + 100)
        size = (y - horizon) / 90
        paper.oval(x, y, 13 * size, 9 * size, "#fbf7ee")
        paper.oval(x + 12 * size, y - 3 * size, 5 * size, 5 * size, "#4a4644")


def lawn(paper: Canvas, top: float) -> None:
    """Grass near by, with flowers."""
    light, dice = paper.light, paper.dice
    paper.wave(top, 12, 260, paper.height + 10, light.grass)
    paper.wave(top + 190, 16, 300, paper.height + 10, darker(light.grass, 0.07))
    paper.wave(top + 360, 14, 240, paper.height + 10, darker(light.grass, 0.14))
    for _flower in range(90):
        x, y = dice.uniform(0, paper.width), dice.uniform(top + 40, paper.height)
        size = 1.5 + (y - top) / 170
        paper.oval(x, y, size, size * 0.8, dice.choice(["#fff4d6", "#f6d365", "#ffffff", "#e98f8f"]), 0.8)


def water(paper: Canvas, top: float, bottom: float) -> None:
    """A band of water with the light on it."""
    light, dice = paper.light, paper.dice
    paper.fade(top, bottom, light.water[1], light.water[0])
    for _glint in range(46):
        y = dice.uniform(top + 6, bottom - 6)
        wide = dice.uniform(16, 90) * (0.4 + (y - top) / (bottom - top))
        x = dice.uniform(0, paper.width)
        paper.box(x, y, x + wide, y + 2.6, lighter(light.water[1], 0.45), round_by=1, alpha=0.6)


def reeds(paper: Canvas, left: float, right: float, foot: float, high: float = 90) -> None:
    """The reed that gave Rietwolde its name."""
    dice = paper.dice
    for _stalk in range(int((right - left) / 7)):
        x = dice.uniform(left, right)
        tall = high * dice.uniform(0.6, 1.1)
        lean = dice.uniform(-14, 14)
        colour = mixed(paper.light.leaf[1], "#c9b26b", dice.uniform(0, 0.7))
        paper.stroke([(x, foot), (x + lean * 0.3, foot - tall * 0.6), (x + lean, foot - tall)], 3, colour)
        if dice.random() < 0.3:
            paper.oval(x + lean, foot - tall, 4, 14, "#7a5638")


def tree(paper: Canvas, x: float, foot: float, size: float = 1, *, colour=None, kind: str = "round") -> None:
    """A tree of one of four kinds: round, poplar, willow or birch."""
    light, dice = paper.light, paper.dice
    leaf = colour or dice.choice(light.leaf)
    bark = mixed("#6b4a35", light.shade, 0.25)
    paper.oval(x + 16 * size, foot, 82 * size, 13 * size, light.shade, 0.28)
    if kind == "poplar":
        paper.box(x - 6 * size, foot - 90 * size, x + 6 * size, foot, bark)
        paper.oval(x, foot - 215 * size, 46 * size, 165 * size, leaf)
        paper.oval(x - 12 * size, foot - 235 * size, 24 * size, 125 * size, lighter(leaf, 0.13))
        return
    if kind == "willow":
        paper.box(x - 17 * size, foot - 110 * size, x + 17 * size, foot, bark, round_by=8 * size)
        for twig in range(-6, 7):
            tip = (x + twig * 17 * size, foot - (215 - abs(twig) * 10) * size)
            paper.stroke(
                [(x + twig * 3 * size, foot - 105 * size), tip],
                7 * size,
                mixed(leaf, "#d9d48a", 0.15 + 0.03 * abs(twig)),
            )
        paper.oval(x, foot - 112 * size, 27 * size, 18 * size, darker(bark, 0.1))
        return
    if kind == "birch":
        bark = mixed("#f3efe6", light.shade, 0.1)
    paper.polygon(
        [
            (x - 12 * size, foot),
            (x - 6 * size, foot - 170 * size),
            (x + 6 * size, foot - 170 * size),
            (x + 12 * size, foot),
        ],
        bark,
    )
    paper.stroke([(x, foot - 100 * size), (x + 42 * size, foot - 165 * size)], 7 * size, bark)
    for shift, rise, wide in ((-58, 185, 64), (58, 190, 62), (0, 245, 80), (0, 180, 74), (-30, 285, 48)):
        paper.oval(x + shift * size, foot - rise * size, wide * size, wide * 0.9 * size, leaf)
    for shift, rise, wide in ((-26, 262, 44), (-62, 200, 32), (30, 215, 28)):
        paper.oval(x + shift * size, foot - rise * size, wide * size, wide * 0.8 * size, lighter(leaf, 0.14))
    if (light.name == "spring" and leaf == light.leaf[0]) or light.name == "autumn":
        for _fallen in range(14):
            paper.oval(
                x + dice.uniform(-110, 110) * size,
                foot + dice.uniform(-6, 26) * size,
                4 * size,
                2.4 * size,
                lighter(leaf, 0.15),
            )


def shrub(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    leaf = paper.dice.choice(paper.light.leaf[1:])
    for shift, wide in ((-34, 32), (0, 42), (34, 30)):
        paper.oval(x + shift * size, foot - wide * 0.6 * size, wide * size, wide * 0.85 * size, leaf)
    paper.oval(x - 8 * size, foot - 40 * size, 20 * size, 14 * size, lighter(leaf, 0.15))


def row_of_trees(paper: Canvas, foot: float, size: float, count: int, kind: str = "round") -> None:
    for n in range(count):
        x = (n + 0.5 + paper.dice.uniform(-0.18, 0.18)) * paper.width / count
        tree(paper, x, foot + paper.dice.uniform(-6, 6), size * paper.dice.uniform(0.85, 1.15), kind=kind)
