from django import forms
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from participation.exchange.models import Scope, Shape, System
from wijkportaal.foundation.api.forms import KeyForm


class SystemKeyForm(KeyForm):
    """A key for one system: what it may do, and until when."""

    name = forms.CharField(
        label=_("Voor welk systeem?"), max_length=80, help_text=_("Bijvoorbeeld: MOR, Signalen.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat mag het systeem?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.HAND_IN, Scope.FOLLOW],
        error_messages={"required": _("Kies wat het systeem mag.")},
    )


class SystemForm(forms.Form):
    """The system to which signals to an organisation go."""

    organisation = forms.ModelChoiceField(
        label=_("Voor signalen aan"),
        queryset=Organisation.objects.none(),
        empty_label=_("Kies een organisatie"),
    )
    shape = forms.ChoiceField(
        label=_("Welke taal spreekt het?"), choices=Shape.choices, widget=forms.RadioSelect
    )
    address = forms.URLField(
        label=_("Adres"),
        max_length=200,
        assume_scheme="https",
        help_text=_(
            "Bij Open311 tot en met de versie, zonder “/requests”. Bij Signalen alleen het begin, tot “/signals”."
        ),
    )
    category = forms.CharField(
        label=_("Soort melding"),
        max_length=200,
        help_text=_(
            "De service_code (Open311), of de link van de subcategorie (Signalen), waaronder het daar binnenkomt."
        ),
    )
    secret = forms.CharField(
        label=_("Sleutel van dat systeem"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Wij bewaren hem versleuteld en tonen hem nooit. Leeg: de sleutel blijft zoals hij was."),
    )
    is_active = forms.BooleanField(label=_("In gebruik"), required=False, initial=True)

    def __init__(self, *args, system: System | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        taken = System.objects.exclude(pk=system.pk if system else None).values("organisation")
        self.fields["organisation"].queryset = (
            Organisation.objects.filter(is_active=True).exclude(pk__in=taken).order_by("name")
        )
