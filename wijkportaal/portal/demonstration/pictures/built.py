"""Houses, streets and what stands in them."""

import math

from wijkportaal.portal.demonstration.pictures.canvas import Canvas, darker, lighter, mixed

BRICKS = ("#b5553f", "#c46a4a", "#a8483c", "#d08a5c", "#e2c9a4", "#f0e5d2", "#8a5a4a", "#c9745a")
ROOFS = ("#7d3f35", "#56504f", "#9c4a38", "#454b52")
DOORS = ("#1f6f63", "#24507a", "#8a2f3b", "#d9a031", "#345c3c")


def windowpane(paper: Canvas, x: float, y: float, wide: float, high: float) -> None:
    glass = (
        "#ffdf8e"
        if paper.light.lamps and paper.dice.random() < 0.7
        else mixed("#a9cfdb", paper.light.sky[0], 0.3)
    )
    paper.box(x - 4, y - 4, x + wide + 4, y + high + 4, "#f8f4ea")
    paper.box(x, y, x + wide, y + high, glass)
    paper.polygon(
        [(x, y + high), (x + wide * 0.55, y), (x + wide * 0.8, y), (x, y + high)], lighter(glass, 0.35), 0.5
    )
    paper.box(x + wide / 2 - 1.5, y, x + wide / 2 + 1.5, y + high, "#f8f4ea")
    paper.box(x - 6, y + high + 4, x + wide + 6, y + high + 9, "#e6ddcb")


def door(paper: Canvas, x: float, foot: float, wide: float, high: float) -> None:
    colour = paper.dice.choice(DOORS)
    paper.box(x - 4, foot - high - 4, x + wide + 4, foot, "#f8f4ea")
    paper.box(x, foot - high, x + wide, foot, colour)
    paper.box(x + 6, foot - high + 8, x + wide - 6, foot - high * 0.6, "#d7e6e6")
    paper.oval(x + wide - 8, foot - high * 0.45, 3, 3, "#f1d9a0")


def town_house(paper: Canvas, x: float, foot: float, wide: float, high: float) -> None:
    """A house in a row: a gable with steps, a bell or a plain point."""
    dice = paper.dice
    wall = mixed(dice.choice(BRICKS), paper.light.shade, 0.35 if paper.light.lamps else 0.04)
    top = foot - high
    style = dice.choice(["steps", "point", "point", "flat"])
    if style == "steps":
        step = wide / 8
        for n in range(4):
            paper.box(x + n * step, top - (n + 1) * step * 0.95, x + wide - n * step, top + 3, wall)
            paper.box(
                x + n * step - 2,
                top - (n + 1) * step * 0.95 - 4,
                x + (n + 1) * step,
                top - (n + 1) * step * 0.95,
                "#efe6d2",
            )
            paper.box(
                x + wide - (n + 1) * step,
                top - (n + 1) * step * 0.95 - 4,
                x + wide - n * step + 2,
                top - (n + 1) * step * 0.95,
                "#efe6d2",
            )
    elif style == "point":
        paper.polygon(
            [(x - 5, top + 4), (x + wide / 2, top - wide * 0.55), (x + wide + 5, top + 4)],
            mixed(dice.choice(ROOFS), paper.light.shade, 0.1),
        )
        paper.polygon([(x + 9, top + 4), (x + wide / 2, top - wide * 0.44), (x + wide - 9, top + 4)], wall)
    else:
        paper.polygon(
            [
                (x, top),
                (x + wide * 0.12, top - wide * 0.36),
                (x + wide * 0.88, top - wide * 0.36),
                (x + wide, top),
            ],
            mixed(dice.choice(ROOFS), paper.light.shade, 0.1),
        )
        windowpane(paper, x + wide * 0.4, top - wide * 0.27, wide * 0.2, wide * 0.18)
    paper.box(x, top, x + wide, foot, wall)
    paper.box(x, foot - 16, x + wide, foot, darker(wall, 0.25))
    pane, floor = wide * 0.25, high / 2
    for level in range(2):
        y = top + floor * level + floor * 0.24
        for n in range(2):
            left = x + wide * (0.14 + 0.48 * n)
            if level == 1 and n == 1:
                door(paper, left, foot, pane, floor * 0.76)
            else:
                windowpane(paper, left, y, pane, floor * 0.5)


def row_of_houses(
    paper: Canvas, foot: float, high: float = 250, *, left: float = -30, right: float | None = None
) -> None:
    x, end = left, right if right is not None else paper.width
    while x < end:
        wide = paper.dice.uniform(118, 170) * high / 250
        town_house(paper, x, foot, wide, high * paper.dice.uniform(0.86, 1.12))
        x += wide


def farmhouse(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    """A farm with a large roof under tall trees."""
    roof = mixed("#9c4a38", paper.light.shade, 0.15)
    wall = mixed("#b5604a", paper.light.shade, 0.1)
    paper.box(x, foot - 70 * size, x + 300 * size, foot, wall)
    paper.polygon(
        [
            (x - 18 * size, foot - 62 * size),
            (x + 62 * size, foot - 215 * size),
            (x + 238 * size, foot - 215 * size),
            (x + 318 * size, foot - 62 * size),
        ],
        roof,
    )
    paper.polygon(
        [
            (x - 18 * size, foot - 62 * size),
            (x + 62 * size, foot - 215 * size),
            (x + 110 * size, foot - 215 * size),
            (x + 40 * size, foot - 62 * size),
        ],
        lighter(roof, 0.1),
    )
    for n in range(4):
        windowpane(paper, x + (34 + 66 * n) * size, foot - 54 * size, 26 * size, 30 * size)
    paper.box(x + 225 * size, foot - 240 * size, x + 245 * size, foot - 190 * size, darker(wall, 0.2))


def village_hall(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    """A dorpshuis: a low building with large windows, a flag and its doors open."""
    wall = mixed("#c46a4a", paper.light.shade, 0.2 if paper.light.lamps else 0.02)
    roof = mixed("#454b52", paper.light.shade, 0.1)
    wide, high = 720 * size, 190 * size
    paper.box(x, foot - high, x + wide, foot, wall)
    paper.polygon(
        [
            (x - 30 * size, foot - high + 6),
            (x + 70 * size, foot - high - 120 * size),
            (x + wide - 70 * size, foot - high - 120 * size),
            (x + wide + 30 * size, foot - high + 6),
        ],
        roof,
    )
    middle = x + wide * 0.42
    paper.polygon(
        [
            (middle - 20 * size, foot - high + 8 * size),
            (middle + 85 * size, foot - high - 150 * size),
            (middle + 190 * size, foot - high + 8 * size),
        ],
        lighter(roof, 0.08),
    )
    paper.polygon(
        [
            (middle + 6 * size, foot - high + 8 * size),
            (middle + 85 * size, foot - high - 118 * size),
            (middle + 164 * size, foot - high + 8 * size),
        ],
        "#f3e9d7",
    )
    paper.box(middle + 4 * size, foot - high + 4 * size, middle + 166 * size, foot, "#f3e9d7")
    paper.ring(middle + 85 * size, foot - high - 30 * size, 26 * size, 7 * size, "#24507a")
    paper.box(middle + 30 * size, foot - 140 * size, middle + 140 * size, foot, "#1f6f63")
    paper.box(middle + 38 * size, foot - 132 * size, middle + 81 * size, foot - 4, "#ffe9b5")
    paper.box(middle + 89 * size, foot - 132 * size, middle + 132 * size, foot - 4, "#ffe9b5")
    for n in range(2):
        windowpane(paper, x + (40 + 128 * n) * size, foot - 145 * size, 92 * size, 92 * size)
    for n in range(2):
        windowpane(paper, x + wide - (260 - 128 * n) * size, foot - 145 * size, 92 * size, 92 * size)
    mast = x + wide + 70 * size
    paper.stroke([(mast, foot), (mast, foot - 400 * size)], 7 * size, "#f3efe6")
    for n, colour in enumerate(("#c8453b", "#fbf7ee", "#2d5a9b")):
        top = foot - (398 - n * 26) * size
        paper.polygon(
            [
                (mast + 4, top),
                (mast + 70 * size, top + 12 * size),
                (mast + 130 * size, top - 2 * size),
                (mast + 130 * size, top + 24 * size),
                (mast + 70 * size, top + 38 * size),
                (mast + 4, top + 26 * size),
            ],
            colour,
        )


def bunting(paper: Canvas, start, end, sag: float = 50) -> None:
    """A line with little flags."""
    spots = []
    for n in range(25):
        share = n / 24
        spots.append(
            (
                start[0] + (end[0] - start[0]) * share,
                start[1] + (end[1] - start[1]) * share + sag * math.sin(math.pi * share),
            )
        )
    paper.stroke(spots, 2.5, "#5a5048")
    for n in range(1, 24):
        x, y = spots[n]
        paper.polygon(
            [(x - 13, y), (x + 13, y), (x, y + 32)], ("#d9534a", "#f2b441", "#2f8f7a", "#3b6ea8")[n % 4]
        )


def path(
    paper: Canvas,
    far: tuple[float, float],
    near: tuple[float, float],
    top: float,
    *,
    colour=None,
    line: bool = False,
) -> None:
    """A path that runs from the front (x from, x to) to the distance (x from, x to) at height `top`."""
    colour = colour or paper.light.paving
    left, right = [], []
    for n in range(13):
        share = n / 12
        bend = math.sin(share * math.pi) * 90
        y = top + (paper.height + 20 - top) * share**1.5
        left.append((far[0] + (near[0] - far[0]) * share + bend, y))
        right.append((far[1] + (near[1] - far[1]) * share + bend, y))
    paper.polygon([*left, *reversed(right)], colour)
    if line:
        for n in range(3, 12):
            middle = [((left[m][0] + right[m][0]) / 2, (left[m][1] + right[m][1]) / 2) for m in (n, n + 1)]
            half = (
                middle[0][0] + (middle[1][0] - middle[0][0]) * 0.55,
                middle[0][1] + (middle[1][1] - middle[0][1]) * 0.55,
            )
            paper.stroke([middle[0], half], 1 + n * 0.7, "#fbf7ee")


def bench(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    wood, iron = mixed("#b0713f", paper.light.shade, 0.1), "#3a4248"
    paper.oval(x + 95 * size, foot, 120 * size, 11 * size, paper.light.shade, 0.35)
    for left in (12, 168):
        paper.stroke([(x + left * size, foot), (x + left * size, foot - 92 * size)], 9 * size, iron)
        paper.stroke(
            [(x + (left + 8) * size, foot), (x + (left + 8) * size, foot - 44 * size)], 7 * size, iron
        )
    for rise in (98, 76):
        paper.box(x, foot - rise * size, x + 190 * size, foot - (rise - 15) * size, wood, round_by=4 * size)
    paper.box(
        x - 4 * size,
        foot - 52 * size,
        x + 196 * size,
        foot - 38 * size,
        lighter(wood, 0.12),
        round_by=4 * size,
    )


def lamp(paper: Canvas, x: float, foot: float, high: float = 330) -> None:
    pole = mixed("#39434d", paper.light.shade, 0.2)
    if paper.light.lamps:
        for wide, alpha in ((170, 0.10), (110, 0.16), (60, 0.3)):
            paper.oval(x + 52, foot - high + 14, wide, wide, "#ffe3a1", alpha)
        paper.polygon(
            [(x + 30, foot - high + 16), (x + 74, foot - high + 16), (x + 190, foot), (x - 80, foot)],
            "#ffe9b5",
            0.14,
        )
    paper.stroke([(x, foot), (x, foot - high + 20), (x + 16, foot - high), (x + 50, foot - high)], 8, pole)
    paper.box(x + 26, foot - high - 4, x + 78, foot - high + 12, pole, round_by=6)
    paper.box(x + 32, foot - high + 10, x + 72, foot - high + 18, "#fff1c2", round_by=4)


def speed_sign(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    """The round sign of a street for 30 kilometres an hour."""
    paper.stroke([(x, foot), (x, foot - 230 * size)], 7 * size, "#6d757c")
    paper.oval(x, foot - 250 * size, 54 * size, 54 * size, "#c8342f")
    paper.oval(x, foot - 250 * size, 40 * size, 40 * size, "#fdfbf5")
    black, y, thick = "#22262b", foot - 250 * size, 7.5 * size
    three = [(-26, -18), (-8, -18), (-16, -3), (-8, 4), (-9, 14), (-18, 18), (-27, 14)]
    paper.stroke([(x + a * size, y + b * size) for a, b in three], thick, black)
    zero = [
        (x + (14 + 10 * math.cos(n / 16 * math.tau)) * size, y + 18 * math.sin(n / 16 * math.tau) * size)
        for n in range(17)
    ]
    paper.stroke(zero, thick, black)


def zebra(paper: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    for n in range(7):
        start = left + (right - left) * n / 7
        wide = (right - left) / 12
        lean = (start - (left + right) / 2) * 0.22
        paper.polygon(
            [(start, top), (start + wide, top), (start + wide * 1.25 + lean, bottom), (start + lean, bottom)],
            "#fbf8f0",
        )


def drawbridge(paper: Canvas, x: float, deck: float, size: float = 1) -> None:
    """A white drawbridge, half as old as the town."""
    white, dark = mixed("#fbf8f0", paper.light.shade, 0.12), "#3d4a55"
    paper.box(
        x - 420 * size, deck, x + 420 * size, deck + 26 * size, mixed("#7b5a43", paper.light.shade, 0.1)
    )
    for side in (-1, 1):
        paper.polygon(
            [
                (x + side * 230 * size, deck),
                (x + side * 430 * size, deck),
                (x + side * 460 * size, deck + 170 * size),
                (x + side * 215 * size, deck + 170 * size),
            ],
            mixed("#a8604b", paper.light.shade, 0.15),
        )
    for side in (-150, -95):
        paper.box(x + side * size, deck - 290 * size, x + (side + 18) * size, deck, white)
    paper.box(x - 166 * size, deck - 300 * size, x - 62 * size, deck - 276 * size, white)
    paper.polygon(
        [
            (x - 330 * size, deck - 268 * size),
            (x - 330 * size, deck - 300 * size),
            (x + 170 * size, deck - 330 * size),
            (x + 170 * size, deck - 312 * size),
        ],
        white,
    )
    paper.box(
        x - 372 * size, deck - 310 * size, x - 300 * size, deck - 238 * size, "#24507a", round_by=6 * size
    )
    paper.stroke([(x + 162 * size, deck - 318 * size), (x + 162 * size, deck)], 4 * size, dark)
    for n in range(12):
        post = x - 410 * size + n * 75 * size
        paper.stroke([(post, deck), (post, deck - 48 * size)], 5 * size, white)
    paper.box(x - 414 * size, deck - 54 * size, x + 418 * size, deck - 46 * size, white)


def boat(paper: Canvas, x: float, level: float, size: float = 1, *, sail: bool = True) -> None:
    dice = paper.dice
    hull = dice.choice(["#24507a", "#8a2f3b", "#f3efe6", "#1f6f63", "#6b4a35"])
    paper.polygon(
        [
            (x - 120 * size, level - 34 * size),
            (x + 140 * size, level - 40 * size),
            (x + 96 * size, level + 10 * size),
            (x - 86 * size, level + 10 * size),
        ],
        hull,
    )
    paper.box(x - 116 * size, level - 42 * size, x + 136 * size, level - 32 * size, "#e9d6ad")
    paper.box(
        x - 50 * size, level - 74 * size, x + 50 * size, level - 40 * size, "#fbf7ee", round_by=8 * size
    )
    for n in range(3):
        paper.oval(x + (-28 + n * 28) * size, level - 57 * size, 7 * size, 7 * size, "#6fa3b5")
    if sail:
        paper.stroke([(x, level - 40 * size), (x, level - 330 * size)], 6 * size, "#7b5a43")
        colour = dice.choice(["#fbf4e4", "#d98a3d", "#f2e6cf", "#c8453b"])
        paper.polygon(
            [
                (x + 8 * size, level - 322 * size),
                (x + 130 * size, level - 82 * size),
                (x + 8 * size, level - 82 * size),
            ],
            colour,
        )
        paper.polygon(
            [
                (x - 8 * size, level - 290 * size),
                (x - 92 * size, level - 82 * size),
                (x - 8 * size, level - 82 * size),
            ],
            lighter(colour, 0.3),
        )
    paper.oval(x + 10 * size, level + 18 * size, 125 * size, 9 * size, darker(paper.light.water[0], 0.2), 0.4)


def bus_stop(paper: Canvas, x: float, foot: float) -> None:
    frame = "#39434d"
    paper.oval(x + 150, foot, 200, 14, paper.light.shade, 0.35)
    paper.box(x, foot - 250, x + 300, foot - 30, "#cfe3e6", alpha=0.55)
    for left in (0, 98, 196, 294):
        paper.box(x + left, foot - 250, x + left + 7, foot, frame)
    paper.box(x - 24, foot - 272, x + 326, foot - 246, "#1f6f63", round_by=8)
    paper.box(x + 30, foot - 82, x + 260, foot - 68, "#b0713f", round_by=4)
    paper.stroke([(x + 390, foot), (x + 390, foot - 300)], 8, frame)
    paper.box(x + 350, foot - 370, x + 430, foot - 290, "#f2b441", round_by=10)
    paper.box(x + 366, foot - 350, x + 414, foot - 320, frame, round_by=6)
    for wheel in (376, 404):
        paper.oval(x + wheel, foot - 314, 6, 6, frame)


def minibus(paper: Canvas, x: float, foot: float, size: float = 1) -> None:
    paint = "#2f8f7a"
    paper.oval(x + 210 * size, foot + 4, 250 * size, 14 * size, paper.light.shade, 0.4)
    paper.polygon(
        [
            (x, foot - 24 * size),
            (x, foot - 185 * size),
            (x + 20 * size, foot - 205 * size),
            (x + 350 * size, foot - 205 * size),
            (x + 412 * size, foot - 105 * size),
            (x + 425 * size, foot - 24 * size),
        ],
        paint,
    )
    paper.box(x, foot - 80 * size, x + 424 * size, foot - 62 * size, "#fbf7ee")
    for n in range(3):
        paper.box(
            x + (26 + n * 88) * size,
            foot - 180 * size,
            x + (100 + n * 88) * size,
            foot - 108 * size,
            "#cfe6ec",
            round_by=8 * size,
        )
    paper.polygon(
        [
            (x + 296 * size, foot - 180 * size),
            (x + 338 * size, foot - 180 * size),
            (x + 384 * size, foot - 108 * size),
            (x + 296 * size, foot - 108 * size),
        ],
        "#cfe6ec",
    )
    for wheel in (90, 330):
        paper.oval(x + wheel * size, foot - 22 * size, 40 * size, 40 * size, "#2b3036")
        paper.oval(x + wheel * size, foot - 22 * size, 19 * size, 19 * size, "#c9ced2")


def stall(paper: Canvas, x: float, foot: float, colour: str, size: float = 1) -> None:
    """A market stall with a striped awning."""
    paper.oval(x + 110 * size, foot, 140 * size, 12 * size, paper.light.shade, 0.35)
    for left in (4, 210):
        paper.box(x + left * size, foot - 200 * size, x + (left + 7) * size, foot, "#7b5a43")
    paper.box(x - 4 * size, foot - 84 * size, x + 226 * size, foot - 10 * size, "#c99a63")
    for n in range(13):
        paper.oval(
            x + (8 + n * 17) * size,
            foot - 90 * size,
            11 * size,
            11 * size,
            paper.dice.choice(["#d9534a", "#f2b441", "#8fbf6c", "#e98f3d", "#b5553f"]),
        )
    for n in range(6):
        left = x + (-16 + n * 42) * size
        shade = colour if n % 2 == 0 else "#fbf7ee"
        paper.polygon(
            [
                (left + 6 * size, foot - 262 * size),
                (left + 44 * size, foot - 262 * size),
                (left + 42 * size, foot - 190 * size),
                (left, foot - 190 * size),
            ],
            shade,
        )
        paper.oval(left + 21 * size, foot - 190 * size, 21 * size, 13 * size, shade)


def car(paper: Canvas, x: float, foot: float, colour: str, size: float = 1) -> None:
    paper.oval(x + 130 * size, foot + 2, 150 * size, 10 * size, paper.light.shade, 0.4)
    paper.polygon(
        [
            (x + 40 * size, foot - 66 * size),
            (x + 82 * size, foot - 112 * size),
            (x + 186 * size, foot - 112 * size),
            (x + 226 * size, foot - 66 * size),
        ],
        colour,
    )
    paper.box(x, foot - 72 * size, x + 262 * size, foot - 18 * size, colour, round_by=18 * size)
    paper.polygon(
        [
            (x + 60 * size, foot - 68 * size),
            (x + 90 * size, foot - 102 * size),
            (x + 128 * size, foot - 102 * size),
            (x + 128 * size, foot - 68 * size),
        ],
        "#d3e7ec",
    )
    paper.polygon(
        [
            (x + 136 * size, foot - 68 * size),
            (x + 136 * size, foot - 102 * size),
            (x + 180 * size, foot - 102 * size),
            (x + 208 * size, foot - 68 * size),
        ],
        "#d3e7ec",
    )
    for wheel in (58, 204):
        paper.oval(x + wheel * size, foot - 18 * size, 27 * size, 27 * size, "#2b3036")
        paper.oval(x + wheel * size, foot - 18 * size, 12 * size, 12 * size, "#c9ced2")
