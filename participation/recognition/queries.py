from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from areas.organisations.models import Function, Organisation, ServedArea
from areas.organisations.queries import boards_of, holding, served_areas
from areas.organisations.states import BOARD_FUNCTIONS, RESIDENTS_ORGANISATIONS
from areas.roles.queries import held_areas, people_with_role, where_held
from areas.roles.states import ADMINISTRATOR, ALDERMAN, AREA_MANAGER
from areas.territory.models import Area
from areas.territory.queries import belonging_to
from participation.recognition.calculations import Facts, Held, Judgement, Seat, Verdict, verdict_on
from participation.recognition.models import (
    Criterion,
    CriterionJudgement,
    DeclaredMeeting,
    LegitimacyFile,
    Recognition,
    Recruitment,
    SignUp,
)
from participation.recognition.registry import SOURCES, GivenAccount
from participation.recognition.states import (
    DOUBTED,
    EXPIRED,
    EXPIRING,
    HOLDING,
    MET,
    MISSING,
    OPEN,
    WITHDRAWN,
)
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person

JUDGES = (AREA_MANAGER, ADMINISTRATOR)
DECIDERS = (ALDERMAN, ADMINISTRATOR)
WATCHERS = (AREA_MANAGER, ALDERMAN, ADMINISTRATOR)
# Who the portal writes to when it writes to a board.
SPOKESPEOPLE = ("secretary", "chair")


@dataclass(frozen=True)
class Line:
    """A criterion with how it stands; `judgement` is what the gemeente thought last of one that it judges itself."""

    criterion: Criterion
    verdict: Verdict
    judgement: CriterionJudgement | None = None


@dataclass(frozen=True)
class Standing:
    """How a panel or dorpsbelang stands today: its file, each criterion, and its recognitions, newest first.

    `accounts` are those that its members approved, as rooms above know, the newest first.
    """

    organisation: Organisation
    file: LegitimacyFile
    lines: list[Line]
    areas: list[Area]
    recognitions: list[Recognition]
    accounts: list[GivenAccount]
    today: date

    @property
    def current(self) -> Recognition | None:
        """The recognition that holds today."""
        return next((each for each in self.recognitions if each.holds_on(self.today)), None)

    @property
    def coming(self) -> Recognition | None:
        """The recognition that is decided and begins later."""
        later = (each for each in self.recognitions if each.state in HOLDING)
        return next((each for each in later if each.valid_from > self.today), None)

    @property
    def request(self) -> Recognition | None:
        """The request that waits for a proposal or a decision."""
        return next((each for each in self.recognitions if each.state in OPEN), None)

    @property
    def subject(self) -> Recognition | None:
        """What there is to decide on: a doubt goes before a request, and a request before what holds."""
        current = self.current
        if current is not None and current.state == DOUBTED:
            return current
        return self.request or current or self.coming

    @property
    def last(self) -> Recognition | None:
        """What was decided last, when nothing holds today."""
        ended = (each for each in self.recognitions if each.state in {WITHDRAWN, EXPIRED})
        return next(ended, None) if self.current is None else None

    @property
    def since(self) -> date | None:
        """Since when it is recognised without a break, renewals included."""
        if (current := self.current) is None:
            return None
        since = current.valid_from
        for each in sorted(self.recognitions, key=lambda one: one.valid_from or date.max, reverse=True):
            if each.state in (*HOLDING, EXPIRED) and each.valid_until == since:
                since = each.valid_from
        return since

    def _with(self, *states: str) -> list[Line]:
        return [line for line in self.lines if line.verdict.state in states]

    @property
    def met(self) -> list[Line]:
        """What is met today, also what expires soon."""
        return self._with(MET, EXPIRING)

    @property
    def expiring(self) -> list[Line]:
        return self._with(EXPIRING)

    @property
    def missing(self) -> list[Line]:
        return self._with(MISSING)


def bodies() -> QuerySet[Organisation]:
    """Return the panels and dorpsbelangen that exist."""
    return Organisation.objects.filter(is_active=True, kind__in=RESIDENTS_ORGANISATIONS)


def bodies_open_to(person) -> QuerySet[Organisation]:
    """Return the panels and dorpsbelangen of which someone may see the file: their own and those they watch."""
    watched = ServedArea.objects.filter(holding(timezone.localdate())).filter(where_held(person, *WATCHERS))
    return bodies().filter(
        Q(pk__in=watched.values("organisation_id")) | Q(pk__in=boards_of(person).values("organisation_id"))
    )


def working_in(organisations: QuerySet[Organisation], area: Area) -> QuerySet[Organisation]:
    """Keep those that work in an area, or inside it, today."""
    served = ServedArea.objects.filter(holding(timezone.localdate()), area__in=belonging_to(area))
    return organisations.filter(pk__in=served.values("organisation_id"))


def own_bodies(person) -> QuerySet[Organisation]:
    """Return the panels and dorpsbelangen on whose board someone sits."""
    return bodies().filter(pk__in=boards_of(person).values("organisation_id"))


def file_of(organisation: Organisation) -> LegitimacyFile:
    """Return the file of a board; an empty one, not saved, when nothing was declared yet."""
    known = LegitimacyFile.objects.filter(organisation=organisation).select_related("statutes").first()
    return known or LegitimacyFile(organisation=organisation)


def standing_of(organisation: Organisation) -> Standing:
    """Return how one panel or dorpsbelang stands today."""
    return standings([organisation])[0]


def standings(organisations: Iterable[Organisation]) -> list[Standing]:
    """Return how each stands today, in the given order; nine queries, however many there are, and those of rooms above."""
    every = list(organisations)
    if not every:
        return []
    today = timezone.localdate()
    ids = [each.pk for each in every]
    criteria = list(Criterion.objects.filter(is_active=True))
    files = {
        file.organisation_id: file
        for file in LegitimacyFile.objects.filter(organisation__in=ids).prefetch_related(
            Prefetch("meetings", DeclaredMeeting.objects.select_related("account")),
            "member_counts",
            Prefetch("judgements", CriterionJudgement.objects.select_related("by")),
            Prefetch(
                "recognitions",
                Recognition.objects.select_related("asked_by", "proposed_by", "decided_by", "doubted_by"),
            ),
        )
    }
    seats = _seats_of(ids)
    areas = _areas_of(ids)
    accounts = _accounts_of(ids)
    others = _recognised_in({area.pk for each in areas.values() for area in each}, today)
    found = []
    for organisation in every:
        file = files.get(organisation.pk) or LegitimacyFile(organisation=organisation)
        file.organisation = organisation
        judged = _newest(file.judgements.all()) if file.pk else {}
        facts = Facts(
            today=today,
            has_statutes=file.statutes_id is not None,
            statutes_on=file.statutes_on,
            aim=file.aim,
            area=file.statutory_area,
            kvk=file.kvk_number,
            chosen_by=file.chosen_by,
            seats=tuple(seats[organisation.pk]),
            meetings=tuple(_held(file.meetings.all() if file.pk else (), accounts[organisation.pk])),
            members={each.year: each.number for each in file.member_counts.all()} if file.pk else {},
            others=tuple(
                sorted(
                    {
                        name
                        for area in areas[organisation.pk]
                        for pk, name in others[area.pk]
                        if pk != organisation.pk
                    }
                )
            ),
            judgements={key: Judgement(each.is_met, each.on, each.note) for key, each in judged.items()},
        )
        lines = [
            Line(each, verdict_on(each.kind, each.number, facts, key=each.pk), judged.get(each.pk))
            for each in criteria
        ]
        recognitions = list(file.recognitions.all()) if file.pk else []
        for each in recognitions:
            each.file = file
        found.append(
            Standing(
                organisation,
                file,
                lines,
                areas[organisation.pk],
                recognitions,
                accounts[organisation.pk],
                today,
            )
        )
    return found


def _seats_of(ids: Sequence[int]) -> dict[int, list[Seat]]:
    """Return who sits and sat on each board, with what they declared."""
    seats: dict[int, list[Seat]] = defaultdict(list)
    on_board = Function.objects.filter(organisation__in=ids, kind__in=BOARD_FUNCTIONS)
    for function in on_board.select_related("declaration"):
        declared = getattr(function, "declaration", None)
        since = (declared.on_board_since if declared else None) or function.valid_from
        seats[function.organisation_id].append(
            Seat(
                function.name,
                min(since, function.valid_from),
                function.valid_until,
                declared.tie if declared else "",
            )
        )
    return seats


def _areas_of(ids: Sequence[int]) -> dict[int, list[Area]]:
    areas: dict[int, list[Area]] = defaultdict(list)
    served = ServedArea.objects.filter(holding(timezone.localdate()), organisation__in=ids)
    for row in served.select_related("area").order_by("area__name"):
        areas[row.organisation_id].append(row.area)
    return areas


def _recognised_in(area_ids: set[int], today: date) -> dict[int, list[tuple[int, str]]]:
    """Return for each area who is recognised there today."""
    here: dict[int, list[tuple[int, str]]] = defaultdict(list)
    recognised = current_recognitions(today).values("file__organisation_id")
    served = ServedArea.objects.filter(holding(today), area__in=area_ids, organisation__in=recognised)
    for row in served.select_related("organisation"):
        here[row.area_id].append((row.organisation_id, row.organisation.name))
    return here


def _accounts_of(ids: Sequence[int]) -> dict[int, list[GivenAccount]]:
    """Return the accounts that the members of each approved, as rooms above know, the newest first."""
    given: dict[int, list[GivenAccount]] = defaultdict(list)
    for find in SOURCES.values():
        for account in find(ids):
            given[account.organisation].append(account)
    for accounts in given.values():
        accounts.sort(key=lambda each: each.approved_on, reverse=True)
    return given


def _held(meetings: Iterable[DeclaredMeeting], accounts: Iterable[GivenAccount]) -> Iterable[Held]:
    """Return the meetings that were declared, and those of members that rooms above know of; each day once."""
    days = {each.approved_on for each in accounts}
    for meeting in meetings:
        is_known = meeting.kind == "members" and meeting.held_on in days
        if is_known:
            days.discard(meeting.held_on)
        yield Held(meeting.held_on, meeting.is_public, is_known or meeting.account_year is not None)
    for day in days:
        yield Held(day, got_account=True)


def _newest(judgements: Iterable[CriterionJudgement]) -> dict[int, CriterionJudgement]:
    """Return the last judgement on each criterion; they come oldest first."""
    return {each.criterion_id: each for each in judgements}


def current_recognitions(day: date) -> QuerySet[Recognition]:
    """Return the recognitions that hold on a day."""
    return Recognition.objects.filter(state__in=HOLDING, valid_from__lte=day, valid_until__gt=day)


def public_list() -> list[Standing]:
    """Return who is or was recognised, those of today first, by name; what nobody asked or decided is left out."""
    decided = Recognition.objects.filter(state__in=(*HOLDING, WITHDRAWN, EXPIRED))
    listed = bodies().filter(pk__in=decided.values("file__organisation_id")).order_by("name")
    found = [each for each in standings(listed) if each.current or each.last]
    return sorted(found, key=lambda each: each.current is None)


def board_of(organisation: Organisation) -> list[Function]:
    """Return who is on a board today, with what each declared."""
    on_board = organisation.functions.filter(holding(timezone.localdate()), kind__in=BOARD_FUNCTIONS)
    return list(on_board.select_related("declaration", "person"))


def board_addresses(organisation: Organisation, *kinds: str) -> list[str]:
    """Return the addresses of a board: of its secretary and chair, or else of anyone on it, or of the organisation."""
    board = board_of(organisation)
    wanted = [each for each in board if each.kind in (kinds or SPOKESPEOPLE)] or board
    found = [each.person.email if each.person and each.person.is_active else each.email for each in wanted]
    return sorted({address for address in found if address}) or [
        address for address in (organisation.email,) if address
    ]


def judges_of(organisation: Organisation) -> list[Person]:
    """Return who gets a request: the wijkmanagers of its areas, or else the administrators."""
    return _people_in(organisation, AREA_MANAGER) or _people_in(organisation, ADMINISTRATOR)


def deciders_of(organisation: Organisation) -> list[Person]:
    """Return who gets a proposal: the wethouders of its areas, or else the administrators."""
    return _people_in(organisation, ALDERMAN) or _people_in(organisation, ADMINISTRATOR)


def _people_in(organisation: Organisation, role: str) -> list[Person]:
    found = {
        person.pk: person for area in served_areas(organisation) for person in people_with_role(area, role)
    }
    return list(found.values())


def nearly_over(today: date) -> list[Recognition]:
    """Return what holds and for which nothing follows yet, the first to end first."""
    following = Recognition.objects.filter(
        Q(state__in=OPEN) | Q(state__in=HOLDING, valid_from__gt=today)
    ).values("file_id")
    holds = current_recognitions(today).exclude(file__in=following)
    return list(holds.select_related("file__organisation").order_by("valid_until", "pk"))


def recruitment_of(organisation: Organisation) -> Recruitment | None:
    """Return the page on which a panel looks for members."""
    return (
        Recruitment.objects.filter(organisation=organisation)
        .select_related("organisation", "poster", "flyer", "square")
        .first()
    )


def open_recruitments() -> QuerySet[Recruitment]:
    """Return the pages on which members are sought today."""
    return Recruitment.objects.filter(is_open=True, organisation__in=bodies()).select_related("organisation")


def drawing_of(recruitment: Recruitment) -> Job | None:
    """Return the last job that makes the print of what a page says now."""
    return Job.objects.filter(key=drawing_key(recruitment)).order_by("-pk").first()


def drawing_key(recruitment: Recruitment) -> str:
    return f"recognition.draw_kit:{recruitment.pk}:{recruitment.version}"


def sign_ups_of(organisation: Organisation) -> QuerySet[SignUp]:
    """Return who wants to join and was not answered yet, newest first."""
    return SignUp.objects.filter(organisation=organisation)


def waiting_for(person) -> dict[str, int]:
    """Count the requests and proposals that wait for someone; no query for who neither judges nor decides."""
    if not held_areas(person, *WATCHERS):
        return {}
    seen = Recognition.objects.filter(file__organisation__in=bodies_open_to(person))
    counts = {}
    if held_areas(person, *JUDGES):
        counts["requests"] = seen.filter(state="asked").count()
    if held_areas(person, *DECIDERS):
        counts["proposals"] = (
            seen.filter(
                Q(state="proposed") & ~Q(proposed_by=person) | Q(state="doubted") & ~Q(doubted_by=person)
            )
        ).count()
    return counts
