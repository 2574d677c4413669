"""The public doors for other programs: what changed, as Atom, and the QR code of a project."""

from io import BytesIO

import segno
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.projects.models import Project, TrailLine
from programmes.projects.queries import changes_in
from programmes.projects.templatetags.projects import trail_title
from programmes.projects.views.public import find_visible
from wijkportaal.foundation.operations.caching import public_page

MOST = 50


class ChangesFeed(Feed):
    """Steps of projects, newest first. Who took a step is never told."""

    feed_type = Atom1Feed

    def item_title(self, item: TrailLine) -> str:
        return f"{item.project.title}: {trail_title(item)}"

    def item_description(self, item: TrailLine) -> str:
        return item.reason

    def item_link(self, item: TrailLine) -> str:
        return item.project.get_absolute_url()

    def item_guid(self, item: TrailLine) -> str:
        return f"{settings.PORTAL_URL}{item.project.get_absolute_url()}#{item.pk}"

    def item_updateddate(self, item: TrailLine):
        return item.at

    item_pubdate = item_updateddate


class AreaChanges(ChangesFeed):
    """What changed in the projects of an area and all that lies in it."""

    def get_object(self, request: HttpRequest, slug: str) -> Area:
        return get_object_or_404(Area, slug=slug)

    def title(self, area: Area) -> str:
        return _("Wat verandert er in %(area)s?") % {"area": area.name}

    def link(self, area: Area) -> str:
        return area.get_absolute_url()

    def items(self, area: Area):
        return changes_in(area)[:MOST]


class ProjectChanges(ChangesFeed):
    """What changed in one public project."""

    def get_object(self, request: HttpRequest, address: str) -> Project:
        return get_object_or_404(
            Project.objects.exclude(published_at=None), pk=find_visible(request, address).pk
        )

    def title(self, project: Project) -> str:
        return _("Hoe gaat het met “%(project)s”?") % {"project": project.title}

    def link(self, project: Project) -> str:
        return project.get_absolute_url()

    def items(self, project: Project):
        return project.trail.select_related("project")[:MOST]


area_changes = public_page(AreaChanges())
project_changes = public_page(ProjectChanges())


@public_page
def qr_code(request: HttpRequest, address: str) -> HttpResponse:
    """Give the QR code that leads to a project, the same as in print, to put up in the street."""
    project = find_visible(request, address)
    drawn = BytesIO()
    image = segno.make(f"{settings.PORTAL_URL}/projecten/{project.public_id}", micro=False, error="m")
    image.save(drawn, kind="svg", scale=8, title=_("QR-code naar de pagina van dit project"))
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
