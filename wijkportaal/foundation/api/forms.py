from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.api.models import Scope
from wijkportaal.foundation.components.forms import DateInput


class KeyForm(forms.Form):
    """A key for a program: its name, what it may do, and until when. Who inherits says which scopes there are."""

    name = forms.CharField(max_length=80)
    scopes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Kies wat het systeem mag.")}
    )
    valid_until = forms.DateField(label=_("Geldig tot en met"), widget=DateInput)
    longest, too_long = timedelta(days=2 * 366), _("Een sleutel is hoogstens twee jaar geldig.")
    usual = timedelta(days=365)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].initial = timezone.localdate() + self.usual

    def clean_valid_until(self):
        day, today = self.cleaned_data["valid_until"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Kies een datum die nog komt."))
        if day > today + self.longest:
            raise forms.ValidationError(self.too_long)
        return day


class TokenForm(KeyForm):
    """A token with which a program does what one may do oneself."""

    name = forms.CharField(
        label=_("Voor welk programma?"),
        max_length=80,
        help_text=_("Zo herkent u het token later. Bijvoorbeeld: “dashboard van de afdeling”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat mag het programma?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ],
        error_messages={"required": _("Kies wat het programma mag.")},
    )
    longest, too_long = timedelta(days=366), _("Een token is hoogstens een jaar geldig.")
    usual = timedelta(days=90)
