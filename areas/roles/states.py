"""The roles of the portal, and the life cycles of an invitation and of a round of access review."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

RESIDENT = "resident"
BOARD_MEMBER = "board_member"
TASKGROUP_MEMBER = "taskgroup_member"
COMMUNITY_WORKER = "community_worker"
AREA_MANAGER = "area_manager"
DEPARTMENT = "department"
PARTNER = "partner"
ALDERMAN = "alderman"
COUNCILLOR = "councillor"
FINANCE = "finance"
ADMINISTRATOR = "administrator"

ROLES = {
    RESIDENT: _("bewoner"),
    BOARD_MEMBER: _("bestuurslid"),
    TASKGROUP_MEMBER: _("taakgroeplid"),
    COMMUNITY_WORKER: _("wijkopbouwwerker"),
    AREA_MANAGER: _("wijkmanager"),
    DEPARTMENT: _("vakafdeling"),
    PARTNER: _("partner"),
    ALDERMAN: _("wijkwethouder"),
    COUNCILLOR: _("raadslid"),
    FINANCE: _("financieel medewerker"),
    ADMINISTRATOR: _("beheerder"),
}

# What someone with this role does in the portal, for who gives the role (docs/adr/0020-roles-in-areas.md).
ROLE_HELP = {
    RESIDENT: _("Woont hier. Leest mee en doet mee."),
    BOARD_MEMBER: _("Zit in het bestuur van een wijkpanel of dorpsbelang."),
    TASKGROUP_MEMBER: _("Voert met buren een plan uit."),
    COMMUNITY_WORKER: _("Helpt bewoners en taakgroepen op weg."),
    AREA_MANAGER: _("Gezicht van de gemeente in de wijk of het dorp. Maakt het programma."),
    DEPARTMENT: _("Werkt bij een vakafdeling van de gemeente."),
    PARTNER: _("Werkt bij de corporatie, het sociaal wijkteam, welzijn of de politie."),
    ALDERMAN: _("Wethouder met wijken en dorpen in de portefeuille."),
    COUNCILLOR: _("Lid van de gemeenteraad of fractie."),
    FINANCE: _("Zorgt voor budgetten, betalingen en verantwoording."),
    ADMINISTRATOR: _("Beheert personen, gebieden en instellingen."),
}

# Who works with what others entrusted to the gemeente must have a second factor (BIO2). Residents, board
# members and members of a taakgroep are volunteers: for them it is their own choice.
STAFF_ROLES = frozenset(
    {COMMUNITY_WORKER, AREA_MANAGER, DEPARTMENT, PARTNER, ALDERMAN, COUNCILLOR, FINANCE, ADMINISTRATOR}
)
# Whose access is looked at four times a year instead of once (BIO2).
PRIVILEGED_ROLES = frozenset({ADMINISTRATOR})
# A resident sees nothing that others do not; there is no access to review.
REVIEWED_ROLES = frozenset(ROLES) - {RESIDENT}

# Functions that a bestuurslid can have.
BOARD_FUNCTIONS = {
    "chair": _("voorzitter"),
    "secretary": _("secretaris"),
    "treasurer": _("penningmeester"),
    "member": _("algemeen bestuurslid"),
}

INVITATION_LIFETIME = timedelta(days=14)

INVITATION_LIFE_CYCLE = LifeCycle(
    states={
        "open": _("verstuurd"),
        "accepted": _("aangenomen"),
        "withdrawn": _("ingetrokken"),
    },
    initial="open",
    transitions=(
        Transition(
            name="accept_invitation",
            source=("open",),
            target="accepted",
            permission="roles.accept_invitation",
            label=_("Aannemen"),
            why=_("U krijgt een account met deze rol."),
        ),
        Transition(
            name="withdraw_invitation",
            source=("open",),
            target="withdrawn",
            permission="roles.manage_roles",
            label=_("Intrekken"),
            why=_("De link in de e-mail werkt daarna niet meer."),
        ),
    ),
)

YEARLY = "yearly"
QUARTERLY = "quarterly"
REVIEW_KINDS = {
    YEARLY: _("Jaarlijkse controle van alle rollen"),
    QUARTERLY: _("Kwartaalcontrole van beheerders"),
}
REVIEW_INTERVALS = {YEARLY: timedelta(days=365), QUARTERLY: timedelta(days=92)}
# How long the reviewers have for one round.
REVIEW_TIME = timedelta(days=30)


def roles_in_review(kind: str) -> frozenset[str]:
    """Return the roles that a round of this kind looks at."""
    return PRIVILEGED_ROLES if kind == QUARTERLY else REVIEWED_ROLES


def next_review_due(last_finished: date, kind: str) -> date:
    """Return the last day on which the next round must have been finished."""
    return last_finished + REVIEW_INTERVALS[kind]


def _open_items(review) -> str | None:
    count = review.items.filter(decision="open").count()
    if not count:
        return None
    if count == 1:
        return _("Er is nog 1 rol niet gecontroleerd.")
    return _("Er zijn nog %(count)s rollen niet gecontroleerd.") % {"count": count}


REVIEW_LIFE_CYCLE = LifeCycle(
    states={"open": _("bezig"), "finished": _("afgerond")},
    initial="open",
    transitions=(
        Transition(
            name="finish_review",
            source=("open",),
            target="finished",
            permission="roles.review_access",
            label=_("Controle afronden"),
            why=_("Het verslag ligt daarna vast."),
            guards=(_open_items,),
        ),
    ),
)

OPEN, CONFIRMED, ENDED, LAPSED = "open", "confirmed", "ended", "lapsed"
DECISIONS = {
    OPEN: _("nog te doen"),
    CONFIRMED: _("bevestigd"),
    ENDED: _("beëindigd"),
    LAPSED: _("was al afgelopen"),
}
