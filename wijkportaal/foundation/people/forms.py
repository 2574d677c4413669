"""Forms of signing in and of one's own account: allauth's, with our words and one password field."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.people.models import Person

EMAIL = _("E-mailadres")
CODE_ATTRIBUTES = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autocapitalize": "off",
    "spellcheck": "false",
}


class PlainFields:
    """Takes away what stands in an empty box: a label says it better and stays."""

    labels: dict[str, str] = {}
    helps: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
        if "password2" in self.fields:
            # One field, which password managers fill; a typing error is mended by a code in the mail.
            del self.fields["password2"]
        if "password1" in self.fields:
            self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class LoginForm(PlainFields, account.LoginForm):
    labels = {"login": EMAIL, "password": _("Wachtwoord")}
    helps = {"password": ""}

    def _setup_password_field(self) -> None:
        """Keep the password, though signing up asks for none; for a code there is a form of its own."""


class RequestCodeForm(PlainFields, account.RequestLoginCodeForm):
    labels = {"email": EMAIL}


class SignupForm(PlainFields, account.SignupForm):
    labels = {"email": EMAIL}
    full_name = forms.CharField(
        label=_("Uw naam"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["full_name", "email"]


class CodeField:
    """A form with one code, from a letter or an app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = forms.TextInput(attrs=CODE_ATTRIBUTES)
        self.fields["code"].label = self.code_label

    code_label = _("Code uit de e-mail")


class ConfirmLoginCodeForm(CodeField, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(CodeField, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmResetCodeForm(CodeField, account.ConfirmPasswordResetCodeForm):
    pass


class AuthenticateForm(CodeField, mfa.AuthenticateForm):
    code_label = _("Code uit uw app, of een herstelcode")


class ReauthenticateWithCodeForm(CodeField, mfa.ReauthenticateForm):
    code_label = _("Code uit uw app, of een herstelcode")


class ActivateTOTPForm(CodeField, totp.ActivateTOTPForm):
    code_label = _("Code uit uw app")


class AddPasskeyForm(PlainFields, webauthn.AddWebAuthnForm):
    labels = {
        "name": _("Naam van deze passkey"),
        "passwordless": _("Ik wil er ook zonder e-mail mee inloggen"),
    }
    helps = {
        "name": _("Bijvoorbeeld: mijn telefoon."),
        "passwordless": _("Uw toestel vraagt dan om uw vinger, gezicht of pincode."),
    }


class ChangeEmailForm(PlainFields, account.AddEmailForm):
    labels = {"email": _("Nieuw e-mailadres")}


class CorrectEmailForm(PlainFields, account.ChangeEmailForm):
    labels = {"email": EMAIL}


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    labels = {"oldpassword": _("Huidig wachtwoord"), "password1": _("Nieuw wachtwoord")}


class SetPasswordForm(PlainFields, account.SetPasswordForm):
    labels = {"password1": _("Wachtwoord")}


class RequestResetForm(PlainFields, account.ResetPasswordForm):
    labels = {"email": EMAIL}


class NewPasswordForm(PlainFields, account.ResetPasswordKeyForm):
    labels = {"password1": _("Nieuw wachtwoord")}


class ReauthenticateForm(PlainFields, account.ReauthenticateForm):
    labels = {"password": _("Wachtwoord")}


class ProfileForm(forms.ModelForm):
    """What someone says of themselves."""

    class Meta:
        model = Person
        fields = ["full_name", "phone", "language"]
        labels = {"full_name": _("Naam"), "phone": _("Telefoonnummer"), "language": _("Taal van onze mails")}
        help_texts = {
            "full_name": _("Zo zien anderen u in het portaal."),
            "phone": _("Alleen medewerkers van de gemeente zien dit."),
            "language": _("Is een mail er niet in deze taal? Dan krijgt u hem in het Nederlands."),
        }
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
