"""The doors to what hangs on a step: points, files and links. Each is one small form on the step's page."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from programmes.cycle import actions
from programmes.cycle.forms import CheckForm, FileForm, LinkForm
from programmes.cycle.models import Check, CycleStep, StepFile, StepLink
from programmes.cycle.queries import visible_to
from programmes.cycle.views.steps import find_step, show_step
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.views import UNPROCESSABLE

EDIT = "cycle.edit_step"


def give_file(file: StepFile) -> FileResponse:
    """Answer with a file as a download: never shown inside the portal's own pages."""
    try:
        opened = file.file.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        opened, as_attachment=True, filename=file.file_name, content_type="application/octet-stream"
    )


def _find(model, request: HttpRequest, pk: int):
    """Return what hangs on a step of where this person works."""
    found = get_object_or_404(model.objects.select_related("step__cycle__area"), pk=pk)
    if not visible_to(request.user).filter(pk=found.step_id).exists():
        raise Http404
    return found


def find_check(request: HttpRequest, pk: int) -> Check:
    """Return a point of a step of where this person works, or raise Http404."""
    return _find(Check, request, pk)


def find_file(request: HttpRequest, pk: int) -> StepFile:
    """Return a file of a step of where this person works, or raise Http404."""
    return _find(StepFile, request, pk)


def find_link(request: HttpRequest, pk: int) -> StepLink:
    """Return a link of a step of where this person works, or raise Http404."""
    return _find(StepLink, request, pk)


@requires(EDIT, find_step)
@require_POST
def add_check(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Add a point to the list."""
    form = CheckForm(request.POST)
    if not form.is_valid():
        return show_step(request, step, status=UNPROCESSABLE, check_form=form)
    actions.add_check(step, form.cleaned_data["text"], by=request.user)
    return redirect(f"{step.get_absolute_url()}#punten")


@requires(EDIT, find_check)
@require_POST
def change_check(request: HttpRequest, check: Check) -> HttpResponse:
    """Tick a point off, take the tick away, or take the point off the list."""
    if request.POST.get("do") == "remove":
        actions.remove_check(check, by=request.user)
    else:
        actions.tick_check(check, done=request.POST.get("do") == "tick", by=request.user)
    return redirect(f"{check.step.get_absolute_url()}#punten")


@requires(EDIT, find_step)
@require_POST
def add_file(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Keep a file with a step."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_step(request, step, status=UNPROCESSABLE, file_form=form)
    values = form.cleaned_data
    actions.add_file(
        step, values["file"], title=values["title"], is_public=values["is_public"], by=request.user
    )
    messages.success(request, _("Het bestand is toegevoegd."))
    return redirect(f"{step.get_absolute_url()}#stukken")


@requires("cycle.see_step", find_file)
@require_safe
def file(request: HttpRequest, file: StepFile) -> HttpResponse:
    """Give a file to who works on the step."""
    return give_file(file)


@requires(EDIT, find_file)
@require_POST
def remove_file(request: HttpRequest, file: StepFile) -> HttpResponse:
    """Take a file away."""
    actions.remove_file(file, by=request.user)
    messages.success(request, _("Het bestand is weggehaald."))
    return redirect(f"{file.step.get_absolute_url()}#stukken")


@requires(EDIT, find_step)
@require_POST
def add_link(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Link a page to a step."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return show_step(request, step, status=UNPROCESSABLE, link_form=form)
    actions.link_to_step(step, **form.cleaned_data, by=request.user)
    return redirect(f"{step.get_absolute_url()}#koppelingen")


@requires(EDIT, find_link)
@require_POST
def remove_link(request: HttpRequest, link: StepLink) -> HttpResponse:
    """Detach a page from a step."""
    actions.remove_link(link, by=request.user)
    return redirect(f"{link.step.get_absolute_url()}#koppelingen")
