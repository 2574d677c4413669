"""Marks by which a ballot is found again by who has the code, and by nobody else (docs/adr/0115-secret-ballots.md)."""

import hashlib
import hmac
import secrets

from wijkportaal.foundation.people.codes import code_from


def new_secret() -> str:
    """Make the secret of a round; it is thrown away when the round is counted."""
    return secrets.token_hex(32)


def mark_of_code(secret: str, code: str) -> str:
    """Return what is kept of a code: enough to know it again, of no use for finding its ballot."""
    return _mark(secret, "code", code).hex()


def mark_of_ballot(secret: str, code: str) -> str:
    """Return the mark under which the ballot of a code lies: one code, one ballot."""
    return _mark(secret, "ballot", code).hex()


def code_of_address(secret: str, address: str) -> str:
    """Return the code of an e-mail address: the same whenever it is asked for, so that it need not be kept."""
    return code_from(_mark(secret, "address", mailbox(address)))


def mailbox(address: str) -> str:
    """Return an address as one mailbox has it: no capitals, and nothing after a plus sign."""
    name, _at, domain = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _mark(secret: str, purpose: str, text: str) -> bytes:
    if not secret:
        raise ValueError("The secret of this round was thrown away.")
    return hmac.new(secret.encode(), f"{purpose}|{text}".encode(), hashlib.sha256).digest()
