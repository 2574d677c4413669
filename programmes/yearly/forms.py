import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.organisations.queries import organisations_for
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.projects.states import LIFE_CYCLE
from programmes.yearly.models import AgendaItem, Entry, Part, PartKind, Programme, TemplatePart
from programmes.yearly.states import lacks_area
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.pictures.forms import PictureField
from wijkportaal.foundation.richtext.forms import RichTextFormField

LONG_TEXT = 8000


class NewProgrammeForm(forms.Form):
    """Which area and year a new programme is for."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    year = forms.IntegerField(
        label=_("Jaar"), widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "wp-input--short"})
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas

    def clean_year(self):
        """Programmes are made for about now; an earlier year is a typing error."""
        year, now = self.cleaned_data["year"], timezone.localdate().year
        if not now - 10 <= year <= now + 5:
            raise ValidationError(
                _("Kies een jaar van %(first)d tot en met %(last)d.") % {"first": now - 10, "last": now + 5}
            )
        return year

    def clean(self):
        values = super().clean()
        area, year = values.get("area"), values.get("year")
        if area and year and Programme.objects.filter(area=area, year=year).exists():
            self.add_error(
                "year", _("Er is al een programma van %(area)s voor %(year)d.") % {"area": area, "year": year}
            )
        elif area and year and (gone := lacks_area(Programme(area=area, year=year))):
            self.add_error("area", gone)
        elif area and year and area.starts_on.year > year:
            day = date_format(area.starts_on, "j F Y")
            self.add_error("year", _("Pas vanaf %(day)s bestaat %(area)s.") % {"area": area, "day": day})
        return values


class ProgrammeForm(forms.ModelForm):
    """The title and introduction of a programme."""

    class Meta:
        model = Programme
        fields = ["title", "intro"]
        labels = {"title": _("Titel"), "intro": _("Inleiding")}
        widgets = {"intro": forms.Textarea(attrs={"rows": 4})}


class PartForm(forms.ModelForm):
    """One text of a programme with who wrote it."""

    text = RichTextFormField(label=_("Tekst"), required=False, max_length=LONG_TEXT)

    class Meta:
        model = Part
        fields = ["title", "text", "author_name", "author_function"]
        labels = {
            "title": _("Kop"),
            "author_name": _("Naam van de schrijver"),
            "author_function": _("Functie van de schrijver"),
        }


class AskForm(forms.ModelForm):
    """What is asked of one part: who supplies it, by when and how long it may be."""

    class Meta:
        model = Part
        fields = ["supplier", "due_on", "word_limit", "required"]
        labels = {
            "supplier": _("Wie levert dit onderdeel?"),
            "due_on": _("Wanneer moet het klaar zijn?"),
            "word_limit": _("Hoeveel woorden hoogstens?"),
            "required": _("Het programma kan niet zonder dit onderdeel"),
        }
        help_texts = {
            "due_on": _("Tot en met deze dag kan de organisatie schrijven. Daarna alleen de wijkmanager."),
        }
        widgets = {"due_on": DateInput, "word_limit": forms.NumberInput(attrs={"class": "wp-input--short"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = {each.pk for each in organisations_for(self.instance.area)} | {self.instance.supplier_id}
        self.fields["supplier"].queryset = self.fields["supplier"].queryset.filter(pk__in=here)
        self.fields["supplier"].empty_label = _("De wijkmanager zelf")


class TemplatePartForm(forms.ModelForm):
    """One part of the gemeente's template."""

    class Meta:
        model = TemplatePart
        fields = ["kind", "title", "supplier_kind", "weeks_before", "word_limit", "required"]
        labels = {
            "kind": _("Soort"),
            "title": _("Kop"),
            "supplier_kind": _("Wie levert dit?"),
            "weeks_before": _("Hoeveel weken vóór 1 januari moet het klaar zijn?"),
            "word_limit": _("Hoeveel woorden hoogstens?"),
            "required": _("Het programma kan niet zonder dit onderdeel"),
        }
        help_texts = {
            "supplier_kind": _(
                "Laat leeg als de wijkmanager het zelf schrijft. Werken er meer van zulke organisaties in een "
                "gebied, dan krijgt elke organisatie een eigen onderdeel."
            ),
            "weeks_before": _("Zes weken is rond 20 november. Laat leeg als er geen datum is."),
        }
        widgets = {
            "weeks_before": forms.NumberInput(attrs={"class": "wp-input--short"}),
            "word_limit": forms.NumberInput(attrs={"class": "wp-input--short"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier_kind"].choices = [
            ("", _("De wijkmanager zelf")),
            *(choice for choice in self.fields["supplier_kind"].choices if choice[0]),
        ]


class DecisionForm(forms.Form):
    """The decision of the college with which a programme is adopted."""

    number = forms.CharField(
        label=_("Nummer van het collegebesluit"), max_length=60, help_text=_("Bijvoorbeeld “2026-0412”.")
    )
    on = forms.DateField(label=_("Datum van het collegebesluit"), widget=DateInput)

    def clean_on(self):
        """A decision is taken before it is noted, and not in another century."""
        day, today = self.cleaned_data["on"], timezone.localdate()
        if day > today:
            raise ValidationError(_("Deze dag moet nog komen. Noteer het besluit als het is genomen."))
        if day.year < today.year - 10:
            raise ValidationError(_("Deze datum is te lang geleden."))
        return day


class NewPartForm(forms.Form):
    """One more part, for a second corporatie, say."""

    kind = forms.ChoiceField(label=_("Soort"), choices=PartKind.choices)
    title = forms.CharField(label=_("Kop"), max_length=120)


class PictureForm(forms.Form):
    """A picture with its description; without a picture it is taken away."""

    picture = PictureField(label=_("Foto"), required=False)
    alt = forms.CharField(
        label=_("Wat is er te zien?"),
        max_length=250,
        required=False,
        help_text=_("Eén zin, voor wie de foto niet kan zien."),
    )
    credit = forms.CharField(label=_("Gemaakt door"), max_length=120, required=False)

    def clean(self):
        values = super().clean()
        if values.get("picture") and not values.get("alt"):
            self.add_error("alt", _("Schrijf in één zin wat er op de foto te zien is."))
        return values


class EntryForm(forms.ModelForm):
    """What the programme promises about a project this year."""

    class Meta:
        model = Entry
        fields = ["promise", "look_back"]
        labels = {
            "promise": _("Wat beloven we voor dit jaar?"),
            "look_back": _("Terugblik op vorig jaar"),
        }
        widgets = {
            "promise": forms.Textarea(attrs={"rows": 3}),
            "look_back": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.carried_from_id is None:
            del self.fields["look_back"]


class AgendaItemForm(forms.ModelForm):
    """A date on the agenda; it lies in the year of the programme or just around it."""

    class Meta:
        model = AgendaItem
        fields = ["date", "time", "title", "place"]
        labels = {"date": _("Datum"), "time": _("Tijd"), "title": _("Wat"), "place": _("Waar")}
        help_texts = {"time": _("Bijvoorbeeld “19.30 tot 21.30 uur”.")}
        widgets = {"date": DateInput}

    def __init__(self, *args, programme=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme or self.instance.programme

    def clean_date(self):
        date, year = self.cleaned_data["date"], self.programme.year
        if not year - 1 <= date.year <= year + 1:
            raise ValidationError(_("Deze datum ligt niet in of rond %(year)d.") % {"year": year})
        return date


class ChooseProjectsForm(forms.Form):
    """The projects that are taken into a programme."""

    projects = forms.ModelMultipleChoiceField(
        label=_("Projecten"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies een of meer projecten.")},
    )

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = projects


class ProgrammeFilter(django_filters.FilterSet):
    """What the list of programmes can be narrowed to."""

    year = django_filters.ChoiceFilter(label=_("Jaar"), empty_label=_("Alle jaren"))
    area = AreaChoiceFilter(areas_within_gemeente)

    class Meta:
        model = Programme
        fields: list[str] = []

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]


class EntryFilter(django_filters.FilterSet):
    """What the projects of one programme can be narrowed to."""

    theme = django_filters.ModelChoiceFilter(
        field_name="project__theme",
        label=_("Thema"),
        queryset=Theme.objects.none(),
        to_field_name="slug",
        empty_label=_("Alle thema's"),
    )
    state = django_filters.ChoiceFilter(
        field_name="project__state",
        label=_("Stand"),
        choices=list(LIFE_CYCLE.states.items()),
        empty_label=_("Alles"),
    )
    place = django_filters.CharFilter(
        field_name="project__street", lookup_expr="icontains", label=_("Straat of plek")
    )
    lead = django_filters.ModelChoiceFilter(
        field_name="project__lead_organisation",
        label=_("Wie trekt het"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        empty_label=_("Iedereen"),
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args, themes, leads, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["lead"].queryset = leads
        self.filters["lead"].extra["queryset"] = leads
        self.filters["theme"].queryset = themes
        self.filters["theme"].extra["queryset"] = themes
