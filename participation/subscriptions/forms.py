from django import forms
from django.utils.translation import gettext_lazy as _

from participation.subscriptions.models import Rhythm


class RhythmForm(forms.Form):
    """How soon someone wants to hear of it."""

    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wilt u mail?"),
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("Is er geen nieuws? Dan krijgt u geen mail."),
    )


class AskForm(RhythmForm):
    """The address of someone without an account."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        max_length=254,
        help_text=_("U krijgt eerst een mail om te bevestigen. Wij gebruiken het adres alleen hiervoor."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "rhythm"]


class LinkForm(forms.Form):
    """The address to which the link to someone's list goes."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
