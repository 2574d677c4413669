"""Icons: the vendored SVG files, ready to stand in a page."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "static" / "vendor" / "icons"


class UnknownIcon(LookupError):
    """The icon is not vendored: add its name to vendoring.ICONS and run `manage.py vendor_frontend`."""


@cache
def icon_shapes(name: str) -> str:
    """The shapes inside an icon's <svg>, on a grid of 24 by 24, drawn with strokes in the current colour."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise UnknownIcon(name)
    try:
        source = (FOLDER / f"{name}.svg").read_text()
    except FileNotFoundError:
        raise UnknownIcon(name) from None
    inside = source[source.index(">", source.index("<svg")) + 1 : source.rindex("</svg>")]
    # The first path of every Tabler icon is an invisible box.
    inside = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", inside)
    return re.sub(r"\s+", " ", inside).strip()
