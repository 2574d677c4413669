from datetime import date, datetime
from datetime import time as clock_time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.addresses.calculations import read_postcode
from areas.addresses.queries import areas_at, areas_of_postcode
from areas.organisations.forms import CoordinateField
from areas.territory.forms import areas_within_gemeente
from areas.territory.models import Area
from areas.territory.queries import root_area
from areas.themes.queries import themes_in_use
from participation.signals.calculations import MOST_LINKS, link_count, shown_name
from participation.signals.models import Channel, Kind
from participation.signals.queries.inbox import triaged_areas
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.operations.forms import OpenForm
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.forms import PictureField

MOST_SIGNS = 4000
LONGEST_NAME = 80


class SignalFields(forms.Form):
    """What is asked of every signal: what, where, a photo, and how to reach who sent it."""

    text = forms.CharField(
        label=_("Wat wilt u doorgeven?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Schrijf geen namen of telefoonnummers van anderen op."),
        error_messages={"required": _("Schrijf op wat u wilt doorgeven.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[
            (Kind.REPORT, _("Er is iets aan de hand")),
            (Kind.WISH, _("Ik heb een wens of idee")),
            (Kind.QUESTION, _("Ik heb een vraag")),
        ],
        initial=Kind.REPORT,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=_("Waar is het?"),
        required=False,
        max_length=200,
        help_text=_("Een straat, een postcode met huisnummer, of bijvoorbeeld “bij de vijver”."),
    )
    area = forms.ModelChoiceField(
        label=_("In welke wijk of welk dorp?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Dat weet ik niet"),
    )
    latitude = CoordinateField(label=_("Breedtegraad"))
    longitude = CoordinateField(label=_("Lengtegraad"))
    photo = PictureField(
        label=_("Foto"),
        required=False,
        help_text=_(
            "Liefst zonder mensen erop. Waar en waarmee de foto is gemaakt, halen wij eruit. JPEG, PNG of WebP, "
            "hoogstens 15 MB."
        ),
    )
    name = forms.CharField(label=_("Naam"), required=False, max_length=LONGEST_NAME)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    name_public = forms.BooleanField(label=_("Mijn naam mag erbij staan"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_within_gemeente(None).order_by("name")

    def clean_text(self) -> str:
        """Not cut off by the browser: who wrote too much keeps it all, and reads how much too much it is."""
        text = self.cleaned_data["text"]
        if (number := len(text)) > MOST_SIGNS:
            raise ValidationError(
                _("Uw tekst is te lang: %(number)d tekens. Er passen er %(most)d. Kort hem in.")
                % {"number": number, "most": MOST_SIGNS}
            )
        return text

    def clean_name(self) -> str:
        name = shown_name(self.cleaned_data["name"])
        if link_count(name) or "//" in name:
            raise ValidationError(_("Vul hier alleen een naam in."))
        return name

    def clean(self) -> dict:
        values = super().clean()
        if self.errors:
            return values
        if (values["latitude"] is None) != (values["longitude"] is None):
            self.add_error("latitude", _("Vul beide getallen in, of geen van beide."))
            return values
        values["area"] = self.area_of(values)
        return values

    def area_of(self, values: dict) -> Area | None:
        """Return the area: that of the point, else of the postcode, else the chosen one, else the whole gemeente."""
        if values["latitude"] is not None:
            around = areas_at(float(values["longitude"]), float(values["latitude"]))
            if not around:
                self.add_error("latitude", _("Deze plek ligt niet in onze gemeente. Kies een ander punt."))
                return None
            return around[0]
        typed = read_postcode(values["place"])
        known = areas_of_postcode(typed) if typed else []
        return (known[0] if known else None) or values["area"] or root_area()


class PublicSignalForm(OpenForm, SignalFields):
    """A signal from somebody without an account, with what keeps machines out."""

    wants_public = forms.TypedChoiceField(
        label=_("Mag dit op de site?"),
        choices=[
            ("ja", _("Ja, buren mogen het lezen")),
            ("nee", _("Nee, alleen de gemeente en wie het oplost")),
        ],
        initial="nee",
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        help_text=_(
            "Dan staan uw tekst en de plek er, nadat wij ernaar keken. Uw e-mailadres nooit, uw naam alleen als u dat "
            "aankruist."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Dan krijgt u een bericht bij elke stap. Wij gebruiken het nergens anders voor."
        )

    def clean_text(self) -> str:
        text = super().clean_text()
        if link_count(text) > MOST_LINKS:
            raise ValidationError(
                _("Er staan te veel links in uw tekst. Hoogstens %(most)d mag.") % {"most": MOST_LINKS}
            )
        return text


class EntryForm(SignalFields):
    """A signal that a worker heard at a door, on the street or by telephone."""

    channel = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        choices=[choice for choice in Channel.choices if choice[0] not in {Channel.WEB, Channel.SYSTEM}],
        initial=Channel.DOOR,
    )
    received_on = forms.DateField(label=_("Wanneer?"), widget=DateInput)
    theme = forms.ModelChoiceField(
        label=_("Thema"), queryset=themes_in_use(), required=False, empty_label=_("Nog geen")
    )
    wants_public = forms.BooleanField(label=_("Mag van deze persoon op de site"), required=False)
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=30)

    field_order = ["text", "kind", "channel", "received_on", "theme", "place", "area"]

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        mine = triaged_areas(person).exclude(kind="gemeente").order_by("name")
        self.fields["area"].queryset = mine
        self.fields["area"].empty_label = _("Volgt uit de kaart of de postcode")
        self.fields["received_on"].initial = timezone.localdate
        self.fields["email"].help_text = _(
            "Dan krijgt deze persoon een link om het te volgen, en elk antwoord."
        )
        self.fields["name_public"].label = _("De naam mag erbij staan")
        self.fields["wants_public"].help_text = _("Vraag het. Zonder ja blijft het binnen.")

    def clean_received_on(self) -> date:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen."))
        if day.year < timezone.localdate().year - 5:
            raise ValidationError(_("Dat is te lang geleden. Klopt het jaar?"))
        return day

    def area_of(self, values: dict) -> Area | None:
        area = super().area_of(values)
        if area is None or self.errors:
            return area
        if not self.person.has_perm("signals.triage_signal", area):
            self.add_error("area", _("Kies een wijk of dorp waar u werkt."))
        return area

    @property
    def received_at(self) -> datetime:
        """The moment to keep: now, or noon of an earlier day."""
        day = self.cleaned_data["received_on"]
        if day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, clock_time(12)))


class HandedIn(SignalFields):
    """A signal from another system: what, where, and who, if that is told."""

    theme = forms.ModelChoiceField(queryset=themes_in_use(), to_field_name="slug", required=False)
    phone = forms.CharField(required=False, max_length=30)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        self.fields["kind"].widget = forms.TextInput()
        # Systems know an area by its web address.
        self.fields["area"].to_field_name = "slug"

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.REPORT

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by field; what is about all of it under `non_field_errors`."""
        return {
            "non_field_errors" if name == "__all__" else name: [str(fault) for fault in faults]
            for name, faults in self.errors.items()
        }

    @property
    def wanted(self) -> dict:
        """What to take in."""
        names = ("area", "text", "kind", "theme", "place", "latitude", "longitude", "name", "email", "phone")
        return {name: self.cleaned_data[name] for name in names}
