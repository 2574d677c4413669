"""How an initiative is summed up, and how much somebody writes. No database."""

from django.utils.text import Truncator

SUMMARY_LENGTH = 200
COMMENTS_AN_HOUR = 6


def summary_of(text: str) -> str:
    """Return the beginning of a text as a list shows it: one line, whole words."""
    return Truncator(" ".join(text.split())).chars(SUMMARY_LENGTH, truncate="…")
