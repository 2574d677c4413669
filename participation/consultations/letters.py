"""What the mails about a round say. A wish is named as who works on it wrote it down, never in the words of a form: the
address was typed by whoever filled it in, and nobody may use the portal to write to a stranger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from participation.consultations.models import Consultation, Respondent, Walker, Wish
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.privacy.registry import in_words

_ = words_of(__name__)
ngettext = _.ngettext


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def result_letter(
    respondent: Respondent, consultation: Consultation, wishes: Sequence[Wish], *, kept: timedelta
) -> Text:
    """Tell somebody what becomes of their own wishes, and where the rest stands; `kept` is how long their address is."""
    told = [
        f"{wish.title}\n{str(wish.get_state_display()).capitalize()}. {wish.reply}".strip() for wish in wishes
    ]
    opening = ngettext("Uw wens, en wat ermee gebeurt:", "Uw wensen, en wat ermee gebeurt:", len(told))
    return Text(
        _("Wat er met uw wens gebeurt: %(title)s") % {"title": consultation.title},
        _written(
            _("Beste %(name)s,") % {"name": respondent.name} if respondent.name else _("Goedendag,"),
            _("U deed mee aan de vragenronde “%(title)s” in %(area)s. Dank u wel.")
            % {"title": consultation.title, "area": consultation.area},
            opening if told else "",
            *told,
            _("Alles wat er is gezegd en wat ermee gebeurt, leest u hier:"),
            settings.PORTAL_URL + consultation.get_absolute_url(),
            _("Dit is het enige bericht dat u van ons krijgt. Over %(term)s vergeten wij uw e-mailadres.")
            % {"term": in_words(kept)},
        ),
    )


def walker_letter(walker: Walker) -> Text:
    """Ask somebody to go along the doors of their streets."""
    consultation = walker.consultation
    return Text(
        _("Uw looplijst: %(title)s") % {"title": consultation.title},
        _written(
            _("Goedendag,"),
            _("U gaat langs de deuren voor “%(title)s” in %(area)s. Fijn dat u meedoet!")
            % {"title": consultation.title, "area": consultation.area},
            _(
                "Open uw looplijst thuis, op de telefoon die u meeneemt. Daarna werkt zij ook zonder internet:"
            ),
            settings.PORTAL_URL + walker.get_absolute_url(),
            _("U logt in met dit e-mailadres. Alleen u ziet uw lijst."),
        ),
    )


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
