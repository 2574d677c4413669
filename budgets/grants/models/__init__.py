"""The tables of grants, by what they are about."""

from budgets.grants.models.applications import Application, BudgetLine, Question, Side
from budgets.grants.models.papers import Attachment, Receipt
from budgets.grants.models.regulations import Regulation, RegulationArea
from budgets.grants.models.steps import Advice, ApplicationStep

__all__ = [
    "Advice",
    "Application",
    "ApplicationStep",
    "Attachment",
    "BudgetLine",
    "Question",
    "Receipt",
    "Regulation",
    "RegulationArea",
    "Side",
]
