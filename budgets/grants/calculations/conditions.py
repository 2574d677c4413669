"""The conditions of a regulation as data: each says itself in Dutch and looks at the facts of an application.

A new kind of condition is one class. What is not filled in yet is named as such, so that a form can say before
sending what is still to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Facts:
    """What a condition looks at. Amounts in euros; None is not filled in yet."""

    requested: Decimal | None = None
    costs: Decimal | None = None
    own_share: Decimal = Decimal(0)
    supporters: int | None = None
    submitted_on: date | None = None
    starts_on: date | None = None
    kind: str = ""
    earlier: int = 0


@dataclass(frozen=True)
class Condition:
    """One thing that an application must meet."""

    name: ClassVar[str]

    def words(self) -> str:
        """The condition, in a sentence for who applies."""
        raise NotImplementedError

    def fault(self, facts: Facts) -> str:
        """What is not met, in a sentence; empty when it is."""
        raise NotImplementedError


@dataclass(frozen=True)
class OwnShare(Condition):
    """Who applies pays a part of the costs."""

    name: ClassVar[str] = "own_share"
    percent: Decimal

    def words(self) -> str:
        return _("U betaalt zelf minstens %(percent)s %% van de kosten.") % {"percent": _number(self.percent)}

    def fault(self, facts: Facts) -> str:
        if not facts.costs:
            return _("Vul de begroting in.")
        least = (facts.costs * self.percent / 100).quantize(Decimal("0.01"))
        if facts.own_share >= least:
            return ""
        return _("U betaalt zelf %(own)s. Dat moet minstens %(least)s zijn.") % {
            "own": euros(facts.own_share),
            "least": euros(least),
        }


@dataclass(frozen=True)
class Once(Condition):
    """One grant under this regulation for each applicant."""

    name: ClassVar[str] = "once"

    def words(self) -> str:
        return _("U kunt dit één keer aanvragen.")

    def fault(self, facts: Facts) -> str:
        return _("U hebt dit al eerder aangevraagd.") if facts.earlier else ""


@dataclass(frozen=True)
class Support(Condition):
    """Others from the area are behind the plan."""

    name: ClassVar[str] = "support"
    people: int

    def words(self) -> str:
        return ngettext(
            "Minstens %(n)d buurtgenoot steunt het plan.",
            "Minstens %(n)d buurtgenoten steunen het plan.",
            self.people,
        ) % {"n": self.people}

    def fault(self, facts: Facts) -> str:
        if facts.supporters is None:
            return _("Vul in hoeveel buurtgenoten het plan steunen.")
        if facts.supporters >= self.people:
            return ""
        return _("U noemt er %(n)d. Het moeten er minstens %(least)d zijn.") % {
            "n": facts.supporters,
            "least": self.people,
        }


@dataclass(frozen=True)
class ClosesOn(Condition):
    """The last day on which an application can be sent."""

    name: ClassVar[str] = "closes_on"
    on: date

    def words(self) -> str:
        return _("U stuurt de aanvraag uiterlijk %(day)s in.") % {"day": date_format(self.on, "j F Y")}

    def fault(self, facts: Facts) -> str:
        if facts.submitted_on and facts.submitted_on > self.on:
            return _("De aanvraag kon tot en met %(day)s.") % {"day": date_format(self.on, "j F Y")}
        return ""


@dataclass(frozen=True)
class DaysAhead(Condition):
    """So many days between sending and beginning."""

    name: ClassVar[str] = "days_ahead"
    days: int

    def words(self) -> str:
        return ngettext(
            "U stuurt de aanvraag minstens %(n)d dag voor het begin in.",
            "U stuurt de aanvraag minstens %(n)d dagen voor het begin in.",
            self.days,
        ) % {"n": self.days}

    def fault(self, facts: Facts) -> str:
        if facts.starts_on is None:
            return _("Vul in wanneer het begint.")
        if not facts.submitted_on or (ahead := (facts.starts_on - facts.submitted_on).days) >= self.days:
            return ""
        if ahead < 0:
            return _("Het begin is al voorbij. Kies een latere dag.")
        return ngettext(
            "Het begint al over %(n)d dag. Kies een latere dag.",
            "Het begint al over %(n)d dagen. Kies een latere dag.",
            ahead,
        ) % {"n": ahead}


@dataclass(frozen=True)
class AtMost(Condition):
    """The most that one application can ask for."""

    name: ClassVar[str] = "at_most"
    amount: Decimal

    def words(self) -> str:
        return _("U vraagt hoogstens %(amount)s.") % {"amount": euros(self.amount)}

    def fault(self, facts: Facts) -> str:
        if facts.requested is None:
            return _("Vul de begroting in.")
        if facts.requested <= self.amount:
            return ""
        return _("U vraagt %(asked)s. Dat is %(more)s te veel.") % {
            "asked": euros(facts.requested),
            "more": euros(facts.requested - self.amount),
        }


@dataclass(frozen=True)
class AtMostFor(AtMost):
    """The most that can be asked for one kind of activity, such as a buurtfeest."""

    name: ClassVar[str] = "at_most_for"
    kind: str = ""

    def words(self) -> str:
        return _("Voor een %(kind)s vraagt u hoogstens %(amount)s.") % {
            "kind": self.kind,
            "amount": euros(self.amount),
        }

    def fault(self, facts: Facts) -> str:
        return super().fault(facts) if facts.kind == self.kind else ""


KINDS: dict[str, type[Condition]] = {
    kind.name: kind for kind in (OwnShare, Once, Support, ClosesOn, DaysAhead, AtMost, AtMostFor)
}


@dataclass(frozen=True)
class Check:
    """A condition in words, and what is not met."""

    words: str
    fault: str

    @property
    def is_met(self) -> bool:
        return not self.fault


def checks(conditions: Iterable[Condition], facts: Facts) -> list[Check]:
    """Look at all conditions, also those that are met."""
    return [Check(condition.words(), condition.fault(facts)) for condition in conditions]


def to_data(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    """Return conditions as they are stored: amounts and days as text, so that nothing is rounded."""
    return [
        {"condition": each.name}
        | {
            key: str(value) if isinstance(value, Decimal | date) else value
            for key, value in asdict(each).items()
        }
        for each in conditions
    ]


def from_data(data: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Read stored conditions back. Raises KeyError or ValueError for what is none."""
    return tuple(_read(row) for row in data)


def _read(row: Mapping[str, Any]) -> Condition:
    reads = {"percent": Decimal, "amount": Decimal, "on": date.fromisoformat}
    values = {key: reads.get(key, lambda value: value)(value) for key, value in row.items()}
    return KINDS[values.pop("condition")](**values)


def kinds_in(conditions: Iterable[Condition]) -> list[str]:
    """Return the kinds of activity that have a maximum of their own."""
    return [each.kind for each in conditions if isinstance(each, AtMostFor)]


def limit_in(conditions: Iterable[Condition]) -> Decimal | None:
    """Return the most that one application can ask for, whatever its kind; None without one."""
    limits = [each.amount for each in conditions if type(each) is AtMost]
    return min(limits, default=None)


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
