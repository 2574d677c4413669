"""What lines a book has, and the life cycles of a yearly account and of a request to the board."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

OPENING, INCOME, SPENDING, TRANSFER = "opening", "income", "spending", "transfer"
MOVEMENT_KINDS = {
    OPENING: gettext_lazy("beginsaldo"),
    INCOME: gettext_lazy("ontvangst"),
    SPENDING: gettext_lazy("uitgave"),
    TRANSFER: gettext_lazy("overboeking"),
}
DIRECTIONS = {INCOME: gettext_lazy("ontvangsten"), SPENDING: gettext_lazy("uitgaven")}

BANK, SAVINGS, CASH = "bank", "savings", "cash"
PURSE_KINDS = {
    BANK: gettext_lazy("betaalrekening"),
    SAVINGS: gettext_lazy("spaarrekening"),
    CASH: gettext_lazy("contant geld"),
}
PURSE_ICONS = {BANK: "building", SAVINGS: "lock", CASH: "coins"}

AUDITORS_NEEDED = 2

OPEN, DRAWN_UP, AUDITED, APPROVED, SENT, PUBLISHED = (
    "open",
    "drawn_up",
    "audited",
    "approved",
    "sent",
    "published",
)
KEEP = "books.keep_book"


class BookRefused(Exception):
    """Something cannot be written in a book; the message says in Dutch what to do."""


def _is_not_over(account) -> str | None:
    if account.year >= timezone.localdate().year:
        return _("Het jaar %(year)d is nog niet voorbij.") % {"year": account.year}
    return None


def _has_open_year_before(account) -> str | None:
    if account.earlier_open():
        return _("Maak eerst de jaarrekening van het jaar ervoor op.")
    return None


def _lacks_receipts(account) -> str | None:
    if not (missing := account.without_receipt().count()):
        return None
    return ngettext(
        "%(number)d uitgave heeft nog geen bon. Voeg de bon toe, of schrijf waarom er geen is.",
        "%(number)d uitgaven hebben nog geen bon. Voeg de bonnen toe, of schrijf waarom ze er niet zijn.",
        missing,
    ) % {"number": missing}


def _lacks_signatures(account) -> str | None:
    if account.signatures() < AUDITORS_NEEDED:
        return _("De twee leden van de kascommissie hebben nog niet allebei akkoord gegeven.")
    return None


def _lacks_meeting(account) -> str | None:
    return None if account.meeting_on else _("Vul de datum van de ledenvergadering in.")


def _has_later_year_drawn_up(account) -> str | None:
    if account.later_drawn_up():
        return _("De jaarrekening van een later jaar is al opgemaakt. Haal die eerst terug.")
    return None


ACCOUNT_LIFE_CYCLE = LifeCycle(
    states={
        OPEN: gettext_lazy("open"),
        DRAWN_UP: gettext_lazy("opgemaakt"),
        AUDITED: gettext_lazy("kascommissie akkoord"),
        APPROVED: gettext_lazy("ledenvergadering akkoord"),
        SENT: gettext_lazy("verzonden"),
        PUBLISHED: gettext_lazy("gepubliceerd"),
    },
    initial=OPEN,
    transitions=(
        Transition(
            name="draw_up",
            source=(OPEN,),
            target=DRAWN_UP,
            permission=KEEP,
            label=gettext_lazy("Jaarrekening opmaken"),
            why=gettext_lazy(
                "Het jaar gaat dicht: u boekt er niets meer in. Het volgende jaar begint met het eindsaldo."
            ),
            guards=(_is_not_over, _has_open_year_before, _lacks_receipts),
        ),
        Transition(
            name="audit",
            source=(DRAWN_UP,),
            target=AUDITED,
            permission="books.sign_account",
            label=gettext_lazy("Kascommissie akkoord"),
            why=gettext_lazy("Twee leden van de kascommissie hebben alles nagekeken en zijn akkoord."),
            guards=(_lacks_signatures,),
        ),
        Transition(
            name="approve",
            source=(AUDITED,),
            target=APPROVED,
            permission=KEEP,
            label=gettext_lazy("Ledenvergadering akkoord"),
            why=gettext_lazy("De leden hebben de jaarrekening goedgekeurd."),
            guards=(_lacks_meeting,),
        ),
        Transition(
            name="send",
            source=(APPROVED,),
            target=SENT,
            permission=KEEP,
            label=gettext_lazy("Verzenden aan de gemeente"),
            why=gettext_lazy(
                "De gemeente ziet de jaarrekening met de bonnen. Van de rest van het boek ziet zij niets."
            ),
        ),
        Transition(
            name="publish",
            source=(SENT,),
            target=PUBLISHED,
            permission=KEEP,
            label=gettext_lazy("Publiceren voor het dorp"),
            why=gettext_lazy(
                "Iedereen leest de bedragen en waarvoor ze waren. Namen en bonnen blijven van u."
            ),
        ),
        Transition(
            name="hand_back",
            source=(DRAWN_UP, AUDITED, APPROVED, SENT, PUBLISHED),
            target=OPEN,
            permission="books.hand_back_account",
            label=gettext_lazy("Terug naar de penningmeester"),
            why=gettext_lazy("Het jaar gaat weer open. De kascommissie en de leden kijken daarna opnieuw."),
            guards=(_has_later_year_drawn_up,),
            needs_reason=True,
        ),
    ),
)

ASKED, GRANTED, REFUSED, PAID, LAPSED = "asked", "granted", "refused", "paid", "lapsed"
DECIDE = "books.decide_request"

REQUEST_LIFE_CYCLE = LifeCycle(
    states={
        ASKED: gettext_lazy("nieuw"),
        GRANTED: gettext_lazy("toegezegd"),
        REFUSED: gettext_lazy("afgewezen"),
        PAID: gettext_lazy("betaald"),
        LAPSED: gettext_lazy("vervallen"),
    },
    initial=ASKED,
    transitions=(
        Transition(
            name="grant",
            source=(ASKED,),
            target=GRANTED,
            permission=DECIDE,
            label=gettext_lazy("Ja"),
            why=gettext_lazy("Het bedrag telt mee als toegezegd, tot u het betaalt."),
            needs_reason=True,
        ),
        Transition(
            name="refuse",
            source=(ASKED,),
            target=REFUSED,
            permission=DECIDE,
            label=gettext_lazy("Nee"),
            why=gettext_lazy("De bewoner krijgt bericht met uw reden."),
            needs_reason=True,
        ),
        Transition(
            name="pay",
            source=(GRANTED,),
            target=PAID,
            permission=KEEP,
            label=gettext_lazy("Betaald"),
            why=gettext_lazy("De uitgave is geboekt."),
        ),
        Transition(
            name="unpay",
            source=(PAID,),
            target=GRANTED,
            permission=KEEP,
            label=gettext_lazy("Toch niet betaald"),
            why=gettext_lazy("De uitgave is teruggedraaid."),
        ),
        Transition(
            name="lapse",
            source=(GRANTED,),
            target=LAPSED,
            permission=DECIDE,
            label=gettext_lazy("Gaat niet door"),
            why=gettext_lazy("Het bedrag komt weer vrij. De bewoner krijgt bericht met uw reden."),
            needs_reason=True,
        ),
    ),
)
