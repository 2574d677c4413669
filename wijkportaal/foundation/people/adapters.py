"""How allauth meets the portal: its letters go through our outbox, its wording is ours, an account at the
gemeente's OpenID Connect provider becomes the person with the same verified address.

Why it is set up this way: docs/adr/0021-sign-in.md.
"""

import base64
import hashlib

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.middleware import origin_of
from wijkportaal.foundation.languages.speaking import language_asked
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people.letters import account_letter
from wijkportaal.foundation.people.queries import ASSURANCE_KEY

logger = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, sign-up and one's own account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is gesloten. Neem contact op met de gemeente."),
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "email_taken": _("Dit e-mailadres is al in gebruik."),
        "duplicate_email": _("Dit is al uw e-mailadres."),
        "enter_current_password": _("Vul uw huidige wachtwoord in."),
        "incorrect_code": _(
            "Deze code klopt niet. Kijk in de laatste e-mail die wij stuurden, of in uw app."
        ),
        "incorrect_password": _("Het wachtwoord klopt niet."),
        "invalid_login": _("Het inloggen is niet gelukt."),
        "invalid_or_expired_key": _("Deze link is verlopen."),
        "max_email_addresses": _("U kunt niet meer dan %d e-mailadressen hebben."),
        "same_as_current": _("Dit is al uw e-mailadres. Vul een ander adres in."),
        "too_many_login_attempts": _(
            "Het is te vaak mislukt. Wacht een paar minuten en probeer het opnieuw."
        ),
        "rate_limited": _("Dat ging te snel na elkaar. Wacht een minuut en probeer het opnieuw."),
        "unknown_email": _("Dit e-mailadres kennen wij niet."),
        "unverified_primary_email": _("Bevestig eerst uw e-mailadres."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        letter = account_letter(template_prefix, {**context, "email": email})
        send_letter(to=email, subject=letter.subject, body=letter.body)

    def get_client_ip(self, request) -> str:
        return origin_of(request) or "0.0.0.0"  # noqa: S104 - a name for "unknown", not an address to bind

    def populate_username(self, request, user) -> None:
        """There are no user names: the address is the name to sign in with."""

    def save_user(self, request, user, form, commit=True):
        user.full_name = form.cleaned_data.get("full_name", "").strip()
        user.language = language_asked()
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).strip().lower()

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code uit uw app"),
            "mfa_reauthenticate:webauthn": _("Met uw passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        # The first is asked for. Who has a passkey and no app has no code at hand, only recovery codes.
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            methods.sort(key=lambda method: method["id"] == "mfa_reauthenticate")
        return [method | {"description": words[method["id"]]} for method in methods]


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in of staff at the gemeente's own provider (OpenID Connect)."""

    def pre_social_login(self, request, sociallogin) -> None:
        """Remember whether the provider asked for a second factor, bound to this account there."""
        request.session[ASSURANCE_KEY] = {
            "uid": sociallogin.account.uid,
            "sufficient": has_sufficient_assurance(sociallogin.account.extra_data),
        }

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.email = user.email.strip().lower()
        parts = (data.get("first_name"), data.get("last_name"))
        user.full_name = (data.get("name") or " ".join(filter(None, parts)))[:150]
        return user

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        """Tell who runs the portal; of the person nothing is known, and of the error its kind is enough."""
        logger.warning("sign-in at the provider failed", error=error, kind=type(exception).__name__)

    def get_connect_redirect_url(self, request, socialaccount) -> str:
        return reverse("people:profile")


def has_sufficient_assurance(data: dict) -> bool:
    """Whether the provider's signed answer names a level (`acr`, or `acrs` at Entra) that we accept."""
    token = data.get("id_token") or {}
    named = {str(token.get("acr", "")), *map(str, token.get("acrs") or ())}
    return bool(named & set(settings.OIDC_ACR))


class MFAAdapter(DefaultMFAAdapter):
    """The second step of signing in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Zet eerst uw tweede stap uit. Daarna kunt u uw e-mailadres veranderen."),
        "cannot_delete_authenticator": _(
            "U hebt een rol waarvoor een tweede stap verplicht is. Voeg eerst een andere toe."
        ),
        "cannot_generate_recovery_codes": _("Stel eerst een app of passkey in."),
        "incorrect_code": _(
            "Deze code klopt niet. Wacht op de volgende code in uw app en probeer het opnieuw."
        ),
        "unverified_email": _("Bevestig eerst uw e-mailadres."),
    }

    def get_totp_issuer(self) -> str:
        return "Wijkportaal"

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 - allauth's name
        return str(_("Mijn passkey"))


def _vault() -> MultiFernet:
    """Secrets of authenticator apps are stored encrypted; a copy of the database alone gives no codes."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"people.totp" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
