from datetime import date

from django.db.models import Case, QuerySet, When

from areas.organisations.models import Function
from areas.organisations.queries import boards_of
from areas.roles.queries import people_with_role
from areas.roles.states import ALDERMAN
from budgets.decisions.models import Decision
from budgets.decisions.queries import visible_to as decisions_visible_to
from budgets.objections.models import Objection
from budgets.objections.states import RECEIVED
from wijkportaal.foundation.people.models import Person


def for_list(objections: QuerySet[Objection]) -> QuerySet[Objection]:
    """Let a list or page read its names in one query."""
    return objections.select_related(
        "decision__area", "decision__organisation", "decision__decided_by", "answer", "noted_by"
    )


def visible_to(person) -> QuerySet[Objection]:
    """Return the objections to decisions that someone may read as an official; open ones first, by date."""
    found = Objection.objects.filter(decision__in=decisions_visible_to(person))
    waits = Case(When(state=RECEIVED, then=0), default=1)
    return for_list(found).order_by(waits, "due_on", "pk")


def objections_to(decision: Decision) -> QuerySet[Objection]:
    """Return the objections to a decision, oldest first."""
    return for_list(Objection.objects.filter(decision=decision)).order_by("pk")


def is_addressee(person, decision: Decision) -> bool:
    """Whether a decision was taken for someone: by e-mail address, or for the board on which they sit."""
    if not person.is_authenticated:
        return False
    if decision.organisation_id:
        return boards_of(person).filter(organisation=decision.organisation_id).exists()
    return bool(decision.email) and decision.email.lower() == person.email.lower()


def has_function_with(person, decision: Decision) -> bool:
    """Whether someone has, or had since the decision, a function in the organisation it was taken for."""
    functions = Function.objects.filter(organisation=decision.organisation_id or 0, person=person.pk)
    return (
        functions.filter(valid_until=None).exists()
        or functions.filter(valid_until__gt=decision.decided_on).exists()
    )


def due_for_answer(until: date) -> QuerySet[Objection]:
    """Return the open objections that must be answered by a day."""
    return for_list(Objection.objects.filter(state=RECEIVED, due_on__lte=until))


def answerers_of(objection: Objection) -> QuerySet[Person]:
    """Return who of the college can answer: not who took the decision (art. 10:3 Awb)."""
    people = people_with_role(objection.area, ALDERMAN)
    return people.exclude(pk=objection.decision.decided_by_id or 0)
