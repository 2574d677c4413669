"""The doors to one visie as a whole: start it, see how it stands, its title and history, and its steps."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.visions import actions
from programmes.visions.forms import NewVisionForm, VisionForm
from programmes.visions.models import Vision
from programmes.visions.queries import (
    areas_to_make_for,
    documents_of,
    editable_by,
    for_index,
    plans_of,
    themes_of,
    visible_to,
)
from programmes.visions.states import VisionClosed
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available, progress_of
from wijkportaal.foundation.transitions.views import take_step

USUAL_YEARS = 10


def workbench(request: HttpRequest) -> HttpResponse:
    """List the visies of the areas where this person works."""
    context = {
        "visions": for_index(editable_by(request.user))[:300],
        "may_add": areas_to_make_for(request.user).exists(),
    }
    return render(request, "visions/workbench.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Start the visie of an area."""
    year = timezone.localdate().year
    initial = {"area": request.GET.get("gebied"), "first_year": year, "last_year": year + USUAL_YEARS}
    form = NewVisionForm(request.POST or None, areas=areas_to_make_for(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        vision = actions.create_vision(**form.cleaned_data, by=request.user)
        messages.success(request, _("De visie staat klaar om te vullen."))
        return redirect("visions:editor", vision.pk)
    return render(request, "visions/new.html", {"form": form}, status=422 if form.errors else 200)


def find_vision(request: HttpRequest, pk: int) -> Vision:
    return get_object_or_404(visible_to(request.user).select_related("area", "edited_by"), pk=pk)


def overview_address(vision: Vision, place: str = "") -> str:
    address = reverse("visions:editor", args=[vision.pk])
    return f"{address}#{place}" if place else address


def while_changing(*, later: bool = False):
    """Open a form only while the visie may change; `later` also after it was adopted.

    A form that was open already may still be sent: then the action refuses it, and the page that comes back
    holds what was typed.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, thing):
            vision = getattr(thing, "vision", thing)
            if request.method == "GET" and not (vision.is_draft or (later and not vision.is_over)):
                messages.info(request, str(VisionClosed(vision)))
                return redirect(overview_address(vision))
            return view(request, thing)

        return guarded

    return decorate


@requires("visions.see_draft", find_vision)
def overview(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Show all parts of a visie, how it stands and what can be done."""
    return _show(request, vision)


def _show(request: HttpRequest, vision: Vision, refused: dict | None = None) -> HttpResponse:
    context = {
        "vision": vision,
        "themes": themes_of(vision),
        "plans": plans_of(vision),
        "documents": list(documents_of(vision, inside=True)),
        "steps": available(vision, request.user),
        "states": progress_of(vision),
        "may_edit": request.user.has_perm("visions.make_vision", vision),
        **(refused or {}),
    }
    return render(request, "visions/editor.html", context, status=422 if refused else 200)


@requires("visions.make_vision", find_vision)
@while_changing(later=True)
def about(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Edit the title, the core, who made it and how that was decided; saves itself."""
    return edit_record(
        request,
        vision,
        form_class=VisionForm,
        save=lambda form, version: actions.edit_vision(
            vision, form.cleaned_data, version=version, by=request.user
        ),
        template="visions/about.html",
        done=overview_address(vision),
        saves_at_once=vision.is_draft,
        context={"vision": vision},
    )


@require_POST
@requires("visions.see_draft", find_vision)
def step(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Take a step in the life of the visie."""
    return take_step(
        request,
        vision,
        change=lambda name, reason: actions.change_state(vision, name, by=request.user, reason=reason),
        done=overview_address(vision),
        show=lambda refused: _show(request, vision, refused),
    )
