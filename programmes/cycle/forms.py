from datetime import date
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.cycle.calculations import STANDING_LABELS
from programmes.cycle.models import CalendarStep, CycleStep
from programmes.cycle.queries import Choice, area_kinds_of, areas_to_plan, people_to_watch, years_with_cycles
from programmes.cycle.states import KINDS
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person

MAX_FILE = 20 * 1024 * 1024
# What people keep with a step. Nothing that a browser runs: files are always given as a download.
FILE_KINDS = ("pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "csv", "txt", "jpg", "jpeg", "png", "webp")
# A plan is made a few years ahead at most; further is a typing error.
YEARS_AROUND = 5


def lines(rows: int) -> forms.Textarea:
    """A field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})


class BoardForm(forms.Form):
    """What the board can be narrowed to; a wrong value is left out rather than refused."""

    jaar = forms.TypedChoiceField(label=_("Jaar van het programma"), required=False, coerce=int)
    q = forms.CharField(label=_("Zoek een gebied"), required=False, max_length=60)
    soort = forms.ChoiceField(label=_("Soort gebied"), required=False)
    stap = forms.ChoiceField(
        label=_("Stap"), required=False, choices=[("", _("Alle stappen")), *KINDS.items()]
    )
    stand = forms.ChoiceField(
        label=_("Hoe het staat"), required=False, choices=[("", _("Alles")), *STANDING_LABELS.items()]
    )
    mijn = forms.ChoiceField(
        label=_("Gebieden"),
        required=False,
        choices=[("", _("Alle gebieden")), ("ja", _("Alleen waar ik werk"))],
    )

    def __init__(self, data):
        years = years_with_cycles()
        this_year = timezone.localdate().year
        # From autumn on the next programme is what people work at.
        preferred = this_year + 1 if timezone.localdate().month >= 7 else this_year
        fallback = preferred if preferred in years else (years[0] if years else preferred)
        given = data.get("jaar", "")
        self.year = int(given) if given.isdecimal() and int(given[:4]) in years else fallback
        super().__init__({**data.dict(), "jaar": str(self.year)})
        self.fields["jaar"].choices = [(year, str(year)) for year in years or [self.year]]
        self.fields["soort"].choices = [("", _("Alle soorten")), *area_kinds_of(self.year)]

    @property
    def choice(self) -> Choice:
        """What was asked for, as far as it can be used."""
        self.is_valid()
        values = self.cleaned_data
        return Choice(
            words=values.get("q", ""),
            area_kind=values.get("soort", ""),
            kind=values.get("stap", ""),
            standing=values.get("stand", ""),
            mine=values.get("mijn") == "ja",
        )


class PlanForm(forms.Form):
    """The year and the areas for which a cycle begins."""

    year = forms.IntegerField(
        label=_("Jaar van het programma"), min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Gebieden"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één gebied.")},
        help_text=_("Een gebied dat al een cyclus voor dit jaar heeft, houdt die zoals hij is."),
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas_to_plan(person)

    def clean_year(self) -> int:
        """Refuse a year that nobody plans for."""
        year = self.cleaned_data["year"]
        if abs(year - timezone.localdate().year) > YEARS_AROUND:
            raise ValidationError(_("Kies een jaar dat niet verder dan vijf jaar weg ligt."))
        return year


class CalendarStepForm(forms.ModelForm):
    """One line of the gemeente's calendar."""

    class Meta:
        model = CalendarStep
        fields = [
            "by_default",
            "first_day",
            "first_month",
            "first_year",
            "last_day",
            "last_month",
            "last_year",
            "who",
            "goes_in",
            "comes_out",
            "explanation",
            "checklist",
        ]
        labels = {
            "by_default": _("Deze stap hoort bij elke nieuwe cyclus"),
            "first_day": _("Eerste dag"),
            "first_month": _("Maand van de eerste dag"),
            "first_year": _("Jaar van de eerste dag"),
            "last_day": _("Laatste dag"),
            "last_month": _("Maand van de laatste dag"),
            "last_year": _("Jaar van de laatste dag"),
            "who": _("Wie doet het?"),
            "goes_in": _("Wat gaat erin?"),
            "comes_out": _("Wat moet eruit komen?"),
            "explanation": _("Uitleg voor bewoners"),
            "checklist": _("Lijst met punten"),
        }
        help_texts = {
            "explanation": _("Eén of twee korte zinnen. Ze staan op de pagina van elk gebied."),
            "checklist": _("Eén punt per regel. Wie de stap doet, vinkt ze af."),
        }
        widgets = {
            "goes_in": lines(2),
            "comes_out": lines(2),
            "explanation": lines(2),
            "checklist": lines(5),
        }

    def clean(self):
        values = super().clean()
        numbers = [
            tuple(values.get(f"{end}_{part}") for part in ("year", "month", "day"))
            for end in ("first", "last")
        ]
        if all(None not in each for each in numbers) and numbers[1] < numbers[0]:
            self.add_error("last_day", _("De laatste dag is vóór de eerste dag."))
        return values


class StepForm(forms.ModelForm):
    """The texts of a step."""

    class Meta:
        model = CycleStep
        fields = ["outcome", "notes", "responsible", "who", "goes_in", "comes_out", "explanation"]
        labels = {
            "outcome": _("Wat is eruit gekomen?"),
            "notes": _("Aantekeningen voor collega’s"),
            "responsible": _("Wie let op deze stap?"),
            "who": _("Wie doet het?"),
            "goes_in": _("Wat gaat erin?"),
            "comes_out": _("Wat moet eruit komen?"),
            "explanation": _("Uitleg voor bewoners"),
        }
        help_texts = {
            "outcome": _("Iedereen kan dit lezen op de pagina van het gebied. Schrijf er geen namen in."),
            "notes": _("Alleen wie in dit gebied werkt, leest dit."),
            "responsible": _("Krijgt een e-mail twee weken voor de laatste dag, en als die voorbij is."),
        }
        widgets = {
            "outcome": lines(6),
            "notes": lines(5),
            "goes_in": lines(2),
            "comes_out": lines(2),
            "explanation": lines(2),
        }

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        watchers = people_to_watch(self.instance.cycle.area, person)
        mine = Person.objects.filter(pk=self.instance.responsible_id)
        self.fields["responsible"].queryset = watchers | mine
        self.fields["responsible"].empty_label = _("de wijkmanager van het gebied")


class PeriodForm(forms.Form):
    """A first and a last day."""

    starts_on = forms.DateField(label=_("Eerste dag"), widget=DateInput)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DateInput)

    def clean(self):
        values = super().clean()
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag is vóór de eerste dag."))
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and _is_far(day):
                self.add_error(name, _("Die datum is te ver weg. Kies een datum binnen vijf jaar."))
        return values


class MoveForm(PeriodForm):
    """Another period, and why."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=1000,
        widget=lines(3),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )


class ReasonForm(forms.Form):
    """Why; residents read it."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=1000,
        widget=lines(3),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )

    def __init__(self, *args, needed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


class CheckForm(forms.Form):
    """A point for the list."""

    text = forms.CharField(label=_("Nieuw punt"), max_length=200)


class FileForm(forms.Form):
    """A file to keep with a step."""

    prefix = "file"

    file = forms.FileField(
        label=_("Bestand"),
        max_length=200,
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
        help_text=_("Bijvoorbeeld een pdf, een foto of een verslag, tot 20 MB."),
    )
    title = forms.CharField(label=_("Titel"), max_length=150, required=False)
    is_public = forms.BooleanField(label=_("Iedereen mag dit lezen"), required=False)

    def clean_file(self):
        """Refuse what is too large or no kind of document."""
        upload = self.cleaned_data["file"]
        if PurePath(upload.name).suffix.lower().lstrip(".") not in FILE_KINDS:
            raise ValidationError(
                _("Dit soort bestand kan niet. Kies een van deze: %(kinds)s.")
                % {"kinds": ", ".join(FILE_KINDS)}
            )
        if upload.size > MAX_FILE:
            raise ValidationError(_("Dit bestand is te groot. Kies een bestand tot 20 MB."))
        return upload


class LinkForm(forms.Form):
    """A page that belongs to a step."""

    prefix = "link"

    title = forms.CharField(label=_("Wat is het?"), max_length=150)
    address = forms.CharField(
        label=_("Webadres"),
        max_length=500,
        help_text=_("Een adres dat begint met https://, of een pagina van dit portaal die begint met /."),
    )
    is_public = forms.BooleanField(label=_("Iedereen mag dit zien"), required=False, initial=True)

    def clean_address(self) -> str:
        """Only an address that a browser can open: no script, no other machine's shorthand."""
        address = self.cleaned_data["address"].strip()
        inside = address.startswith("/") and not address.startswith(("//", "/\\"))
        if not inside:
            forms.URLField(assume_scheme="https").clean(address)
            if not address.lower().startswith(("https://", "http://")):
                raise ValidationError(_("Begin het adres met https:// of met /."))
        return address


def _is_far(day: date) -> bool:
    return abs(day.year - timezone.localdate().year) > YEARS_AROUND
