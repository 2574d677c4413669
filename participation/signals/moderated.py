"""What of public signals can be reported: the text and the photo."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.moderation.registry import Piece, moderated
from participation.signals.actions import handling
from participation.signals.models import Signal
from participation.signals.queries.following import address_of

SIGNAL, PHOTO = "signaal", "signaalfoto"


def _found(idents: Iterable[str]) -> list[Signal]:
    wanted = Signal.objects.filter(public_id__in=list(idents)).exclude(public_text="")
    return list(wanted.select_related("area", "photo", "sender"))


@moderated(
    SIGNAL,
    label=gettext_lazy("signaal"),
    icon="message-circle",
    hide=handling.take_off,
    show=handling.put_back,
)
def find_signals(idents: Iterable[str]) -> dict[str, Piece]:
    """Signals by their reference, with the text that stands or stood on the site."""
    return {
        signal.public_id: Piece(
            title=signal.title,
            text=signal.public_text,
            url=signal.get_absolute_url(),
            area=signal.area,
            is_public=signal.is_public,
            address=address_of(signal),
        )
        for signal in _found(idents)
    }


@moderated(
    PHOTO, label=gettext_lazy("foto bij een signaal"), icon="photo", hide=handling.drop_photo, is_picture=True
)
def find_photos(idents: Iterable[str]) -> dict[str, Piece]:
    """Photos by the reference of their signal."""
    return {
        signal.public_id: Piece(
            title=_("foto bij “%(title)s”") % {"title": signal.title},
            text="",
            url=signal.get_absolute_url(),
            area=signal.area,
            is_public=signal.is_public and signal.photo_public,
            address=address_of(signal),
            picture=signal.photo,
        )
        for signal in _found(idents)
        if signal.photo
    }
