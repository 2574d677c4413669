"""The life of a round of voting, and the words for how is voted, counted and checked."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, PLANNED, OPEN, CLOSED, COUNTED, PUBLISHED = (
    "draft",
    "planned",
    "open",
    "closed",
    "counted",
    "published",
)
# What anyone may know of.
PUBLIC = (PLANNED, OPEN, CLOSED, COUNTED, PUBLISHED)

STICKERS, APPROVAL, RANKING, KNAPSACK = "stickers", "approval", "ranking", "knapsack"
METHODS = {
    STICKERS: _("stickers plakken"),
    APPROVAL: _("plannen aankruisen"),
    RANKING: _("plannen op volgorde zetten"),
    KNAPSACK: _("zelf het budget verdelen"),
}

MOST_VOTES, EQUAL_SHARES, EQUAL_SHARES_ALONE = "most_votes", "equal_shares", "equal_shares_alone"
RULES = {MOST_VOTES: _("meeste stemmen"), EQUAL_SHARES: _("gelijke delen")}

BY_CODE, BY_EMAIL, BY_ACCOUNT, ELSEWHERE = "code", "email", "account", "elsewhere"
CHECKS = {
    BY_CODE: _("een code uit een brief"),
    BY_EMAIL: _("een e-mailadres"),
    BY_ACCOUNT: _("een account op deze site"),
    # Of a round that was held elsewhere and taken in as a file; nobody can choose it.
    ELSEWHERE: _("een controle die elders is gedaan"),
}

ONLINE, PAPER, TAKEN_IN = "online", "paper", "file"
CHANNELS = {ONLINE: _("online"), PAPER: _("op papier"), TAKEN_IN: _("uit een bestand")}

# The most that a form can still show well.
MOST_STICKERS, MOST_ON_ONE, MOST_PLACES, MOST_PLANS, MOST_CODES, MOST_LETTERS = 30, 10, 10, 400, 10_000, 200
# Letters that the words of a plan may count.
MOST_WORDS = 2000
# A paper ballot, by the entries of two people.
WAITING, AGREED, DIFFERENT, DOUBLE = "waiting", "agreed", "different", "double"
PAPER_STATES = {
    WAITING: _("wacht op de tweede invoer"),
    AGREED: _("klaar"),
    DIFFERENT: _("de twee verschillen"),
    DOUBLE: _("telt niet mee: met deze code is al gestemd"),
}
# How long somebody who typed their code may take over one visit.
VISIT = timedelta(hours=2)

RUN = "voting.run_round"
PUBLISH = "voting.publish_round"


class VotingRefused(EditRefused):
    """A vote, an entry or a change that may not be; the message says why in Dutch."""


def _has_plans(voting_round) -> str | None:
    if voting_round.plans.count() < 2:
        return _("Er zijn minstens twee plannen nodig om uit te kiezen.")
    return None


def _has_time(voting_round) -> str | None:
    if voting_round.ends_at <= timezone.now():
        return _("Het einde van de stemronde is al voorbij. Kies een ander moment.")
    return None


def _has_codes(voting_round) -> str | None:
    if voting_round.check_by == BY_CODE and not voting_round.codes.exists():
        return _("Er zijn nog geen codes gemaakt. Zonder code kan niemand stemmen.")
    return None


def _something_fits(voting_round) -> str | None:
    if not voting_round.plans.filter(cost__lte=voting_round.budget).exists():
        return _("Geen enkel plan past in het budget.")
    return None


def _has_begun(voting_round) -> str | None:
    if voting_round.starts_at > timezone.now():
        return _("De stemronde gaat vanzelf open op %(day)s.") % {"day": moment(voting_round.starts_at)}
    return None


def _has_ended(voting_round) -> str | None:
    if voting_round.ends_at > timezone.now():
        return _("De stemronde sluit vanzelf op %(day)s.") % {"day": moment(voting_round.ends_at)}
    return None


def _paper_is_settled(voting_round) -> str | None:
    if voting_round.papers.filter(state__in=(WAITING, DIFFERENT)).exists():
        return _("Er zijn stembiljetten die nog niet twee keer gelijk zijn ingevoerd.")
    return None


def moment(at) -> str:
    """Write a moment as people say it."""
    return date_format(timezone.localtime(at), "l j F Y, H.i \\u\\u\\r")


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        PLANNED: _("klaar om te openen"),
        OPEN: _("open"),
        CLOSED: _("gesloten"),
        COUNTED: _("geteld"),
        PUBLISHED: _("uitslag bekend"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="plan",
            source=(DRAFT,),
            target=PLANNED,
            permission=RUN,
            label=_("Klaarzetten"),
            why=_(
                "Iedereen ziet de plannen, de regels en wanneer er gestemd kan worden. Daarna verandert er niets meer "
                "aan. De stemronde gaat vanzelf open en dicht."
            ),
            guards=(_has_plans, _something_fits, _has_codes, _has_time),
        ),
        Transition(
            name="withdraw",
            source=(PLANNED,),
            target=DRAFT,
            permission=RUN,
            label=_("Terug naar concept"),
            why=_("Er moet nog iets veranderen. De stemronde verdwijnt van de site."),
            needs_reason=True,
        ),
        Transition(
            name="open",
            source=(PLANNED,),
            target=OPEN,
            permission=RUN,
            label=_("Openen"),
            why=_("Het portaal doet dit zelf, op de tijd die er staat."),
            guards=(_has_begun, _has_time),
        ),
        Transition(
            name="close",
            source=(OPEN, PLANNED),
            target=CLOSED,
            permission=RUN,
            label=_("Sluiten"),
            why=_("Het portaal doet dit zelf, op de tijd die er staat."),
            guards=(_has_ended,),
        ),
        Transition(
            name="close_early",
            source=(OPEN,),
            target=CLOSED,
            permission=RUN,
            label=_("Eerder sluiten"),
            why=_("Alleen als het echt moet, bijvoorbeeld na een storing. Iedereen kan lezen waarom."),
            needs_reason=True,
        ),
        Transition(
            name="count",
            source=(CLOSED,),
            target=COUNTED,
            permission=RUN,
            label=_("Tellen"),
            why=_(
                "Het portaal telt volgens de regel die er vooraf stond, en gooit het geheim weg waarmee een stem nog "
                "bij een code te vinden was. Papieren stemmen kunnen er daarna niet meer bij."
            ),
            guards=(_paper_is_settled,),
        ),
        Transition(
            name="publish",
            source=(COUNTED,),
            target=PUBLISHED,
            permission=PUBLISH,
            label=_("Uitslag bekendmaken"),
            why=_("Iedereen ziet de uitslag, de opkomst en hoe de loting is gegaan."),
        ),
    ),
)
