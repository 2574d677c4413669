"""Wording and checks of the forms of runs; nothing here saves."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.allocations.models import RunPurpose, purpose_faults
from budgets.allocations.states import BOARD, HELD_BY, RETURN, YEAR_ENDS
from budgets.ledger.models import Purpose
from budgets.staffels.models import StaffelVersion
from wijkportaal.foundation.money.forms import AmountField


class NewRunForm(forms.Form):
    """For which staffel and which year money is granted."""

    choice = forms.ChoiceField(label=lazy("Staffel en jaar"), widget=forms.RadioSelect)

    def __init__(self, *args, versions: Mapping[StaffelVersion, list[int]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.options = {
            f"{version.pk}-{year}": (version, year) for version, years in versions.items() for year in years
        }
        self.fields["choice"].choices = [
            (
                key,
                _("%(staffel)s, %(year)s (versie %(number)s)")
                % {"staffel": version.staffel, "year": year, "number": version.number},
            )
            for key, (version, year) in self.options.items()
        ]

    @property
    def chosen(self) -> tuple[StaffelVersion, int]:
        return self.options[self.cleaned_data["choice"]]


class PurposesForm(forms.Form):
    """How the money of a run is divided over the purposes, and what happens with what is left of each."""

    def __init__(self, *args, purposes: list[Purpose], now: Mapping[int, RunPurpose], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = purposes
        for purpose in purposes:
            self._add(purpose, now.get(purpose.pk))

    def _add(self, purpose: Purpose, now: RunPurpose | None) -> None:
        fields = {
            "percent": forms.DecimalField(
                label=_("Deel (%)"),
                required=False,
                min_value=0,
                max_value=100,
                decimal_places=2,
                localize=True,
                initial=now and now.percent.normalize(),
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            ),
            "held_by": forms.ChoiceField(
                label=_("Wie heeft het geld?"),
                choices=list(HELD_BY.items()),
                initial=now.held_by if now else BOARD,
            ),
            "year_end": forms.ChoiceField(
                label=_("Wat over is"),
                choices=list(YEAR_ENDS.items()),
                initial=now.year_end if now else RETURN,
            ),
            "years": forms.IntegerField(
                label=_("Aantal jaren"),
                required=False,
                min_value=1,
                max_value=20,
                initial=now and now.years,
                help_text=_("Alleen bij sparen, een aantal jaren."),
            ),
            "goal": forms.CharField(
                label=_("Doel"),
                required=False,
                max_length=120,
                initial=now.goal if now else "",
                help_text=_("Alleen bij bewaren voor een doel."),
            ),
        }
        for name, field in fields.items():
            self.fields[f"{name}_{purpose.pk}"] = field

    @property
    def groups(self) -> Iterator[tuple[Purpose, list[forms.BoundField]]]:
        for purpose in self.purposes:
            yield purpose, [field for field in self if field.name.endswith(f"_{purpose.pk}")]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The values of each purpose that gets a part."""
        found = []
        for purpose in self.purposes:
            values = {
                name: self.cleaned_data.get(f"{name}_{purpose.pk}")
                for name in ("percent", "held_by", "year_end", "years", "goal")
            }
            if values["percent"]:
                found.append({"purpose": purpose, **values})
        return found

    def clean(self) -> dict[str, Any]:
        if not self.errors and (faults := list(purpose_faults(RunPurpose(**row) for row in self.rows))):
            raise ValidationError([str(fault) for fault in faults])
        return self.cleaned_data


class OverrideForm(forms.Form):
    """Another amount for one area than the rule gives."""

    amount = AmountField(
        label=lazy("Bedrag"), required=False, help_text=lazy("Leeg: het bedrag volgens de staffel.")
    )
    reason = forms.CharField(
        label=lazy("Waarom?"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Iedereen leest deze reden, ook in het besluit."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("amount") is not None and not values.get("reason", "").strip():
            self.add_error("reason", _("Schrijf op waarom dit gebied een ander bedrag krijgt."))
        return values


class AdoptForm(forms.Form):
    """By which decision a run is adopted."""

    decision = forms.CharField(
        label=lazy("Welk besluit?"),
        max_length=250,
        help_text=lazy(
            "Bijvoorbeeld: Collegebesluit van 13 januari, nummer 26-014. Dit staat in elke brief."
        ),
    )


class CorrectionForm(forms.Form):
    """Why a year is worked out again."""

    reason = forms.CharField(
        label=lazy("Waarom een correctie?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Bijvoorbeeld: het CBS heeft het aantal inwoners verbeterd. Dit staat in de brief."),
    )


class CorrectAreaForm(CorrectionForm):
    """What one area gets instead of what was granted, and why."""

    amount = AmountField(label=lazy("Nieuw bedrag"))
    field_order = ("amount", "reason")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = lazy(
            "Bijvoorbeeld: het bezwaar van 3 maart is gegrond. Dit staat in de brief, en iedereen leest het."
        )


class QuestionForm(forms.Form):
    """What is lacking in an account of a board."""

    reason = forms.CharField(
        label=lazy("Wat ontbreekt er?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
