"""What every chart is made of: colours, series, text, and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WIDTH = 384
TEXT = 14
SMALL = 13
FONT = "Source Sans 3, Source Sans Pro, Arial, sans-serif"

Value = int | float | Decimal | None


@dataclass(frozen=True)
class Palette:
    """The colours of a chart, as print and page share them. The first two are those of the gemeente."""

    primary: str = "#0f4f57"
    accent: str = "#b3431a"
    ink: str = "#1d2624"
    muted: str = "#5a625f"
    line: str = "#e0d9cc"
    tint: str = "#cad8da"
    third: str = "#5f6f1e"
    fourth: str = "#6a4a86"

    @property
    def series(self) -> tuple[str, ...]:
        return (self.primary, self.accent, self.third, self.fourth)


@dataclass(frozen=True)
class Series:
    """One line or one kind of bar: a value for each label, None where it is unknown.

    A sparse line tells of some labels only (a forecast for every fifth year): it goes straight between them,
    and an empty place is no gap.
    """

    name: str
    values: Sequence[Value]
    is_comparison: bool = False
    is_sparse: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing and the table that says the same."""

    caption: str
    svg: SafeString
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
    summary: str = ""
    unknown: tuple[str, ...] = field(default=())


def written(value: Value, *, unit: str = "", decimals: int | None = None) -> str:
    """A value as a Dutch reader writes it; `onbekend` for None."""
    if value is None:
        return _("onbekend")
    if decimals is None:
        decimals = 0 if float(value) == int(value) else 1
    # Rounded here: the formatting below cuts off, and 4.99 would be written as 4.
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = number_format(exact, decimals, use_l10n=True, force_grouping=True)
    if unit in {"€", "$"}:
        return f"{unit}\u00a0{text}"
    return f"{text}{unit}" if unit == "%" else f"{text}\u00a0{unit}" if unit else text


def text(x, y, content: str, *, fill: str, anchor="start", size=TEXT, weight=400) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{fill}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(content)}</text>'
    )


def svg(shapes: list[str], *, height: float, title: str, summary: str, width: float = WIDTH) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}" font-family="{}"><title>{}</title><desc>{}</desc>{}</svg>',
        round(width),
        round(height),
        round(width),
        round(height),
        f"{title}. {summary}".strip(),
        FONT,
        title,
        summary,
        mark_safe("".join(shapes)),  # noqa: S308 - every text in it went through escape()
    )


def wrapped(text: str, width: int) -> list[str]:
    """A label in at most two lines of about `width` characters."""
    if len(text) <= width:
        return [text]
    words, first = text.split(), ""
    while words and len(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    first = first or words.pop(0)
    rest = " ".join(words)
    return [first, rest if len(rest) <= width else rest[: width - 1].rstrip() + "…"] if rest else [first]


def runs(places: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Unbroken parts of a line: an unknown value ends one."""
    runs, run = [], []
    for place in places:
        if place is None:
            if run:
                runs.append(run)
            run = []
        else:
            run.append(place)
    return [*runs, run] if run else runs


def table(labels: Sequence[str], series: Sequence[Series], *, first: str, unit, decimals):
    def cell(each: Series, index: int) -> str:
        if each.is_sparse and each.values[index] is None:
            return "–"
        return written(each.values[index], unit=unit, decimals=decimals)

    header = (first, *(each.name for each in series))
    told = [
        index
        for index in range(len(labels))
        if any(not each.is_sparse or each.values[index] is not None for each in series)
    ]
    rows = tuple((str(labels[index]), *(cell(each, index) for each in series)) for index in told)
    return header, rows


def unknown(labels: Sequence[str], series: Sequence[Series]) -> tuple[str, ...]:
    return tuple(
        f"{each.name}, {label}"
        for each in series
        for label, value in zip(labels, each.values, strict=True)
        if value is None
    )


def pairs(header: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    return [f"{name.lower()} {value}" for name, value in zip(header[1:], row[1:], strict=True)]
