"""Codes as they stand on a card and as people type them. No database."""

import re
import secrets

from budgets.vouchers.states import ALPHABET, CODE_LENGTH


def new_code() -> str:
    """Make a code that cannot be guessed: 28^12 of them."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Return the code that someone typed, without blanks and dashes, in capitals; empty when it is none."""
    code = re.sub(r"[\s\-–—.]", "", typed[:60]).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def written(code: str) -> str:
    """Write a code in groups of four, as it stands on the card."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
