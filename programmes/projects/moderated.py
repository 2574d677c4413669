"""What of projects can be reported: the photos on which people may stand."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.moderation.registry import Piece, moderated
from programmes.projects import actions
from programmes.projects.models import ProjectPhoto

PHOTO = "projectfoto"


@moderated(
    PHOTO, label=gettext_lazy("foto bij een project"), icon="photo", hide=actions.drop_photo, is_picture=True
)
def find_photos(idents: Iterable[str]) -> dict[str, Piece]:
    """Photos of projects by their number."""
    numbers = [int(ident) for ident in idents if ident.isdecimal() and len(ident) < 12]
    photos = ProjectPhoto.objects.filter(pk__in=numbers)
    return {
        str(photo.pk): Piece(
            title=_("foto bij “%(title)s”") % {"title": photo.project.title},
            text=photo.picture.alt,
            url=photo.project.get_absolute_url(),
            area=photo.project.area,
            is_public=photo.project.published_at is not None,
            picture=photo.picture,
        )
        for photo in photos.select_related("project__area", "picture")
    }
