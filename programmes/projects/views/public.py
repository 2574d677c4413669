"""The public doors: the list of projects and the page of one."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from programmes.projects.forms import ProjectFilter
from programmes.projects.models import Project
from programmes.projects.queries import (
    border_feature,
    documents_of,
    features_of,
    find_project,
    for_list,
    trail_of,
    visible_to,
    with_details,
)
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public

PAGE_SIZE = 30


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the projects of all areas, newest first."""
    projects = ProjectFilter(request.GET, for_list(visible_to(request.user)), request=request)
    page = Paginator(projects.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "projects/index.html", {"page": page, "filter": projects})


def find_visible(request: HttpRequest, address: str) -> Project:
    """Return the project at an address, or raise Http404 when this visitor may not know of it."""
    if len(address) > 120:
        raise Http404
    return get_object_or_404(with_details(visible_to(request.user)), find_project(address))


@public_page
def project(request: HttpRequest, address: str) -> HttpResponse:
    """Show one project with its trail; an address with an old title leads to the present one."""
    found = find_visible(request, address)
    if address != found.address:
        return redirect(found, permanent=found.is_public)
    return render(
        request,
        "projects/project.html",
        {
            "project": found,
            "costs": list(found.costs.all()),
            "photos": list(found.photos.all()),
            "partners": list(found.partners.all()),
            "trail": trail_of(found),
            "documents": list(documents_of(found, inside=_works_on(request, found))),
            "share_address": f"{settings.PORTAL_URL}/projecten/{found.public_id}",
            "may_edit": request.user.has_perm("projects.edit_project", found),
        },
    )


def _works_on(request: HttpRequest, project: Project) -> bool:
    return request.user.has_perm("projects.change_state", project)


@public
@require_safe
def document(request: HttpRequest, address: str, document: int) -> HttpResponse:
    """Send a document of a project: a public one to everyone, another to who works on the project."""
    project = find_visible(request, address)
    documents = documents_of(project, inside=_works_on(request, project))
    found = get_object_or_404(documents, pk=document)
    return send_file(found.file, is_public=found.is_public and project.is_public)


@public_page
def project_map(request: HttpRequest, address: str) -> HttpResponse:
    """Give the place of a project within the border of its area, as GeoJSON."""
    found = find_visible(request, address)
    features = [*border_feature(found.area), *features_of(found)]
    return JsonResponse({"type": "FeatureCollection", "features": features})
