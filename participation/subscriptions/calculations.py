"""When a digest is due, how a street is written, and what a mail server says of an address. No database."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy

AT_ONCE, DAILY, WEEKLY = "at_once", "daily", "weekly"
# In the morning, so that there is a day to do something with it; the week is sent on Monday.
HOUR = time(7, 30)
STREET_LENGTH = 60
STREET = re.compile(r"[^\W\d_][\w .'’/-]*")
SMALL_WORDS = {
    "van",
    "de",
    "der",
    "den",
    "het",
    "te",
    "ter",
    "ten",
    "op",
    "aan",
    "in",
    "en",
    "bij",
    "'t",
    "'s",
}


def due_at(rhythm: str, now: datetime) -> datetime:
    """Return the moment from which news of `now` (aware, in local time) may go to who chose this rhythm."""
    if rhythm == AT_ONCE:
        return now
    morning = now.replace(hour=HOUR.hour, minute=HOUR.minute, second=0, microsecond=0)
    if rhythm == DAILY:
        return morning if now <= morning else morning + timedelta(days=1)
    monday = morning - timedelta(days=now.weekday())
    return monday if now <= monday else monday + timedelta(days=7)


def street_of(text: str) -> str | None:
    """Return the name of a street as it is compared: small letters, one space. None for what cannot be a street."""
    street = " ".join(text.casefold().replace("’", "'").split()).strip(" ,.")
    if not (street and len(street) <= STREET_LENGTH):
        return None
    return street if STREET.fullmatch(street.removeprefix("'s-").removeprefix("'t ")) else None


def street_title(street: str) -> str:
    """Return a street's name with its capitals: “burgemeester van der laanstraat” → “Burgemeester van der Laanstraat”."""
    words = street.split()
    return " ".join(
        word if index and word in SMALL_WORDS else _capitals(word) for index, word in enumerate(words)
    )


def _capitals(word: str) -> str:
    if word in SMALL_WORDS and word.startswith("'"):
        return word
    start = 3 if word.startswith("'s-") else 0
    return word[:start] + word[start : start + 1].upper() + word[start + 1 :]


def names_street(text: str, street: str) -> bool:
    """Whether a text names a street: the whole name, whatever its capitals and what stands around it."""
    around = " ".join(text.casefold().replace("’", "'").split())
    return re.search(rf"(?<![\w]){re.escape(street)}(?![\w])", around) is not None


def masked(address: str) -> str:
    """Return an e-mail address that its owner knows and a stranger does not: j…@voorbeeld.nl."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def failed_addresses(message: bytes) -> list[str]:
    """Return the addresses that a mail server reports as failing for good (RFC 3464: failed, status 5.x.x)."""
    found = []
    for part in message_from_bytes(message, policy=policy.default).walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part.get_payload()):
            failed = str(block.get("Action", "")).strip().lower() == "failed"
            if failed and str(block.get("Status", "")).strip().startswith("5"):
                address = str(block.get("Final-Recipient", "")).partition(";")[2].strip().strip("<>")
                if "@" in address:
                    found.append(address.lower())
    return list(dict.fromkeys(found))


def _blocks(payload: object) -> Iterable:
    return payload if isinstance(payload, list) else ()
