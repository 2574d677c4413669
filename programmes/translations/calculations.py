"""What of a programme can be translated. Pure Python."""

from dataclasses import dataclass
from hashlib import sha256

# What a text can consist of, in the order in which it is read.
FIELDS = ("intro", "title", "text", "why", "residents", "promise")


@dataclass(frozen=True)
class Original:
    """A Dutch text: its key in an address, what it is called, and its fields that are not empty."""

    key: str
    name: str
    fields: dict[str, str]

    @property
    def digest(self) -> str:
        """Differs when the Dutch does."""
        told = [f"{name}\x1e{self.fields[name]}" for name in FIELDS if name in self.fields]
        return sha256("\x1f".join(told).encode()).hexdigest()


def original(key: str, name: str, **fields: str) -> Original:
    """Make an original of the fields that say something."""
    return Original(key, name, {field: text for field, text in fields.items() if text.strip()})
