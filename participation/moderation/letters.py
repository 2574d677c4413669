"""What the writer of something reads when it was judged. The words themselves are not repeated."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from participation.moderation.models import Case
from participation.moderation.queries import appeal_token
from participation.moderation.registry import Piece
from participation.moderation.states import APPEAL_WITHIN
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def removed_letter(case: Case, piece: Piece) -> Text:
    """Say that something was removed, why, and how to ask for a second judgement."""
    parts = [
        _("Goedendag,"),
        _("Wij haalden iets van u van de site: %(title)s.") % {"title": piece.title},
        _("De reden: %(reason)s") % {"reason": case.reason},
    ]
    if case.what and case.what.show:
        link = settings.PORTAL_URL + reverse("moderation:appeal", args=[appeal_token(case)])
        parts += [
            _(
                "Bent u het er niet mee eens? Vraag binnen %(days)d dagen om een tweede oordeel. Iemand anders kijkt dan opnieuw:"
            )
            % {"days": APPEAL_WITHIN.days},
            link,
        ]
    return Text(_("Weggehaald: %(title)s") % {"title": piece.title}, "\n\n".join(parts))


@in_every_language
def second_letter(case: Case, piece: Piece | None) -> Text:
    """Say what the second judgement is; there is no third."""
    title = piece.title if piece else str(case.what.label if case.what else "")
    if case.state == "restored":
        said = _("Iemand anders keek opnieuw. U had gelijk: het staat weer op de site.")
        return Text(
            _("Teruggezet: %(title)s") % {"title": title},
            "\n\n".join([_("Goedendag,"), said, settings.PORTAL_URL + (piece.url if piece else "/")]),
        )
    said = _("Iemand anders keek opnieuw. Het blijft weg. De reden: %(reason)s") % {
        "reason": case.second_reason
    }
    return Text(_("Blijft weg: %(title)s") % {"title": title}, "\n\n".join([_("Goedendag,"), said]))
