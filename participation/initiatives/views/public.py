"""The public doors: the list with its map, the page of one, and what a reader can do there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.initiatives.actions import talking
from participation.initiatives.forms import CommentForm, PublicFilter
from participation.initiatives.models import Initiative
from participation.initiatives.queries import (
    comments_of,
    features_of,
    for_list,
    makes,
    newest_first,
    on_map,
    support_of,
    visible_to,
    with_details,
)
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 20
UNPROCESSABLE = 422


def _narrowed(request: HttpRequest) -> PublicFilter:
    return PublicFilter(request.GET, newest_first(for_list(Initiative.objects.all())), request=request)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the initiatives of all areas, newest first, with a map of those that have a point."""
    narrowed = _narrowed(request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": narrowed, "query": request.GET.urlencode()}
    return render(request, "initiatives/index.html", context)


@public_page
def index_map(request: HttpRequest) -> HttpResponse:
    """Give the places of the initiatives that the list is narrowed to, as GeoJSON."""
    features = features_of(on_map(_narrowed(request).qs.select_related(None)))
    return JsonResponse({"type": "FeatureCollection", "features": features})


def find_visible(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative, or raise Http404 when this visitor may not know of it."""
    return get_object_or_404(with_details(visible_to(request.user)), public_id=public_id[:12])


def find_public(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative that is public, or raise Http404."""
    found = Initiative.objects.filter(published_at__isnull=False).select_related("area", "theme")
    return get_object_or_404(found, public_id=public_id[:12])


@public_page
def initiative(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one initiative: what it is, how it stands and why, support, questions and comments."""
    return _page(request, find_visible(request, public_id))


def _page(request: HttpRequest, found: Initiative, form: CommentForm | None = None) -> HttpResponse:
    person = request.user
    comments = Paginator(comments_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "initiative": found,
        "makers": list(found.makers.all()),
        "checks": list(found.checks.all()),
        "trail": list(found.steps.all()),
        "comments": comments,
        "support": support_of(found, person),
        "form": form or (CommentForm(person=person) if person.is_authenticated else None),
        "is_maker": makes(person, found),
        "may_handle": person.has_perm("initiatives.handle", found),
    }
    status = UNPROCESSABLE if form and form.errors else 200
    return render(request, "initiatives/initiative.html", context, status=status)


@public_page
def initiative_map(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the place of an initiative within the border of its area, as GeoJSON; for who edits it also a draft."""
    found = get_object_or_404(
        visible_to(request.user).select_related("area__current__border"), public_id=public_id[:12]
    )
    border, properties = found.area.border, {"current": True, "name": found.area.name}
    frame = [{"type": "Feature", "geometry": border, "properties": properties}] if border else []
    return JsonResponse({"type": "FeatureCollection", "features": [*frame, *features_of([found])]})


@require_POST
def support(request: HttpRequest, public_id: str) -> HttpResponse:
    """Support an initiative from its area or from elsewhere, or take that back."""
    found = find_public(request, public_id)
    where = request.POST.get("where")
    try:
        if where == "stop":
            talking.withdraw_support(found, by=request.user)
            messages.success(request, _("U steunt dit initiatief niet meer."))
        elif where in {"here", "elsewhere"}:
            talking.give_support(found, from_here=where == "here", by=request.user)
            messages.success(request, _("Bedankt voor uw steun. Niemand ziet dat u het was."))
    except talking.NotNow as refused:
        messages.error(request, str(refused))
    return redirect(found)


@require_POST
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a comment or a question; what cannot be placed comes back with the reason."""
    found = find_public(request, public_id)
    form = CommentForm(request.POST, person=request.user)
    if form.is_valid():
        values = form.cleaned_data
        try:
            made = talking.write_comment(
                found,
                values["words"],
                is_question=values["is_question"],
                shows_name=values.get("shows_name", False),
                by=request.user,
            )
        except talking.NotNow as refused:
            form.add_error("words", str(refused))
        else:
            said = (
                _("Uw reactie staat erbij.")
                if made.is_shown
                else _("Bedankt. Wij lezen uw reactie eerst. Meestal staat hij er binnen twee werkdagen.")
            )
            messages.success(request, said)
            return redirect(f"{found.get_absolute_url()}#reacties")
    return _page(request, find_visible(request, public_id), form)
