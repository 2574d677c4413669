import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from shapely.geometry import Point, shape

from areas.organisations.models import Facility, Function, Organisation
from areas.organisations.queries import areas_edited_by, served_areas
from areas.organisations.states import FACILITY_KINDS, ORGANISATION_KINDS
from areas.roles.forms import AreaChoiceField
from areas.territory.models import Area
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.forms import PictureField

# How far outside a border, in degrees, a place may lie: drawn borders are rough (about a hundred metres).
MARGIN = 0.0015
PUBLIC = _("Openbaar: iedereen ziet dit")


class AreaChoices(forms.ModelMultipleChoiceField):
    """Areas to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, area: Area) -> str:
        return f"{area.name} ({area.get_kind_display()})"


class DetailsForm(forms.ModelForm):
    """A form whose fields are handed to an action; it never saves."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith("_public"):
                field.label = PUBLIC
            if isinstance(field, forms.URLField):
                # Without a scheme the web is https.
                field.assume_scheme = "https"
                field.widget = forms.URLInput(attrs={"inputmode": "url"})

    def details(self) -> dict:
        """Return the fields of the model as the form leaves them."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class OrganisationForm(DetailsForm):
    """An organisation. Its own board may not change its kind, or in which areas it works."""

    logo = PictureField(label=_("Logo"), required=False)
    areas = AreaChoices(
        label=_("Werkt in"),
        queryset=Area.objects.none(),
        help_text=_("Geldt ook voor alles wat daarin ligt."),
    )

    class Meta:
        model = Organisation
        fields = [
            "kind",
            "name",
            "description",
            "phone",
            "phone_public",
            "email",
            "email_public",
            "website",
            "website_public",
            "address",
            "address_public",
        ]

    def __init__(self, *args, person, may_place: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept_areas: list[Area] = []
        self.fields["logo"].initial = self.instance.logo if self.instance.pk else None
        if not may_place:
            del self.fields["kind"], self.fields["areas"]
            return
        own = areas_edited_by(person)
        self.fields["areas"].queryset = own
        if self.instance.pk:
            allowed = set(own.values_list("pk", flat=True))
            now = served_areas(self.instance)
            self.fields["areas"].initial = [area.pk for area in now if area.pk in allowed]
            # What lies outside someone's own areas stays as it was.
            self.kept_areas = [area for area in now if area.pk not in allowed]

    def chosen_areas(self) -> list[Area] | None:
        """Return all areas in which it works from now on, or None when that is not for this person to say."""
        if "areas" not in self.fields:
            return None
        return [*self.cleaned_data["areas"], *self.kept_areas]


class FunctionForm(DetailsForm):
    """Someone in an organisation. Each detail has its own yes or no for the public."""

    photo = PictureField(label=_("Foto"), required=False)
    person_email = forms.EmailField(
        label=_("E-mailadres om in te loggen"),
        required=False,
        help_text=_("Een bestuurslid met een account mag de pagina van de organisatie zelf bijhouden."),
    )
    areas = AreaChoices(
        label=_("Voor welke gebieden"),
        queryset=Area.objects.none(),
        required=False,
        help_text=_("Kies niets als deze persoon er is voor alle gebieden van de organisatie."),
    )

    class Meta:
        model = Function
        fields = [
            "kind",
            "title",
            "name",
            "name_public",
            "phone",
            "phone_public",
            "email",
            "email_public",
            "photo_public",
            "availability",
            "valid_from",
            "valid_until",
        ]
        widgets = {"valid_from": DateInput, "valid_until": DateInput}
        help_texts = {
            "title": _("Bijvoorbeeld: dorpenmanager. Laat leeg als de functie hierboven genoeg zegt."),
            "availability": _("Bijvoorbeeld: maandag tot en met donderdag."),
            "valid_until": _("De eerste dag waarop de functie niet meer geldt."),
        }

    def __init__(self, *args, organisation: Organisation, may_link: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photo"].initial = self.instance.photo if self.instance.pk else None
        served = [area.pk for area in served_areas(organisation)]
        below = Area.objects.today().filter(Q(pk__in=served) | Q(ancestor_ids__overlap=served))
        self.fields["areas"].queryset = below
        if self.instance.pk:
            self.fields["areas"].initial = list(self.instance.areas.values_list("pk", flat=True))
            if self.instance.person:
                self.fields["person_email"].initial = self.instance.person.email
        if not may_link:
            del self.fields["person_email"]

    def clean_person_email(self) -> str:
        email = self.cleaned_data["person_email"].strip().lower()
        self.person = Person.objects.filter(email=email, is_active=True).first() if email else None
        if email and self.person is None:
            raise forms.ValidationError(_("Er is geen account met dit adres. Nodig deze persoon eerst uit."))
        return email

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", _("Kies een dag na de dag waarop de functie begint."))
        return cleaned

    def details(self) -> dict:
        linked = {"person": self.person} if "person_email" in self.fields else {}
        return super().details() | linked


class EndFunctionForm(forms.Form):
    """When someone's function ends."""

    on = forms.DateField(
        label=_("Eerste dag zonder deze functie"), widget=DateInput, initial=timezone.localdate
    )


class CoordinateField(forms.DecimalField):
    """A number of degrees, with a point or a comma."""

    def __init__(self, **options):
        super().__init__(
            required=False,
            max_digits=9,
            decimal_places=6,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **options,
        )

    def to_python(self, value):
        return super().to_python(str(value).strip().replace(",", ".") if value else value)


class FacilityForm(DetailsForm):
    """A place in an area, with a point on the map."""

    area = AreaChoiceField(label=_("Gebied"))
    latitude = CoordinateField(label=_("Breedtegraad"), help_text=_("Bijvoorbeeld 53,2012."))
    longitude = CoordinateField(label=_("Lengtegraad"), help_text=_("Bijvoorbeeld 5,7999."))

    class Meta:
        model = Facility
        fields = [
            "kind",
            "name",
            "area",
            "address",
            "latitude",
            "longitude",
            "opening_hours",
            "manager",
            "phone",
            "website",
            "accessibility",
        ]
        widgets = {"opening_hours": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        own = areas_edited_by(person)
        if self.instance.pk:
            own = own | Area.objects.today().filter(pk=self.instance.area_id)
        self.fields["area"].queryset = own
        self.fields["manager"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["manager"].empty_label = _("Niemand, of onbekend")

    def clean(self):
        cleaned = super().clean()
        latitude, longitude, area = (cleaned.get(name) for name in ("latitude", "longitude", "area"))
        if self.errors:
            return cleaned
        if (latitude is None) != (longitude is None):
            self.add_error("latitude", _("Vul beide getallen in, of geen van beide."))
        elif latitude is not None and area.border:
            outline = shape(area.border).buffer(MARGIN)
            if not outline.covers(Point(float(longitude), float(latitude))):
                message = _("Deze plek ligt niet in %(area)s. Kies een ander punt of een ander gebied.")
                self.add_error("latitude", message % {"area": area.name})
        return cleaned


class OrganisationFilter(django_filters.FilterSet):
    """Organisations by word, kind and area."""

    q = django_filters.CharFilter(label=_("Naam"), field_name="name", lookup_expr="icontains")
    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        field_name="kind",
        choices=list(ORGANISATION_KINDS.items()),
        empty_label=_("Alle soorten"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


class FacilityFilter(django_filters.FilterSet):
    """Places by word and kind."""

    q = django_filters.CharFilter(label=_("Naam of adres"), method="by_words")
    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        field_name="kind",
        choices=list(FACILITY_KINDS.items()),
        empty_label=_("Alle soorten"),
    )

    class Meta:
        model = Facility
        fields: list[str] = []

    def by_words(self, facilities, name, value):
        return facilities.filter(Q(name__icontains=value) | Q(address__icontains=value))
