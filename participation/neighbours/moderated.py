"""What of neighbours can be reported: a notice, and what one of two wrote in a talk.

A talk is for two. Who reports one lets somebody of the gemeente read what the other wrote in it, and nothing more.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.moderation.registry import Piece, moderated
from participation.neighbours import actions
from participation.neighbours.models import Notice, Talk
from participation.neighbours.states import NOTICE, WORDS

MAKER, OTHER = "maker", "ander"


@moderated(
    NOTICE,
    label=gettext_lazy("oproep van een buur"),
    icon="heart-handshake",
    hide=actions.take_off,
    show=actions.put_back,
    text_is_for_members=True,
)
def find_notices(idents: Iterable[str]) -> dict[str, Piece]:
    """Notices by their public id."""
    found = Notice.objects.filter(public_id__in=list(idents)).select_related("area", "person")
    return {
        notice.public_id: Piece(
            title=notice.title,
            text=notice.text,
            url=notice.get_absolute_url(),
            area=notice.area,
            is_public=notice.is_open,
            writer=notice.person,
        )
        for notice in found
    }


def ident_of(talk: Talk, *, of_maker: bool) -> str:
    """Name what one of two wrote: who made the notice, or who answered it."""
    return f"{talk.pk}-{MAKER if of_maker else OTHER}"


def _talk_in(ident: str) -> tuple[int, str] | None:
    pk, _dash, who = ident.partition("-")
    return (int(pk), who) if pk.isdecimal() and len(pk) < 12 and who in {MAKER, OTHER} else None


def _drop_words(ident: str, *, by, reason: str) -> None:
    pk, who = _talk_in(ident)
    talk = Talk.objects.select_related("notice__person", "person").get(pk=pk)
    writer = talk.notice.person if who == MAKER else talk.person
    actions.drop_words(talk, writer, by=by, reason=reason)


@moderated(
    WORDS,
    label=gettext_lazy("berichten tussen buren"),
    icon="message",
    hide=_drop_words,
    text_is_for_members=True,
)
def find_words(idents: Iterable[str]) -> dict[str, Piece]:
    """What one of two wrote in a talk, by the number of the talk and who of them."""
    wanted = {ident: parts for ident in idents if (parts := _talk_in(ident))}
    talks = Talk.objects.filter(pk__in={pk for pk, _who in wanted.values()})
    known = (
        talks.select_related("notice__area", "notice__person", "person").prefetch_related("lines").in_bulk()
    )
    pieces = {}
    for ident, (pk, who) in wanted.items():
        if talk := known.get(pk):
            writer = talk.notice.person if who == MAKER else talk.person
            pieces[ident] = Piece(
                title=_("berichten over “%(title)s”") % {"title": talk.notice.title},
                text="\n\n".join(line.words for line in talk.lines.all() if line.person_id == writer.pk),
                url=talk.get_absolute_url(),
                area=talk.notice.area,
                is_public=False,
                writer=writer,
                reporter=talk.other_than(writer),
            )
    return pieces
