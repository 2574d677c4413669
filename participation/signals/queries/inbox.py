"""What somebody who works on signals sees, in a number of queries and a time that do not grow with what there is."""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from areas.organisations.models import Function
from areas.organisations.queries import holding, organisations_worked_for
from areas.roles.queries import (
    areas_with_role,
    held_areas,
    holds_role,
    people_with_role,
    where_held,
    where_up_to,
)
from areas.roles.states import (
    ADMINISTRATOR,
    ALDERMAN,
    AREA_MANAGER,
    COMMUNITY_WORKER,
    DEPARTMENT,
    PARTNER,
)
from areas.territory.models import Area
from participation.signals.calculations import plain_words, search_terms
from participation.signals.models import INSIDE_STEPS, Board, SavedFilter, Signal, SignalStep
from participation.signals.states import ADDRESSED, NEW, OPEN, PRESENTED, WITH_OTHERS
from wijkportaal.foundation.people.models import Person

# Who judges what comes in, and enters what they hear at a door.
TRIAGERS = (AREA_MANAGER, COMMUNITY_WORKER, ADMINISTRATOR)
# Who is asked to take something up, when it is addressed to where they work.
ADDRESSEES = (DEPARTMENT, PARTNER)
PAGE_SIZE = 25
# Nobody pages on beyond this; a filter finds it sooner, and counting all would cost more than showing one page.
MOST_COUNTED = 1000


class CappedPaginator(Paginator):
    """Pages of at most `MOST_COUNTED` rows, so that a list of a hundred thousand costs no more than one of a thousand."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MOST_COUNTED].count()

    @property
    def is_capped(self) -> bool:
        """Whether there may be more than the pages show."""
        return self.count >= MOST_COUNTED


def triaged_areas(person) -> QuerySet[Area]:
    """Return the areas of today in which someone judges signals."""
    return areas_with_role(person, *TRIAGERS)


def triaged_here(person) -> Q | None:
    """The condition that someone judges signals where one was sent from; None when they do so nowhere.

    By the ids of the areas and not by a join, so that the index of the inbox serves.
    """
    held = held_areas(person, *TRIAGERS)
    if not held:
        return None
    if holds_role(person, TRIAGERS, None):
        return Q()
    known = getattr(person, "_triaged_areas", None)
    if known is None:
        inside = Area.objects.filter(Q(pk__in=held) | Q(ancestor_ids__overlap=held)).order_by()
        person._triaged_areas = known = list(inside.values_list("pk", flat=True))
    return Q(area__in=known)


def worked_for(person) -> list[int]:
    """Return the ids of the organisations for which someone takes up what is addressed to it."""
    return organisations_worked_for(person) if held_areas(person, *ADDRESSEES) else []


def visible_to(person) -> QuerySet[Signal]:
    """Return the signals that someone works on: of their areas, addressed to where they work, or put before them."""
    if not person.is_authenticated:
        return Signal.objects.none()
    here, own = triaged_here(person), worked_for(person)
    addressed = Q(organisation__in=own) if own else None
    parts = [part for part in (here, addressed, put_before(person)) if part is not None]
    return Signal.objects.filter(reduce(or_, parts)) if parts else Signal.objects.none()


def put_before(person) -> Q | None:
    """The condition that a signal was put before someone as wethouder; None for who is none."""
    if not held_areas(person, ALDERMAN):
        return None
    return Q(state=PRESENTED, board=Board.ALDERMAN) & where_held(person, ALDERMAN)


def for_list(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Let signals carry what a row shows, and not the long texts that it does not."""
    return signals.select_related("area", "theme", "organisation", "responsible").defer(
        "text", "words", "search", "public_text", "analysis"
    )


def inbox_of(person) -> QuerySet[Signal]:
    """Return what stands for itself of the signals that someone works on; what is due first comes first."""
    return for_list(visible_to(person).filter(lead=None)).order_by("due_on", "pk")


def still_open(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Keep what waits for somebody."""
    return signals.filter(state__in=OPEN)


def overdue(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Keep the open signals of which somebody should have heard something by now."""
    return signals.filter(state__in=OPEN, due_on__lt=timezone.localdate())


def waiting_for(person) -> QuerySet[Signal]:
    """Return the signals that somebody has to do something about: to judge, to take up or to decide on, and those that
    are overdue: their own, those that nobody took up, and those that their organisation has."""
    mine = Q(responsible=person.pk) | Q(responsible=None) & where_up_to(
        person, AREA_MANAGER, COMMUNITY_WORKER
    )
    ours = Q(organisation__in=worked_for(person), state__in=WITH_OTHERS)
    now = mine & Q(state=NEW) | ours & Q(state=ADDRESSED)
    before = put_before(person)
    late = Q(state__in=OPEN, due_on__lt=timezone.localdate()) & (mine | ours)
    return inbox_of(person).filter(late | now if before is None else late | now | before)


def text_query(words: Iterable[str], sign: str) -> SearchQuery:
    """Return a full-text query from plain words, each as the beginning of a word; `sign` is & or |.

    Plain words that are looked for hold letters and digits alone, so that nothing in them is an operator.
    """
    terms = f" {sign} ".join(f"{word}:*" for word in words)
    return SearchQuery(terms, config="dutch", search_type="raw")


def with_words(signals: QuerySet[Signal], typed: str) -> QuerySet[Signal]:
    """Keep the signals with all words that were typed, or with that reference."""
    reference = typed.strip().lower()
    words = search_terms(plain_words(typed), most=6)
    if not words:
        return signals.filter(public_id=reference)
    return signals.filter(Q(search=text_query(words, "&")) | Q(public_id=reference))


def with_people(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """Let signals carry all that their page shows of people and places, in the same query."""
    return signals.select_related(
        "area", "theme", "organisation", "responsible", "photo", "sender", "lead", "merged_into"
    )


def steps_of(signal: Signal) -> QuerySet[SignalStep]:
    """Return all that happened to a signal, newest first."""
    return signal.steps.select_related("by", "organisation", "other")


def steps_for_sender(signal: Signal) -> list[SignalStep]:
    """Return what the sender of a signal was told, newest first: of it, and of what it was merged into."""
    both = [signal.pk] if signal.lead_id is None else [signal.pk, signal.lead_id]
    steps = SignalStep.objects.filter(signal__in=both).exclude(kind__in=INSIDE_STEPS)
    shown = steps.select_related("organisation").order_by("-at", "-pk")
    # What others of the same group wrote is theirs; what the lead was told before the merge is of use.
    return [step for step in shown if step.signal_id == signal.pk or step.kind in OF_THE_LEAD]


OF_THE_LEAD = ("moved", "said")


def members_of(signal: Signal) -> QuerySet[Signal]:
    """Return the signals that were merged into one, newest first."""
    return signal.members.select_related("area", "sender", "merged_into").order_by("-received_at", "-pk")


def filters_of(person) -> QuerySet[SavedFilter]:
    """Return the filters that someone keeps, by name."""
    return SavedFilter.objects.filter(person=person.pk)


def asked_people(signal: Signal) -> list[Person]:
    """Return who is to move of the department or partner that has a signal: everybody of it who signs in, each once."""
    if signal.organisation_id is None or signal.state not in WITH_OTHERS:
        return []
    functions = Function.objects.filter(
        holding(timezone.localdate()), organisation=signal.organisation_id, person__is_active=True
    ).select_related("person")
    return list({function.person_id: function.person for function in functions}.values())


def people_on(signal: Signal) -> list[Person]:
    """Return who works on a signal now: who took it up, or else who judges it, with who was asked to do it."""
    taken = signal.responsible and signal.responsible.is_active
    near = [signal.responsible] if taken else workers_near(signal.area)
    return list({person.pk: person for person in (*near, *asked_people(signal))}.values())


def workers_near(area: Area) -> list[Person]:
    """Return who judges signals in an area: its wijkmanagers and opbouwwerkers, each once."""
    found = [*people_with_role(area, AREA_MANAGER), *people_with_role(area, COMMUNITY_WORKER)]
    return list({person.pk: person for person in found}.values())
