"""The life cycles of a meeting and of a sign-up, and the terms that go with them. Pure Python."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

CHOOSING, RESULTS, WALK, MEMBERS, TALK, OTHER = "choosing", "results", "walk", "members", "talk", "other"
KINDS = {
    CHOOSING: _("keuzebijeenkomst"),
    RESULTS: _("resultaatbijeenkomst"),
    WALK: _("wijkschouw"),
    MEMBERS: _("algemene ledenvergadering"),
    TALK: _("overleg"),
    OTHER: _("andere bijeenkomst"),
}
KIND_ICONS = {
    CHOOSING: "checklist",
    RESULTS: "flag",
    WALK: "walk",
    MEMBERS: "users-group",
    TALK: "message",
    OTHER: "calendar-event",
}
# What some people need to take part.
IS_THERE = {"unknown": _("onbekend"), "yes": _("aanwezig"), "no": _("niet aanwezig")}

DRAFT, ANNOUNCED, HELD, ADOPTED, CANCELLED = "draft", "announced", "held", "adopted", "cancelled"
# What anyone may know of, when the meeting is for everyone.
PUBLIC = (ANNOUNCED, HELD, ADOPTED, CANCELLED)
PAST = (HELD, ADOPTED)

ASKED, INVITED, COMING, WAITING, OFF = "asked", "invited", "coming", "waiting", "off"
EXPECTED = (COMING, WAITING)

# How many may come on one sign-up: a family, no bus.
MOST_PERSONS = 8
MOST_INVITED = 100
# A sign-up that nobody confirms is forgotten after this; the link in the letter works as long.
CONFIRM_WITHIN = timedelta(days=3)
# Who came is known for two months, for the minutes and a thank you; what help one needs until the day after.
KEEP_GUESTS = timedelta(days=60)
KEEP_NEEDS = timedelta(days=1)
# Before this the door cannot be opened, or a meeting of next month would be ticked off.
DOOR_BEFORE = timedelta(hours=12)

MANAGE = "meetings.manage_meeting"


def _has_begun(meeting) -> str | None:
    if meeting.starts_at > timezone.now():
        return _("De bijeenkomst is nog niet begonnen.")
    return None


def _is_to_come(meeting) -> str | None:
    if meeting.ends_at <= timezone.now():
        return _("Deze dag is al voorbij. Kies een andere dag, of zet de bijeenkomst op “gehouden”.")
    return None


def _has_place(meeting) -> str | None:
    return None if meeting.place else _("Schrijf op waar het is.")


def _has_minutes(meeting) -> str | None:
    return None if meeting.has_minutes else _("Er is nog geen verslag.")


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        ANNOUNCED: _("aangekondigd"),
        HELD: _("gehouden"),
        ADOPTED: _("verslag vastgesteld"),
        CANCELLED: _("afgelast"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="announce",
            source=(DRAFT,),
            target=ANNOUNCED,
            permission=MANAGE,
            label=_("Aankondigen"),
            why=_("Is de bijeenkomst voor iedereen, dan staat zij op de site en krijgen volgers bericht."),
            guards=(_has_place, _is_to_come),
        ),
        Transition(
            name="hold",
            source=(DRAFT, ANNOUNCED),
            target=HELD,
            permission=MANAGE,
            label=_("Gehouden"),
            why=_("De bijeenkomst is geweest. Na een aankondiging doet het portaal dit zelf."),
            guards=(_has_begun,),
        ),
        Transition(
            name="adopt_minutes",
            source=(HELD,),
            target=ADOPTED,
            permission=MANAGE,
            label=_("Verslag vaststellen"),
            why=_(
                "Het verslag klopt. Was de bijeenkomst voor iedereen, dan kan iedereen het lezen, met de besluiten en "
                "toezeggingen. Wie er was, krijgt bericht."
            ),
            guards=(_has_minutes,),
        ),
        Transition(
            name="reopen_minutes",
            source=(ADOPTED,),
            target=HELD,
            permission=MANAGE,
            label=_("Verslag weer openen"),
            why=_("Er klopt iets niet. Het verslag gaat van de site tot u het opnieuw vaststelt."),
            needs_reason=True,
        ),
        Transition(
            name="cancel",
            source=(ANNOUNCED,),
            target=CANCELLED,
            permission=MANAGE,
            label=_("Afgelasten"),
            why=_("Wie zich heeft aangemeld, krijgt een e-mail met de reden. Die staat ook op de site."),
            guards=(_is_to_come,),
            needs_reason=True,
        ),
    ),
)

# Who has the link of a sign-up takes these steps; the portal does it for them.
SIGN_UP_CYCLE = LifeCycle(
    states={
        ASKED: _("nog niet bevestigd"),
        INVITED: _("uitgenodigd"),
        COMING: _("komt"),
        WAITING: _("op de wachtlijst"),
        OFF: _("afgemeld"),
    },
    initial=ASKED,
    transitions=(
        Transition(
            name="take_seat",
            source=(ASKED, INVITED, WAITING, OFF),
            target=COMING,
            permission=MANAGE,
            label=_("Plek geven"),
            why=_("Deze bezoeker heeft een plek en krijgt bericht."),
        ),
        Transition(
            name="join_line",
            source=(ASKED, INVITED, OFF),
            target=WAITING,
            permission=MANAGE,
            label=_("Op de wachtlijst"),
            why=_("Er is geen plek. Wie zich het eerst aanmeldde, komt het eerst aan de beurt."),
        ),
        Transition(
            name="sign_off",
            source=(INVITED, COMING, WAITING),
            target=OFF,
            permission=MANAGE,
            label=_("Afmelden"),
            why=_("Deze bezoeker komt niet. Wie op de wachtlijst bovenaan staat, krijgt de plek."),
        ),
    ),
)
