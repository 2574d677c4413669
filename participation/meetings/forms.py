import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Facility, Organisation
from areas.organisations.queries import organisations_for
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from participation.meetings.models import AgendaPoint, Meeting, Minutes, SignUp
from participation.meetings.queries import areas_to_meet_in, hosts_for, shown_in
from participation.meetings.states import KINDS, LIFE_CYCLE, MOST_PERSONS, TALK
from wijkportaal.foundation.components.forms import DateInput, MomentInput
from wijkportaal.foundation.people.codes import read_code
from wijkportaal.foundation.richtext.forms import RichTextFormField


class MeetingForm(forms.ModelForm):
    """A meeting: what, for whom, when, where and how one gets in, and who can come."""

    also_areas = forms.ModelMultipleChoiceField(
        label=_("Ook voor andere gebieden"), queryset=Area.objects.none(), required=False
    )

    class Meta:
        model = Meeting
        fields = [
            "kind",
            "title",
            "organiser",
            "intro",
            "also_areas",
            "starts_at",
            "ends_at",
            "facility",
            "place_note",
            "wheelchair",
            "toilet",
            "hearing_loop",
            "transport",
            "languages",
            "is_public",
            "takes_sign_ups",
            "seats",
            "sign_up_until",
        ]
        labels = {
            "kind": _("Wat voor bijeenkomst is het?"),
            "title": _("Hoe heet de bijeenkomst?"),
            "organiser": _("Wie organiseert het?"),
            "intro": _("Waar gaat het over?"),
            "starts_at": _("Begint"),
            "ends_at": _("Eindigt"),
            "facility": _("Waar is het?"),
            "place_note": _("Andere plek, of welke zaal"),
            "is_public": _("Voor iedereen: de bijeenkomst komt op de site"),
            "takes_sign_ups": _("Aanmelden kan op de site"),
            "seats": _("Hoeveel mensen kunnen er komen?"),
            "sign_up_until": _("Aanmelden tot en met"),
        }
        help_texts = {
            "title": _("Kort en duidelijk, zoals “Kies mee voor het plein”."),
            "intro": _("Wat gaan we doen, en wat gebeurt er daarna mee? Iedereen leest dit."),
            "place_note": _("Zoals “zaal 2” of “verzamelen bij de brug”."),
            "transport": _("Zoals “bus 3, halte Kerkplein; parkeren achter het gebouw”."),
            "languages": _("Zoals “Nederlands; tolk Arabisch als u het vooraf vraagt”."),
            "is_public": _("Zet dit uit voor een overleg. Dan nodigt u mensen uit per e-mail."),
            "seats": _("Leeg is geen grens. Is het vol, dan komt men op de wachtlijst."),
        }
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 4}),
            "starts_at": MomentInput,
            "ends_at": MomentInput,
            "sign_up_until": DateInput,
            "also_areas": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        areas = areas_to_meet_in(person)
        self.fields["also_areas"].queryset = areas.exclude(pk=self.instance.area_id)
        hosts = hosts_for(person)
        self.fields["organiser"].queryset = hosts
        if person.has_perm("meetings.hold_for_gemeente"):
            self.fields["organiser"].empty_label = _("De gemeente")
        else:
            self.fields["organiser"].required = True
            self.fields["organiser"].empty_label = _("Kies een organisatie")
        places = Facility.objects.filter(is_active=True).select_related("area").order_by("area__name", "name")
        self.fields["facility"].queryset = places
        self.fields["facility"].empty_label = _("Een andere plek")
        self.fields["facility"].label_from_instance = lambda place: f"{place.name} ({place.area.name})"

    def clean(self) -> dict:
        values = super().clean()
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Het einde komt na het begin."))
        elif starts and ends and (ends - starts).days >= 3:
            self.add_error("ends_at", _("Dat is langer dan drie dagen. Klopt de dag?"))
        last = values.get("sign_up_until")
        if last and starts and last > timezone.localdate(starts):
            self.add_error("sign_up_until", _("Deze dag komt na de bijeenkomst."))
        facility = values.get("facility")
        if facility and values.get("wheelchair") == "unknown":
            values["wheelchair"] = facility.accessibility
        return values


class NewMeetingForm(MeetingForm):
    """A new meeting: also where."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["area"].queryset = areas_to_meet_in(person)


class MinutesForm(forms.ModelForm):
    """What was said."""

    text = RichTextFormField(
        label=_("Verslag"),
        required=False,
        max_length=30_000,
        help_text=_("Schrijf geen namen van bewoners op. Besluiten en toezeggingen legt u apart vast."),
    )

    class Meta:
        model = Minutes
        fields = ["text"]


class PointForm(forms.ModelForm):
    """Something to talk about."""

    class Meta:
        model = AgendaPoint
        fields = ["title", "minutes"]
        labels = {"title": _("Waar praten we over?"), "minutes": _("Hoeveel minuten?")}


class SignUpForm(forms.ModelForm):
    """Who comes, with how many, and what they need."""

    persons = forms.IntegerField(
        label=_("Met hoeveel mensen komt u?"), min_value=1, max_value=MOST_PERSONS, initial=1
    )

    class Meta:
        model = SignUp
        fields = ["name", "email", "persons", "organisation", "needs"]
        labels = {
            "name": _("Uw naam"),
            "email": _("Uw e-mailadres"),
            "organisation": _("Namens welke organisatie?"),
            "needs": _("Hebt u iets nodig om mee te kunnen doen?"),
        }
        help_texts = {
            "email": _("U krijgt een mail om te bevestigen. Wij gebruiken het adres alleen hiervoor."),
            "needs": _("Zoals een tolk of een plek voor een rolstoel. Alleen de organisator leest dit."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, meeting: Meeting, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        if person.is_authenticated:
            del self.fields["email"]
            self.fields["name"].initial = person.full_name
        if meeting.kind == TALK:
            working = [each.pk for each in organisations_for(meeting.area)]
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=working)
            self.fields["organisation"].empty_label = _("Geen, ik kom als bewoner")
        else:
            del self.fields["organisation"]

    def validate_unique(self) -> None:
        """An address that is known is no mistake, and is not told."""


class InviteForm(forms.Form):
    """Whom to invite."""

    addresses = forms.CharField(
        label=_("Wie nodigt u uit?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("E-mailadressen, met een komma ertussen of elk op een eigen regel."),
    )

    def clean_addresses(self) -> list[str]:
        found = self.cleaned_data["addresses"].replace(",", " ").replace(";", " ").split()
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("“%(address)s” is geen e-mailadres."), params={"address": address[:80]}
                ) from None
        return found


class DecisionForm(forms.Form):
    """What was decided."""

    text = forms.CharField(label=_("Wat is besloten?"), max_length=300)
    who = forms.CharField(
        label=_("Door wie?"), max_length=150, help_text=_("Zoals “alle aanwezigen” of “het bestuur”.")
    )


class PromiseForm(forms.Form):
    """What was promised."""

    text = forms.CharField(label=_("Wat is toegezegd?"), max_length=300)
    who = forms.CharField(
        label=_("Wie doet het?"), max_length=150, help_text=_("Een functie, zoals “de wijkmanager”.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Namens welke organisatie?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Geen, of een bewoner"),
    )
    due_on = forms.DateField(label=_("Klaar op"), required=False, widget=DateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)


class CodeForm(forms.Form):
    """The code of somebody at the door."""

    code = forms.CharField(label=_("Code van een bezoeker"), max_length=40)

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Een code heeft twaalf letters en cijfers, zoals BCDF-2345-GHJK."))
        return code


class CountForm(forms.Form):
    """How many people came, a number for each organisation."""

    def __init__(self, *args, counters, **kwargs):
        super().__init__(*args, **kwargs)
        for organisation, number in counters:
            self.fields[_name(organisation)] = forms.IntegerField(
                label=organisation.name if organisation else _("Bewoners en anderen"),
                required=False,
                min_value=0,
                max_value=5000,
                initial=number,
            )
        self.keys = {_name(each): each.pk if each else None for each, _number in counters}

    @property
    def numbers(self) -> dict[int | None, int | None]:
        return {pk: self.cleaned_data[name] for name, pk in self.keys.items()}


def _name(organisation: Organisation | None) -> str:
    return f"heads_{organisation.pk}" if organisation else "heads"


class PublicFilter(django_filters.FilterSet):
    """What the public list can be narrowed to; a wrong value is left out rather than refused."""

    area = AreaChoiceFilter(areas_within_gemeente, method="in_area")
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=list(KINDS.items()), empty_label=_("Alles"))

    class Meta:
        model = Meeting
        fields: list[str] = []

    def in_area(self, meetings, name, area):
        return meetings.filter(pk__in=shown_in(area).values("pk"))


class WorkFilter(django_filters.FilterSet):
    """What the list in the workspace can be narrowed to."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=list(KINDS.items()), empty_label=_("Alles"))
    area = AreaChoiceFilter()

    class Meta:
        model = Meeting
        fields: list[str] = []


class LoadForm(forms.Form):
    """Of which year, and of which kind of meetings, the load is shown."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("Alle soorten")), *KINDS.items()], required=False
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
