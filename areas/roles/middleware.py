from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.roles.queries import is_staff_member
from wijkportaal.foundation.people.queries import has_second_factor

# Doors that lead to a second factor, or out.
OPEN_NAMES = ("account_", "mfa_", "socialaccount_", "openid_connect_")


class SecondFactorMiddleware:
    """Keeps staff out of the workspace until they have a second factor (BIO2); off in the demonstration.

    On public pages someone without it is a visitor like any other: what only their role may see stays
    hidden.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not settings.FORCE_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name or ""
        if name.startswith(OPEN_NAMES) or not is_staff_member(request.user) or has_second_factor(request):
            return None
        if not getattr(view, "login_required", True):
            request.user = AnonymousUser()
            return None
        messages.info(request, _("Voor uw rol is een tweede stap bij het inloggen nodig. Stel die nu in."))
        answer = redirect(reverse("mfa_index"))
        if request.headers.get("HX-Request"):
            answer = HttpResponse(headers={"HX-Redirect": reverse("mfa_index")})
        return answer
