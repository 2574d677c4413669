"""Validation and wording; nothing here saves."""

from budgets.books.forms.accounts import (
    AnswerForm,
    AskForm,
    AuditorForm,
    LapseForm,
    MeetingForm,
    NoteForm,
    RemarkForm,
    SignForm,
)
from budgets.books.forms.lines import (
    CounterForm,
    LineForm,
    MovementFilter,
    ReceiptForm,
    ReserveForm,
    ReserveStepForm,
    TransferForm,
)
from budgets.books.forms.setting_up import BudgetForm, CategoryForm, PurseForm, StartForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AuditorForm",
    "BudgetForm",
    "CategoryForm",
    "CounterForm",
    "LapseForm",
    "LineForm",
    "MeetingForm",
    "MovementFilter",
    "NoteForm",
    "PurseForm",
    "ReceiptForm",
    "RemarkForm",
    "ReserveForm",
    "ReserveStepForm",
    "SignForm",
    "StartForm",
    "TransferForm",
]
