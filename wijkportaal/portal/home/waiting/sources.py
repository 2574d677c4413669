"""In which rooms something can wait, and for whom: the one table of the list."""

from django.utils.translation import gettext_lazy

from areas.roles.states import (
    ADMINISTRATOR,
    ALDERMAN,
    AREA_MANAGER,
    BOARD_MEMBER,
    COMMUNITY_WORKER,
    DEPARTMENT,
    FINANCE,
    PARTNER,
    RESIDENT,
    TASKGROUP_MEMBER,
)
from programmes.analysis.states import PROFESSIONALS
from wijkportaal.portal.home.waiting import administration, council, money, programmes, residents
from wijkportaal.portal.home.waiting.lines import Source

WORKERS = (AREA_MANAGER, COMMUNITY_WORKER, ADMINISTRATOR)
MAKERS = (AREA_MANAGER, ALDERMAN, ADMINISTRATOR)
INSIDERS = (AREA_MANAGER, COMMUNITY_WORKER, DEPARTMENT, PARTNER, ALDERMAN, ADMINISTRATOR)
MEETERS = (*WORKERS, DEPARTMENT, PARTNER, BOARD_MEMBER)
# Who does it in their own time; somebody without a role is a resident.
VOLUNTEERS = (RESIDENT, BOARD_MEMBER, TASKGROUP_MEMBER)

# In the order of the list for jobs of the same day. No roles: something can wait for everyone.
SOURCES = (
    Source(gettext_lazy("Afspraken"), "checks", (), programmes.promises, "commitments:workbench"),
    Source(
        gettext_lazy("Signalen"),
        "message-circle",
        (),
        residents.signals,
        "signals:inbox",
        "signals.see_inbox",
    ),
    Source(
        gettext_lazy("Raadsvragen"),
        "help-circle",
        (AREA_MANAGER, ALDERMAN, ADMINISTRATOR),
        council.questions,
        "questions:workbench",
    ),
    Source(gettext_lazy("Visitaties"), "users-group", INSIDERS, council.advice, "visitations:workbench"),
    Source(gettext_lazy("Cyclus"), "refresh", (), programmes.steps, "cycle:board"),
    Source(
        gettext_lazy("Bijdragen"),
        "file-text",
        (),
        programmes.parts,
        "contributions:mine",
        "yearly.contribute",
    ),
    Source(gettext_lazy("Programma's"), "book", (BOARD_MEMBER,), programmes.panel_checks, "yearly:workbench"),
    Source(gettext_lazy("Programma's"), "book", MAKERS, programmes.programmes, "yearly:workbench"),
    Source(
        gettext_lazy("Buurtanalyse"),
        "chart-bar",
        (*PROFESSIONALS, AREA_MANAGER),
        programmes.judgements,
        "analysis:workbench",
    ),
    Source(gettext_lazy("Taakgroepen"), "users-group", VOLUNTEERS, residents.tasks, "taskgroups:mine"),
    Source(gettext_lazy("Taakgroepen"), "users-group", WORKERS, residents.calls),
    Source(gettext_lazy("Initiatieven"), "plant-2", (*WORKERS, DEPARTMENT), residents.initiatives),
    Source(gettext_lazy("Moderatie"), "flag", WORKERS, residents.complaints),
    Source(gettext_lazy("Buurtgenoten"), "heart-handshake", WORKERS, residents.notices),
    Source(gettext_lazy("Bijeenkomsten"), "calendar-event", MEETERS, residents.minutes, "meetings:workbench"),
    Source(
        gettext_lazy("Vragenrondes"), "clipboard-list", WORKERS, residents.rounds, "consultations:workbench"
    ),
    Source(gettext_lazy("Stemrondes"), "checklist", WORKERS, residents.votes, "voting:workbench"),
    Source(gettext_lazy("Peilingen"), "clipboard-list", WORKERS, residents.surveys, "surveys:workbench"),
    Source(
        gettext_lazy("Projecten"), "tool", (), programmes.silent_projects, "", "progress.see_own_projects"
    ),
    Source(gettext_lazy("Erkenning"), "shield-check", MAKERS, residents.recognitions),
    Source(gettext_lazy("Erkenning"), "shield-check", (BOARD_MEMBER,), residents.own_file),
    Source(
        gettext_lazy("Aanvragen"), "file-text", (*MAKERS, FINANCE), money.applications, "grants:workbench"
    ),
    Source(gettext_lazy("Bezwaren"), "hand-stop", (ALDERMAN,), money.objections, "objections:index"),
    Source(gettext_lazy("Kasboek"), "book", (BOARD_MEMBER,), money.requests, "books:index"),
    Source(gettext_lazy("Kasboek"), "book", (BOARD_MEMBER,), money.years_to_close, "books:index"),
    Source(gettext_lazy("Mijn aanvragen"), "file-text", VOLUNTEERS, money.own_applications, "grants:mine"),
    Source(
        gettext_lazy("Jaarrekeningen"),
        "file-text",
        (),
        money.accounts,
        "books:sent",
        "books.see_sent_accounts",
    ),
    Source(gettext_lazy("Toekenningen"), "building-community", (), money.runs, "", "allocations.see_runs"),
    Source(
        gettext_lazy("Inrichten"),
        "settings",
        (ADMINISTRATOR,),
        administration.beginnings,
        "administration:overview",
        "administration.manage_portal",
    ),
    Source(
        gettext_lazy("Toegang"),
        "key",
        (ADMINISTRATOR,),
        administration.reviews,
        "roles:reviews",
        "administration.manage_portal",
    ),
    Source(
        gettext_lazy("Taken"),
        "refresh",
        (ADMINISTRATOR,),
        administration.failures,
        "administration:jobs",
        "administration.manage_portal",
    ),
    Source(gettext_lazy("Staffels"), "coins", (), money.staffels, "", "staffels.see_workbench"),
)
