"""Codes as they stand on a card and as people type them. No database."""

from wijkportaal.foundation.people.codes import new_code, read_code, written

__all__ = ["new_code", "read_code", "written"]
