"""Landscapes of Rietwolde: one function per scene, each different with another seed and light."""

from collections.abc import Callable

from wijkportaal.portal.demonstration.pictures import built, figures, nature
from wijkportaal.portal.demonstration.pictures.canvas import LIGHTS, Canvas, lighter, mixed

# At 300 dots an inch this is 13.5 by 9 cm: half the width of an A4 page and more.
WIDTH, HEIGHT = 1600, 1067


def country(paper: Canvas) -> None:
    nature.sky(paper)
    nature.distance(paper)
    nature.fields(paper)


def town(paper: Canvas, foot: float = 560, high: float = 250) -> None:
    nature.sky(paper)
    nature.distance(paper, town=True)
    paper.fade(
        nature.HORIZON + 6,
        paper.height,
        paper.light.paving,
        mixed(paper.light.paving, paper.light.shade, 0.12),
    )
    built.row_of_houses(paper, foot, high)


def playground(paper: Canvas) -> None:
    town(paper, 540, 190) if paper.seed % 2 else country(paper)
    nature.row_of_trees(paper, 610, 0.85, 6)
    nature.lawn(paper, 590)
    paper.oval(820, 900, 700, 150, "#e3c893")
    paper.oval(820, 890, 680, 138, "#efd9ab")
    figures.swing(paper, 260, 880, 1.15)
    figures.slide(paper, 780, 900, 1.15)
    figures.seesaw(paper, 1330, 930, 1.05)
    figures.child(paper, 660, 985, 1.25, pose="wave")
    figures.ball(paper, 720, 985, 1.3)
    figures.person(paper, 130, 985, 1.3, pose="stand")


def park(paper: Canvas) -> None:
    nature.sky(paper)
    nature.distance(paper, town=paper.seed % 2 == 0)
    nature.lawn(paper, 520)
    nature.row_of_trees(paper, 590, 0.7, 7)
    paper.oval(1140, 735, 430, 84, lighter(paper.light.water[0], 0.25))
    paper.oval(1140, 730, 415, 76, paper.light.water[0])
    nature.reeds(paper, 1330, 1540, 760, 84)
    nature.reeds(paper, 740, 830, 760, 70)
    for n in range(3):
        x, y = 1020 + n * 74, 720 + (n % 2) * 26
        paper.oval(x, y, 20, 9, "#fdfbf5")
        paper.oval(x + 17, y - 12, 7, 7, "#fdfbf5")
        paper.polygon([(x + 23, y - 14), (x + 34, y - 10), (x + 23, y - 8)], "#e98f3d")
    built.path(paper, (560, 600), (120, 620), 560)
    nature.tree(paper, 120, 960, 1.7)
    built.bench(paper, 880, 905, 1.3)
    figures.person(paper, 940, 905, 1.3, pose="sit", old=True)
    figures.person(paper, 1050, 905, 1.3, pose="sit", old=True, look=-1)
    figures.person(paper, 480, 900, 1.25, pose="walk")
    figures.dog(paper, 590, 910, 1.2)
    nature.shrub(paper, 1480, 980, 1.7)


def street(paper: Canvas) -> None:
    town(paper, 640, 330)
    paper.box(-5, 640, 1605, 700, lighter(paper.light.paving, 0.2))
    paper.fade(
        700,
        paper.height,
        mixed("#8c8f93", paper.light.shade, 0.12),
        mixed("#74787e", paper.light.shade, 0.12),
    )
    paper.box(-5, 696, 1605, 708, "#efe9dc")
    built.zebra(paper, 560, 1060, 712, 960)
    for x in (150, 1420):
        nature.tree(paper, x, 706, 0.9, kind="birch")
    built.speed_sign(paper, 330, 730, 1.25)
    figures.person(paper, 730, 830, 1.25, pose="walk")
    figures.child(paper, 640, 836, 1.35, pose="walk")
    figures.cyclist(paper, 1230, 980, 1.25)
    if paper.light.lamps:
        built.lamp(paper, 1180, 706)


def hall(paper: Canvas) -> None:
    country(paper)
    nature.tree(paper, 150, 640, 1.25)
    nature.tree(paper, 1480, 640, 1.1, kind="poplar")
    nature.lawn(paper, 610)
    built.village_hall(paper, 370, 690, 1.08)
    built.path(paper, (720, 800), (560, 1080), 690)
    built.bunting(paper, (150, 430), (560, 560), 46)
    built.bunting(paper, (1020, 560), (1480, 400), 40)
    for n, x in enumerate((140, 1130)):
        paper.box(x, 842, x + 300, 858, "#c99a63", round_by=5)
        for leg in (40, 250):
            paper.stroke([(x + leg, 856), (x + leg, 926)], 10, "#7b5a43")
        figures.person(paper, x + 60, 930, 1.15, pose="sit", old=n == 0)
        figures.person(paper, x + 240, 930, 1.15, pose="sit", look=-1)
        for cup in (110, 150, 190):
            paper.box(x + cup, 822, x + cup + 20, 842, "#fbf7ee", round_by=4)
    figures.person(paper, 720, 900, 1.25, pose="wave")
    figures.person(paper, 890, 940, 1.25, pose="stand")


def bridge(paper: Canvas) -> None:
    country(paper)
    nature.row_of_trees(paper, 560, 0.55, 9, kind="poplar" if paper.seed % 2 else "round")
    paper.wave(560, 6, 200, 640, paper.light.grass)
    nature.water(paper, 640, paper.height)
    built.drawbridge(paper, 800, 620, 1.35)
    figures.cyclist(paper, 560, 618, 0.7)
    figures.person(paper, 1010, 618, 0.66, pose="walk")
    built.boat(paper, 1180, 860, 1.05)
    nature.reeds(paper, -10, 300, 1075, 210)
    nature.reeds(paper, 1440, 1610, 1075, 180)


def cycle_path(paper: Canvas) -> None:
    country(paper)
    built.farmhouse(paper, 1120, 566, 0.8) if paper.seed % 2 else nature.mill(
        paper, 1240, 600, 1.3, mixed("#8a6a52", paper.light.shade, 0.2)
    )
    nature.lawn(paper, 590)
    built.path(
        paper, (770, 800), (330, 1130), 560, colour=mixed("#b5624f", paper.light.shade, 0.12), line=True
    )
    for n in range(4):
        nature.tree(
            paper,
            690 - n * 165,
            600 + n * n * 26 + n * 20,
            0.45 + n * 0.36,
            kind="willow" if paper.seed % 3 == 0 else "round",
        )
    figures.cyclist(paper, 820, 730, 0.75)
    figures.cyclist(paper, 720, 955, 1.5)
    nature.shrub(paper, 1490, 1000, 1.9)


def sports(paper: Canvas) -> None:
    country(paper)
    nature.row_of_trees(paper, 570, 0.7, 8)
    paper.fade(580, paper.height, paper.light.grass, mixed(paper.light.grass, paper.light.leaf[2], 0.35))
    for n in range(0, 8, 2):
        paper.polygon(
            [(n * 200 + 60, 580), (n * 200 + 230, 580), (n * 260 - 60, 1070), (n * 260 - 320, 1070)],
            lighter(paper.light.grass, 0.1),
            0.5,
        )
    for line in ([(-10, 660), (1610, 660)], [(340, 660), (240, 820), (1370, 820), (1260, 660)]):
        paper.stroke(line, 6, "#fbf8f0")
    paper.stroke([(560, 660), (560, 470), (1040, 470), (1040, 660)], 13, "#fdfbf5")
    for n in range(17):
        paper.stroke([(572 + n * 28, 480), (590 + n * 26, 640)], 1.6, "#f3efe6", 0.7)
    for n in range(6):
        paper.stroke([(572, 492 + n * 28), (1028, 492 + n * 28)], 1.6, "#f3efe6", 0.7)
    figures.person(paper, 800, 664, 0.95, pose="wave")
    figures.child(paper, 480, 860, 1.5, pose="walk")
    figures.child(paper, 720, 930, 1.7, pose="walk")
    figures.ball(paper, 860, 925, 1.7)
    figures.child(paper, 1130, 890, 1.6, pose="walk", look=-1)
    figures.person(paper, 1440, 920, 1.35, pose="stand")
    figures.person(paper, 130, 940, 1.35, pose="wave")


def garden(paper: Canvas) -> None:
    town(paper, 545, 170) if paper.seed % 2 == 0 else country(paper)
    nature.row_of_trees(paper, 600, 0.6, 7)
    nature.lawn(paper, 590)
    paper.box(1170, 450, 1450, 690, mixed("#6b7f5c", paper.light.shade, 0.2))
    paper.polygon([(1140, 458), (1310, 350), (1480, 458)], "#9c4a38")
    built.door(paper, 1270, 690, 90, 170)
    for row in range(3):
        y, spread = 720 + row * 110, 1 + row * 0.22
        for bed in range(3):
            left = 90 + bed * 360 * spread - row * 60
            wide = 290 * spread
            paper.polygon(
                [
                    (left + 14, y),
                    (left + wide - 14, y),
                    (left + wide, y + 66 * spread),
                    (left, y + 66 * spread),
                ],
                "#a8764c",
            )
            paper.polygon(
                [
                    (left + 26, y + 8),
                    (left + wide - 26, y + 8),
                    (left + wide - 14, y + 52 * spread),
                    (left + 14, y + 52 * spread),
                ],
                "#6d4c38",
            )
            crop = paper.dice.choice(["leaf", "cabbage", "flower", "tomato"])
            for plant in range(9):
                px, py = left + 40 + plant * (wide - 80) / 8, y + 34 * spread
                if crop in {"leaf", "tomato"}:
                    for lean in (-9, 0, 9):
                        paper.stroke(
                            [(px, py + 6), (px + lean, py - 34)], 7, paper.dice.choice(["#6db777", "#4f9f5e"])
                        )
                    if crop == "tomato":
                        paper.oval(px + 5, py - 18, 8, 8, "#d9534a")
                elif crop == "cabbage":
                    paper.oval(px, py - 6, 17, 14, "#8fc27a")
                    paper.oval(px, py - 9, 9, 8, "#b9dba0")
                else:
                    paper.stroke([(px, py + 6), (px, py - 36)], 4, "#4f9f5e")
                    paper.oval(
                        px, py - 40, 11, 11, paper.dice.choice(["#f2b441", "#e98f8f", "#b78ad0", "#fdfbf5"])
                    )
    figures.person(paper, 480, 800, 1.15, pose="reach")
    figures.person(paper, 1060, 915, 1.35, pose="reach", old=True, look=-1)
    figures.child(paper, 1250, 930, 1.5, pose="stand")
    paper.box(1330, 880, 1400, 940, "#7fa8b5", round_by=10)
    paper.stroke([(1400, 900), (1445, 868)], 10, "#7fa8b5")


def planting(paper: Canvas) -> None:
    country(paper) if paper.seed % 2 else town(paper, 545, 180)
    nature.lawn(paper, 570)
    for n, x in enumerate((180, 520, 1180, 1480)):
        foot = 660 + n * 12
        paper.stroke([(x - 26, foot), (x - 26, foot - 130)], 8, "#b0713f")
        paper.stroke([(x + 26, foot), (x + 26, foot - 130)], 8, "#b0713f")
        nature.tree(paper, x, foot, 0.72)
    paper.oval(800, 930, 130, 28, "#6d4c38")
    nature.tree(paper, 800, 925, 1.15, kind="birch")
    paper.oval(600, 950, 78, 24, "#7d5940")
    figures.person(paper, 660, 940, 1.4, pose="reach")
    figures.person(paper, 960, 935, 1.4, pose="reach", look=-1)
    figures.child(paper, 1110, 960, 1.55, pose="wave")
    figures.person(paper, 380, 960, 1.4, pose="wave", old=True)
    paper.stroke([(506, 960), (540, 770)], 8, "#b0713f")
    paper.polygon([(490, 955), (522, 960), (514, 1004), (492, 998)], "#7c858b")


def harbour(paper: Canvas) -> None:
    nature.sky(paper)
    nature.distance(paper, town=True)
    built.row_of_houses(paper, 600, 210)
    paper.box(-5, 598, 1605, 640, mixed("#a8604b", paper.light.shade, 0.2))
    paper.box(-5, 592, 1605, 604, lighter(paper.light.paving, 0.2))
    nature.water(paper, 640, paper.height)
    for x, level, size in ((280, 745, 0.85), (1320, 735, 0.8), (820, 800, 1.1)):
        built.boat(paper, x, level, size)
    figures.person(paper, 620, 600, 0.62, pose="walk")
    figures.person(paper, 1080, 600, 0.62, pose="stand")
    paper.polygon(
        [(-10, 960), (1610, 930), (1610, 1080), (-10, 1080)], mixed("#b58a5f", paper.light.shade, 0.12)
    )
    for n in range(13):
        paper.stroke([(n * 132 - 20, 962 - n * 2), (n * 132 - 52, 1075)], 3, "#8a6746")
    figures.person(paper, 1260, 985, 1.4, pose="sit")
    figures.child(paper, 1370, 985, 1.6, pose="sit", look=-1)
    figures.bicycle(paper, 240, 1010, 1.3)


def market(paper: Canvas) -> None:
    town(paper, 620, 330)
    for n in range(9):
        paper.stroke(
            [(-10, 660 + n * n * 6), (1610, 660 + n * n * 6)],
            2,
            mixed(paper.light.paving, paper.light.shade, 0.2),
            0.6,
        )
    built.bunting(paper, (-20, 250), (830, 240), 90)
    built.bunting(paper, (800, 240), (1620, 260), 90)
    for x, colour in ((90, "#d9534a"), (470, "#2f8f7a"), (880, "#f2b441"), (1260, "#3b6ea8")):
        built.stall(paper, x, 800, colour, 1.15)
    for x in (80, 400, 780, 1180, 1490):
        pose = paper.dice.choice(["walk", "stand", "wave", "reach"])
        figures.person(
            paper, x, 930 + paper.dice.uniform(-30, 30), 1.3, pose=pose, old=paper.dice.random() < 0.3
        )
    figures.child(paper, 620, 990, 1.5, pose="wave")
    figures.child(paper, 980, 1000, 1.5, pose="walk")


def bus(paper: Canvas) -> None:
    country(paper)
    nature.row_of_trees(paper, 580, 0.65, 5)
    nature.lawn(paper, 580)
    paper.box(-5, 820, 1605, 960, mixed("#7d8187", paper.light.shade, 0.1))
    for n in range(9):
        paper.box(40 + n * 190, 886, 140 + n * 190, 894, "#fbf8f0")
    paper.box(-5, 804, 1605, 826, lighter(paper.light.paving, 0.2))
    built.bus_stop(paper, 180, 806)
    figures.person(paper, 280, 804, 1.1, pose="sit", old=True)
    figures.person(paper, 440, 806, 1.15, pose="wave")
    figures.child(paper, 690, 806, 1.3, pose="stand")
    built.minibus(paper, 880, 930, 1.45)
    nature.shrub(paper, 120, 1060, 1.6)
    nature.shrub(paper, 1500, 1070, 1.8)


def evening_walk(paper: Canvas) -> None:
    town(paper, 620, 290)
    nature.lawn(paper, 640)
    built.path(paper, (760, 830), (420, 1180), 630)
    for x, foot, high in ((640, 720, 250), (960, 740, 270), (420, 900, 420), (1260, 930, 440)):
        built.lamp(paper, x, foot, high)
    figures.person(paper, 730, 880, 1.25, pose="walk")
    figures.person(paper, 850, 880, 1.25, pose="walk", look=-1)
    figures.dog(paper, 960, 890, 1.1)
    nature.shrub(paper, 180, 990, 1.9)
    nature.tree(paper, 1500, 1000, 1.5)


def clean_up(paper: Canvas) -> None:
    country(paper) if paper.seed % 2 else town(paper, 540, 190)
    nature.row_of_trees(paper, 590, 0.75, 6)
    nature.lawn(paper, 580)
    built.path(paper, (300, 380), (-260, 330), 590)
    for x, old in ((430, False), (800, True), (1150, False)):
        foot = 900 + (x % 90)
        figures.person(paper, x, foot, 1.4, pose="reach", old=old)
        paper.stroke([(x + 90, foot - 120), (x + 128, foot - 6)], 5, "#7c858b")
        paper.oval(x - 74, foot - 36, 38, 44, "#3d4a55")
        paper.polygon([(x - 90, foot - 74), (x - 74, foot - 92), (x - 58, foot - 74)], "#3d4a55")
        paper.box(
            x + 120,
            foot - 14,
            x + 142,
            foot,
            paper.dice.choice(["#d9534a", "#f2b441", "#9fc3d8"]),
            round_by=3,
        )
    figures.child(paper, 1380, 950, 1.6, pose="wave")
    paper.box(150, 760, 230, 900, "#2f8f7a", round_by=10)
    paper.box(142, 748, 238, 772, "#256f60", round_by=8)


def neighbours(paper: Canvas) -> None:
    town(paper, 650, 340)
    nature.lawn(paper, 690)
    nature.shrub(paper, 90, 730, 1.2)
    nature.shrub(paper, 1490, 740, 1.3)
    nature.tree(paper, 1330, 760, 1.0)
    built.bench(paper, 560, 900, 1.55)
    figures.person(paper, 640, 900, 1.5, pose="sit", old=True)
    figures.person(paper, 800, 900, 1.5, pose="sit", look=-1)
    figures.person(paper, 300, 950, 1.5, pose="wave")
    figures.person(paper, 1080, 955, 1.5, pose="reach", look=-1)
    paper.box(948, 812, 1008, 850, "#fbf7ee", round_by=6)
    figures.child(paper, 1240, 985, 1.7, pose="walk", look=-1)
    figures.ball(paper, 1150, 1000, 1.6)


def youth(paper: Canvas) -> None:
    town(paper, 540, 200)
    nature.row_of_trees(paper, 580, 0.7, 5)
    nature.lawn(paper, 575)
    paper.polygon(
        [(120, 1010), (300, 700), (1330, 700), (1560, 1010)], mixed("#b9bdc2", paper.light.shade, 0.12)
    )
    paper.polygon([(300, 700), (300, 610), (380, 610), (520, 700)], "#9aa1a8")
    curve = [(1100 + 230 * (n / 12), 700 - 150 * (n / 12) ** 2) for n in range(13)]
    paper.polygon([*curve, (1440, 550), (1440, 720), (1100, 720)], "#8b939b")
    paper.polygon([(660, 860), (740, 790), (980, 790), (1060, 860)], "#c9ced2")
    paper.polygon([(660, 860), (1060, 860), (1060, 884), (660, 884)], "#a4abb1")
    for x, y, look in ((470, 850, 1), (860, 792, -1), (1250, 630, 1)):
        paper.stroke(
            [(x - 54, y - 6), (x - 40, y + 2), (x + 40, y + 2), (x + 54, y - 6)],
            8,
            paper.dice.choice(["#d9534a", "#f2b441", "#2f8f7a"]),
        )
        for wheel in (-30, 30):
            paper.oval(x + wheel, y + 10, 8, 8, "#2b3036")
        figures.person(paper, x, y, 1.0, pose="wave" if look > 0 else "walk", look=look)
    built.bench(paper, 1240, 960, 1.25)
    figures.person(paper, 1300, 960, 1.2, pose="sit")
    figures.person(paper, 1410, 960, 1.2, pose="sit", look=-1)
    figures.person(paper, 200, 1000, 1.35, pose="stand")


def parking(paper: Canvas) -> None:
    town(paper, 640, 320)
    paper.fade(
        660, paper.height, mixed("#8c8f93", paper.light.shade, 0.1), mixed("#777b81", paper.light.shade, 0.1)
    )
    paper.box(-5, 640, 1605, 676, lighter(paper.light.paving, 0.2))
    colours = ["#8a2f3b", "#d3d6d8", "#24507a", "#4b5d6b", "#b8863b", "#2f8f7a"]
    paper.dice.shuffle(colours)
    for n in range(4):
        left = 40 + n * 400
        paper.polygon([(left - 24, 690), (left - 12, 690), (left - 60, 880), (left - 76, 880)], "#fbf8f0")
        if n == 2:
            paper.oval(left + 120, 830, 190, 44, paper.light.grass)
            nature.tree(paper, left + 120, 835, 1.25)
            nature.shrub(paper, left + 230, 850, 0.8)
        else:
            built.car(paper, left, 830, colours[n], 1.2)
    figures.bicycle(paper, 300, 990, 1.25, "#1f6f63")
    figures.bicycle(paper, 500, 1000, 1.25, "#8a2f3b")
    figures.person(paper, 1120, 985, 1.4, pose="walk")
    figures.child(paper, 1220, 990, 1.5, pose="walk")


SCENES: dict[str, Callable[[Canvas], None]] = {
    scene.__name__: scene
    for scene in (
        playground,
        park,
        street,
        hall,
        bridge,
        cycle_path,
        sports,
        garden,
        planting,
        harbour,
        market,
        bus,
        evening_walk,
        clean_up,
        neighbours,
        youth,
        parking,
    )
}


def draw_scene(name: str, *, light: str, seed: int) -> bytes:
    """Return one landscape as a JPEG file; the same arguments give the same picture."""
    paper = Canvas(WIDTH, HEIGHT, LIGHTS[light], seed)
    SCENES[name](paper)
    return paper.jpeg()
