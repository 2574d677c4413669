"""An amount while it is being worked out, and the lines that explain it."""

from dataclasses import dataclass, field
from decimal import Decimal

from budgets.staffels.calculations.subjects import Unit
from budgets.staffels.calculations.wording import to_cents


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; without an amount it is a remark. The amounts add up to the outcome."""

    text: str
    amount: Decimal | None = None
    source: str = ""


# What the parts that divide share: by place of the part, the cents that are divided and the sum of the weights.
Shared = dict[int, tuple[int, int]]


@dataclass(slots=True)
class Row:
    """The working of one unit. `subtotal` is None once something that it needs is not known."""

    unit: Unit
    subtotal: Decimal | None = Decimal(0)
    lines: list[Line] = field(default_factory=list)
    takes_part: bool = True
    # By an override: the rule is shown, but takes no share of what others divide.
    is_decided: bool = False
    lacks: list[str] = field(default_factory=list)

    def add(self, text: str, amount: Decimal, source: str = "") -> None:
        """Add (or take off) an amount, rounded to the cent here so that what is shown adds up."""
        exact = to_cents(amount)
        self.lines.append(Line(text, exact, source))
        if self.subtotal is not None:
            self.subtotal += exact

    def note(self, text: str, source: str = "") -> None:
        self.lines.append(Line(text, None, source))

    def lose(self, text: str) -> None:
        """Say what is not known; the amount cannot be worked out any more."""
        if text not in self.lacks:
            self.lines.append(Line(text))
            self.lacks.append(text)
        self.subtotal = None

    def leave(self, text: str) -> None:
        """Take no part in the scheme, and say why."""
        self.lines.append(Line(text))
        self.takes_part = False
