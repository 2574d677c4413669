from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from requests import RequestException

from wijkportaal.foundation.people import actions
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.people.forms import ProfileForm


def profile(request: HttpRequest) -> HttpResponse:
    """Show and change what someone says of themselves."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form}, status=422 if form.errors else 200)


class ProvenBySetUp:
    """Setting up a second step proves who it is, so the next page does not ask for that once more.

    allauth would: somebody without a password would have to wait for the next code of the app before they
    see their recovery codes, because the code that set it up is used.
    """

    proven_with: Authenticator.Type

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        record_authentication(
            self.request, self.request.user, "mfa", type=self.proven_with, reauthenticated=True
        )
        return answer


class ActivateAppView(ProvenBySetUp, ActivateTOTPView):
    """Set up an app with codes."""

    proven_with = Authenticator.Type.TOTP


class AddPasskeyView(ProvenBySetUp, AddWebAuthnView):
    """Add a passkey."""

    proven_with = Authenticator.Type.WEBAUTHN


def when_it_answers(view: Callable) -> Callable:
    """Say that signing in did not work, and by which way it may, when the provider cannot be reached."""

    @wraps(view)
    def tried(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as error:
            provider = get_adapter().get_provider(request, provider_id)
            return render_authentication_error(request, provider, exception=error)

    return tried


@public
@never_cache
@when_it_answers
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the gemeente's own provider, by a page that goes on by itself.

    A browser holds everything that a form leads to against our security policy (`form-action`), and stops when it
    leads to another site; that one may lead to yet others. What a page goes on to is not held against it.
    """
    answer = openid.login(request, provider_id)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    return render(request, "socialaccount/to_provider.html", {"address": answer["Location"]})


from_provider = public(when_it_answers(openid.callback))
