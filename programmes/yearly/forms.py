import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.territory.queries import areas_on
from areas.themes.models import Theme
from programmes.projects.states import LIFE_CYCLE
from programmes.yearly.models import AgendaItem, Entry, Part, PartKind, Programme
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
                "year", _("%(area)s heeft al een programma voor %(year)d.") % {"area": area, "year": year}
            )
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
        fields = ["title", "text", "supplier", "author_name", "author_function"]
        labels = {
            "title": _("Kop"),
            "supplier": _("Organisatie die dit schrijft"),
            "author_name": _("Naam van de schrijver"),
            "author_function": _("Functie van de schrijver"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["supplier"].empty_label = _("Geen organisatie")


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
        fields = ["promise"]
        labels = {"promise": _("Wat beloven we voor dit jaar?")}
        widgets = {"promise": forms.Textarea(attrs={"rows": 3})}


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
    area = django_filters.ModelChoiceFilter(
        label=_("Gebied"),
        queryset=lambda request: areas_on().exclude(kind="gemeente").only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle gebieden"),
    )

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

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["theme"].queryset = themes
        self.filters["theme"].extra["queryset"] = themes
