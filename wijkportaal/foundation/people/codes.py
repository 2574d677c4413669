"""Codes as they stand on paper and as people type them. Pure functions."""

import hashlib
import hmac
import re
import secrets

# No letters and digits that look alike, and no vowels, so that no code is a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """Make a code that cannot be guessed: 28^12 of them."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def code_from(mark: bytes) -> str:
    """Return the code that belongs to a secret mark (32 bytes): always the same one."""
    number = int.from_bytes(hashlib.sha256(mark).digest(), "big")
    signs = []
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)


def read_code(typed: str) -> str:
    """Return the code that someone typed, without blanks and dashes, in capitals; empty when it is none."""
    code = re.sub(r"[\s\-–—.]", "", typed[:60]).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def written(code: str) -> str:
    """Write a code in groups of four, as it stands on paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def new_secret() -> str:
    """Make a secret by which codes are marked; thrown away when no code need be known again."""
    return secrets.token_hex(32)


def mark_of(secret: str, purpose: str, text: str) -> bytes:
    """Return what is kept of a code: enough to know it again with the secret, another one for each purpose.

    Raises ValueError when the secret was thrown away.
    """
    if not secret:
        raise ValueError("This secret was thrown away.")
    return hmac.new(secret.encode(), f"{purpose}|{text}".encode(), hashlib.sha256).digest()
