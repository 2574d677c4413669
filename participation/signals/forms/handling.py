from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from participation.signals.models import Board, Kind, Signal
from participation.signals.queries.inbox import (
    overdue,
    still_open,
    with_words,
    worked_for,
)
from participation.signals.queries.terms import lasts
from participation.signals.states import (
    ADDRESS,
    AGENDA,
    CLOSED,
    DIRECT,
    DISCARDED,
    LIFE_CYCLE,
    NEW,
    ROUTES,
    SOLVE,
)
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.states import Transition
from wijkportaal.foundation.workdays.calculations import after_working_days

FARTHEST_YEARS = 5
YES_NO = [("", _("Nog niet bekend")), ("ja", _("Ja")), ("nee", _("Nee"))]

# A beginning in plain Dutch for what the sender reads; whoever takes the step makes it their own.
FIRST_WORDS = {
    SOLVE: _("Wij gaan dit zelf oplossen."),
    ADDRESS: _(
        "Wij hebben uw signaal doorgegeven aan de mensen die hierover gaan. Zij laten u weten wat ze doen."
    ),
    DIRECT: _(
        "Hier spelen meer dingen door elkaar. Wij zoeken eerst uit wat er nodig is en wie daarbij helpt."
    ),
    AGENDA: _("Hierover moet het bestuur van de gemeente een keuze maken. Wij bereiden dat voor."),
    "accept": _("Wij pakken dit op."),
    "send_back": _("Wij zoeken nog uit wie u het beste kan helpen."),
    "bring_together": _("Wij weten nu wat er speelt. De mensen die nodig zijn, zitten samen om de tafel."),
    "present": _("Uw signaal is voorgelegd."),
    "plan": _("Het is besloten: wij gaan dit doen."),
    "finish": _("Het is gedaan."),
    "reopen": _("Wij kijken er opnieuw naar."),
}
# What a step asks beside the words.
ASKED = {
    SOLVE: ("due_on",),
    ADDRESS: ("organisation", "due_on"),
    DIRECT: ("due_on",),
    AGENDA: ("board", "due_on"),
    "accept": ("due_on",),
    "send_back": ("reason",),
    "bring_together": ("analysis", "has_script", "has_power", "due_on"),
    "present": ("analysis", "due_on"),
    "plan": ("due_on",),
}


class StepForm(forms.Form):
    """One step: what the sender reads, and what this step asks beside it."""

    organisation = forms.ModelChoiceField(
        label=_("Aan welke afdeling of partner?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Kies een organisatie"),
    )
    board = forms.ChoiceField(label=_("Wie moet kiezen?"), choices=Board.choices, widget=forms.RadioSelect)
    analysis = forms.CharField(
        label=_("Wat speelt er, en wie zijn er nodig?"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Alleen voor collega’s. Wie heeft er belang bij, wie heeft er invloed op?"),
    )
    has_script = forms.ChoiceField(
        label=_("Heeft de gemeente zelf een plan?"), choices=YES_NO[1:], widget=forms.RadioSelect
    )
    has_power = forms.ChoiceField(
        label=_("Kan de gemeente zelf beslissen?"), choices=YES_NO[1:], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Wat leest de inzender?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Gewone taal, zonder namen van bewoners. Staat het signaal op de site, dan leest iedereen dit."
        ),
    )
    due_on = forms.DateField(label=_("Wanneer hoort de inzender uiterlijk meer?"), widget=DateInput)
    reason = forms.CharField(
        label=_("Voor wie is dit wel?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen voor collega’s."),
    )
    publish = forms.BooleanField(label=_("Zet het op de site"), required=False, initial=True)
    public_text = forms.CharField(
        label=_("Tekst op de site"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Haal namen, telefoonnummers en andere gegevens van mensen weg."),
    )

    def __init__(self, *args, signal: Signal, step: Transition, **kwargs):
        super().__init__(*args, **kwargs)
        self.signal, self.step = signal, step
        asked = {"text", *ASKED.get(step.name, ())}
        if step.name in ROUTES and signal.wants_public and not signal.is_public:
            asked |= {"publish", "public_text"}
            self.fields["public_text"].initial = signal.text
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.fields["text"].initial = FIRST_WORDS.get(step.name, "")
        if "due_on" in self.fields:
            self.fields["due_on"].initial = after_working_days(timezone.localdate(), lasts(step.target))
        if step.name in {"accept", "plan"}:
            self.fields["due_on"].label = _("Wanneer is het klaar?")
        if step.name == "present":
            self.fields["analysis"].label = _("Wat is het voorstel?")
            self.fields["analysis"].help_text = _(
                "Wat speelt er, wat kan er en wat raadt u aan? Alleen wie moet kiezen en collega’s lezen dit."
            )
        if "organisation" in self.fields:
            self.fields["organisation"].queryset = addressable()
            self.fields["organisation"].initial = signal.organisation_id
        for name in ("analysis", "board"):
            if name in self.fields:
                self.fields[name].initial = getattr(signal, name)

    def clean_due_on(self) -> date:
        return within_reach(self.cleaned_data["due_on"])

    def clean(self) -> dict:
        values = super().clean()
        for name in ("has_script", "has_power"):
            if name in values:
                values[name] = values[name] == "ja"
        if values.get("publish") and not values.get("public_text", "").strip():
            self.add_error("public_text", _("Schrijf de tekst die op de site komt, of haal het kruisje weg."))
        return values


def addressable() -> QuerySet[Organisation]:
    """Return to whom a signal can be addressed: departments and partners, not panels of residents."""
    return Organisation.objects.filter(is_active=True).exclude(kind__in=["panel", "village_interest"])


def within_reach(day: date) -> date:
    """Return a day that is to come and not a typing error, or raise ValidationError."""
    if day < timezone.localdate():
        raise ValidationError(_("Kies een datum die nog komt."))
    if day.year > timezone.localdate().year + FARTHEST_YEARS:
        raise ValidationError(_("Die datum is te ver weg. Klopt het jaar?"))
    return day


class MessageForm(forms.Form):
    """Words for the sender, or for colleagues alone."""

    words = forms.CharField(label=_("Bericht"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    to = forms.ChoiceField(
        label=_("Voor wie?"),
        choices=[("sender", _("De inzender")), ("inside", _("Alleen collega’s"))],
        initial="inside",
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(
        label=_("Nieuwe datum waarop de inzender meer hoort"), required=False, widget=DateInput
    )

    def clean_due_on(self) -> date | None:
        day = self.cleaned_data["due_on"]
        return day and within_reach(day)


class CorrectForm(forms.ModelForm):
    """Where it is and what it is about, and what of it stands on the site."""

    publish = forms.BooleanField(label=_("Staat op de site"), required=False)

    class Meta:
        model = Signal
        fields = ["title", "kind", "theme", "area", "public_text", "photo_public"]
        labels = {"area": _("Wijk of dorp"), "theme": _("Thema"), "photo_public": _("De foto mag erbij")}
        help_texts = {
            "title": _("Zo staat het in lijsten. Zonder namen."),
            "area": _("Ligt het ergens anders? Dan krijgen uw collega’s van dat gebied het."),
            "public_text": _("Haal namen, telefoonnummers en andere gegevens van mensen weg."),
            "photo_public": _("Alleen als er niemand herkenbaar op staat."),
        }
        widgets = {"public_text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signal: Signal = self.instance
        self.fields["area"].queryset = Area.objects.today().order_by("name")
        self.fields["theme"].queryset = themes_in_use() | Theme.objects.filter(pk=signal.theme_id)
        self.fields["theme"].empty_label = _("Nog geen")
        self.fields["publish"].initial = signal.is_public
        if not signal.wants_public:
            for name in ("publish", "public_text", "photo_public"):
                del self.fields[name]
        elif not signal.public_text:
            self.initial["public_text"] = signal.text
        if signal.photo_id is None:
            self.fields.pop("photo_public", None)

    def clean(self) -> dict:
        values = super().clean()
        if values.get("publish") and not values.get("public_text", "").strip():
            self.add_error("public_text", _("Schrijf de tekst die op de site komt."))
        return values


class KeepFilterForm(forms.Form):
    """A name for the choice above the inbox."""

    name = forms.CharField(label=_("Naam van dit filter"), max_length=40)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


LISTS = {
    "": _("Open"),
    "nieuw": _("Nieuw"),
    "te-laat": _("Te laat"),
    "van-mij": _("Van mij"),
    "bij-ons": _("Bij mijn organisatie"),
    "heropend": _("Niet opgelost, zegt de inzender"),
    "klaar": _("Afgehandeld"),
    "weggelegd": _("Weggelegd"),
}


def in_list(signals: QuerySet[Signal], name: str, person: Person) -> QuerySet[Signal]:
    """Keep one of the lists that everybody has; what is closed shows the newest first."""
    if name in {"klaar", "weggelegd"}:
        states = CLOSED if name == "klaar" else [DISCARDED]
        return signals.filter(state__in=states).order_by("-received_at", "-pk")
    waiting = still_open(signals)
    return {
        "nieuw": lambda: waiting.filter(state=NEW),
        "te-laat": lambda: overdue(signals),
        "van-mij": lambda: waiting.filter(responsible=person.pk),
        "bij-ons": lambda: waiting.filter(organisation__in=worked_for(person)),
        "heropend": lambda: waiting.filter(reopened__gt=0),
    }.get(name, lambda: waiting)()


class InboxFilter(django_filters.FilterSet):
    """What the inbox can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    lijst = django_filters.ChoiceFilter(
        label=_("Lijst"),
        choices=[(key, label) for key, label in LISTS.items() if key],
        empty_label=LISTS[""],
        method="keep_list",
    )
    area = AreaChoiceFilter()
    route = django_filters.ChoiceFilter(
        label=_("Route"),
        choices=[(route.key, f"{route.number} {route.label}") for route in ROUTES.values()],
        empty_label=_("Alle routes"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alle standen")
    )
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=Kind.choices, empty_label=_("Alle soorten"))
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema’s"),
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Afdeling of partner"),
        queryset=lambda request: addressable().only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle"),
    )

    class Meta:
        model = Signal
        fields: list[str] = []

    def find(self, signals, name, words):
        return with_words(signals, words)

    def keep_list(self, signals, name, value):
        return signals

    def filter_queryset(self, queryset):
        """Keep the list first: without a choice that is what is open."""
        chosen = self.form.cleaned_data.get("lijst") or ""
        state = self.form.cleaned_data.get("state")
        kept = queryset if state and not chosen else in_list(queryset, chosen, self.request.user)
        return super().filter_queryset(kept)


class PublicFilter(django_filters.FilterSet):
    """What the public list of an area can be narrowed to."""

    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema’s"),
    )

    class Meta:
        model = Signal
        fields: list[str] = []


class AddForm(forms.Form):
    """What a sender adds later, or what is not right about the answer."""

    words = forms.CharField(label=_("Uw bericht"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))
