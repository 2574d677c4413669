import json

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from programmes.projects.calculations import fault_in_place, place_of_corners, written_corners
from programmes.projects.models import CostLine, Project
from programmes.projects.queries import filtered, slipped_in
from programmes.projects.states import LIFE_CYCLE
from programmes.visions.models import Goal
from programmes.visions.queries import goals_to_serve
from wijkportaal.foundation.pictures.forms import PictureField
from wijkportaal.foundation.richtext.forms import RichTextFormField

LONG_TEXT = 6000


class PlaceField(forms.CharField):
    """A point, line or area on the map: GeoJSON that the map writes, kept as a dict (or None)."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 40_000} | options)

    def prepare_value(self, value):
        return json.dumps(value) if isinstance(value, dict) else value

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            place = json.loads(text)
        except ValueError as error:
            raise ValidationError(
                _("Deze plek op de kaart is niet te lezen. Kies de plek opnieuw.")
            ) from error
        if fault := fault_in_place(place):
            raise ValidationError(fault)
        return {"type": place["type"], "coordinates": place["coordinates"]}

    def run_validators(self, value):
        """The length was checked while it was text."""

    def has_changed(self, initial, data) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class CoordinateField(forms.FloatField):
    """Degrees, with a comma or a point. Not localised: there the point of 53.2 would mean thousands."""

    def __init__(self, **options):
        super().__init__(
            **{"required": False, "widget": forms.TextInput(attrs={"inputmode": "decimal"})} | options
        )

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class GoalField(forms.ModelChoiceField):
    """A goal, with the area whose visie it stands in: goals of a wijk and of the gemeente stand in one list."""

    def label_from_instance(self, goal):
        return f"{goal.area}: {goal}"


class ProjectForm(forms.ModelForm):
    """All about a project that is text or place; money, photos and its state have doors of their own."""

    what = RichTextFormField(label=_("Wat gaan we doen?"), required=False, max_length=LONG_TEXT)
    place = PlaceField(label=_("Plek op de kaart"))
    latitude = CoordinateField(label=_("Breedtegraad"))
    longitude = CoordinateField(label=_("Lengtegraad"))
    goal = GoalField(
        label=_("Aan welk doel werkt dit?"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("Geen doel uit een visie"),
        help_text=_(
            "Uit de visie van dit gebied of van een groter gebied. Bewoners lezen dit bij het project."
        ),
    )
    shape = forms.ChoiceField(
        label=_("Of een straat of vlak"),
        required=False,
        choices=[("", _("geen")), ("LineString", _("straat (lijn)")), ("Polygon", _("vlak"))],
    )
    corners = forms.CharField(
        label=_("Hoeken van de straat of het vlak"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén hoek per regel: breedtegraad, lengtegraad. Zoals 53.2012, 5.7999."),
    )
    period_reason = forms.CharField(
        label=_("Waarom verandert de periode?"),
        required=False,
        max_length=300,
        help_text=_("Alleen als u de periode verandert. Bewoners lezen dit bij het project."),
    )

    class Meta:
        model = Project
        fields = [
            "title",
            "theme",
            "what",
            "why",
            "street",
            "place",
            "start_quarter",
            "start_year",
            "end_quarter",
            "end_year",
            "lead_organisation",
            "lead_name",
            "partners",
            "other_partners",
            "residents_role",
            "source",
            "source_note",
            "goal",
            "contact_name",
            "contact_phone",
            "contact_email",
        ]
        labels = {
            "title": _("Titel"),
            "theme": _("Thema"),
            "why": _("Waarom doen we dit?"),
            "street": _("Straat of plek"),
            "start_quarter": _("Begint in kwartaal"),
            "start_year": _("Begint in jaar"),
            "end_quarter": _("Klaar in kwartaal"),
            "end_year": _("Klaar in jaar"),
            "lead_organisation": _("Wie trekt dit?"),
            "lead_name": _("Staat de trekker niet in de lijst? Schrijf de naam"),
            "partners": _("Wie doen er mee?"),
            "other_partners": _("Andere partners"),
            "residents_role": _("Wat kunnen bewoners doen?"),
            "source": _("Waar komt het idee vandaan?"),
            "source_note": _("Toelichting"),
            "contact_name": _("Naam"),
            "contact_phone": _("Telefoonnummer"),
            "contact_email": _("E-mailadres"),
        }
        help_texts = {
            "title": _("Kort en zonder vaktaal, zoals “Veilig oversteken bij de school”."),
            "street": _("Zo zoekt een bewoner: “Dorpsstraat, tussen de kerk en de brug”."),
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 4}),
            "residents_role": forms.Textarea(attrs={"rows": 3}),
            "partners": forms.CheckboxSelectMultiple,
            "start_year": forms.NumberInput(attrs={"inputmode": "numeric", "class": "wp-input--short"}),
            "end_year": forms.NumberInput(attrs={"inputmode": "numeric", "class": "wp-input--short"}),
        }

    def __init__(self, *args, organisations=None, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.none() if organisations is None else organisations
        for name in ("lead_organisation", "partners"):
            self.fields[name].queryset = offered
        self.fields["lead_organisation"].empty_label = _("Kies een organisatie")
        self.fields["theme"].queryset = themes_in_use() | Theme.objects.filter(pk=self.instance.theme_id)
        self.fields["theme"].empty_label = _("Kies een thema")
        self.fields["goal"].queryset = goals_to_serve(self.instance.area, kept=self.instance.goal_id)
        if not self.instance.is_public:
            del self.fields["period_reason"]
        place = self.instance.place or {}
        if place.get("type") == "Point":
            longitude, latitude = place["coordinates"][:2]
            self.initial |= {"longitude": longitude, "latitude": latitude}
        elif place:
            self.initial |= {"shape": place["type"], "corners": written_corners(place)}

    def clean(self):
        values = super().clean()
        for start, name in (("start", _("begin")), ("end", _("einde"))):
            year, quarter = values.get(f"{start}_year"), values.get(f"{start}_quarter")
            faulty = {f"{start}_year", f"{start}_quarter"} & self.errors.keys()
            if not faulty and (year is None) != (quarter is None):
                field = f"{start}_year" if year is None else f"{start}_quarter"
                self.add_error(field, _("Vul bij het %(name)s jaar én kwartaal in.") % {"name": name})
        if not self.errors and values.get("start_year") and values.get("end_year"):
            begin = values["start_year"], values["start_quarter"]
            if (values["end_year"], values["end_quarter"]) < begin:
                self.add_error(
                    "end_year", _("Het project is klaar voordat het begint. Kies een later kwartaal.")
                )
        if {"corners", "shape"} & set(self.changed_data) and (values.get("corners") or values.get("shape")):
            self._read_corners(values)
        else:
            self._read_point(values)
        return values

    def _read_corners(self, values) -> None:
        """A street or an area that was written as corners: what the map draws, without the map."""
        place = place_of_corners(values.get("corners", ""), kind=values.get("shape") or "LineString")
        if place is None:
            self.add_error("corners", _("Schrijf op elke regel twee getallen, zoals 53.2012, 5.7999."))
        elif fault := fault_in_place(place):
            self.add_error("corners", fault)
        else:
            values["place"] = place

    def _read_point(self, values) -> None:
        """A point typed as coordinates counts; a drawn line or area stays unless a point replaces it."""
        longitude, latitude = values.get("longitude"), values.get("latitude")
        place = values.get("place")
        if longitude is None and latitude is None:
            if place and (place["type"] == "Point" or "corners" in self.changed_data):
                values["place"] = None
            return
        if longitude is None or latitude is None:
            missing = "longitude" if longitude is None else "latitude"
            self.add_error(missing, _("Vul beide getallen in, of geen van beide."))
            return
        if place and place["type"] != "Point" and not {"longitude", "latitude"} & set(self.changed_data):
            return
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        if fault := fault_in_place(point):
            self.add_error("latitude", fault)
        else:
            values["place"] = point

    def edited_values(self) -> dict:
        """What the action saves: the columns of the project, without partners and what only the form has."""
        beside = {"partners", "latitude", "longitude", "shape", "corners", "period_reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in beside}


class NewProjectForm(forms.ModelForm):
    """The least that a project starts with; the rest is filled in on its own page."""

    class Meta:
        model = Project
        fields = ["title", "theme"]
        labels = {"title": _("Titel"), "theme": _("Thema")}
        help_texts = {"title": _("Kort en zonder vaktaal, zoals “Veilig oversteken bij de school”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes_in_use()
        self.fields["theme"].empty_label = _("Kies een thema")


class CostLineForm(forms.ModelForm):
    """One line of the costs of a project."""

    class Meta:
        model = CostLine
        fields = ["source", "description", "amount", "certainty"]
        labels = {
            "source": _("Wie betaalt?"),
            "description": _("Toelichting"),
            "amount": _("Bedrag in euro"),
            "certainty": _("Hoe zeker?"),
        }
        localized_fields = ["amount"]
        widgets = {"amount": forms.TextInput(attrs={"inputmode": "decimal"})}


CostFormSet = forms.modelformset_factory(CostLine, form=CostLineForm, extra=2, can_delete=True, max_num=40)


class PhotoWordsForm(forms.Form):
    """What is to be seen on a photo, for who cannot see it, and who made it."""

    alt = forms.CharField(
        label=_("Wat is er te zien?"),
        max_length=250,
        help_text=_("Eén zin, voor wie de foto niet kan zien."),
    )
    credit = forms.CharField(label=_("Gemaakt door"), max_length=120, required=False)


class PhotoForm(PhotoWordsForm):
    """A photo with the words that go with it."""

    picture = PictureField(label=_("Foto"))
    field_order = ["picture", "alt", "credit"]


class ProjectFilter(django_filters.FilterSet):
    """What a list of projects can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    area = AreaChoiceFilter(areas_within_gemeente)
    theme = django_filters.ModelChoiceFilter(
        field_name="theme",
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema's"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )
    verschoven = django_filters.NumberFilter(
        label=_("Verschoven in het jaar"), min_value=2000, max_value=2100, method="keep_slipped"
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def find(self, projects, name, words):
        return filtered(projects, words=words)

    def keep_slipped(self, projects, name, value):
        return slipped_in(projects, int(value))
