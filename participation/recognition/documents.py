"""The print with which a panel looks for members: a poster, a flyer and a square picture. Objects in, PDF out."""

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.recognition.models import Recruitment
from wijkportaal.foundation.branding.calculations import WHITE, mix, readable_on, readable_shade
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.maps import Frame, Palette, draw_map
from wijkportaal.foundation.documents.rendering import render

STYLESHEET = "print/recruit.css"
SQUARE_STYLESHEET = "print/recruit-square.css"
# The side of an A5 is that of an A4 by the square root of two.
A5 = 0.7071
SUN = "#ffd84d"


def address_of(recruitment: Recruitment) -> str:
    """Return the address that the QR code leads to."""
    return settings.PORTAL_URL + recruitment.get_absolute_url()


def print_kit(recruitment: Recruitment, subject: Gemeente, area: Area | None) -> dict[str, tuple[bytes, int]]:
    """Make all print of a panel: by name the PDF and its number of pages."""
    context = {
        "recruitment": recruitment,
        "size": _size_of(recruitment),
        "organisation": recruitment.organisation,
        "gemeente": subject,
        "address": address_of(recruitment).removeprefix("https://").removeprefix("http://"),
        # A drawing in the page itself, with a title: without one PDF/UA refuses it.
        "code": segno.make(address_of(recruitment), error="m", micro=False).svg_inline(
            scale=1, border=0, omitsize=True, title=_("QR-code naar de pagina om mee te doen")
        ),
    }
    primary = subject.primary_colour
    tokens = {
        "primary": primary,
        "on-primary": readable_on(primary),
        "primary-text": readable_shade(primary, WHITE),
        "primary-tint": mix(primary, WHITE, 0.1),
        "sun": SUN,
    }

    def made(template: str, stylesheet: str, frame: Frame, scale: float = 1.0) -> tuple[bytes, int]:
        html = render_to_string(template, context | {"shape": _shape_of(area, primary, frame)})
        printed = render(html, stylesheets=(stylesheet,), tokens=tokens, scale=scale)
        return printed.content, printed.pages

    paper = Frame(210, 97, left=20, top=5, right=20, bottom=8)
    return {
        "poster": made("recognition/print/poster.html", STYLESHEET, paper),
        "flyer": made("recognition/print/poster.html", STYLESHEET, paper, A5),
        "square": made("recognition/print/square.html", SQUARE_STYLESHEET, Frame(270, 120, 14, 6, 14, 6)),
    }


def _size_of(recruitment: Recruitment) -> str:
    """Return how large the letters can be so that all fits below the picture."""
    signs = sum(
        len(text) for text in (recruitment.what, recruitment.meets, recruitment.asks, recruitment.gives)
    )
    return "small" if signs > 750 else "middle" if signs > 450 else ""


def _shape_of(area: Area | None, primary: str, frame: Frame) -> str:
    """Return the outline of the area as a shape on the colour of the gemeente; "" when it has no border."""
    if area is None:
        return ""
    return draw_map(
        area.border,
        title=_("De vorm van %(area)s") % {"area": area.name},
        frame=frame,
        palette=Palette(
            ground=primary,
            neighbour=primary,
            neighbour_line=primary,
            area=SUN,
            line=SUN,
            text=WHITE,
        ),
        names=False,
        scale_bar=False,
    )
