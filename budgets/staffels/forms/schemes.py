"""What a scheme says beside its parts, decisions outside the rule, and the short forms of its life cycle."""

from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.parts import Range
from budgets.staffels.calculations.reading import SchemeRefused, read_text
from budgets.staffels.calculations.scheme import Override, Reference, Scheme, Term
from budgets.staffels.calculations.subjects import INHABITANTS, KINDS, MEASURES
from budgets.staffels.calculations.wording import MONTHS
from budgets.staffels.forms.fields import CountField, MoneyField, shown, year_field
from wijkportaal.foundation.components.forms import DateInput

MEASURE_CHOICES = [(measure, measure) for measure in MEASURES]
MAX_FILE = 1024 * 1024


class SchemeForm(forms.Form):
    """Name, source, period, for whom, reference date, eligibility and term of a scheme."""

    name = forms.CharField(label=lazy("Naam"), max_length=120)
    source = forms.CharField(
        label=lazy("Regeling of besluit"),
        max_length=300,
        help_text=lazy("Waar staat deze regel? Bijvoorbeeld: Verordening dorpsbudgetten, artikel 4."),
    )
    source_url = forms.URLField(label=lazy("Webadres van de regeling"), required=False, assume_scheme="https")
    explanation = forms.CharField(
        label=lazy("Uitleg voor bewoners"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unpublished = forms.CharField(
        label=lazy("Wat is niet openbaar?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Iedereen leest dit bij de bedragen."),
    )
    first_year = year_field(lazy("Eerste jaar"))
    last_year = year_field(lazy("Laatste jaar"), required=False, help_text=lazy("Leeg: tot nader besluit."))
    kinds = forms.MultipleChoiceField(
        label=lazy("Voor welke soorten gebieden?"),
        choices=[(kind, label.capitalize()) for kind, label in KINDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Kiest u niets, dan geldt de staffel voor alle wijken en dorpen."),
    )
    grouped = forms.BooleanField(
        label=lazy("Gebieden onder één bestuur krijgen samen één bedrag"),
        required=False,
        help_text=lazy("Hun inwoners worden eerst opgeteld."),
    )
    day = forms.TypedChoiceField(
        label=lazy("Dag"), coerce=int, choices=[(day, str(day)) for day in range(1, 32)]
    )
    month = forms.TypedChoiceField(
        label=lazy("Maand"), coerce=int, choices=[(n, month) for n, month in enumerate(MONTHS, start=1)]
    )
    years_before = forms.TypedChoiceField(
        label=lazy("Van"),
        coerce=int,
        choices=[(0, lazy("het jaar zelf")), (1, lazy("het jaar ervoor")), (2, lazy("twee jaar ervoor"))],
    )
    from_size = CountField(label=lazy("Vanaf"), required=False)
    to_size = CountField(label=lazy("Tot en met"), required=False)
    size_measure = forms.ChoiceField(label=lazy("Geteld in"), choices=MEASURE_CHOICES)
    term_first = year_field(lazy("Cijfers van het jaar"), required=False)
    term_years = forms.IntegerField(
        label=lazy("Aantal jaren"),
        required=False,
        min_value=1,
        max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    term_percent = MoneyField(label=lazy("Opnieuw bij meer dan (%)"), required=False, what=lazy("percentage"))
    term_measure = forms.ChoiceField(label=lazy("Geteld in"), choices=MEASURE_CHOICES)

    GROUPS = (
        (lazy("Wanneer geldt de staffel?"), ("first_year", "last_year")),
        (lazy("Peildatum: welke cijfers tellen?"), ("day", "month", "years_before")),
        (lazy("Welke gebieden doen mee? Leeg is alle"), ("from_size", "to_size", "size_measure")),
        (
            lazy("Vaste termijn: cijfers die enkele jaren gelden (mag leeg blijven)"),
            ("term_first", "term_years", "term_percent", "term_measure"),
        ),
    )

    def __init__(self, data=None, *, scheme: Scheme):
        reference, range_, term = scheme.reference, scheme.eligibility or Range(), scheme.term
        super().__init__(
            data,
            initial={
                "name": scheme.name,
                "source": scheme.source,
                "source_url": scheme.source_url,
                "explanation": scheme.explanation,
                "unpublished": scheme.unpublished,
                "first_year": scheme.first_year,
                "last_year": scheme.last_year,
                "kinds": list(scheme.kinds),
                "grouped": scheme.grouped,
                "day": reference.day,
                "month": reference.month,
                "years_before": reference.years_before,
                "from_size": range_.low,
                "to_size": range_.high,
                "size_measure": range_.measure,
                "term_first": term.first_year if term else None,
                "term_years": term.years if term else None,
                "term_percent": shown(term.percent) if term else "",
                "term_measure": term.measure if term else INHABITANTS,
            },
        )
        self.before = scheme

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        self._clean_pairs(values)
        if self.errors:
            return values
        size = Range(values["size_measure"], values["from_size"], values["to_size"])
        term = None
        if values["term_first"]:
            term = Term(
                values["term_first"], values["term_years"], values["term_percent"], values["term_measure"]
            )
        self.scheme = replace(
            self.before,
            name=values["name"],
            source=values["source"],
            source_url=values["source_url"],
            explanation=values["explanation"],
            unpublished=values["unpublished"],
            first_year=values["first_year"],
            last_year=values["last_year"],
            kinds=tuple(values["kinds"]),
            grouped=values["grouped"],
            reference=Reference(values["day"], values["month"], values["years_before"]),
            eligibility=size if size.words() else None,
            term=term,
        )
        for fault in self.scheme.reference.faults():
            self.add_error("day", fault)
        return values

    def _clean_pairs(self, values) -> None:
        first, last = values["first_year"], values["last_year"]
        if last and last < first:
            self.add_error("last_year", _("Dit jaar ligt voor het eerste jaar."))
        low, high = values["from_size"], values["to_size"]
        if low is not None and high is not None and high < low:
            self.add_error("to_size", _("Dit is minder dan de ondergrens."))
        term = {name: values[name] for name in ("term_first", "term_years", "term_percent")}
        if any(value is not None for value in term.values()):
            for name, value in term.items():
                if value is None:
                    self.add_error(name, _("Vul dit ook in, of maak de hele vaste termijn leeg."))

    @property
    def single_fields(self) -> list:
        grouped = {name for _legend, names in self.GROUPS for name in names}
        return [self[name] for name in self.fields if name not in grouped]

    @property
    def field_groups(self) -> list:
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]


class NewStaffelForm(forms.Form):
    """The little that a new staffel begins with."""

    name = forms.CharField(
        label=lazy("Naam"), max_length=120, help_text=lazy("Bijvoorbeeld: Wijk- en dorpsbudget.")
    )
    source = forms.CharField(
        label=lazy("Regeling of besluit"), max_length=300, help_text=lazy("Waar staat deze regel?")
    )
    first_year = year_field(lazy("Eerste jaar"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["first_year"].initial = timezone.localdate().year + 1

    def scheme(self) -> Scheme:
        return Scheme(**self.cleaned_data)


class ImportForm(forms.Form):
    """The file of a scheme."""

    file = forms.FileField(
        label=lazy("Staffelbestand"),
        help_text=lazy("Een JSON-bestand dat een portaal heeft gemaakt, van uzelf of een andere gemeente."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self):
        """Read the whole file; each fault is an error of its own."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise ValidationError(_("Dit bestand is te groot voor een staffel."))
        try:
            self.scheme = read_text(upload.read())
        except UnicodeDecodeError as error:
            raise ValidationError(_("Dit bestand is geen tekst in UTF-8.")) from error
        except SchemeRefused as refused:
            raise ValidationError(refused.faults) from refused
        return upload


class OverrideForm(forms.Form):
    """A decision outside the rule."""

    area = forms.ChoiceField(label=lazy("Gebied"))
    amount = MoneyField(label=lazy("Bedrag"))
    year = year_field(
        lazy("Alleen in het jaar"), required=False, help_text=lazy("Leeg: elk jaar van de staffel.")
    )
    reason = forms.CharField(
        label=lazy("Waarom wijkt dit af?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Iedereen kan dit lezen."),
    )
    decided_by = forms.CharField(
        label=lazy("Wie besloot dit?"), max_length=120, help_text=lazy("Bijvoorbeeld: het college.")
    )
    decided_on = forms.DateField(label=lazy("Besloten op"), required=False, widget=DateInput)

    def __init__(self, data=None, *, areas: Sequence[tuple[str, str]], override: Override | None = None):
        initial = {}
        if override:
            initial = {
                "area": override.area,
                "amount": shown(override.amount),
                "year": override.year,
                "reason": override.reason,
                "decided_by": override.decided_by,
                "decided_on": override.decided_on,
            }
            if override.area not in dict(areas):
                areas = [*areas, (override.area, override.area)]
        super().__init__(data, initial=initial)
        self.fields["area"].choices = [("", _("Kies een gebied")), *areas]

    def override(self) -> Override:
        return Override(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why; anyone may read it."""

    reason = forms.CharField(label=lazy("Waarom?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AdoptForm(forms.Form):
    """Which decision adopts a proposal."""

    decision = forms.CharField(
        label=lazy("Welk besluit?"),
        max_length=300,
        help_text=lazy("Iedereen leest dit. Bijvoorbeeld: besluit van het college van 16 december."),
    )


class VersionForm(forms.Form):
    """Why there is to be another version."""

    change = forms.CharField(
        label=lazy("Wat wordt er anders?"),
        max_length=300,
        help_text=lazy(
            "Eén zin. U kunt daarna alles wijzigen; de versies die er zijn, blijven zoals ze zijn."
        ),
    )
