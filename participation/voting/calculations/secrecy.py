"""Marks by which a ballot is found again by who has the code, and by nobody else (docs/adr/0115-secret-ballots.md)."""

from wijkportaal.foundation.people.codes import code_from, mark_of


def mark_of_code(secret: str, code: str) -> str:
    """Return what is kept of a code: enough to know it again, of no use for finding its ballot."""
    return mark_of(secret, "code", code).hex()


def mark_of_ballot(secret: str, code: str) -> str:
    """Return the mark under which the ballot of a code lies: one code, one ballot."""
    return mark_of(secret, "ballot", code).hex()


def code_of_address(secret: str, address: str) -> str:
    """Return the code of an e-mail address: the same whenever it is asked for, so that it need not be kept."""
    return code_from(mark_of(secret, "address", mailbox(address)))


def mailbox(address: str) -> str:
    """Return an address as one mailbox has it: no capitals, and nothing after a plus sign."""
    name, _at, domain = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
