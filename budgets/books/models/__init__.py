"""The tables of a board's book, by what they are about."""

from budgets.books.models.accounts import AccountStep, AnnualAccount, Auditor, Verdict
from budgets.books.models.books import Book, BudgetLine, Category, Purse
from budgets.books.models.movements import Movement, Receipt
from budgets.books.models.requests import VillageRequest
from budgets.books.models.reserves import Reserve, ReserveStep, today

__all__ = [
    "AccountStep",
    "AnnualAccount",
    "Auditor",
    "Book",
    "BudgetLine",
    "Category",
    "Movement",
    "Purse",
    "Receipt",
    "Reserve",
    "ReserveStep",
    "Verdict",
    "VillageRequest",
    "today",
]
