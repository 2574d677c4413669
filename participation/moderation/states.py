from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

WAITING, KEPT, BLURRED, REMOVED = "waiting", "kept", "blurred", "removed"
APPEALED, UPHELD, RESTORED = "appealed", "upheld", "restored"
TO_DO = (WAITING, APPEALED)

# How long a writer can ask for a second judgement; then the words of what was removed are gone.
APPEAL_WITHIN = timedelta(days=30)
# How long it is known who was judged for what.
KEEP_CASES = timedelta(days=183)

JUDGE, JUDGE_AGAIN = "moderation.judge", "moderation.judge_again"

LIFE_CYCLE = LifeCycle(
    states={
        WAITING: _("wacht op een oordeel"),
        KEPT: _("blijft staan"),
        BLURRED: _("onherkenbaar gemaakt"),
        REMOVED: _("weggehaald"),
        APPEALED: _("wacht op een tweede oordeel"),
        UPHELD: _("blijft weg"),
        RESTORED: _("teruggezet"),
    },
    initial=WAITING,
    transitions=(
        Transition(
            name="keep",
            source=(WAITING,),
            target=KEPT,
            permission=JUDGE,
            label=_("Laten staan"),
            why=_("Er is niets mis mee."),
        ),
        Transition(
            name="blur",
            source=(WAITING,),
            target=BLURRED,
            permission=JUDGE,
            label=_("Onherkenbaar maken"),
            why=_("De foto blijft, maar wie erop staat is niet te herkennen."),
        ),
        Transition(
            name="remove",
            source=(WAITING,),
            target=REMOVED,
            permission=JUDGE,
            label=_("Weghalen"),
            why=_("De schrijver krijgt uw reden en kan om een tweede oordeel vragen."),
            needs_reason=True,
        ),
        Transition(
            name="appeal",
            source=(REMOVED,),
            target=APPEALED,
            permission="moderation.appeal",
            label=_("Tweede oordeel vragen"),
            why=_("Iemand anders dan de eerste keer kijkt er opnieuw naar."),
        ),
        Transition(
            name="uphold",
            source=(APPEALED,),
            target=UPHELD,
            permission=JUDGE_AGAIN,
            label=_("Blijft weg"),
            why=_("U bent het eens met de eerste keer. De schrijver krijgt uw reden."),
            needs_reason=True,
        ),
        Transition(
            name="restore",
            source=(APPEALED,),
            target=RESTORED,
            permission=JUDGE_AGAIN,
            label=_("Terugzetten"),
            why=_("Het had niet weg gemoeten. Iedereen kan het weer zien."),
        ),
    ),
)
