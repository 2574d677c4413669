from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.core import signing
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.queries import concerned_ids
from areas.roles.models import RoleAssignment
from areas.roles.queries import areas_with_role, held_areas, holding, people_with_role
from areas.roles.states import AREA_MANAGER
from areas.territory.models import Area
from participation.meetings.models import Meeting, MeetingPromise
from participation.meetings.queries import managed_by
from programmes.commitments.calculations import Facts, Tally, last_day_of, tally, tally_by
from programmes.commitments.models import Commitment, CommitmentStep, SaidIn, StepKind
from programmes.commitments.states import ANSWER_TIME, OPEN, REMIND_BEFORE
from programmes.projects.calculations import Quarter
from programmes.projects.models import Project
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.yearly.models import Entry
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.people.models import Person

# Who works in an area sees what was promised there, public or not.
INSIDERS = (
    "area_manager",
    "community_worker",
    "department",
    "partner",
    "alderman",
    "administrator",
)
# Who may write a promise down.
PROMISERS = INSIDERS
ANSWER_SALT = "commitments.answer"
# The steps that the one it was made to can say something of.
ANSWERED = (StepKind.KEPT, StepKind.BROKEN, StepKind.MOVED)
SHORT = 5
# How long before its date a commitment counts as one to get ready for.
SOON = timedelta(days=30)


def inside(person) -> Q:
    """The condition that someone works where a commitment was made, or watches over it."""
    mine = Q(responsible=person.pk)
    if held := held_areas(person, *INSIDERS):
        mine |= Q(area__in=held) | Q(area__ancestor_ids__overlap=held)
    return mine


def visible_to(person) -> QuerySet[Commitment]:
    """Return the commitments that a person may know of: the public ones and those where they work."""
    if not person.is_authenticated:
        return Commitment.objects.filter(is_public=True)
    return Commitment.objects.filter(Q(is_public=True) | inside(person))


def with_people(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Let commitments carry who promised what to whom where, in the same query."""
    return commitments.select_related(
        "area", "organisation", "function", "made_to_organisation", "responsible", "project"
    )


def in_my_areas(person) -> QuerySet[Commitment]:
    """Return the commitments of where someone works: open ones first, their own before the others, by date."""
    return (
        with_people(Commitment.objects.filter(inside(person)))
        .annotate(
            place=Case(
                When(state=OPEN, responsible=person.pk, then=Value(0)),
                When(state=OPEN, then=Value(1)),
                default=Value(2),
            )
        )
        .order_by("place", "due_on", "pk")
    )


def keeps_any(person) -> bool:
    """Whether someone watches over a commitment."""
    return person.is_authenticated and Commitment.objects.filter(responsible=person.pk).exists()


def waiting_for(person) -> QuerySet[Commitment]:
    """Return the open commitments that someone watches over and that are due within a week, or late."""
    due = Commitment.objects.filter(
        state=OPEN, responsible=person.pk, due_on__lte=timezone.localdate() + REMIND_BEFORE
    )
    return with_people(due).order_by("due_on", "pk")


def areas_to_promise_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may write a promise down."""
    return areas_with_role(person, *PROMISERS).order_by("name")


def filtered(commitments: QuerySet[Commitment], *, words: str) -> QuerySet[Commitment]:
    """Keep the commitments with all the words in what was promised, by whom or to whom."""
    for word in words.split()[:6]:
        commitments = commitments.filter(
            Q(what__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(made_to__icontains=word)
            | Q(explanation__icontains=word)
        )
    return commitments


def overdue(commitments: QuerySet[Commitment], *, on: date | None = None) -> QuerySet[Commitment]:
    """Keep the open commitments of which the date agreed last has passed."""
    return commitments.filter(state=OPEN, due_on__lt=on or timezone.localdate())


def due_soon(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Keep the open commitments that must be kept within thirty days from today."""
    today = timezone.localdate()
    return commitments.filter(state=OPEN, due_on__range=(today, today + SOON))


def public_here(area: Area) -> QuerySet[Commitment]:
    """Return the public commitments of an area and of what it took over or has inside it; open ones first."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk])
    return (
        with_people(Commitment.objects.filter(here, is_public=True))
        .annotate(place=Case(When(state=OPEN, then=Value(0)), default=Value(1)))
        .order_by("place", "due_on", "pk")
    )


def trail_of(commitment: Commitment) -> QuerySet[CommitmentStep]:
    """Return every step of a commitment, newest first."""
    return commitment.steps.select_related("by")


FACTS = ("state", "first_due_on", "due_on", "closed_on")


def tally_of(commitments: QuerySet[Commitment]) -> Tally:
    """Count commitments by what became of them; one query."""
    rows = commitments.order_by().values_list(*FACTS)
    return tally((Facts(*row) for row in rows), today=timezone.localdate())


@dataclass(frozen=True)
class Scores:
    """The share kept in time of all, and of each area, organisation and person; the first by name."""

    all: Tally
    areas: list[tuple[Area, Tally]]
    organisations: list[tuple[str, Tally]]
    people: list[tuple[str, Tally]]


def scores() -> Scores:
    """Return how well public promises are kept, in the whole gemeente; two queries.

    A person is named only by a function that is public under that name; others count with their organisation.
    """
    today = timezone.localdate()
    rows = [
        (area, organisation, name if is_public else "", Facts(*facts))
        for area, organisation, name, is_public, *facts in Commitment.objects.filter(is_public=True)
        .order_by()
        .values_list("area_id", "organisation__name", "function__name", "function__name_public", *FACTS)
    ]
    by_area = tally_by(((row[0], row[3]) for row in rows), today=today)
    areas = Area.objects.filter(pk__in=by_area).order_by("name", "pk")
    return Scores(
        all=tally((row[3] for row in rows), today=today),
        areas=[(area, by_area[area.pk]) for area in areas],
        organisations=sorted(tally_by(((row[1], row[3]) for row in rows), today=today).items()),
        people=sorted(tally_by(((row[2], row[3]) for row in rows), today=today).items()),
    )


def due_for_reminder(before: date) -> QuerySet[Commitment]:
    """Return the open commitments that are due by a day, those that are late included."""
    return Commitment.objects.filter(state=OPEN, due_on__lte=before).select_related(
        "area", "organisation", "responsible"
    )


def keepers_of(commitment: Commitment) -> list[Person]:
    """Return who is to be reminded: the one who watches over it, or else the wijkmanagers of the area."""
    if commitment.responsible and commitment.responsible.is_active:
        return [commitment.responsible]
    return list(people_with_role(commitment.area, AREA_MANAGER))


@dataclass(frozen=True)
class Source:
    """What a new commitment is made from: where it belongs, and what can be filled in beforehand."""

    title: str
    area_id: int
    links: dict[str, Entry | Project | MeetingPromise]
    initial: dict[str, object]


def source_of(
    person, *, entry: str | None = None, project: str | None = None, promise: str | None = None
) -> Source | None:
    """Return what the new form was opened from: an entry (id), project (public id) or promise (id) of a meeting.

    Only what someone may see, and of meetings those that they hold.
    """
    if entry and entry.isdecimal() and len(entry) < 10:
        entries = Entry.objects.select_related("programme__area", "project")
        found = entries.filter(pk=entry, programme__in=programmes_visible_to(person)).first()
        return _from_entry(found) if found else None
    if project:
        known = projects_visible_to(person).select_related("area").filter(public_id=project[:12]).first()
        return _from_project(known) if known else None
    if promise and promise.isdecimal() and len(promise) < 10:
        said = promises_of(person).filter(pk=promise).first()
        return _from_promise(said) if said else None
    return None


def promises_of(person) -> QuerySet[MeetingPromise]:
    """Return the promises of the meetings that someone holds."""
    held = Meeting.objects.filter(managed_by(person)).values("pk")
    return MeetingPromise.objects.filter(meeting__in=held).select_related("meeting__area", "organisation")


def commitments_from(promises: Iterable[MeetingPromise], person) -> dict[int, Commitment]:
    """Return what promises of meetings became, by their ids, as far as someone may know of it; one query."""
    made = visible_to(person).filter(promise__in=[each.pk for each in promises])
    return {each.promise_id: each for each in made}


def _from_promise(promise: MeetingPromise) -> Source:
    meeting = promise.meeting
    made_on = timezone.localdate(meeting.starts_at)
    initial: dict[str, object] = {
        "area": meeting.area_id,
        "what": promise.text[:200],
        "organisation": promise.organisation_id,
        "promised_by": promise.who,
        "made_on": made_on,
        "said_in": SaidIn.MEETING,
        "said_note": meeting.title,
        "made_to": _residents(meeting.area),
    }
    if promise.due_on:
        initial["due_on"] = max(promise.due_on, made_on)
    return Source(f"{meeting.title}: {promise}", meeting.area_id, {"promise": promise}, initial)


def _from_entry(entry: Entry) -> Source:
    programme, project = entry.programme, entry.project
    source = _from_project(project)
    last_day = date(programme.year, 12, 31)
    agreed = Quarter.at(entry.agreed_end) or project.end
    made_on = timezone.localdate(programme.adopted_at) if programme.adopted_at else timezone.localdate()
    return Source(
        title=f"{programme}, {entry}",
        area_id=programme.area_id,
        links={"entry": entry, "project": project},
        initial=source.initial
        | {
            "area": programme.area_id,
            "what": (entry.promise or entry.title)[:200],
            "due_on": max(min(last_day_of(agreed), last_day) if agreed else last_day, made_on),
            "made_on": made_on,
            "said_in": SaidIn.PROGRAMME,
            "said_note": programme.title,
            "made_to": _residents(programme.area),
        },
    )


def _from_project(project: Project) -> Source:
    initial: dict[str, object] = {
        "area": project.area_id,
        "what": project.title,
        "organisation": project.lead_organisation_id,
        "made_to": _residents(project.area),
    }
    if project.end:
        initial["due_on"] = last_day_of(project.end)
    return Source(project.title, project.area_id, {"project": project}, initial)


def _residents(area: Area) -> str:
    return _("bewoners van %(area)s") % {"area": area.name}


def people_to_watch(person) -> QuerySet[Person]:
    """Return who can watch over a commitment: who works in an area in which this person may promise."""
    areas = list(areas_to_promise_in(person))
    above = {area.pk for area in areas} | {pk for area in areas for pk in area.ancestor_ids}
    working = holding(RoleAssignment.objects.filter(role__in=PROMISERS, area__in=above))
    return Person.objects.filter(
        Q(pk__in=working.values("person_id")) | Q(pk=person.pk), is_active=True
    ).order_by("full_name", "pk")


def answer_token(step: CommitmentStep, email: str) -> str:
    """Return the text that opens the answer form of a step; it is signed for one address and expires."""
    return signing.dumps([step.pk, _mark(email)], salt=ANSWER_SALT)


def step_to_answer(token: str) -> CommitmentStep | None:
    """Return the step that a link is about, or None when the link is not ours, too old, used or overtaken.

    It is overtaken when a later step was taken, or when the commitment is no longer that person's.
    """
    try:
        pk, mark = signing.loads(token, salt=ANSWER_SALT, max_age=ANSWER_TIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    step = CommitmentStep.objects.select_related("commitment").filter(pk=pk, kind__in=ANSWERED).first()
    if step is None or _mark(step.commitment.made_to_email) != mark or not is_answerable(step):
        return None
    step.commitment = with_people(Commitment.objects.all()).get(pk=step.commitment_id)
    return step


def is_answerable(step: CommitmentStep) -> bool:
    """Whether a step is the newest of its commitment, so that nobody said anything of it yet."""
    return step.pk == newest_step(step.commitment_id)


def newest_step(commitment_id: int) -> int | None:
    """Return the id of the step that was written last."""
    steps = CommitmentStep.objects.filter(commitment_id=commitment_id)
    return steps.order_by("-pk").values_list("pk", flat=True).first()


def _mark(email: str) -> str:
    return sha256(email.strip().lower().encode()).hexdigest()[:16] if email else ""


def private_reasons_hidden(steps: Iterable[CommitmentStep]) -> list[CommitmentStep]:
    """Return steps as the public may read them: the words of the one it was made to are taken out."""
    shown = list(steps)
    for step in shown:
        if not step.has_public_reason:
            step.reason = ""
    return shown


@dataclass(frozen=True)
class Promised:
    """A promise as it stood through the years: where, when it was made, its outcome, and how its date moved."""

    area_id: int
    made_on: date
    facts: Facts
    moves: tuple[tuple[date, date], ...]

    def is_open_on(self, day: date) -> bool:
        """Whether it was to be kept yet."""
        return self.made_on <= day and (self.facts.closed_on is None or self.facts.closed_on > day)

    def due_on(self, day: date) -> date:
        """Return the date that was agreed by then: what it was before the first move after it."""
        return next((old for moved_on, old in self.moves if moved_on > day), self.facts.due_on)

    def facts_on(self, day: date) -> Facts:
        """Return what the outcome followed from by then."""
        open_then = self.is_open_on(day)
        return Facts(
            OPEN if open_then else self.facts.state,
            self.facts.first_due_on,
            self.due_on(day),
            None if open_then else self.facts.closed_on,
        )


def promised_everywhere() -> list[Promised]:
    """Return every promise of the gemeente with what became of it; two queries."""
    moves: dict[int, list[tuple[date, date]]] = {}
    moved = CommitmentStep.objects.filter(kind=StepKind.MOVED).order_by("at", "pk")
    for commitment, at, old in moved.values_list("commitment", "at", "old_due_on"):
        moves.setdefault(commitment, []).append((timezone.localdate(at), old))
    rows = Commitment.objects.order_by("pk").values_list("pk", "area", "made_on", *FACTS)
    return [
        Promised(area, made_on, Facts(*facts), tuple(moves.get(pk, ()))) for pk, area, made_on, *facts in rows
    ]
