"""What a gemeente can ask of a panel, and the life of a recognition. Pure Python."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

STATUTES, CHOSEN, ACCOUNT, COUNCIL, SINGLE, REGISTERED = (
    "statutes",
    "chosen",
    "account",
    "council",
    "single",
    "registered",
)
BOARD, MEETINGS, PUBLIC, TERMS, MEMBERS, JUDGED = "board", "meetings", "public", "terms", "members", "judged"

MET, EXPIRING, MISSING = "met", "expiring", "missing"
VERDICTS = {MET: _("in orde"), EXPIRING: _("verloopt"), MISSING: _("ontbreekt")}


@dataclass(frozen=True)
class Measure:
    """A kind of criterion. `number` is where a gemeente starts, None when the criterion has no number."""

    label: str | Promise
    number: int | None = None
    asks: str | Promise = ""


# The first ones are what real schemes ask (docs/adr/0131-legitimacy-as-data.md), in the order of a page.
MEASURES: dict[str, Measure] = {
    STATUTES: Measure(_("Statuten met een doel en een gebied")),
    CHOSEN: Measure(_("Bestuur gekozen door bewoners, of een stichting")),
    REGISTERED: Measure(_("Ingeschreven bij de KvK")),
    SINGLE: Measure(_("De enige erkende organisatie in het gebied")),
    ACCOUNT: Measure(
        _("Ledenvergaderingen per jaar met de rekening en verantwoording"), 1, _("Minstens hoeveel per jaar?")
    ),
    COUNCIL: Measure(_("Geen leden van raad of college in het bestuur")),
    BOARD: Measure(_("Actieve bestuursleden"), 4, _("Minstens hoeveel?")),
    MEETINGS: Measure(_("Vergaderingen per jaar"), 5, _("Minstens hoeveel per jaar?")),
    PUBLIC: Measure(_("Openbare vergaderingen per jaar"), 1, _("Minstens hoeveel per jaar?")),
    TERMS: Measure(_("Jaren in het bestuur"), 8, _("Hoogstens hoeveel jaar?")),
    MEMBERS: Measure(_("Leden"), 20, _("Minstens hoeveel?")),
    JUDGED: Measure(_("Een eigen eis, beoordeeld door de gemeente"), 4, _("Hoeveel jaar geldt een oordeel?")),
}
# Asked of nobody until a gemeente says so.
NOT_AT_FIRST = frozenset({MEMBERS})
REPRESENTATIVE = "Genoeg bewoners doen mee, en iedereen kan meedoen"


def first_criteria() -> list[dict]:
    """Return the fields of the criteria with which a gemeente begins."""
    return [
        {
            "kind": kind,
            "title": REPRESENTATIVE if kind == JUDGED else "",
            "number": measure.number,
            "is_active": kind not in NOT_AT_FIRST,
            "position": position,
        }
        for position, (kind, measure) in enumerate(MEASURES.items(), start=1)
    ]


CHOSEN_BY = {
    "residents": _("door bewoners of leden"),
    "foundation": _("door het bestuur van een stichting"),
    "other": _("anders"),
}
TIES = {
    "none": _("niet in raad of college"),
    "council": _("zit in de gemeenteraad"),
    "college": _("zit in het college"),
}
MEETING_KINDS = {
    "members": _("ledenvergadering (ALV)"),
    "board": _("bestuursvergadering"),
    "residents": _("bewonersavond"),
}

ASKED, PROPOSED, RECOGNISED, REFUSED = "asked", "proposed", "recognised", "refused"
DOUBTED, WITHDRAWN, EXPIRED, TAKEN_BACK = "doubted", "withdrawn", "expired", "taken_back"
OPEN = (ASKED, PROPOSED)
# A recognition that is doubted holds until it is withdrawn.
HOLDING = (RECOGNISED, DOUBTED)

# From so long before a day the page and the portal warn of it.
WARN_BEFORE = timedelta(days=120)
REMIND_BEFORE = (timedelta(days=120), timedelta(days=30))
# How long a recognition usually lasts, in years.
USUAL_YEARS = 4
# How long the portal keeps who wants to join.
KEEP_SIGN_UPS = timedelta(days=90)

KEEP, JUDGE, DECIDE, CLOCK = (
    "recognition.keep_file",
    "recognition.judge_file",
    "recognition.decide",
    "recognition.follow_clock",
)

LIFE_CYCLE = LifeCycle(
    states={
        ASKED: _("aangevraagd"),
        PROPOSED: _("voorstel ligt klaar"),
        RECOGNISED: _("erkend"),
        DOUBTED: _("intrekking voorgesteld"),
        REFUSED: _("niet erkend"),
        WITHDRAWN: _("ingetrokken"),
        EXPIRED: _("verlopen"),
        TAKEN_BACK: _("aanvraag teruggenomen"),
    },
    initial=ASKED,
    transitions=(
        Transition(
            name="propose",
            source=(ASKED,),
            target=PROPOSED,
            permission=JUDGE,
            label=_("Voorstel maken"),
            why=_("U schrijft uw advies. Iemand anders neemt het besluit."),
        ),
        Transition(
            name="send_back",
            source=(PROPOSED,),
            target=ASKED,
            permission=DECIDE,
            label=_("Terug voor een nieuw voorstel"),
            why=_("Het advies is nog niet goed. De aanvraag blijft staan."),
            needs_reason=True,
        ),
        Transition(
            name="recognise",
            source=(PROPOSED,),
            target=RECOGNISED,
            permission=DECIDE,
            label=_("Erkennen"),
            why=_("Het bestuur krijgt een brief, en de organisatie komt op de openbare lijst."),
        ),
        Transition(
            name="refuse",
            source=(PROPOSED,),
            target=REFUSED,
            permission=DECIDE,
            label=_("Niet erkennen"),
            why=_("Het bestuur krijgt een brief met uw reden."),
            needs_reason=True,
        ),
        Transition(
            name="take_back",
            source=(ASKED,),
            target=TAKEN_BACK,
            permission=KEEP,
            label=_("Aanvraag terugnemen"),
            why=_("De gemeente hoeft niets meer te doen. U kunt later opnieuw aanvragen."),
        ),
        Transition(
            name="propose_withdrawal",
            source=(RECOGNISED,),
            target=DOUBTED,
            permission=JUDGE,
            label=_("Intrekken voorstellen"),
            why=_("Het bestuur krijgt uw reden per brief en kan reageren. Iemand anders neemt het besluit."),
            needs_reason=True,
        ),
        Transition(
            name="withdraw",
            source=(DOUBTED,),
            target=WITHDRAWN,
            permission=DECIDE,
            label=_("Erkenning intrekken"),
            why=_("De reden komt op de openbare lijst. Schrijf geen namen van mensen op."),
            needs_reason=True,
        ),
        Transition(
            name="uphold",
            source=(DOUBTED,),
            target=RECOGNISED,
            permission=DECIDE,
            label=_("Erkenning laten staan"),
            why=_("Het bestuur krijgt een brief dat de erkenning blijft."),
            needs_reason=True,
        ),
        Transition(
            name="expire",
            source=HOLDING,
            target=EXPIRED,
            permission=CLOCK,
            label=_("Laten verlopen"),
            why=_("Het portaal doet dit zelf op de laatste dag."),
        ),
    ),
)
