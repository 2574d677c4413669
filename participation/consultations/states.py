"""The lives of a round of questions and of a wish, and the words for how people are asked. Pure Python."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.privacy.queries import term_of
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, OPEN, CLOSED, REPORTED = "draft", "open", "closed", "reported"
# What anyone may know of.
PUBLIC = (OPEN, CLOSED, REPORTED)

TEXT, ONE, SEVERAL = "text", "one", "several"
QUESTION_KINDS = {
    TEXT: _("open: mensen schrijven zelf"),
    ONE: _("één antwoord kiezen"),
    SEVERAL: _("meer antwoorden kiezen"),
}

DOOR, ONLINE, PAPER = "door", "online", "paper"
CHANNELS = {DOOR: _("aan de deur"), ONLINE: _("online"), PAPER: _("op papier")}

ANSWERED, NOT_HOME, REFUSED, COME_BACK = "answered", "not_home", "refused", "come_back"
OUTCOMES = {
    ANSWERED: _("heeft geantwoord"),
    NOT_HOME: _("niemand thuis"),
    REFUSED: _("wil niet meedoen"),
    COME_BACK: _("later terugkomen"),
}

# Few questions: who stands at a door with more loses people.
MOST_QUESTIONS, MOST_CHOICES = 12, 12
# Letters in one answer, in a title of a wish and in what residents read of it.
MOST_SIGNS, TITLE_SIGNS, REPLY_SIGNS = 2000, 120, 2000
MOST_ADDRESSES, MOST_WALKERS = 3000, 60
# Entries that a phone sends at once; it sends the rest after.
MOST_ENTRIES = 50

# After the result was told: who it was, and at which door what happened. The numbers stay.
KEEP_PEOPLE = timedelta(days=30)
# A round of which nobody ever told the result, and what people said in their own words.
KEEP_UNTOLD, KEEP_WORDS = timedelta(days=365), timedelta(days=730)

RUN = "consultations.run_round"


class RoundRefused(EditRefused):
    """Something that may not be done to a round now; the message says why in Dutch."""


def _has_questions(consultation) -> str | None:
    if not consultation.question_set.questions.exists():
        return _("De vragenlijst heeft nog geen vragen.")
    return None


def _has_time(consultation) -> str | None:
    if consultation.ends_on < timezone.localdate():
        return _("De laatste dag is al voorbij. Kies een andere.")
    return None


def _nothing_came(consultation) -> str | None:
    if consultation.responses.exists() or consultation.visits.exists():
        return _("Er is al geantwoord of aangebeld. Sluit de ronde als u wilt stoppen.")
    return None


def _all_is_answered(consultation) -> str | None:
    if consultation.wishes.filter(state=WISH_OPEN, card_count__gt=0).exists():
        return _("Niet elke wens heeft een antwoord. Ook “nee, omdat …” is een antwoord.")
    return None


def _nothing_is_late(consultation) -> str | None:
    if consultation.responses.filter(counts=None).exists():
        return _("Er zijn formulieren die te laat kwamen. Zeg of ze meetellen.")
    return None


def _is_still_known(consultation) -> str | None:
    if consultation.reported_on and consultation.reported_on < timezone.localdate() - term_of(
        "consultations.people"
    ):
        return _("De uitkomst is al te lang bekend. Niemand weet meer bij welke deur wat hoorde.")
    return None


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        OPEN: _("open"),
        CLOSED: _("gesloten"),
        REPORTED: _("teruggemeld"),
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
                "De ronde staat op de site. Vanaf de eerste dag kunnen mensen antwoorden; na de laatste dag sluit de "
                "ronde vanzelf. De vragen veranderen niet meer zodra het eerste antwoord er is."
            ),
            guards=(_has_questions, _has_time),
        ),
        Transition(
            name="withdraw",
            source=(OPEN,),
            target=DRAFT,
            permission=RUN,
            label=_("Terug naar concept"),
            why=_("Er klopt nog iets niet. De ronde verdwijnt van de site."),
            needs_reason=True,
            guards=(_nothing_came,),
        ),
        Transition(
            name="close",
            source=(OPEN,),
            target=CLOSED,
            permission=RUN,
            label=_("Nu sluiten"),
            why=_(
                "Online antwoorden kan dan niet meer. Papier en looplijsten die onderweg zijn, komen nog binnen."
            ),
        ),
        Transition(
            name="report",
            source=(CLOSED,),
            target=REPORTED,
            permission=RUN,
            label=_("Terugmelden"),
            why=_(
                "Iedereen leest wat er is gezegd en wat er met elke wens gebeurt. Wie een e-mailadres gaf, krijgt het "
                "antwoord op de eigen wens. Na dertig dagen weet het portaal niet meer wie dat waren."
            ),
            guards=(_all_is_answered, _nothing_is_late),
        ),
        Transition(
            name="reopen",
            source=(REPORTED,),
            target=CLOSED,
            permission=RUN,
            label=_("Weer openen om te verwerken"),
            why=_(
                "Er kwam nog iets binnen, of een antwoord klopte niet. De uitkomst gaat zolang van de site."
            ),
            needs_reason=True,
            guards=(_is_still_known,),
        ),
    ),
)

WISH_OPEN, INITIATIVE, SIGNAL, PROMISED, DECLINED = "open", "initiative", "signal", "promised", "declined"
ANSWER_WISH = "consultations.answer_wish"

WISH_CYCLE = LifeCycle(
    states={
        WISH_OPEN: _("nog geen antwoord"),
        INITIATIVE: _("is een initiatief"),
        SIGNAL: _("is doorgegeven"),
        PROMISED: _("wordt gedaan"),
        DECLINED: _("gaat niet door"),
    },
    initial=WISH_OPEN,
    transitions=(
        Transition(
            name="become_initiative",
            source=(WISH_OPEN,),
            target=INITIATIVE,
            permission=ANSWER_WISH,
            label=_("Maak er een initiatief van"),
            why=_("U begint het als concept. Nodig daarna de bewoners uit die het willen trekken."),
        ),
        Transition(
            name="become_signal",
            source=(WISH_OPEN,),
            target=SIGNAL,
            permission=ANSWER_WISH,
            label=_("Geef het door als signaal"),
            why=_("Het komt in de signalen van de wijk en krijgt daar een route en een termijn."),
        ),
        Transition(
            name="promise",
            source=(WISH_OPEN,),
            target=PROMISED,
            permission=ANSWER_WISH,
            label=_("Ja, het wordt gedaan"),
            why=_("U zegt wie het doet en wanneer."),
        ),
        Transition(
            name="decline",
            source=(WISH_OPEN,),
            target=DECLINED,
            permission=ANSWER_WISH,
            label=_("Nee, omdat …"),
            why=_("U legt uit waarom niet. Ook dat is een antwoord."),
            needs_reason=True,
        ),
        Transition(
            name="reconsider",
            source=(PROMISED, DECLINED),
            target=WISH_OPEN,
            permission=ANSWER_WISH,
            label=_("Toch een ander antwoord"),
            why=_("De wens staat weer open."),
        ),
    ),
)
