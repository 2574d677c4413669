from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from areas.roles.queries import held_areas, people_with_role, where_held, where_up_to
from areas.roles.states import ADMINISTRATOR, ALDERMAN, AREA_MANAGER, COUNCILLOR
from areas.territory.models import Area
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.workdays.calculations import after_working_days
from wijkportaal.portal.questions.models import CouncilQuestion, RecordLink
from wijkportaal.portal.questions.queries.records import Record, label_of, records_of
from wijkportaal.portal.questions.states import ANSWERED, OPEN, REMIND_BEFORE

# Who sees to the answer of what is asked about where they work.
HANDLERS = (AREA_MANAGER, ALDERMAN, ADMINISTRATOR)
# Who may write a question down: members of the raad their own, and who works for the gemeente for them.
REGISTRARS = (COUNCILLOR, *HANDLERS)


def inside(person) -> Q:
    """The condition that someone knows of a question before it is answered: the raad of all, others where they work."""
    if held_areas(person, COUNCILLOR):
        return Q()
    return where_held(person, *HANDLERS) | Q(handler=person.pk)


def visible_to(person) -> QuerySet[CouncilQuestion]:
    """Return the questions that someone may read: what is answered, and for the raad and who answers also the others."""
    answered = Q(state=ANSWERED)
    return CouncilQuestion.objects.filter(
        (answered | inside(person)) if person.is_authenticated else answered
    )


def for_list(questions: QuerySet[CouncilQuestion]) -> QuerySet[CouncilQuestion]:
    """Let questions carry what a row shows, in the same query."""
    return questions.select_related("area", "theme", "handler")


def for_workbench(person) -> QuerySet[CouncilQuestion]:
    """Return the questions that someone works with: open ones first, what is due first on top."""
    return (
        for_list(CouncilQuestion.objects.filter(inside(person)))
        .annotate(place=Case(When(state__in=OPEN, then=Value(0)), default=Value(1)))
        .order_by("place", "due_on", "pk")
    )


def answered(area: Area | None = None) -> QuerySet[CouncilQuestion]:
    """Return the answered questions, newest first; of an area with what lies in it, or all."""
    found = for_list(CouncilQuestion.objects.filter(state=ANSWERED)).order_by("-answered_on", "-pk")
    if area is None or area.is_root:
        return found
    return found.filter(Q(area=area) | Q(area__ancestor_ids__contains=[area.pk]))


def with_words(questions: QuerySet[CouncilQuestion], words: str) -> QuerySet[CouncilQuestion]:
    """Keep the questions with all the words in what was asked or answered, or by whom."""
    for word in words.replace("\x00", " ").split()[:6]:
        questions = questions.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(asked_by__icontains=word)
            | Q(fractie__icontains=word)
            | Q(reference__icontains=word)
        )
    return questions


def waiting_for(person) -> QuerySet[CouncilQuestion]:
    """Return the open questions that someone answers: their own, and those of where they work that nobody took up."""
    mine = Q(handler=person.pk) | Q(handler=None) & where_up_to(person, AREA_MANAGER)
    return for_list(CouncilQuestion.objects.filter(mine, state__in=OPEN)).order_by("due_on", "pk")


def asked_by(person) -> QuerySet[CouncilQuestion]:
    """Return the open questions that someone asked."""
    return for_list(CouncilQuestion.objects.filter(asker=person.pk, state__in=OPEN)).order_by("due_on", "pk")


def due_for_reminder(today: date) -> QuerySet[CouncilQuestion]:
    """Return the open questions of which the term ends within days, or has passed."""
    before = after_working_days(today, REMIND_BEFORE)
    return for_list(CouncilQuestion.objects.filter(state__in=OPEN, due_on__lte=before))


def handlers_of(question: CouncilQuestion) -> list[Person]:
    """Return who is to be told: the one who answers, else the wijkmanagers of the area, else who manages the portal."""
    if question.handler and question.handler.is_active:
        return [question.handler]
    managers = list(people_with_role(question.area, AREA_MANAGER))
    return managers or list(people_with_role(question.area, ADMINISTRATOR))


@dataclass(frozen=True)
class Pointer:
    """A record that something rests on: as it stood then, and as it stands now (None when it is not public any more)."""

    link: RecordLink
    now: Record | None

    @property
    def label(self) -> str:
        return label_of(self.link.kind)

    @property
    def has_changed(self) -> bool:
        return self.now is not None and self.now.state != self.link.state


def pointers_of(links: Iterable[RecordLink]) -> list[Pointer]:
    """Return what links point to, then and now; one query for each kind of record."""
    known = list(links)
    now = records_of((link.kind, link.key) for link in known)
    return [Pointer(link, now.get((link.kind, link.key))) for link in known]


def term_ends(asked_on: date, working_days: int) -> date:
    """Return the last day of the term of a question."""
    return after_working_days(asked_on, working_days)


def years_answered() -> list[int]:
    """Return the years in which questions were answered, newest first; always this year."""
    years = {day.year for day in CouncilQuestion.objects.filter(state=ANSWERED).dates("answered_on", "year")}
    return sorted(years | {timezone.localdate().year}, reverse=True)
