from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.people.forms import RequestCodeForm

register = template.Library()


@dataclass(frozen=True)
class AccountPage:
    label: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def account_pages(context) -> list[AccountPage]:
    """The pages of one's own account, with the open one marked."""
    request = context["request"]
    password = "account_change_password" if request.user.has_usable_password() else "account_set_password"
    pages = (
        (_("Mijn profiel"), "people:profile"),
        (_("E-mailadres"), "account_email"),
        (_("Wachtwoord"), password),
        (_("Tweede stap"), "mfa_index"),
        (_("Tokens"), "tokens:index"),
        (_("Mijn gegevens"), "privacy:mine"),
    )
    addresses = [(label, reverse(name)) for label, name in pages]
    return [AccountPage(label, url, "ja" if request.path.startswith(url) else "") for label, url in addresses]


@register.simple_tag
def code_request_form() -> RequestCodeForm:
    """The empty form that asks for a sign-in code, for the page that also has the password form."""
    return RequestCodeForm(auto_id="id_code_%s")
