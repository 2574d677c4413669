"""Portraits of the people of Rietwolde: flat, friendly and nobody who exists."""

import math
import random

from wijkportaal.portal.demonstration.pictures.canvas import SUMMER, Canvas, darker, lighter, mixed

WIDTH, HEIGHT = 480, 600
SKINS = ("#f6d7bf", "#efc4a0", "#e3ad83", "#c98f66", "#a56c48", "#7d4e34", "#f2cdb4")
HAIRS = ("#2b211d", "#4a2f22", "#7a4a2a", "#b58143", "#d9b36a", "#a4502c", "#5b5654")
GREYS = ("#c9c5bf", "#e2ded8", "#9d9994")
COATS = ("#24507a", "#1f6f63", "#8a2f3b", "#d9a031", "#4b5d6b", "#6b4a7c", "#b5553f", "#37474f", "#3d7263")
WALLS = (
    ("#cfe5e3", "#b7d6d3"),
    ("#f3dfc6", "#ead0ae"),
    ("#d5e0ee", "#bccde2"),
    ("#efd5cf", "#e4bfb7"),
    ("#dce7c9", "#c9d9ae"),
)


def draw_face(*, seed: int, hair: str, old: bool = False) -> bytes:
    """Return a portrait; `hair` is one of short, bald, long, bob, bun, curls, scarf."""
    paper = Canvas(WIDTH, HEIGHT, SUMMER, seed)
    dice = paper.dice
    wall = dice.choice(WALLS)
    paper.box(0, 0, WIDTH, HEIGHT, wall[0])
    paper.oval(240, 330, 215, 250, wall[1])
    skin = dice.choice(SKINS)
    strands = (
        dice.choice(GREYS) if old else dice.choice(HAIRS[:4] if SKINS.index(skin) in {3, 4, 5} else HAIRS)
    )
    coat = dice.choice(COATS)
    x, y = 240 + dice.uniform(-6, 6), 262
    wide, high = dice.uniform(98, 110), dice.uniform(122, 132)
    hair_behind(paper, x, y, wide, hair=hair, colour=strands)
    body(paper, x, coat, skin, dice)
    for side in (-1, 1):
        if hair not in {"scarf", "long", "bob"}:
            paper.oval(x + side * (wide - 2), y + 14, 18, 26, darker(skin, 0.06))
    paper.oval(x, y, wide, high, skin)
    paper.oval(x, y + 48, wide * 0.84, high * 0.66, skin)
    features(paper, x, y, skin, strands, old=old, dice=dice)
    if hair in {"short", "bald"} and dice.random() < 0.45:
        beard(paper, x, y, wide, strands if not old else dice.choice(GREYS), skin)
    hair_in_front(paper, x, y, wide, hair=hair, colour=strands)
    if dice.random() < (0.5 if old else 0.28):
        glasses(paper, x, y, dice.choice(["#2b3036", "#7a3b2a", "#24507a"]))
    return paper.jpeg(quality=90)


def body(paper: Canvas, x: float, coat, skin, dice: random.Random) -> None:
    paper.box(x - 46, 350, x + 46, 470, darker(skin, 0.12), round_by=36)
    paper.polygon(
        [
            (x - 205, 620),
            (x - 190, 520),
            (x - 140, 468),
            (x - 52, 438),
            (x + 52, 438),
            (x + 140, 468),
            (x + 190, 520),
            (x + 205, 620),
        ],
        coat,
    )
    style = dice.choice(["collar", "round", "jacket", "jacket"])
    if style == "round":
        paper.oval(x, 436, 60, 40, lighter(coat, 0.18))
        paper.oval(x, 424, 50, 38, darker(skin, 0.08))
    elif style == "collar":
        shirt = lighter(coat, 0.25)
        paper.polygon([(x - 46, 430), (x, 486), (x - 62, 496), (x - 78, 446)], shirt)
        paper.polygon([(x + 46, 430), (x, 486), (x + 62, 496), (x + 78, 446)], shirt)
        paper.polygon([(x - 44, 424), (x + 44, 424), (x, 484)], darker(skin, 0.08))
    else:
        shirt = dice.choice(["#fbf7ee", "#dbe7ef", "#f5d9d2"])
        paper.polygon([(x - 54, 432), (x + 54, 432), (x, 620)], shirt)
        paper.polygon([(x - 44, 424), (x + 44, 424), (x, 470)], darker(skin, 0.08))
        for side in (-1, 1):
            paper.polygon(
                [
                    (x + side * 54, 432),
                    (x + side * 96, 456),
                    (x + side * 70, 520),
                    (x, 620),
                    (x + side * 34, 500),
                ],
                darker(coat, 0.16),
            )


def features(paper: Canvas, x: float, y: float, skin, strands, *, old: bool, dice: random.Random) -> None:
    blush = mixed(skin, "#d9604f", 0.28)
    for side in (-1, 1):
        paper.oval(x + side * 58, y + 46, 22, 15, blush, 0.55)
        eye = (x + side * 42, y + 6)
        paper.oval(*eye, 8.5, 10.5, "#2e2622")
        paper.oval(eye[0] + 3, eye[1] - 4, 3, 3, "#ffffff")
        brow = mixed(strands, "#2b211d", 0.35)
        rise = dice.uniform(-2, 3)
        paper.stroke(
            [
                (eye[0] - 19, eye[1] - 22 - rise * side),
                (eye[0], eye[1] - 29),
                (eye[0] + 19, eye[1] - 22 + rise * side),
            ],
            6.5,
            brow,
        )
        if old:
            paper.stroke(
                [(eye[0] + side * 22, eye[1] + 8), (eye[0] + side * 31, eye[1] + 4)], 2.5, darker(skin, 0.2)
            )
            paper.stroke([(eye[0] - 12, eye[1] + 24), (eye[0] + 10, eye[1] + 26)], 2.5, darker(skin, 0.14))
    paper.stroke([(x + 2, y + 12), (x + 11, y + 42), (x - 4, y + 46)], 5, darker(skin, 0.2))
    smile = dice.uniform(14, 24)
    mouth = [(x + 36 * (n / 6 - 1), y + 74 + smile * (1 - (n / 6 - 1) ** 2)) for n in range(13)]
    if dice.random() < 0.5:
        paper.polygon([*mouth, (x, y + 78)], "#9c3f3a")
        paper.polygon([(x - 26, y + 79), (x + 26, y + 79), (x + 18, y + 86), (x - 18, y + 86)], "#ffffff")
    paper.stroke(mouth, 5, mixed("#8c3b35", skin, 0.15))


def beard(paper: Canvas, x: float, y: float, wide: float, colour, skin) -> None:  # noqa: PLR0917
    outer = [
        (x - wide + 2, y + 24),
        (x - wide + 12, y + 88),
        (x - 58, y + 128),
        (x, y + 142),
        (x + 58, y + 128),
        (x + wide - 12, y + 88),
        (x + wide - 2, y + 24),
    ]
    inner = [(x + 72, y + 62), (x + 46, y + 60), (x, y + 56), (x - 46, y + 60), (x - 72, y + 62)]
    paper.polygon([*outer, *inner], mixed(colour, skin, 0.12))
    mouth = [(x + 34 * (n / 6 - 1), y + 80 + 14 * (1 - (n / 6 - 1) ** 2)) for n in range(13)]
    paper.polygon([*mouth, (x, y + 82)], "#fbf7f2")


def hair_behind(paper: Canvas, x: float, y: float, wide: float, *, hair: str, colour) -> None:
    if hair == "long":
        paper.oval(x, y + 10, wide + 36, 168, colour)
        paper.box(x - wide - 36, y + 10, x + wide + 36, y + 236, colour, round_by=50)
    elif hair == "bob":
        paper.oval(x, y + 4, wide + 34, 152, colour)
        paper.box(x - wide - 34, y, x + wide + 34, y + 128, colour, round_by=44)
    elif hair == "bun":
        paper.oval(x + 12, y - 152, 54, 50, darker(colour, 0.08))
        paper.oval(x, y - 10, wide + 15, 134, colour)
    elif hair == "curls":
        for n in range(15):
            angle = n / 14 * 3.6 + 2.9
            paper.oval(x + (wide + 14) * -math.cos(angle), y - 12 + 128 * math.sin(angle), 46, 46, colour)
    elif hair == "scarf":
        paper.oval(x, y + 6, wide + 30, 158, colour_of_scarf(paper))
        paper.polygon(
            [(x - wide - 26, y + 30), (x + wide + 26, y + 30), (x + 96, 500), (x - 96, 500)],
            colour_of_scarf(paper),
        )


def hair_in_front(paper: Canvas, x: float, y: float, wide: float, *, hair: str, colour) -> None:
    light = lighter(colour, 0.12)
    if hair == "short":
        paper.polygon(arch(x, y, wide + 7, 138, -0.02), colour)
        paper.polygon(
            [
                (x - wide - 7, y - 10),
                (x - wide + 12, y - 66),
                (x - 20, y - 84),
                (x + 40, y - 62),
                (x + wide - 8, y - 72),
                (x + wide + 7, y - 10),
                (x + wide + 2, y - 100),
                (x, y - 142),
                (x - wide - 2, y - 100),
            ],
            colour,
        )
        paper.stroke([(x - 56, y - 112), (x, y - 124), (x + 44, y - 112)], 6, light)
    elif hair == "bald":
        for side in (-1, 1):
            paper.oval(x + side * (wide - 2), y - 20, 14, 44, colour)
    elif hair == "curls":
        for n in range(9):
            paper.oval(x + (n - 4) * 28, y - 96 - (16 - (n - 4) ** 2) * 2.4, 34, 32, colour)
        for n in range(5):
            paper.oval(x + (n - 2) * 40, y - 126, 16, 14, light)
    elif hair in {"long", "bob", "bun"}:
        paper.polygon(arch(x, y, wide + (20 if hair != "bun" else 8), 142, -0.1), colour)
        side = 1 if paper.seed % 2 else -1
        paper.polygon(
            [
                (x + side * 30, y - 132),
                (x - side * (wide + 10), y - 20),
                (x - side * (wide + 14), y + 26),
                (x - side * (wide - 14), y - 22),
                (x - side * 20, y - 74),
            ],
            colour,
        )
        paper.polygon(
            [
                (x + side * 20, y - 132),
                (x + side * (wide + 10), y - 20),
                (x + side * (wide + 14), y + 26),
                (x + side * (wide - 10), y - 30),
                (x + side * 50, y - 84),
            ],
            colour,
        )
        paper.stroke([(x - 40, y - 118), (x + 10, y - 128), (x + 56, y - 110)], 6, light)
    elif hair == "scarf":
        scarf = colour_of_scarf(paper)
        # A band of cloth around the face: the oval of the head with the oval of the face left open.
        outer = oval_of(x, y + 6, wide + 30, 158)
        paper.polygon([*outer, *reversed(oval_of(x, y + 26, wide - 6, 118))], scarf)
        paper.stroke([(x - 66, y - 114), (x, y - 132), (x + 66, y - 114)], 5, lighter(scarf, 0.2))


def colour_of_scarf(paper: Canvas) -> str:
    return ("#3b6ea8", "#8a4a6b", "#2f8f7a", "#d9a86a")[paper.seed % 4]


def glasses(paper: Canvas, x: float, y: float, colour: str) -> None:
    for side in (-1, 1):
        paper.ring(x + side * 44, y + 8, 33, 5.5, colour)
        paper.stroke([(x + side * 76, y + 4), (x + side * 104, y - 2)], 5, colour)
    paper.stroke([(x - 12, y + 4), (x + 12, y + 4)], 5.5, colour)


def oval_of(x: float, y: float, wide: float, high: float):
    return [
        (x + wide * math.cos(n / 60 * math.tau), y + high * math.sin(n / 60 * math.tau)) for n in range(61)
    ]


def arch(x: float, y: float, wide: float, high: float, low: float):
    """The upper half of an oval, cut off where the forehead starts."""
    top = [
        (x + wide * math.cos(a), y + high * math.sin(a))
        for a in (math.pi + n / 24 * math.pi for n in range(25))
    ]
    fringe = [
        (x + wide * 0.86 * math.cos(a), y - high * 0.5 + high * (0.18 + low) * math.sin(a))
        for a in (n / 24 * -math.pi for n in range(25))
    ]
    return [*top, *fringe]
