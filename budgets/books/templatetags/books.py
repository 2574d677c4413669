"""What pages show of a board's book."""

from django import template
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.books.models import AccountStep
from budgets.books.queries import book_of, published_accounts, statement_of
from budgets.books.states import ACCOUNT_LIFE_CYCLE

register = template.Library()


@register.inclusion_tag("books/_money_of_board.html")
def money_of_board(area: Area) -> dict:
    """What the board of an area published last of its own money; nothing without a book. One to four queries."""
    if (book := book_of(area)) is None:
        return {}
    account = published_accounts(area).first()
    return {
        "area": area,
        "book": book,
        "account": account,
        "made": statement_of(account) if account else None,
    }


@register.filter
def account_step(step: AccountStep) -> str:
    """Say in a few words what a step of an account was, and who took it."""
    if step.name == "receive":
        return str(_("De gemeente is akkoord"))
    taken = ACCOUNT_LIFE_CYCLE.by_name[step.name]
    if step.name == "hand_back":
        return f"{taken.label} ({step.by})"
    return str(ACCOUNT_LIFE_CYCLE.states[taken.target]).capitalize()
