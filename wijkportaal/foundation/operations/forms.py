"""What keeps machines out of a form that anyone may send, without asking people to prove anything."""

import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nobody reads and fills a form within three seconds; and a page that was open for a day is still good.
FASTEST, SLOWEST = 3, 24 * 3600
BEGUN_SALT = "operations.begun"


class OpenForm(forms.Form):
    """A form for who has no account. Its page shows `begun` and, out of sight, `website`."""

    # A name that machines like to fill in; people do not see it.
    website = forms.CharField(label=_("Laat dit veld leeg"), required=False)
    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["begun"].initial = begun_now
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def told(self) -> dict:
        """Return what somebody filled in, without what was there for machines."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"website", "begun"}}

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Laat dit veld leeg en verstuur opnieuw."))
        return ""

    def clean_begun(self) -> str:
        """Refuse what was sent faster than anyone types. Sending it again is enough for who did."""
        try:
            begun = signing.loads(self.cleaned_data["begun"], salt=BEGUN_SALT, max_age=SLOWEST)
        except signing.BadSignature:
            self._begin_again()
            raise ValidationError(
                _("Dit formulier stond lang open. Kijk het nog even na en verstuur opnieuw.")
            ) from None
        if time.time() - begun < FASTEST:
            raise ValidationError(_("Dat ging wel heel snel. Kijk het nog even na en verstuur opnieuw."))
        return ""

    def _begin_again(self) -> None:
        self.data = self.data.copy()
        self.data["begun"] = begun_now()


def begun_now() -> str:
    """Return when a form was opened, signed."""
    return signing.dumps(time.time(), salt=BEGUN_SALT)
