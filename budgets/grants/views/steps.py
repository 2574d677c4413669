"""One short form that takes one step: most doors of an application are this."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets.grants.models import Application
from budgets.grants.queries import own, visible_to, with_names
from budgets.grants.states import LIFE_CYCLE, GrantRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422


def step_door(permission: str, step: str, get: Callable | None = None) -> Callable:
    """Open a view for one step of an application; when that is past, show how the application stands instead."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def door(request: HttpRequest, application: Application) -> HttpResponse:
            if application.state not in LIFE_CYCLE.by_name[step].source:
                messages.warning(request, _("Deze stap kan nu niet. Zo staat de aanvraag ervoor."))
                return redirect(application)
            return view(request, application)

        return requires(permission, get or find)(door)

    return decorate


def find(request: HttpRequest, number: str, **_more) -> Application:
    """Return an application that this person may see, or raise Http404."""
    return get_object_or_404(with_names(visible_to(request.user)), number=number)


def find_own(request: HttpRequest, number: str) -> Application:
    """Return an application of this person or their board, or raise Http404."""
    return get_object_or_404(own(request.user), number=number)


def take(
    request: HttpRequest,
    application: Application,
    form: Form,
    *,
    title: str,
    done: str,
    act: Callable[[dict], object],
    lead: str = "",
    button: str = "",
    template: str = "grants/step.html",
    context: dict | None = None,
) -> HttpResponse:
    """Show a form and take the step; a refusal stands above the form, with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except (TransitionRefused, GrantRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect(application)
    shown = {
        "application": application,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button or title,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, shown | (context or {}), status=status)
