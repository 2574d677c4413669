"""The form of one part of a scheme, made from what the part says of its own fields."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.bands import Band
from budgets.staffels.calculations.parts import Part, Range, Spec, specs_of
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.calculations.subjects import INHABITANTS, KINDS, MEASURES
from budgets.staffels.forms.fields import CountField, MoneyField, shown, year_field

LEAST_BANDS, FREE_BANDS, MOST_BANDS = 4, 1, 40
YEARS_SHOWN = 5
UNKNOWN_HELP = lazy("Staat het bedrag niet in de openbare regeling? Vul dan in: onbekend.")


class PartForm(forms.Form):
    """Fields for a part of `part_type`; valid when the part has no faults within the scheme."""

    def __init__(
        self,
        data=None,
        *,
        part_type: type[Part],
        scheme: Scheme,
        areas: Sequence[tuple[str, str]] = (),
        part: Part | None = None,
    ):
        super().__init__(data)
        self.part_type, self.scheme, self.areas, self.shown_part = part_type, scheme, areas, part
        self.specs = specs_of(part_type)
        self.groups: list[tuple[str, list[str]]] = []
        # The size of area comes last: most parts are for all.
        for name in sorted(self.specs, key=lambda each: each == "only"):
            spec = self.specs[name]
            getattr(self, f"_add_{spec.kind}")(name, spec, self._value(name))

    def _value(self, name: str):
        if self.shown_part is not None:
            return getattr(self.shown_part, name)
        default = self.part_type.__dataclass_fields__[name].default
        return None if default is MISSING else default

    def _one(self, name: str, field: forms.Field, initial="") -> None:
        field.initial = initial
        self.fields[name] = field

    # --- One method for each kind of field ---

    def _add_money(self, name: str, spec: Spec, value) -> None:
        adds = self.part_type.adds
        initial = shown(value) if self.shown_part is not None else ""
        self._one(
            name,
            MoneyField(label=spec.label, may_be_unknown=adds, help_text=UNKNOWN_HELP if adds else ""),
            initial,
        )

    def _add_percent(self, name: str, spec: Spec, value) -> None:
        initial = shown(value) if value is not None else ""
        self._one(name, MoneyField(label=spec.label, what=_("percentage")), initial)

    def _add_choice(self, name: str, spec: Spec, value) -> None:
        self._one(name, forms.ChoiceField(label=spec.label, choices=list(spec.choices.items())), value)

    def _add_text(self, name: str, spec: Spec, value) -> None:
        self._one(name, forms.CharField(label=spec.label, max_length=120, help_text=spec.help), value or "")

    def _add_areas(self, name: str, spec: Spec, value) -> None:
        known = dict(self.areas)
        # Areas of a file from elsewhere, or that ended, stay until someone takes them out.
        others = [(key, key) for key in value or () if key not in known]
        field = forms.MultipleChoiceField(
            label=spec.label,
            choices=[*self.areas, *others],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self._one(name, field, list(value or ()))

    def _add_range(self, name: str, spec: Spec, value: Range | None) -> None:
        value = value or Range()
        self._one(
            f"{name}_low", CountField(label=_("Van"), required=False), "" if value.low is None else value.low
        )
        self._one(
            f"{name}_high",
            CountField(label=_("Tot en met"), required=False),
            "" if value.high is None else value.high,
        )
        measures = [(measure, measure) for measure in MEASURES]
        self._one(f"{name}_measure", forms.ChoiceField(label=_("Geteld in"), choices=measures), value.measure)
        self.groups.append(
            (
                _("%(label)s (mag leeg blijven)") % {"label": spec.label},
                [f"{name}_low", f"{name}_high", f"{name}_measure"],
            )
        )

    def _add_bands(self, name: str, spec: Spec, value: Sequence[Band] | None) -> None:
        held = list(value or ())
        self.rows = self._rows(len(held))
        self.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.rows, required=False)
        for number in range(self.rows):
            band = held[number] if number < len(held) else None
            row = f"{name}_{number}"
            self._one(f"{row}_low", CountField(label=_("Van"), required=False), band.low if band else "")
            high = "" if band is None or band.high is None else band.high
            self._one(f"{row}_high", CountField(label=_("Tot en met"), required=False), high)
            amount = MoneyField(label=_("Bedrag"), required=False, may_be_unknown=True)
            self._one(f"{row}_amount", amount, shown(band.amount) if band else "")
            legend = _("Band %(number)s") % {"number": number + 1}
            self.groups.append((legend, [f"{row}_low", f"{row}_high", f"{row}_amount"]))

    def _rows(self, held: int) -> int:
        asked = str(self.data.get("rows", "")) if self.is_bound else ""
        rows = int(asked) if asked.isdecimal() and len(asked) < 4 else max(LEAST_BANDS, held + FREE_BANDS)
        if "more" in self.data:
            rows += LEAST_BANDS
        return min(rows, MOST_BANDS)

    def _add_kinds(self, name: str, spec: Spec, value) -> None:
        for kind, label in KINDS.items():
            initial = shown(value[kind]) if value and kind in value else ""
            field = MoneyField(label=label.capitalize(), required=False, may_be_unknown=True)
            self._one(f"{name}_{kind}", field, initial)
        self.groups.append((_("Bedrag per soort; leeg is niets"), [f"{name}_{kind}" for kind in KINDS]))

    def _add_years(self, name: str, spec: Spec, value) -> None:
        held = sorted((value or {}).items())
        first = held[-1][0] + 1 if held else max(self.scheme.first_year + 1, timezone.localdate().year)
        rows = [*held, *((first + extra, None) for extra in range(max(1, YEARS_SHOWN - len(held))))]
        self.years = len(rows)
        for number, (year, rate) in enumerate(rows):
            self._one(f"{name}_{number}_year", year_field(_("Jaar"), required=False), year)
            rate_field = MoneyField(label=_("Percentage"), required=False, what=_("percentage"))
            self._one(f"{name}_{number}_rate", rate_field, "" if rate is None else shown(rate))
            legend = _("Jaar %(number)s") % {"number": number + 1}
            self.groups.append((legend, [f"{name}_{number}_year", f"{name}_{number}_rate"]))

    # --- Back to a part ---

    def clean(self):
        values = super().clean()
        found = {
            name: getattr(self, f"_read_{spec.kind}", self._read)(name) for name, spec in self.specs.items()
        }
        if self.errors:
            return values
        self.part = self.part_type(**found)
        for fault in self.part.faults(covered=self.scheme.eligibility):
            self.add_error(None, fault[:1].upper() + fault[1:] + ".")
        return values

    def _read(self, name: str):
        return self.cleaned_data.get(name)

    def _read_areas(self, name: str) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get(name) or ())

    def _read_range(self, name: str) -> Range | None:
        low, high = (self.cleaned_data.get(f"{name}_{end}") for end in ("low", "high"))
        if low is None and high is None:
            return None
        return Range(self.cleaned_data.get(f"{name}_measure") or INHABITANTS, low, high)

    def _read_bands(self, name: str) -> tuple[Band, ...]:
        return tuple(self._bands(name))

    def _bands(self, name: str) -> Iterator[Band]:
        for number in range(self.rows):
            row = f"{name}_{number}"
            low, high, amount = (self.cleaned_data.get(f"{row}_{end}") for end in ("low", "high", "amount"))
            typed = str(self.data.get(f"{row}_amount", "")).strip()
            if low is None and high is None and not typed:
                continue
            if low is None and f"{row}_low" not in self.errors:
                self.add_error(f"{row}_low", _("Vul in vanaf hoeveel deze band geldt."))
            if not typed:
                self.add_error(f"{row}_amount", _("Vul het bedrag van deze band in."))
            yield Band(low or 0, high, amount)

    def _read_kinds(self, name: str) -> dict:
        return {
            kind: self.cleaned_data.get(f"{name}_{kind}")
            for kind in KINDS
            if str(self.data.get(f"{name}_{kind}", "")).strip()
        }

    def _read_years(self, name: str) -> dict:
        rates = {}
        for number in range(self.years):
            year, rate = (self.cleaned_data.get(f"{name}_{number}_{end}") for end in ("year", "rate"))
            if rate is None:
                continue
            if year is None:
                self.add_error(f"{name}_{number}_year", _("Vul het jaar van dit percentage in."))
            elif year in rates:
                self.add_error(f"{name}_{number}_year", _("Dit jaar staat er twee keer."))
            else:
                rates[year] = rate
        return rates

    # --- For the page ---

    @property
    def single_fields(self) -> list:
        """The fields that stand alone, in order."""
        grouped = {name for _legend, names in self.groups for name in names} | {"rows"}
        return [self[name] for name in self.fields if name not in grouped]

    @property
    def field_groups(self) -> list[tuple[str, list]]:
        """The fields that belong together, under their legend."""
        return [(legend, [self[name] for name in names]) for legend, names in self.groups]
