from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Function, Organisation
from areas.organisations.queries import holding
from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from programmes.commitments.models import Commitment
from programmes.commitments.queries import areas_to_promise_in, due_soon, filtered, overdue, people_to_watch
from programmes.commitments.states import LIFE_CYCLE
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person

# Nobody promises for after this many years.
FARTHEST_YEARS = 10

FIELDS = [
    "what",
    "explanation",
    "organisation",
    "function",
    "promised_by",
    "responsible",
    "made_to",
    "made_to_organisation",
    "made_to_name",
    "made_to_email",
    "made_on",
    "said_in",
    "said_note",
    "is_public",
]


class FunctionField(forms.ModelChoiceField):
    """Someone in an organisation, by organisation and name."""

    def label_from_instance(self, function: Function) -> str:
        return f"{function.organisation}: {function}"


class CommitmentForm(forms.ModelForm):
    """What was promised, by whom and to whom. The date of a commitment that exists has a form of its own."""

    function = FunctionField(
        label=_("Wie van die organisatie?"),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Niemand in het bijzonder"),
    )

    class Meta:
        model = Commitment
        fields = FIELDS
        labels = {
            "what": _("Wat is afgesproken?"),
            "explanation": _("Toelichting"),
            "organisation": _("Wie belooft het?"),
            "promised_by": _("Wie zei het? (als die niet in de lijst staat)"),
            "responsible": _("Wie bewaakt de afspraak?"),
            "made_to": _("Aan wie is het beloofd?"),
            "made_to_organisation": _("Aan welke organisatie?"),
            "made_to_name": _("Naam van de persoon"),
            "made_to_email": _("E-mailadres van de persoon"),
            "made_on": _("Wanneer is het afgesproken?"),
            "said_in": _("Waar is het gezegd?"),
            "said_note": _("Welke bijeenkomst, melding of brief?"),
            "is_public": _("Iedereen mag deze afspraak lezen"),
        }
        help_texts = {
            "what": _("Eén zin met een werkwoord: “De gemeente zet twee bankjes in het Lindepark.”"),
            "explanation": _("Iedereen leest dit bij een openbare afspraak. Schrijf er geen namen in."),
            "promised_by": _("Alleen voor collega’s; dit komt niet op de site."),
            "responsible": _("Krijgt een e-mail een week voor de datum, en als de datum voorbij is."),
            "made_to": _("Zonder namen, zoals “bewoners van de Lindestraat”. Iedereen kan dit lezen."),
            "made_to_name": _("Alleen voor collega’s en in de e-mail; dit komt nooit op de site."),
            "made_to_email": _(
                "Deze persoon hoort het als de afspraak is nagekomen, verschuift of niet doorgaat, "
                "en kan zeggen of dat klopt. Het adres komt nooit op de site."
            ),
            "is_public": _("Namen van bewoners en e-mailadressen komen nooit op de site."),
        }
        widgets = {
            "explanation": forms.Textarea(attrs={"rows": 3}),
            "made_on": DateInput,
        }

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        mine = self.instance
        organisations = Organisation.objects.filter(is_active=True)
        for name in ("organisation", "made_to_organisation"):
            chosen = Organisation.objects.filter(pk=getattr(mine, f"{name}_id"))
            self.fields[name].queryset = organisations | chosen
        self.fields["organisation"].empty_label = _("Kies een organisatie")
        self.fields["made_to_organisation"].empty_label = _("Geen organisatie")
        current = Function.objects.filter(holding(timezone.localdate()), organisation__is_active=True)
        self.fields["function"].queryset = (
            (current | Function.objects.filter(pk=mine.function_id))
            .select_related("organisation")
            .order_by("organisation__name", "position", "name")
        )
        self.fields["responsible"].queryset = people_to_watch(person) | Person.objects.filter(
            pk=mine.responsible_id
        )
        self.fields["responsible"].required = True
        self.fields["responsible"].empty_label = None

    def clean_made_on(self) -> date:
        """A promise is made before it is written down."""
        day = self.cleaned_data["made_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of eerder."))
        if self.instance.first_due_on and day > min(self.instance.first_due_on, self.instance.due_on):
            raise ValidationError(_("Dit is later dan de dag waarop het klaar zou zijn."))
        return day

    def clean(self):
        values = super().clean()
        function, organisation = values.get("function"), values.get("organisation")
        if function and organisation and function.organisation_id != organisation.pk:
            self.add_error("function", _("Deze persoon hoort niet bij de organisatie die u koos."))
        if values.get("made_to_email") and not values.get("made_to_name"):
            self.add_error("made_to_name", _("Vul ook de naam in, voor de aanhef van de e-mail."))
        return values


class NewCommitmentForm(CommitmentForm):
    """A new commitment: where, and when it is due."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    due_on = forms.DateField(
        label=_("Wanneer is het klaar?"),
        widget=DateInput,
        help_text=_("Deze eerste datum blijft altijd te lezen, ook als hij later verschuift."),
    )

    field_order = ["area", "what", "due_on"]

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["area"].queryset = areas_to_promise_in(person)
        self.fields["is_public"].initial = True

    def clean_due_on(self) -> date:
        """Old promises may be written down, but a year like 2926 is a typing error."""
        day = self.cleaned_data["due_on"]
        if day.year > timezone.localdate().year + FARTHEST_YEARS:
            raise ValidationError(_("Die datum is te ver weg. Kies een datum binnen tien jaar."))
        return day

    def clean(self):
        values = super().clean()
        made, due = values.get("made_on"), values.get("due_on")
        if made and due and due < made:
            self.add_error("due_on", _("Dit is eerder dan de dag waarop het is afgesproken."))
        return values


class KeepForm(forms.Form):
    """When it was done."""

    on = forms.DateField(label=_("Wanneer was het klaar?"), widget=DateInput)
    note = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )


class ReasonForm(forms.Form):
    """Why; residents read it."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )


def fault_in_new_day(day: date) -> str:
    """Return why a promise cannot get this date; empty when it can."""
    today = timezone.localdate()
    if day < today:
        return _("Kies een datum die nog komt.")
    if day.year > today.year + FARTHEST_YEARS:
        return _("Die datum is te ver weg. Kies een datum binnen tien jaar.")
    return ""


class MoveForm(ReasonForm):
    """Another date, and why."""

    due_on = forms.DateField(label=_("Wat wordt de nieuwe datum?"), widget=DateInput)

    field_order = ["due_on", "reason"]

    def clean_due_on(self) -> date:
        """A new date is one to come."""
        day = self.cleaned_data["due_on"]
        if fault := fault_in_new_day(day):
            raise ValidationError(fault)
        return day


class AnswerForm(forms.Form):
    """What the one it was promised to says: it is so, or it is not and why."""

    agrees = forms.TypedChoiceField(
        label=_("Klopt dit?"),
        choices=[("ja", _("Ja, dit klopt")), ("nee", _("Nee, dit klopt niet"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
    )
    words = forms.CharField(
        label=_("Wat klopt er niet?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Alleen invullen bij nee. De mensen die eraan werken lezen dit; het komt niet op de site."
        ),
    )

    def clean(self):
        values = super().clean()
        if values.get("agrees") is False and not values.get("words", "").strip():
            self.add_error("words", _("Schrijf erbij wat er niet klopt."))
        return values


class CommitmentFilter(django_filters.FilterSet):
    """What the list in the workspace can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    area = AreaChoiceFilter()
    organisation = django_filters.ModelChoiceFilter(
        label=_("Wie belooft"),
        queryset=lambda request: Organisation.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle organisaties"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )
    late = django_filters.ChoiceFilter(
        label=_("Datum"),
        choices=[("ja", _("datum voorbij")), ("binnenkort", _("binnen 30 dagen"))],
        empty_label=_("Alles"),
        method="keep_late",
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def find(self, commitments, name, words):
        return filtered(commitments, words=words)

    def keep_late(self, commitments, name, value):
        return overdue(commitments) if value == "ja" else due_soon(commitments)


class PublicFilter(django_filters.FilterSet):
    """What the public list of an area can be narrowed to."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )

    class Meta:
        model = Commitment
        fields: list[str] = []
