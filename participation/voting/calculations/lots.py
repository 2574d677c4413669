"""Lots that anyone can draw again: the seed is fixed before the first vote and published after the last."""

import hashlib
import secrets


def new_seed() -> str:
    """Make the seed of a round."""
    return secrets.token_hex(32)


def commitment_of(seed: str) -> str:
    """Return what is published beforehand: the SHA-256 of the seed, which fixes it and does not show it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot_of(seed: str, number: int | str) -> str:
    """Return the lot of a plan: the SHA-256 of `seed:number`. Of plans with as many votes the lowest lot goes first."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
