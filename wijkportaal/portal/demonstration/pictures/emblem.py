"""The logo of Rietwolde: reed above water under a sun, in a shield."""

import io
import math

from PIL import Image, ImageDraw

BLUE, GREEN, YELLOW, WHITE = "#154273", "#1f7a5c", "#f2b441", "#ffffff"
SIZE, FINE = 480, 4


def draw_emblem() -> bytes:
    """Return the logo as a PNG file with a transparent ground."""
    image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)

    def spots(points):
        return [(x * FINE, y * FINE) for x, y in points]

    shield = Image.new("L", image.size, 0)
    outline = [(60, 40), (420, 40), (420, 240)]
    outline += [
        (240 + 180 * math.cos(a), 240 + 210 * math.sin(a)) for a in (n / 40 * math.pi for n in range(41))
    ]
    outline += [(60, 240)]
    ImageDraw.Draw(shield).polygon(spots(outline), fill=255)
    pen.rectangle((0, 0, SIZE * FINE, SIZE * FINE), fill=BLUE)
    pen.ellipse(((240 - 74) * FINE, 96 * FINE, (240 + 74) * FINE, 244 * FINE), fill=YELLOW)
    for level, colour in ((262, GREEN), (318, WHITE), (340, BLUE), (372, WHITE), (392, BLUE)):
        wave = [(x, level + 13 * math.sin(x / 34)) for x in range(40, 444, 4)]
        pen.polygon(spots([*wave, (444, 480), (40, 480)]), fill=colour)
    for x, top, lean in ((176, 92, -18), (240, 62, 0), (304, 92, 18)):
        stalk = [(x, 330), (x + lean * 0.5, (330 + top) / 2), (x + lean, top)]
        pen.line(spots(stalk), fill=WHITE, width=9 * FINE, joint="curve")
        tip = x + lean
        pen.rounded_rectangle(
            ((tip - 11) * FINE, top * FINE, (tip + 11) * FINE, (top + 74) * FINE),
            radius=11 * FINE,
            fill=WHITE,
        )
        for side in (-1, 1):
            leaf = [(x + lean * 0.2, 280), (x + side * 34 + lean * 0.4, 226), (x + lean * 0.35, 236)]
            pen.polygon(spots(leaf), fill=WHITE)
    image.putalpha(shield)
    file = io.BytesIO()
    image.reduce(FINE).save(file, "PNG", optimize=True)
    return file.getvalue()
