"""Small people in a landscape, and what they ride and play with."""

import math

from wijkportaal.portal.demonstration.pictures.canvas import Canvas, darker

SKINS = ("#f3cfb3", "#e6b48d", "#c98e63", "#8f5b3c", "#f0c3a0", "#6d4630")
HAIRS = ("#3a2a22", "#6b4326", "#c99a4b", "#b9b4ad", "#222226", "#a8522e")
CLOTHES = ("#d9534a", "#2f6fa0", "#2f8f7a", "#f2b441", "#7a5a94", "#e98f6a", "#4b5d6b", "#f3e9d7")
TROUSERS = ("#34445c", "#5a4a42", "#3d4c45", "#6d6f7a")


def person(
    paper: Canvas,
    x: float,
    foot: float,
    size: float = 1,
    *,
    pose: str = "stand",
    old: bool = False,
    look: int = 1,
) -> None:
    """A figure about 190 points tall; poses: stand, walk, wave, sit, reach. `look` is the side it faces."""
    dice = paper.dice
    skin, coat, legs = dice.choice(SKINS), dice.choice(CLOTHES), dice.choice(TROUSERS)
    hair = "#d5d0c8" if old else dice.choice(HAIRS)
    scarf = dice.random() < 0.12
    if pose != "sit":
        paper.oval(x + 8 * size, foot, 40 * size, 7 * size, paper.light.shade, 0.4)
    hip, shoulder = foot - 84 * size, foot - 148 * size
    if pose == "sit":
        hip, shoulder = foot - 50 * size, foot - 114 * size
        for shift in (-12, 12):
            knee = (x + (shift + 26 * look) * size, hip - 2 * size)
            paper.stroke([(x + shift * size, hip), knee, (knee[0] + 4 * look * size, foot)], 17 * size, legs)
            paper.stroke(
                [(knee[0] + 4 * look * size, foot), (knee[0] + 20 * look * size, foot)], 10 * size, "#3a302b"
            )
    else:
        stride = 24 if pose == "walk" else 9
        for shift in (-stride, stride):
            paper.stroke(
                [(x, hip), (x + shift * 0.7 * size, hip + 42 * size), (x + shift * size, foot - 4 * size)],
                17 * size,
                legs,
            )
            paper.stroke(
                [(x + shift * size, foot - 4 * size), (x + (shift + 13 * look) * size, foot - 4 * size)],
                9 * size,
                "#3a302b",
            )
    paper.polygon(
        [
            (x - 26 * size, hip + 10 * size),
            (x - 28 * size, shoulder + 14 * size),
            (x - 14 * size, shoulder - 4 * size),
            (x + 14 * size, shoulder - 4 * size),
            (x + 28 * size, shoulder + 14 * size),
            (x + 26 * size, hip + 10 * size),
        ],
        coat,
    )
    arms = {
        "stand": [((-26, 12), (-33, 44), (-30, 72)), ((26, 12), (33, 44), (30, 72))],
        "walk": [((-24, 12), (-38, 40), (-28, 66)), ((24, 12), (36, 38), (46, 62))],
        "wave": [((-24, 12), (-36, 44), (-30, 70)), ((24, 10), (48, -14), (58, -52))],
        "sit": [((-24, 12), (-30, 40), (4, 56)), ((24, 12), (32, 40), (26, 58))],
        "reach": [
            ((-22, 12), (18 * look, 40), (50 * look, 60)),
            ((22, 12), (38 * look, 36), (64 * look, 54)),
        ],
    }[pose]
    for arm in arms:
        spots = [(x + a * size, shoulder + b * size) for a, b in arm]
        paper.stroke(spots, 14 * size, darker(coat, 0.1))
        paper.oval(*spots[-1], 8 * size, 8 * size, skin)
    paper.box(x - 7 * size, shoulder - 14 * size, x + 7 * size, shoulder + 2 * size, darker(skin, 0.08))
    head = shoulder - 34 * size
    if scarf:
        paper.oval(x, head + 2 * size, 28 * size, 31 * size, dice.choice(CLOTHES))
    else:
        paper.oval(x - 3 * look * size, head - 5 * size, 27 * size, 27 * size, hair)
        if dice.random() < 0.4:
            paper.oval(x - 16 * look * size, head + 12 * size, 15 * size, 24 * size, hair)
    paper.oval(x + 3 * look * size, head + 3 * size, 21 * size, 23 * size, skin)
    if not scarf:
        paper.oval(x - 1 * look * size, head - 16 * size, 22 * size, 12 * size, hair)


def child(paper: Canvas, x: float, foot: float, size: float = 1, **how) -> None:
    person(paper, x, foot, size * 0.64, **how)


def bicycle(paper: Canvas, x: float, foot: float, size: float = 1, colour: str = "#24507a") -> None:
    dark = "#2b3036"
    back, front = (x - 62 * size, foot - 46 * size), (x + 66 * size, foot - 46 * size)
    for wheel in (back, front):
        paper.ring(*wheel, 46 * size, 6 * size, dark)
    crank, seat, head = (
        (x - 4 * size, foot - 42 * size),
        (x - 30 * size, foot - 108 * size),
        (x + 46 * size, foot - 112 * size),
    )
    paper.stroke([back, crank, head, seat, crank], 6.5 * size, colour)
    paper.stroke([seat, back], 5 * size, colour)
    paper.stroke(
        [front, head, (x + 42 * size, foot - 136 * size), (x + 22 * size, foot - 138 * size)],
        6 * size,
        colour,
    )
    paper.stroke([seat, (x - 34 * size, foot - 122 * size)], 5 * size, dark)
    paper.box(x - 54 * size, foot - 130 * size, x - 16 * size, foot - 120 * size, dark, round_by=5 * size)


def cyclist(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    dice = paper.dice
    skin, coat, legs, hair = (
        dice.choice(SKINS),
        dice.choice(CLOTHES),
        dice.choice(TROUSERS),
        dice.choice(HAIRS),
    )
    paper.oval(x, foot + 2, 110 * size, 8 * size, paper.light.shade, 0.35)
    hip, shoulder = (x - 30 * size, foot - 132 * size), (x - 4 * size, foot - 212 * size)
    paper.stroke(
        [hip, (x + 22 * size, foot - 92 * size), (x - 2 * size, foot - 30 * size)],
        18 * size,
        darker(legs, 0.2),
    )
    bicycle(paper, x, foot, size, dice.choice(["#24507a", "#8a2f3b", "#1f6f63", "#2b3036"]))
    paper.stroke([hip, (x + 28 * size, foot - 118 * size), (x + 6 * size, foot - 54 * size)], 18 * size, legs)
    paper.polygon(
        [
            (hip[0] - 18 * size, hip[1] + 8 * size),
            (shoulder[0] - 22 * size, shoulder[1] + 4 * size),
            (shoulder[0] + 14 * size, shoulder[1] - 4 * size),
            (hip[0] + 22 * size, hip[1] + 8 * size),
        ],
        coat,
    )
    paper.stroke(
        [
            (shoulder[0], shoulder[1] + 12 * size),
            (x + 16 * size, foot - 160 * size),
            (x + 24 * size, foot - 140 * size),
        ],
        13 * size,
        darker(coat, 0.1),
    )
    paper.oval(shoulder[0] + 3 * size, shoulder[1] - 35 * size, 27 * size, 28 * size, hair)
    paper.oval(shoulder[0] + 9 * size, shoulder[1] - 30 * size, 21 * size, 23 * size, skin)


def dog(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    coat = paper.dice.choice(["#7b5a43", "#3a3634", "#c99a63", "#efe6d6"])
    for leg in (-26, -16, 22, 32):
        paper.stroke(
            [(x + leg * size, foot - 26 * size), (x + leg * size, foot)], 7 * size, darker(coat, 0.12)
        )
    paper.box(x - 34 * size, foot - 48 * size, x + 38 * size, foot - 20 * size, coat, round_by=13 * size)
    paper.stroke([(x - 32 * size, foot - 42 * size), (x - 52 * size, foot - 64 * size)], 7 * size, coat)
    paper.oval(x + 44 * size, foot - 56 * size, 17 * size, 14 * size, coat)
    paper.box(x + 48 * size, foot - 58 * size, x + 68 * size, foot - 46 * size, coat, round_by=5 * size)
    paper.oval(x + 36 * size, foot - 56 * size, 7 * size, 13 * size, darker(coat, 0.25))


def swing(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    frame = "#c8453b"
    for left in (0, 260):
        paper.stroke(
            [
                (x + (left - 34) * size, foot),
                (x + left * size, foot - 270 * size),
                (x + (left + 34) * size, foot),
            ],
            10 * size,
            frame,
        )
    paper.stroke([(x, foot - 270 * size), (x + 260 * size, foot - 270 * size)], 11 * size, frame)
    for at, away in ((80, 46), (185, -8)):
        seat = (x + (at + away) * size, foot - 62 * size)
        for side in (-20, 20):
            paper.stroke(
                [(x + (at + side) * size, foot - 268 * size), (seat[0] + side * size, seat[1])],
                3 * size,
                "#4a5258",
            )
        child(paper, seat[0], seat[1] + 34 * size, size, pose="sit")
        paper.box(
            seat[0] - 26 * size,
            seat[1],
            seat[0] + 26 * size,
            seat[1] + 8 * size,
            "#4a5258",
            round_by=3 * size,
        )


def slide(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    for left in (0, 86):
        paper.box(x + left * size, foot - 330 * size, x + (left + 12) * size, foot, "#b0713f")
    paper.polygon(
        [
            (x - 26 * size, foot - 320 * size),
            (x + 49 * size, foot - 400 * size),
            (x + 124 * size, foot - 320 * size),
        ],
        "#2f8f7a",
    )
    paper.box(x - 8 * size, foot - 206 * size, x + 108 * size, foot - 190 * size, "#c99a63")
    for step in range(5):
        paper.box(
            x - 70 * size + step * 14 * size,
            foot - (step + 1) * 38 * size,
            x - 20 * size + step * 8 * size,
            foot - (step + 1) * 38 * size + 8 * size,
            "#c99a63",
        )
    paper.polygon(
        [
            (x + 98 * size, foot - 206 * size),
            (x + 120 * size, foot - 206 * size),
            (x + 290 * size, foot - 34 * size),
            (x + 360 * size, foot - 26 * size),
            (x + 360 * size, foot - 8 * size),
            (x + 270 * size, foot - 12 * size),
        ],
        "#f2b441",
    )
    child(paper, x + 52 * size, foot - 196 * size, size, pose="wave")


def seesaw(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    paper.polygon([(x - 30 * size, foot), (x, foot - 52 * size), (x + 30 * size, foot)], "#24507a")
    paper.stroke(
        [(x - 170 * size, foot - 20 * size), (x + 170 * size, foot - 86 * size)], 13 * size, "#f2b441"
    )
    child(paper, x - 140 * size, foot - 2 * size, size, pose="sit")
    child(paper, x + 140 * size, foot - 60 * size, size, pose="sit", look=-1)


def ball(paper: Canvas, x: float, y: float, size: float = 1) -> None:
    paper.oval(x, y, 16 * size, 16 * size, "#fdfbf5")
    for n in range(5):
        angle = n / 5 * math.tau
        paper.oval(
            x + math.cos(angle) * 10 * size,
            y + math.sin(angle) * 10 * size,
            3.6 * size,
            3.6 * size,
            "#2b3036",
        )
