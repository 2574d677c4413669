"""What the portal holds of a person, and what it clears away by itself.

The personal.py of a room declares each of its tables that points to a person, with `own` or `work`; its retention.py
declares what goes after a term, with `cleared_after`. Whatever is not declared fails tests/architecture/test_personal.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Text = str | Promise

MOST_TIMES = 4
DAYS_OF_MONTH = 365 / 12

STAYS_UNNAMED = _("Blijft staan, zonder uw naam.")
GOES = _("Wordt weggehaald.")


@dataclass(frozen=True)
class Holding:
    """A table that holds something of a person, found by a foreign key (`by`), an address (`address`), or both.

    `shows` are the fields that belong in their copy. Without them it is what somebody did in their work: the copy
    names the record and no more, because the record is not about them. `wipes` are emptied when they leave, also in
    the history; `goes` takes away the whole row.
    """

    model: type[Model]
    by: str
    label: Text
    fate: Text
    shows: tuple[str, ...] = ()
    wipes: tuple[str, ...] = ()
    goes: bool = False
    address: str = ""
    only: Q = field(default_factory=Q)

    @property
    def title(self) -> str:
        return capfirst(str(self.label))

    def of(self, person, addresses: Iterable[str]) -> QuerySet:
        """Return the rows that are of this person."""
        wanted = Q(**{self.by: person.pk}) if self.by else Q()
        if self.address:
            found = Q(**{f"{self.address}__in": list(addresses)})
            wanted = wanted | found if self.by else found
        return self.model._default_manager.filter(wanted, self.only).order_by("pk")


@dataclass(frozen=True)
class Obstacle:
    """Why somebody cannot leave yet, and the page (a path) where they can do something about it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Retention:
    """What is cleared away by itself after a term. `term` is the one that the portal came with: a gemeente may set its own.

    `clear` does it for a term and returns how much went; `due` gives what would go: rows, names of files, or several
    of these. No gemeente goes below `least`, because something else counts on it until then.
    """

    name: str
    label: Text
    term: timedelta
    text: Text
    clear: Callable[[timedelta], int]
    due: Callable[[timedelta], QuerySet | list | tuple]
    least: timedelta

    @property
    def most(self) -> timedelta:
        """The longest term: who needs a record for so much longer keeps it for another purpose than it was given for."""
        return self.term * MOST_TIMES

    def would_go(self, term: timedelta) -> int:
        """Return how much goes at a term."""
        found = self.due(term)
        parts = found if isinstance(found, tuple) else (found,)
        return sum(len(part) if isinstance(part, list) else part.count() for part in parts)


def in_words(term: timedelta) -> str:
    """Return a term as one says it: “6 maanden”, “30 dagen”."""
    days = term.days
    years, months = round(days / 365), round(days / DAYS_OF_MONTH)
    if years >= 2 and abs(days - years * 365) <= years:
        return ngettext("%(number)d jaar", "%(number)d jaar", years) % {"number": years}
    if months >= 2 and abs(days - months * DAYS_OF_MONTH) < 1.5:
        return ngettext("%(number)d maand", "%(number)d maanden", months) % {"number": months}
    return ngettext("%(number)d dag", "%(number)d dagen", days) % {"number": days}


HOLDINGS: list[Holding] = []
OBSTACLES: list[Callable] = []
LEAVING: list[Callable] = []
RETENTIONS: dict[str, Retention] = {}


def name_of_field(model: type[Model], name: str) -> str:
    """Return how people call a field: its own name, or what it points to, or for who did something “door”."""
    kind = model._meta.get_field(name)
    if str(kind.verbose_name) != name.replace("_", " "):
        return str(kind.verbose_name)
    if name == "by" or not kind.related_model:
        return str(_("door") if name == "by" else kind.verbose_name)
    return str(kind.related_model._meta.verbose_name)


def own(
    model: type[Model],
    by: str = "",
    *,
    shows: tuple[str, ...],
    label: Text = "",
    fate: Text = "",
    wipes: tuple[str, ...] = (),
    goes: bool = False,
    address: str = "",
    only: Q | None = None,
) -> None:
    """Declare what is somebody's own: they get it with what it says, and it goes or stays without their name."""
    HOLDINGS.append(
        Holding(
            model,
            by,
            label or model._meta.verbose_name_plural,
            fate or (GOES if goes else STAYS_UNNAMED),
            shows,
            wipes,
            goes,
            address,
            only or Q(),
        )
    )


def work(model: type[Model], *fields: str) -> None:
    """Declare the fields that say who did, wrote or decided something in their work: that stays, without a name."""
    for name in fields:
        label = _("%(what)s: %(role)s") % {
            "what": model._meta.verbose_name_plural,
            "role": name_of_field(model, name),
        }
        HOLDINGS.append(Holding(model, name, label, STAYS_UNNAMED))


def holds_up(function: Callable) -> Callable:
    """Register a function that gives the obstacles (`Obstacle`) for a person who wants to leave."""
    OBSTACLES.append(function)
    return function


def when_leaving(function: Callable) -> Callable:
    """Register a function `(person, *, by)` that a room wants called before the name of who leaves is taken away."""
    LEAVING.append(function)
    return function


def cleared_after(
    term: timedelta,
    *,
    name: str,
    label: Text,
    text: Text,
    due: Callable[[timedelta], QuerySet | list | tuple],
    least: timedelta = timedelta(days=1),
) -> Callable:
    """Register a function `(term)` that clears something away after its term; it returns how much went.

    It may be called at any time and again, does not do endless work in one go, and has a transaction of its own.
    `due` gives what it would take away, for who thinks of another term.
    """

    def register(clear: Callable[[timedelta], int]) -> Callable[[timedelta], int]:
        RETENTIONS[name] = Retention(name, label, term, text, clear, due, least)
        return clear

    return register
