"""The life of a survey, and the words for who may answer and how."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, OPEN, CLOSED, PUBLISHED = "draft", "open", "closed", "published"
# What anyone may know of.
PUBLIC = (OPEN, CLOSED, PUBLISHED)

BY_LINK, BY_CODE = "link", "code"
ACCESS = {
    BY_LINK: _("iedereen die de pagina opent"),
    BY_CODE: _("één antwoord per huishouden, met een code uit een brief"),
}
ONLINE, PAPER = "online", "paper"
CHANNELS = {ONLINE: _("online"), PAPER: _("op papier")}
CHOICE, TEXT = "choice", "text"
QUESTION_KINDS = {CHOICE: _("kiezen uit antwoorden"), TEXT: _("een open antwoord")}

# Short: the four fixed questions, and at most this many of one's own.
MOST_QUESTIONS, MOST_OPTIONS, LONGEST_REMARK = 4, 8, 500
MOST_CODES, MOST_LETTERS = 10_000, 200
LONGER = 14

RUN = "surveys.run_survey"


class SurveyRefused(EditRefused):
    """An answer or a change that may not be; the message says why in Dutch."""


def _has_begun(survey) -> str | None:
    if survey.starts_on > timezone.localdate():
        return _("De peiling begint op %(day)s. Verander de datum als hij nu al open moet.") % {
            "day": date_format(survey.starts_on, "j F Y")
        }
    return None


def _has_time(survey) -> str | None:
    if survey.ends_on < timezone.localdate():
        return _("De laatste dag is al voorbij. Kies een andere dag.")
    return None


def _has_codes(survey) -> str | None:
    if survey.access == BY_CODE and not survey.codes.exists():
        return _("Er zijn nog geen codes gemaakt. Zonder code kan niemand antwoorden.")
    return None


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        OPEN: _("open"),
        CLOSED: _("gesloten"),
        PUBLISHED: _("uitkomst bekend"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="open",
            source=(DRAFT,),
            target=OPEN,
            permission=RUN,
            label=_("Openen"),
            why=_(
                "Bewoners kunnen antwoorden tot en met de laatste dag. Daarna veranderen de vragen niet meer."
            ),
            guards=(_has_begun, _has_time, _has_codes),
        ),
        Transition(
            name="close",
            source=(OPEN,),
            target=CLOSED,
            permission=RUN,
            label=_("Sluiten"),
            why=_("Het portaal doet dit zelf na de laatste dag. Papieren antwoorden kunnen er dan nog bij."),
        ),
        Transition(
            name="reopen",
            source=(CLOSED,),
            target=OPEN,
            permission=RUN,
            label=_("Twee weken langer open"),
            why=_("Er kwamen nog te weinig antwoorden. Iedereen kan lezen waarom."),
            needs_reason=True,
        ),
        Transition(
            name="publish",
            source=(CLOSED,),
            target=PUBLISHED,
            permission=RUN,
            label=_("Uitkomst bekendmaken"),
            why=_(
                "Iedereen ziet de uitkomst. Het portaal gooit het geheim weg waarmee een antwoord nog bij een code te "
                "vinden was; er kan niets meer bij."
            ),
        ),
    ),
)
