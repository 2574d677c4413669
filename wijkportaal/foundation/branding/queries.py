from wijkportaal.foundation.branding.calculations import family
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.charts.drawing import Palette


def gemeente() -> Gemeente:
    """The gemeente of this portal. Before anyone named it: an unsaved one with the colours of a new portal."""
    return Gemeente.objects.select_related("logo").filter(pk=1).first() or Gemeente(pk=1, name="Gemeente")


def stylesheet_of(subject: Gemeente) -> str:
    """The colours of a gemeente as custom properties of the theme."""
    families = {"accent-1": subject.primary_colour, "action-1": subject.accent_colour}
    lines = [
        f"  --basis-color-{name}-{shade}: {value};"
        for name, colour in families.items()
        for shade, value in family(colour).items()
    ]
    return ".wijkportaal-theme {\n" + "\n".join(lines) + "\n}\n"


def palette_of(subject: Gemeente) -> Palette:
    """The colours in which charts of this gemeente are drawn."""
    return Palette(
        primary=subject.primary_colour,
        accent=subject.accent_colour,
        tint=family(subject.primary_colour)["bg-active"],
    )
