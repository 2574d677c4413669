"""The doors to one's own data, and the page that says how long everything is kept."""

import hmac

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.people.codes import new_code
from wijkportaal.foundation.privacy import actions
from wijkportaal.foundation.privacy.forms import LeavingForm, TermForm
from wijkportaal.foundation.privacy.queries import (
    export_of,
    held_of,
    obstacles_for,
    ready_export,
    retentions,
    term_of,
)
from wijkportaal.foundation.privacy.registry import RETENTIONS, in_words

UNPROCESSABLE = 422
# Where the session keeps what the code must be: it works on no other device.
CODE_KEY = "privacy_leaving"
CODE_WORKS_FOR = 15 * 60
MOST_TRIES = 5


@never_cache
@limited("10/h")
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the portal holds of who signed in; let them ask for a copy."""
    if request.method == "POST":
        actions.ask_for_export(request.user)
        messages.success(request, _("Wij verzamelen uw gegevens. U krijgt een e-mail als ze klaarstaan."))
        return redirect("privacy:mine")
    context = {
        "held": held_of(request.user),
        "export": export_of(request.user),
        "keep": term_of("privacy.exports").days,
    }
    return render(request, "privacy/mine.html", context)


@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """Hand over the copy to who asked for it, as long as it is there."""
    export = ready_export(request.user)
    if export is None:
        raise Http404
    response = HttpResponse(bytes(export.data), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


@never_cache
@limited("20/h")
def leave(request: HttpRequest) -> HttpResponse:
    """Say what leaving means and what must be handed over first; confirm it by a code from a letter."""
    obstacles = obstacles_for(request.user)
    form = None
    if request.method == "POST" and not obstacles:
        if request.POST.get("do") == "send":
            _send_code(request)
            messages.success(request, _("Wij stuurden u een code. Kijk in uw e-mail."))
            return redirect("privacy:leave")
        form = LeavingForm(request.POST)
        if form.is_valid():
            if _is_right(request, form.cleaned_data["code"]):
                return _leave(request)
            form.add_error("code", _("Deze code klopt niet of is verlopen. Vraag een nieuwe code."))
    waits = CODE_KEY in request.session
    context = {
        "obstacles": obstacles,
        "form": form or (LeavingForm() if waits else None),
        "held": held_of(request.user),
    }
    return render(request, "privacy/leave.html", context, status=UNPROCESSABLE if form else 200)


def _leave(request: HttpRequest) -> HttpResponse:
    try:
        actions.leave(request.user)
    except actions.CannotLeave as refused:
        messages.error(request, str(refused))
        return redirect("privacy:leave")
    logout(request)
    return redirect("privacy:gone")


def _send_code(request: HttpRequest) -> None:
    code = new_code()
    request.session[CODE_KEY] = {"mark": _mark(code), "at": timezone.now().timestamp(), "tries": 0}
    actions.send_leaving_code(request.user, code)


def _mark(code: str) -> str:
    return salted_hmac("privacy.leaving", code, algorithm="sha256").hexdigest()


def _is_right(request: HttpRequest, code: str) -> bool:
    kept = request.session.get(CODE_KEY)
    if not kept or timezone.now().timestamp() - kept["at"] > CODE_WORKS_FOR or kept["tries"] >= MOST_TRIES:
        request.session.pop(CODE_KEY, None)
        return False
    request.session[CODE_KEY] = kept | {"tries": kept["tries"] + 1}
    return hmac.compare_digest(kept["mark"], _mark(code))


@public
@never_cache
def gone(request: HttpRequest) -> HttpResponse:
    """Say that the account is gone."""
    return render(request, "privacy/gone.html")


@public
def retention(request: HttpRequest) -> HttpResponse:
    """Say to everyone how long what is kept."""
    return render(request, "privacy/retention.html", {"lines": retentions()})


@requires("privacy.see_clearing")
def clearing(request: HttpRequest) -> HttpResponse:
    """Show when each kind was last cleared away and how much went."""
    return render(request, "privacy/clearing.html", {"lines": retentions()})


@never_cache
@requires("privacy.set_terms")
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, name: str) -> HttpResponse:
    """Let a beheerder keep something for another term, after they saw how much goes by it."""
    found = RETENTIONS.get(name)
    if found is None:
        raise Http404
    now = term_of(name)
    form = TermForm(found, request.POST or None, initial={"days": now.days})
    is_right = form.is_bound and form.is_valid()
    if is_right and form.was_seen:
        actions.set_term(found, form.term, by=request.user)
        messages.success(
            request, _("De termijn is opgeslagen. Het portaal ruimt er vanaf de volgende keer mee op.")
        )
        return redirect("privacy:clearing")
    context = {
        "retention": found,
        "form": form,
        "now": in_words(now),
        "standard": in_words(found.term),
        "goes_now": found.would_go(now),
        "goes_then": found.would_go(form.term) if is_right else None,
    }
    return render(request, "privacy/term.html", context, status=UNPROCESSABLE if form.errors else 200)
