"""The public doors: the list of who is recognised, and the page on which somebody joins a panel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas.organisations.queries import served_areas
from participation.recognition.actions.recruiting import sign_up
from participation.recognition.forms import SignUpForm
from participation.recognition.models import Criterion
from participation.recognition.queries import open_recruitments, public_list, standing_of
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List who speaks for which area, since and until when, and what it meets; below who was recognised before."""
    listed = public_list()
    context = {
        "recognised": [each for each in listed if each.current],
        "former": [each for each in listed if each.current is None],
        "criteria": Criterion.objects.filter(is_active=True),
        "seeking": set(open_recruitments().values_list("organisation_id", flat=True)),
    }
    return render(request, "recognition/index.html", context)


@public
@limited("10/h")
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a panel does and asks, and take in who wants to join."""
    found = get_object_or_404(open_recruitments(), organisation__slug=slug)
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_up(found.organisation, **form.told())
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bedankt! Het bestuur neemt contact met u op."))
            return redirect(found)
    context = {
        "recruitment": found,
        "organisation": found.organisation,
        "areas": served_areas(found.organisation),
        "current": standing_of(found.organisation).current,
        "form": form,
    }
    return render(request, "recognition/join.html", context, status=UNPROCESSABLE if form.errors else 200)
