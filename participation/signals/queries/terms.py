"""How long each state of a signal may take."""

from participation.signals.models import Term
from participation.signals.states import TERMS


def lasts(state: str) -> int:
    """Return the term of a state in working days; 0 for one that waits for nobody. One query."""
    usual = TERMS.get(state, 0)
    if not usual:
        return 0
    return Term.objects.filter(state=state).values_list("days", flat=True).first() or usual


def terms() -> dict[str, int]:
    """Return the term of every state that has one, as it is now."""
    return TERMS | dict(Term.objects.values_list("state", "days"))


def chosen_terms() -> list[Term]:
    """Return the terms that this gemeente ever chose, for their history."""
    return list(Term.objects.all())
