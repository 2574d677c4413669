"""What a table would change, and what is wrong with it: the words in which every import answers."""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

# A preview names this many rows of each kind; the counts are of all.
SHOWN = 400


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where it stands and what to do about it, in Dutch."""

    row: int | None
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        place = _("Rij %(row)s") % {"row": self.row} if self.row else _("Bestand")
        column = f", {self.column}" if self.column else ""
        value = f" ({self.value[:60]})" if self.value else ""
        return f"{place}{column}{value}: {self.message}"

    def as_dict(self) -> dict:
        return {**asdict(self), "value": self.value[:60]}


def in_order(faults: list[Fault]) -> list[Fault]:
    """Return faults as one walks through the file with them: those of the whole file, then row by row."""
    return sorted(faults, key=lambda fault: fault.row or 0)


@dataclass
class TablePlan:
    """Everything that applying a table would do; `payload` is what the writing needs."""

    payload: list = field(default_factory=list)
    new: list[dict] = field(default_factory=list)
    changed: list[dict] = field(default_factory=list)
    gone: list[dict] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "gone": len(self.gone),
            "same": self.same,
            "wrong": len(self.faults),
        }

    def as_dict(self) -> dict:
        """Return the preview as it is stored with the batch."""
        return {
            "counts": self.counts,
            "new": self.new[:SHOWN],
            "changed": self.changed[:SHOWN],
            "gone": self.gone[:SHOWN],
            "wrong": [fault.as_dict() for fault in in_order(self.faults)[:SHOWN]],
            "notes": self.notes,
        }


def line(code: str, name: str, kind: str = "", texts: list[str] | None = None) -> dict:
    """Return one row as a preview shows it."""
    return {"code": code, "name": name, "kind": kind, "texts": texts or []}
