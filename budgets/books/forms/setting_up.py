"""Setting up a book: accounts, lines of budget, a budget."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.books.actions.setting_up import Opening
from budgets.books.catalogue import FIRST_INCOME, FIRST_SPENDING
from budgets.books.models import Book, Category
from budgets.books.states import (
    BANK,
    CASH,
    INCOME,
    PURSE_KINDS,
    SAVINGS,
    SPENDING,
)
from wijkportaal.foundation.money.forms import AmountField

CENT = Decimal("0.01")
LONGEST_NAME = 60
MOST_CATEGORIES = 30


class StartForm(forms.Form):
    """Step 1 of setting up: from when, and what there was on that day. Leave out what the board does not have."""

    year = forms.TypedChoiceField(label=_("Vanaf welk jaar houdt u het kasboek bij?"), coerce=int)
    bank = AmountField(label=_("Saldo van de betaalrekening"), lowest=Decimal(-100_000), required=False)
    savings = AmountField(label=_("Saldo van de spaarrekening"), required=False)
    cash = AmountField(label=_("Contant geld in de kas"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        self.fields["year"].choices = [(year, str(year)) for year in (this_year, this_year - 1)]
        self.fields["year"].help_text = _("U vult hierna in wat er op 1 januari van dat jaar was.")
        self.fields["bank"].help_text = _("Kijk op het bankafschrift. Vul 0 in als de rekening leeg was.")

    def clean(self) -> dict:
        values = super().clean()
        if not self.errors and all(values.get(name) is None for name in ("bank", "savings", "cash")):
            self.add_error("bank", _("Vul ten minste één saldo in. Is er nog niets? Vul dan 0 in."))
        return values

    @property
    def openings(self) -> list[Opening]:
        return [
            Opening(kind, str(PURSE_KINDS[kind]).capitalize(), amount)
            for kind in (BANK, SAVINGS, CASH)
            if (amount := self.cleaned_data[kind]) is not None
        ]


def _lines(text: str) -> list[str]:
    """Return the lines of a text as names: no blanks, no doubles."""
    names = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    return [name for name in names if name]


class CategoryForm(forms.Form):
    """Step 2: where money comes from and goes to, one line each."""

    income = forms.CharField(label=_("Waar komt uw geld vandaan?"), widget=forms.Textarea(attrs={"rows": 5}))
    spending = forms.CharField(
        label=_("Waar geeft u geld aan uit?"), widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, book: Book, **kwargs) -> None:
        present: dict[str, list[str]] = {INCOME: [], SPENDING: []}
        for category in book.categories.filter(is_active=True):
            present[category.direction].append(category.name)
        super().__init__(
            *args,
            initial={
                "income": "\n".join(present[INCOME] or FIRST_INCOME),
                "spending": "\n".join(present[SPENDING] or FIRST_SPENDING),
            },
            **kwargs,
        )
        for field in self.fields.values():
            field.help_text = _("Eén post per regel. U kunt posten later wijzigen.")

    def _clean_names(self, name: str) -> list[str]:
        names = _lines(self.cleaned_data[name])
        if len(names) > MOST_CATEGORIES:
            raise ValidationError(_("Dit zijn meer dan 30 posten. Met minder houdt u het overzicht."))
        if long := [each for each in names if len(each) > LONGEST_NAME]:
            raise ValidationError(_("“%(name)s” is te lang. Schrijf het korter.") % {"name": long[0]})
        return names

    def clean_income(self) -> list[str]:
        return self._clean_names("income")

    def clean_spending(self) -> list[str]:
        return self._clean_names("spending")

    @property
    def names(self) -> dict[str, list[str]]:
        return {INCOME: self.cleaned_data["income"], SPENDING: self.cleaned_data["spending"]}


class BudgetForm(forms.Form):
    """What a board expects of each line in a year; nothing filled in is no expectation."""

    def __init__(self, *args, rows, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [row for each in rows.values() for row in each]
        for row in self.rows:
            self.fields[f"post-{row.category.pk}"] = AmountField(
                label=row.category.name, required=False, initial=row.expected
            )

    def _bound(self, direction: str) -> list:
        return [self[f"post-{row.category.pk}"] for row in self.rows if row.category.direction == direction]

    @property
    def income(self) -> list:
        return self._bound(INCOME)

    @property
    def spending(self) -> list:
        return self._bound(SPENDING)

    @property
    def amounts(self) -> dict[Category, Decimal | None]:
        return {row.category: self.cleaned_data[f"post-{row.category.pk}"] for row in self.rows}


class PurseForm(forms.Form):
    """Another account, with what is in it."""

    kind = forms.ChoiceField(label=_("Soort"), choices=list(PURSE_KINDS.items()))
    name = forms.CharField(
        label=_("Naam"),
        max_length=60,
        help_text=_("Bijvoorbeeld: spaarrekening dorpsfeest. Geen rekeningnummer."),
    )
    amount = AmountField(label=_("Wat staat er nu op?"), initial=Decimal("0.00"))

    @property
    def opening(self) -> Opening:
        values = self.cleaned_data
        return Opening(values["kind"], values["name"], values["amount"])
