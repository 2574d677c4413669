"""A figure of an area as a cell of a table. Its markup is made here and not by a template: a page has a thousand of them."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from areas.territory.models import Area

# Signs and no icons: a thousand drawings would be most of the page.
UP, DOWN, SAME, REACHED, MISSED = "▲", "▼", "=", "✓", "!"


@dataclass(frozen=True)
class Cell:
    """A figure of an area in a table, in words."""

    text: str
    note: str = ""
    trend: str = ""
    trend_sign: str = ""
    goal: str = ""
    goal_sign: str = ""
    url: str = ""
    unknown: str = ""

    @property
    def html(self) -> SafeString:
        """The cell as markup."""
        text = escape(self.text)
        parts = [f'<a class="st-figure" href="{escape(self.url)}">{text}</a>' if self.url else text]
        if self.unknown:
            parts.append(_hidden(self.unknown))
        if self.trend:
            parts.append(_trend(self.trend, self.trend_sign))
        if self.note:
            parts.append(f'<span class="st-note">{escape(self.note)}</span>')
        if self.goal:
            parts.append(_goal(self.goal, self.goal_sign))
        return mark_safe(f'<td class="wp-number">{"".join(parts)}</td>')  # noqa: S308 - every part went through escape()


# Hundreds of areas share the same few sentences.
@lru_cache(maxsize=1_000)
def _hidden(words: str) -> str:
    return f'<span class="wp-visually-hidden"> {escape(words)}</span>'


@lru_cache(maxsize=5_000)
def _trend(words: str, sign: str) -> str:
    said = escape(words)
    return (
        f' <span class="st-trend" title="{said}"><span aria-hidden="true">{escape(sign)}</span>'
        f'<span class="wp-visually-hidden">{said}</span></span>'
    )


@lru_cache(maxsize=5_000)
def _goal(words: str, sign: str) -> str:
    return f'<span class="st-goal"><span aria-hidden="true">{escape(sign)}</span> {escape(words)}</span>'


@dataclass(frozen=True)
class Row:
    """An area with its cells; of the gemeente as a whole `is_total`."""

    area: Area
    cells: list[Cell]
    is_total: bool = False

    @property
    def html(self) -> SafeString:
        """The cells of the row as markup."""
        return SafeString("".join(cell.html for cell in self.cells))
