"""The doors to one area in a print run: its proof page by page, its files, and what to do with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from programmes.printruns import actions
from programmes.printruns.forms import AddressesForm
from programmes.printruns.models import AreaPrint, PrintedFile
from programmes.printruns.queries import files_visible_to, intact_bytes, prints_visible_to
from wijkportaal.foundation.documents.previews import NoSuchPage, draw_page
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

# How many pages stand on a page of the proof, and how wide they are drawn.
PAGES, WIDTH = 8, 720


def find_area(request: HttpRequest, pk: int, **_arguments) -> AreaPrint:
    """Return an area in a print run of which this person may see the proof, or raise Http404."""
    return get_object_or_404(prints_visible_to(request.user), pk=pk)


def find_file(request: HttpRequest, pk: int, **_arguments) -> PrintedFile:
    """Return a file that this person may have, or raise Http404."""
    return get_object_or_404(files_visible_to(request.user), pk=pk)


@requires("printruns.see_proof", find_area)
@require_safe
def area(request: HttpRequest, found: AreaPrint) -> HttpResponse:
    """Show the proof of an area page by page, with what the check list found."""
    return render(request, "printruns/area.html", _area(request, found))


def _area(request: HttpRequest, found: AreaPrint) -> dict:
    shown = _shown(found)
    page = Paginator(range(1, (shown.pages if shown else 0) + 1), PAGES).get_page(request.GET.get("page"))
    return {
        "area": found,
        "run": found.run,
        "shown": shown,
        "page": page,
        "form": AddressesForm(initial={"addresses": found.addresses}),
        "may_prepare": request.user.has_perm("printruns.prepare_run", found.run),
    }


def _shown(found: AreaPrint) -> PrintedFile | None:
    """What is looked at: the proof while the run is prepared, and else what was made."""
    made = found.by_variant.get("screen") or found.by_variant.get("print")
    return (found.proof or made) if found.run.is_draft else (made or found.proof)


@requires("printruns.see_proof", find_area)
@require_safe
def page(request: HttpRequest, found: AreaPrint) -> HttpResponse:
    """Draw one page of what is looked at."""
    number, shown = request.resolver_match.kwargs["number"], _shown(found)
    if shown is None:
        raise Http404
    tag = f'"{shown.sha256[:32]}-{number}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    content = intact_bytes(shown)
    if content is None:
        raise Http404
    try:
        drawn = draw_page(content, number, width=WIDTH)
    except NoSuchPage as error:
        raise Http404 from error
    response = HttpResponse(drawn, content_type="image/webp")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


@requires("printruns.see_proof", find_file)
@require_safe
def file(request: HttpRequest, found: PrintedFile) -> HttpResponse:
    """Give a file, if it is still what was made."""
    if request.resolver_match.kwargs["name"] != found.file_name:
        raise Http404
    content = intact_bytes(found)
    if content is None:
        context = {"run": found.area_print.run, "damaged": [found.file_name]}
        return render(request, "printruns/damaged.html", context, status=503)
    kind = "text/plain; charset=utf-8" if found.variant == "text" else "application/pdf"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    response["ETag"] = f'"{found.sha256}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@requires("printruns.see_proof", find_area)
def change_area(request: HttpRequest, found: AreaPrint) -> HttpResponse:
    """Try an area again, leave it out, take it back, or say how many addresses it has."""
    if not request.user.has_perm("printruns.prepare_run", found.run):
        messages.error(request, _("Dit kan alleen wie deze drukgang voorbereidt."))
        return redirect("printruns:area", found.pk)
    do = request.POST.get("do", "")
    try:
        if do == "retry":
            actions.retry_area(found, by=request.user)
        elif do == "leave_out":
            actions.leave_out(found, because=request.POST.get("reason", "")[:200], by=request.user)
        elif do == "take_back":
            actions.take_back(found, by=request.user)
        elif do == "addresses":
            return _set_addresses(request, found)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect("printruns:area", found.pk)
    return redirect(found.run)


def _set_addresses(request: HttpRequest, found: AreaPrint) -> HttpResponse:
    form = AddressesForm(request.POST)
    if not form.is_valid():
        return render(request, "printruns/area.html", _area(request, found) | {"form": form}, status=422)
    actions.set_addresses(found, form.cleaned_data["addresses"], by=request.user)
    messages.success(request, _("Bewaard."))
    return redirect("printruns:area", found.pk)
