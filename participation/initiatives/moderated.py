"""What of initiatives can be reported: what one says, its photo, and what is written below it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.initiatives.actions import making, talking
from participation.initiatives.models import Comment, Initiative, Maker
from participation.moderation.registry import Piece, moderated

COMMENT, INITIATIVE, PHOTO = "reactie", "initiatief", "initiatieffoto"


def _numbers(idents: Iterable[str]) -> list[int]:
    return [int(ident) for ident in idents if ident.isdecimal() and len(ident) < 12]


@moderated(
    COMMENT,
    label=gettext_lazy("reactie of vraag"),
    icon="message",
    hide=talking.hide_comment,
    show=talking.show_comment_again,
    hides_itself=True,
)
def find_comments(idents: Iterable[str]) -> dict[str, Piece]:
    """Comments by their number."""
    found = Comment.objects.filter(pk__in=_numbers(idents)).select_related("initiative__area", "person")
    return {
        str(comment.pk): Piece(
            title=_("reactie bij “%(title)s”") % {"title": comment.initiative.title},
            text=comment.words,
            url=f"{comment.initiative.get_absolute_url()}#reacties",
            area=comment.initiative.area,
            is_public=comment.is_shown and comment.initiative.is_public,
            writer=comment.person,
        )
        for comment in found
    }


def _found(idents: Iterable[str]) -> list[Initiative]:
    initiatives = Initiative.objects.filter(public_id__in=list(idents)).exclude(state="draft")
    return list(initiatives.select_related("area", "picture"))


def _first_makers(initiatives: list[Initiative]) -> dict:
    makers = Maker.objects.filter(initiative__in=initiatives, is_first=True).select_related("person")
    return {maker.initiative_id: maker.person for maker in makers}


@moderated(
    INITIATIVE,
    label=gettext_lazy("initiatief"),
    icon="plant-2",
    hide=making.withhold,
    show=making.put_back,
)
def find_initiatives(idents: Iterable[str]) -> dict[str, Piece]:
    """Initiatives by their public id."""
    found = _found(idents)
    makers = _first_makers(found)
    return {
        initiative.public_id: Piece(
            title=initiative.title,
            text="\n\n".join(part for part in (initiative.what, initiative.why) if part),
            url=initiative.get_absolute_url(),
            area=initiative.area,
            is_public=initiative.is_public,
            writer=makers.get(initiative.pk),
        )
        for initiative in found
    }


@moderated(
    PHOTO,
    label=gettext_lazy("foto bij een initiatief"),
    icon="photo",
    hide=making.drop_picture,
    is_picture=True,
)
def find_photos(idents: Iterable[str]) -> dict[str, Piece]:
    """Photos by the public id of their initiative."""
    found = [initiative for initiative in _found(idents) if initiative.picture]
    makers = _first_makers(found)
    return {
        initiative.public_id: Piece(
            title=_("foto bij “%(title)s”") % {"title": initiative.title},
            text=initiative.picture.alt,
            url=initiative.get_absolute_url(),
            area=initiative.area,
            is_public=initiative.is_public,
            writer=makers.get(initiative.pk),
            picture=initiative.picture,
        )
        for initiative in found
    }
