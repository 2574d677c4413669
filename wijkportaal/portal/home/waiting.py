"""What waits for somebody, from all rooms in one list: each line one job, with its day and the page where it is done.

A room says what waits in a query of its own; here on the roof each becomes lines (docs/adr/0154). A source is asked only
for who has a role to which something of it can wait, so that a page costs a fixed number of queries for each role.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.organisations.queries import organisations_worked_for, sits_on_some_board
from areas.roles.queries import role_areas
from areas.roles.states import (
    ADMINISTRATOR,
    ALDERMAN,
    AREA_MANAGER,
    BOARD_MEMBER,
    COMMUNITY_WORKER,
    COUNCILLOR,
    DEPARTMENT,
    FINANCE,
    PARTNER,
    RESIDENT,
    TASKGROUP_MEMBER,
)
from budgets.allocations.queries import accounts_to_settle
from budgets.allocations.queries import waiting_for as runs_for
from budgets.books.models import AnnualAccount, VillageRequest
from budgets.books.queries import books_visible_to, sent_accounts, treasurer_areas
from budgets.books.states import ASKED
from budgets.books.states import OPEN as OPEN_YEAR
from budgets.grants.queries import own as own_applications
from budgets.grants.queries import waiting_for as applications_for
from budgets.objections.queries import visible_to as objections_for
from budgets.objections.states import RECEIVED
from budgets.staffels.queries import waiting_for as staffels_for
from participation.consultations.queries.rounds import waiting_for as rounds_to_process
from participation.initiatives.queries import waiting_for as initiatives_for
from participation.meetings.queries import without_minutes
from participation.moderation.queries import number_waiting as complaints_for
from participation.neighbours.queries import waiting_for as notices_for
from participation.recognition.queries import own_bodies, standings
from participation.recognition.queries import waiting_for as recognitions_for
from participation.signals.queries.inbox import inbox_of, overdue
from participation.surveys.queries import to_publish
from participation.taskgroups.models import Task
from participation.taskgroups.queries import calls_waiting_for
from participation.voting.queries import to_count
from programmes.analysis.queries import waiting_for as judgements_for
from programmes.analysis.states import PROFESSIONALS
from programmes.commitments.queries import waiting_for as promises_for
from programmes.contributions.queries import to_check_by
from programmes.cycle.queries.steps import waiting_for as steps_for
from programmes.progress.queries import own_projects, unchecked
from programmes.yearly.models import Part, Programme
from programmes.yearly.queries import editable_by, supplied_by
from programmes.yearly.states import DRAFT, PUBLISHED
from wijkportaal.portal.questions.queries.questions import asked_by
from wijkportaal.portal.questions.queries.questions import waiting_for as questions_for
from wijkportaal.portal.visitations.queries import waiting_for as recommendations_for

# So many lines of one room stand on the page; what is more is behind the link to its own list.
MOST = 6
THIS_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One job that waits: what to do, where it is about, where it is done and by when (None: no day)."""

    text: str
    url: str
    where: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Source:
    """A room in which something can wait: for which roles, the lines, and where all of it stands."""

    label: str
    icon: str
    roles: tuple[str, ...]
    lines: Callable[[object], Iterable[Line]]
    door: str = ""
    permission: str = ""


@dataclass(frozen=True)
class Waiting:
    """One line of the list, with its room."""

    line: Line
    source: Source
    order: int

    @property
    def is_late(self) -> bool:
        return self.line.due is not None and self.line.due < timezone.localdate()

    @property
    def is_soon(self) -> bool:
        return self.line.due is not None and self.line.due <= timezone.localdate() + THIS_WEEK


@dataclass(frozen=True)
class WaitingList:
    """All that waits for somebody, by when; and the rooms in which there is more."""

    late: list[Waiting]
    soon: list[Waiting]
    later: list[Waiting]
    undated: list[Waiting]
    more: list[Source]

    @property
    def groups(self) -> list[tuple[str, str, list[Waiting]]]:
        """The parts of the list that have lines: an id, a heading and the lines."""
        named = (
            ("te-laat", _("Te laat"), self.late),
            ("deze-week", _("Vandaag en deze week"), self.soon),
            ("later", _("Later"), self.later),
            ("zonder-dag", _("Wacht op u"), self.undated),
        )
        return [group for group in named if group[2]]

    @property
    def number(self) -> int:
        return len(self.late) + len(self.soon) + len(self.later) + len(self.undated)


def waiting_list(person) -> WaitingList:
    """Return all that waits for somebody, by day and then by room; a fixed number of queries for each role."""
    held = _roles_of(person)
    found, more = [], []
    for order, source in enumerate(SOURCES):
        if source.roles and not held.intersection(source.roles):
            continue
        if source.permission and not person.has_perm(source.permission):
            continue
        lines = list(source.lines(person))
        found += [Waiting(line, source, order) for line in lines[:MOST]]
        if len(lines) > MOST and source.door:
            more.append(source)
    found.sort(key=lambda each: (each.line.due or date.max, each.order))
    dated = [each for each in found if each.line.due]
    return WaitingList(
        late=[each for each in dated if each.is_late],
        soon=[each for each in dated if each.is_soon and not each.is_late],
        later=[each for each in dated if not each.is_soon],
        undated=[each for each in found if each.line.due is None],
        more=more,
    )


def _roles_of(person) -> set[str]:
    """The roles that somebody has, and those that a function at an organisation brings; a resident has none."""
    held = {role for role, areas in role_areas(person).items() if areas}
    if sits_on_some_board(person):
        held.add(BOARD_MEMBER)
    if organisations_worked_for(person):
        held.add(PARTNER)
    return held or {RESIDENT}


def _some(rows: QuerySet) -> Iterable:
    """The rows that a page shows, and one more to know that there are more."""
    return rows[: MOST + 1]


def _programmes(person) -> Iterator[Line]:
    under_way = editable_by(person).exclude(state=PUBLISHED).select_related("area")
    for programme in _some(under_way.order_by("-year", "area__name")):
        yield Line(
            _("%(title)s: %(state)s") % {"title": programme.title, "state": programme.get_state_display()},
            reverse("yearly:editor", args=[programme.pk]),
            programme.area.name,
        )


def _panel_checks(person) -> Iterator[Line]:
    programmes: QuerySet[Programme] = to_check_by(person)
    for programme in _some(programmes.order_by("-year", "pk")):
        yield Line(
            _("Kijk na: %(title)s") % {"title": programme.title},
            reverse("contributions:check", args=[programme.pk]),
            programme.area.name,
        )


def _parts(person) -> Iterator[Line]:
    parts: QuerySet[Part] = supplied_by(person).filter(programme__state=DRAFT).exclude(state="signed")
    for part in _some(parts.select_related("programme__area").order_by("due_on", "pk")):
        yield Line(
            _("Uw bijdrage: %(title)s") % {"title": part.title},
            reverse("contributions:part", args=[part.pk]),
            part.programme.title,
            part.due_on,
        )


def _steps(person) -> Iterator[Line]:
    for step in _some(steps_for(person)):
        yield Line(str(step).capitalize(), step.get_absolute_url(), step.cycle.area.name, step.ends_on)


def _judgements(person) -> Iterator[Line]:
    for asked in _some(judgements_for(person)):
        text = _("Hoe gaat het in %(area)s?") % {"area": asked.area.name}
        url = reverse("analysis:new_judgement", args=[asked.analysis_id])
        yield Line(text, url, asked.area.name, asked.due_on)


def _signals(person) -> Iterator[Line]:
    for signal in _some(overdue(inbox_of(person))):
        yield Line(
            signal.title,
            reverse("signals:overview", args=[signal.public_id]),
            signal.area.name,
            signal.due_on,
        )


def _promises(person) -> Iterator[Line]:
    for promise in _some(promises_for(person)):
        url = reverse("commitments:overview", args=[promise.public_id])
        yield Line(promise.what, url, promise.area.name, promise.due_on)


def _questions(person) -> Iterator[Line]:
    for question in _some(questions_for(person)):
        url = reverse("questions:overview", args=[question.public_id])
        yield Line(question.title, url, question.area.name, question.due_on)


def _advice(person) -> Iterator[Line]:
    for advice in _some(recommendations_for(person)):
        url = reverse("visitations:recommendation", args=[advice.visitation.public_id, advice.number])
        yield Line(advice.text, url, str(advice.visitation), advice.due_on)


def _asked(person) -> Iterator[Line]:
    for question in _some(asked_by(person)):
        text = _("Uw vraag: %(title)s (%(state)s)") % {
            "title": question.title,
            "state": question.get_state_display(),
        }
        url = reverse("questions:overview", args=[question.public_id])
        yield Line(text, url, question.area.name, question.due_on)


def _initiatives(person) -> Iterator[Line]:
    waiting = initiatives_for(person)
    workbench = reverse("initiatives:workbench")
    if number := waiting.submitted:
        text = ngettext(
            "%(number)d initiatief wacht om op de site te komen",
            "%(number)d initiatieven wachten om op de site te komen",
            number,
        )
        yield Line(text % {"number": number}, f"{workbench}?state=submitted")
    if number := waiting.comments:
        text = ngettext(
            "%(number)d reactie om naar te kijken", "%(number)d reacties om naar te kijken", number
        )
        yield Line(text % {"number": number}, reverse("initiatives:queue"))
    if number := waiting.checks:
        text = ngettext("%(number)d vraag of iets kan", "%(number)d vragen of iets kan", number)
        yield Line(text % {"number": number}, workbench)


def _complaints(person) -> Iterator[Line]:
    if number := complaints_for(person):
        text = ngettext(
            "%(number)d bijdrage wacht op een oordeel", "%(number)d bijdragen wachten op een oordeel", number
        )
        yield Line(text % {"number": number}, reverse("moderation:queue"))


def _notices(person) -> Iterator[Line]:
    if number := notices_for(person):
        text = ngettext("%(number)d oproep om te lezen", "%(number)d oproepen om te lezen", number)
        yield Line(text % {"number": number}, reverse("neighbours:queue"))


def _calls(person) -> Iterator[Line]:
    if number := calls_waiting_for(person):
        text = ngettext(
            "%(number)d taakgroep wacht op hulp", "%(number)d taakgroepen wachten op hulp", number
        )
        yield Line(text % {"number": number}, reverse("taskgroups:weekly"))


def _tasks(person) -> Iterator[Line]:
    tasks = Task.objects.filter(who__person=person.pk, done_at=None).select_related("group__area")
    for task in _some(tasks.order_by("due_on", "pk")):
        url = reverse("taskgroups:own", args=[task.group.public_id])
        yield Line(task.what, url, task.group.name, task.due_on)


def _votes(person) -> Iterator[Line]:
    for each in _some(to_count(person)):
        text = _("Tel de stemmen: %(title)s") % {"title": each.title}
        yield Line(text, reverse("voting:overview", args=[each.public_id]), each.area.name)


def _surveys(person) -> Iterator[Line]:
    for survey in _some(to_publish(person)):
        text = _("Maak de uitkomst bekend: %(title)s") % {"title": survey.title}
        yield Line(text, reverse("surveys:overview", args=[survey.public_id]), survey.area.name)


def _rounds(person) -> Iterator[Line]:
    for each in _some(rounds_to_process(person)):
        text = _("Geef antwoord op de wensen: %(title)s") % {"title": each.title}
        yield Line(text, reverse("consultations:overview", args=[each.public_id]), each.area.name)


def _minutes(person) -> Iterator[Line]:
    for meeting in _some(without_minutes(person)):
        text = _("Stel het verslag vast: %(title)s") % {"title": meeting.title}
        yield Line(text, reverse("meetings:minutes", args=[meeting.public_id]), meeting.area.name)


def _recognitions(person) -> Iterator[Line]:
    counts = recognitions_for(person)
    if number := counts.get("requests"):
        text = ngettext(
            "%(number)d aanvraag om erkenning wacht op een voorstel",
            "%(number)d aanvragen om erkenning wachten op een voorstel",
            number,
        )
        yield Line(text % {"number": number}, reverse("recognition:overview"))
    if number := counts.get("proposals"):
        text = ngettext(
            "%(number)d voorstel over erkenning wacht op een besluit",
            "%(number)d voorstellen over erkenning wachten op een besluit",
            number,
        )
        yield Line(text % {"number": number}, reverse("recognition:overview"))


def _own_file(person) -> Iterator[Line]:
    """What lacks or ends in the file of one's own board."""
    if not sits_on_some_board(person):
        return
    for standing in standings(own_bodies(person)):
        if number := len(standing.missing) + len(standing.expiring):
            text = ngettext(
                "Vul het dossier aan: %(number)d eis ontbreekt of verloopt",
                "Vul het dossier aan: %(number)d eisen ontbreken of verlopen",
                number,
            )
            url = reverse("recognition:file", args=[standing.organisation.slug])
            yield Line(text % {"number": number}, url, standing.organisation.name)


def _silent_projects(person) -> Iterator[Line]:
    if number := unchecked(own_projects(person)).order_by().count():
        text = ngettext(
            "%(number)d project van uw organisatie is langer dan een kwartaal niet bijgewerkt.",
            "%(number)d projecten van uw organisatie zijn langer dan een kwartaal niet bijgewerkt.",
            number,
        )
        yield Line(text % {"number": number}, reverse("progress:own_projects") + "?silent=ja")


def _staffels(person) -> Iterator[Line]:
    for version in staffels_for(person):
        yield Line(_("Stel vast: %(name)s") % {"name": version}, version.get_absolute_url(), version.change)


def _runs(person) -> Iterator[Line]:
    for run in runs_for(person):
        yield Line(_("Beslis over: %(name)s") % {"name": run}, run.get_absolute_url())
    for each in accounts_to_settle(person):
        if (
            not each.url
        ):  # one with a page of its own is settled there, and waits among the accounts of boards
            text = f"{each.allocation.name} {each.allocation.run.year}: {each.document}"
            yield Line(text, each.get_absolute_url())


def _accounts(person) -> Iterator[Line]:
    for account in _some(sent_accounts(person).filter(received_at=None)):
        text = _("Bekijk de jaarrekening van %(account)s") % {"account": account}
        yield Line(text, reverse("books:sent_account", args=[account.pk]), account.book.area.name)


def _applications(person) -> Iterator[Line]:
    for application in _some(applications_for(person)):
        text = f"{application.title} ({application.get_state_display()})"
        yield Line(text, application.get_absolute_url(), application.area.name, application.due_on)


def _own_applications(person) -> Iterator[Line]:
    for application in _some(own_applications(person).filter(state__in=("incomplete", "running"))):
        if application.state == "incomplete":
            text = _("Vul uw aanvraag aan: %(title)s") % {"title": application.title}
            yield Line(text, application.get_absolute_url(), application.area.name)
        else:
            text = _("Verantwoord: %(title)s") % {"title": application.title}
            yield Line(
                text, application.get_absolute_url(), application.area.name, application.account_due_on
            )


def _requests(person) -> Iterator[Line]:
    """What residents ask of the budget of the board on which somebody sits."""
    asked = VillageRequest.objects.filter(book__in=books_visible_to(person).values("pk"), state=ASKED)
    for each in _some(asked.select_related("book__area").order_by("wanted_on", "pk")):
        text = _("Beslis over het verzoek: %(what)s") % {"what": each.what}
        url = reverse("books:request", args=[each.book.area.slug, each.pk])
        yield Line(text, url, each.book.area.name, each.wanted_on)


def _years_to_close(person) -> Iterator[Line]:
    """The years that are over and of which a penningmeester has no account yet."""
    areas = treasurer_areas(person)
    years = AnnualAccount.objects.filter(
        book__area__in=areas, state=OPEN_YEAR, year__lt=timezone.localdate().year
    ).select_related("book__area")
    for account in _some(years.order_by("year", "pk")) if areas else ():
        text = _("Maak de jaarrekening van %(year)d op") % {"year": account.year}
        url = reverse("books:account", args=[account.book.area.slug, account.year])
        yield Line(text, url, account.book.area.name)


def _objections(person) -> Iterator[Line]:
    """The objections that wait for an answer of somebody who did not take the decision."""
    waiting = objections_for(person).filter(state=RECEIVED).exclude(decision__decided_by=person.pk)
    for objection in _some(waiting):
        text = _("Beslis op het bezwaar: %(about)s") % {"about": objection.decision.subject}
        yield Line(text, objection.get_absolute_url(), objection.decision.area.name, objection.due_on)


WORKERS = (AREA_MANAGER, COMMUNITY_WORKER, ADMINISTRATOR)
MAKERS = (AREA_MANAGER, ALDERMAN, ADMINISTRATOR)
INSIDERS = (AREA_MANAGER, COMMUNITY_WORKER, DEPARTMENT, PARTNER, ALDERMAN, ADMINISTRATOR)
MEETERS = (*WORKERS, DEPARTMENT, PARTNER, BOARD_MEMBER)
# Who does it in their own time; somebody without a role is a resident.
VOLUNTEERS = (RESIDENT, BOARD_MEMBER, TASKGROUP_MEMBER)

# In the order of the list for jobs of the same day. No roles: something can wait for everyone.
SOURCES = (
    Source(gettext_lazy("Afspraken"), "checks", (), _promises, "commitments:workbench"),
    Source(gettext_lazy("Signalen"), "message-circle", (), _signals, "signals:inbox", "signals.see_inbox"),
    Source(
        gettext_lazy("Raadsvragen"),
        "help-circle",
        (AREA_MANAGER, ALDERMAN, ADMINISTRATOR),
        _questions,
        "questions:workbench",
    ),
    Source(gettext_lazy("Raadsvragen"), "help-circle", (COUNCILLOR,), _asked, "questions:workbench"),
    Source(gettext_lazy("Visitaties"), "users-group", INSIDERS, _advice, "visitations:workbench"),
    Source(gettext_lazy("Cyclus"), "refresh", (), _steps, "cycle:board"),
    Source(gettext_lazy("Bijdragen"), "file-text", (), _parts, "contributions:mine", "yearly.contribute"),
    Source(gettext_lazy("Programma's"), "book", (BOARD_MEMBER,), _panel_checks, "yearly:workbench"),
    Source(gettext_lazy("Programma's"), "book", MAKERS, _programmes, "yearly:workbench"),
    Source(
        gettext_lazy("Buurtanalyse"),
        "chart-bar",
        (*PROFESSIONALS, AREA_MANAGER),
        _judgements,
        "analysis:workbench",
    ),
    Source(gettext_lazy("Taakgroepen"), "users-group", VOLUNTEERS, _tasks, "taskgroups:mine"),
    Source(gettext_lazy("Taakgroepen"), "users-group", WORKERS, _calls),
    Source(gettext_lazy("Initiatieven"), "plant-2", (*WORKERS, DEPARTMENT), _initiatives),
    Source(gettext_lazy("Moderatie"), "flag", WORKERS, _complaints),
    Source(gettext_lazy("Buurtgenoten"), "heart-handshake", WORKERS, _notices),
    Source(gettext_lazy("Bijeenkomsten"), "calendar-event", MEETERS, _minutes, "meetings:workbench"),
    Source(gettext_lazy("Vragenrondes"), "clipboard-list", WORKERS, _rounds, "consultations:workbench"),
    Source(gettext_lazy("Stemrondes"), "checklist", WORKERS, _votes, "voting:workbench"),
    Source(gettext_lazy("Peilingen"), "clipboard-list", WORKERS, _surveys, "surveys:workbench"),
    Source(gettext_lazy("Projecten"), "tool", (), _silent_projects, "", "progress.see_own_projects"),
    Source(gettext_lazy("Erkenning"), "shield-check", MAKERS, _recognitions),
    Source(gettext_lazy("Erkenning"), "shield-check", (BOARD_MEMBER,), _own_file),
    Source(gettext_lazy("Aanvragen"), "file-text", (*MAKERS, FINANCE), _applications, "grants:workbench"),
    Source(gettext_lazy("Bezwaren"), "hand-stop", (ALDERMAN,), _objections, "objections:index"),
    Source(gettext_lazy("Kasboek"), "book", (BOARD_MEMBER,), _requests, "books:index"),
    Source(gettext_lazy("Kasboek"), "book", (BOARD_MEMBER,), _years_to_close, "books:index"),
    Source(gettext_lazy("Mijn aanvragen"), "file-text", VOLUNTEERS, _own_applications, "grants:mine"),
    Source(
        gettext_lazy("Jaarrekeningen"), "file-text", (), _accounts, "books:sent", "books.see_sent_accounts"
    ),
    Source(gettext_lazy("Toekenningen"), "building-community", (), _runs, "", "allocations.see_runs"),
    Source(gettext_lazy("Staffels"), "coins", (), _staffels, "", "staffels.see_workbench"),
)
