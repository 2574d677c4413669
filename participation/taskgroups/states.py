"""The life cycles of a taakgroep, of its members and of a call for help. Pure Python."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

FORMING, ACTIVE, ENDED, STOPPED = "forming", "active", "ended", "stopped"
RUNNING = (FORMING, ACTIVE)
INVITED, ASKED, MEMBER, LEFT = "invited", "asked", "member", "left"
OPEN, TAKEN, SOLVED = "open", "taken", "solved"

# Without a sign for so long a group is quiet, and worth a word in the weekly talk.
QUIET_AFTER = timedelta(days=21)
# Within this the opbouwwerker answers a call for help.
HELP_WITHIN = timedelta(days=5)
# How long an invitation waits; then its address is forgotten.
INVITED_FOR = timedelta(days=30)

LEAD, SUPPORT = "taskgroups.lead_group", "taskgroups.support_group"


def lacks_members(group) -> str | None:
    """Say that a group needs more residents before it can begin."""
    lacking = group.least_members - group.member_count
    if lacking <= 0:
        return None
    if lacking == 1:
        return _("Er is nog 1 bewoner nodig om te beginnen.")
    return _("Er zijn nog %(number)d bewoners nodig om te beginnen.") % {"number": lacking}


def lacks_lead(group) -> str | None:
    """Say that nobody leads the group."""
    return None if group.lead else _("Kies eerst een trekker.")


LIFE_CYCLE = LifeCycle(
    states={
        FORMING: _("zoekt leden"),
        ACTIVE: _("aan de slag"),
        ENDED: _("klaar"),
        STOPPED: _("gestopt"),
    },
    initial=FORMING,
    transitions=(
        Transition(
            name="start_group",
            source=(FORMING,),
            target=ACTIVE,
            permission=LEAD,
            label=_("Aan de slag"),
            why=_("De groep is compleet en begint."),
            guards=(lacks_members, lacks_lead),
        ),
        Transition(
            name="end_group",
            source=(ACTIVE,),
            target=ENDED,
            permission=LEAD,
            label=_("Het is klaar"),
            why=_("Schrijf wat er is gelukt. Alle leden krijgen een bedankje."),
            needs_reason=True,
        ),
        Transition(
            name="stop_group",
            source=(FORMING, ACTIVE),
            target=STOPPED,
            permission=LEAD,
            label=_("Stoppen"),
            why=_("Het lukt niet, of het hoeft niet meer. Iedereen kan lezen waarom."),
            needs_reason=True,
        ),
        Transition(
            name="resume_group",
            source=(ENDED, STOPPED),
            target=FORMING,
            permission=SUPPORT,
            label=_("Weer beginnen"),
            why=_("De groep gaat verder. Er is weer plek voor nieuwe leden."),
            needs_reason=True,
        ),
    ),
)

MEMBER_CYCLE = LifeCycle(
    states={INVITED: _("uitgenodigd"), ASKED: _("wil meedoen"), MEMBER: _("lid"), LEFT: _("weggegaan")},
    initial=INVITED,
    transitions=(
        Transition(
            name="accept_place",
            source=(INVITED,),
            target=MEMBER,
            permission="taskgroups.accept_place",
            label=_("Ik doe mee"),
            why=_("U wordt lid van de taakgroep."),
        ),
        Transition(
            name="admit_member",
            source=(ASKED,),
            target=MEMBER,
            permission=LEAD,
            label=_("Welkom"),
            why=_("Deze bewoner wordt lid en krijgt bericht."),
        ),
        Transition(
            name="leave_group",
            source=(MEMBER,),
            target=LEFT,
            permission="taskgroups.leave_group",
            label=_("Weggaan"),
            why=_("Deze bewoner is geen lid meer. De taken komen vrij."),
        ),
    ),
)

HELP_CYCLE = LifeCycle(
    states={OPEN: _("wacht op antwoord"), TAKEN: _("opgepakt"), SOLVED: _("opgelost")},
    initial=OPEN,
    transitions=(
        Transition(
            name="take_call",
            source=(OPEN,),
            target=TAKEN,
            permission=SUPPORT,
            label=_("Ik help"),
            why=_("De taakgroep krijgt uw antwoord per e-mail."),
        ),
        Transition(
            name="solve_call",
            source=(OPEN, TAKEN),
            target=SOLVED,
            permission="taskgroups.take_part",
            label=_("Het is opgelost"),
            why=_("De hulp is niet meer nodig."),
        ),
    ),
)
