import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.roles.models import Invitation, RoleAssignment
from areas.roles.queries import holding
from areas.roles.states import BOARD_FUNCTIONS, BOARD_MEMBER, INVITATION_LIFE_CYCLE, ROLE_HELP, ROLES
from areas.territory.models import Area
from areas.territory.queries import areas_on
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person


class AreaChoiceField(forms.ModelChoiceField):
    """A choice of the areas of today, by name."""

    def __init__(self, **options):
        options.setdefault("empty_label", _("Kies een gebied"))
        super().__init__(queryset=Area.objects.none(), **options)

    def __deepcopy__(self, memo):
        # A field is copied for each form; which areas exist today is asked then.
        copy = super().__deepcopy__(memo)
        copy.queryset = areas_on()
        return copy

    def label_from_instance(self, area: Area) -> str:
        return f"{area.name} ({area.get_kind_display()})"


ROLE_CHOICES = [("", _("Kies een rol")), *ROLES.items()]


class BoardFunctionForm(forms.Form):
    """The part that role and invitation share: a bestuurslid has a function."""

    role = forms.ChoiceField(label=_("Rol"), choices=ROLE_CHOICES)
    area = AreaChoiceField(
        label=_("Gebied"), help_text=_("De rol geldt ook voor alles wat in dit gebied ligt.")
    )
    function = forms.ChoiceField(
        label=_("Functie in het bestuur"),
        choices=[("", "–"), *BOARD_FUNCTIONS.items()],
        required=False,
        help_text=_("Alleen voor een bestuurslid."),
    )

    role_help = [(ROLES[key], text) for key, text in ROLE_HELP.items()]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == BOARD_MEMBER and not cleaned.get("function"):
            self.add_error("function", _("Kies de functie van dit bestuurslid."))
        return cleaned


class RoleForm(BoardFunctionForm):
    """A role to give to someone who has an account."""

    valid_from = forms.DateField(label=_("Vanaf"), widget=DateInput, initial=timezone.localdate)
    valid_until = forms.DateField(
        label=_("Tot"),
        widget=DateInput,
        required=False,
        help_text=_("De eerste dag waarop de rol niet meer geldt. Laat leeg als dat nog niet bekend is."),
    )
    note = forms.CharField(label=_("Opmerking"), max_length=200, required=False)

    field_order = ["role", "area", "function", "valid_from", "valid_until", "note"]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", _("Kies een dag na de dag waarop de rol begint."))
        return cleaned


class EndRoleForm(forms.Form):
    """When and why a role ends."""

    on = forms.DateField(label=_("Eerste dag zonder deze rol"), widget=DateInput, initial=timezone.localdate)
    reason = forms.CharField(label=_("Reden"), max_length=200, required=False)


class InvitationForm(BoardFunctionForm):
    """An invitation to someone who need not have an account."""

    email = forms.EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    full_name = forms.CharField(
        label=_("Naam"), max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    message = forms.CharField(
        label=_("Persoonlijke boodschap"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Komt in de e-mail te staan."),
    )

    field_order = ["email", "full_name", "role", "area", "function", "message"]


class AcceptForm(forms.Form):
    """The name of who takes an invitation."""

    full_name = forms.CharField(
        label=_("Uw naam"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class ReasonForm(forms.Form):
    """Why something is done that others will want to understand later."""

    reason = forms.CharField(label=_("Reden"), max_length=200)


class PersonFilter(django_filters.FilterSet):
    """People by name or address, role, area and whether they may sign in."""

    q = django_filters.CharFilter(label=_("Naam of e-mailadres"), method="by_words")
    rol = django_filters.ChoiceFilter(
        label=_("Rol"), choices=list(ROLES.items()), empty_label=_("Alle rollen"), method="by_role"
    )
    gebied = django_filters.ModelChoiceFilter(
        label=_("Gebied"),
        queryset=lambda request: areas_on(),
        empty_label=_("Alle gebieden"),
        method="by_area",
    )
    toegang = django_filters.ChoiceFilter(
        label=_("Toegang"),
        choices=[("open", _("mag inloggen")), ("dicht", _("gesloten"))],
        empty_label=_("Iedereen"),
        method="by_access",
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def by_words(self, people: QuerySet[Person], name, value) -> QuerySet[Person]:
        for word in value.split():
            people = people.filter(Q(full_name__icontains=word) | Q(email__icontains=word))
        return people

    def by_role(self, people, name, value):
        held = holding(RoleAssignment.objects.filter(role=value))
        return people.filter(pk__in=held.values("person_id"))

    def by_area(self, people, name, value):
        held = holding(RoleAssignment.objects.filter(area=value))
        return people.filter(pk__in=held.values("person_id"))

    def by_access(self, people, name, value):
        return people.filter(is_active=value == "open")


class InvitationFilter(django_filters.FilterSet):
    """Invitations by address and by how they stand."""

    q = django_filters.CharFilter(label=_("E-mailadres"), field_name="email", lookup_expr="icontains")
    stand = django_filters.ChoiceFilter(
        label=_("Stand"),
        field_name="state",
        choices=list(INVITATION_LIFE_CYCLE.states.items()),
        empty_label=_("Alle"),
    )

    class Meta:
        model = Invitation
        fields: list[str] = []
