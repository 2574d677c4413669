from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkportaal.foundation.people import actions
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
