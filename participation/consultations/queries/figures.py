"""The numbers of a round: how many answered and how, door by door, and what was chosen. Of forms that count only."""

from collections import Counter, defaultdict

from django.db.models import Count, Q

from participation.consultations.calculations import outcome_of
from participation.consultations.models import Answer, Consultation, Response, Visit, WalkAddress
from participation.consultations.states import ANSWERED, CHANNELS, COME_BACK, NOT_HOME, ONLINE, PAPER, REFUSED

AT_THE_DOOR = (ANSWERED, NOT_HOME, REFUSED, COME_BACK)


def standing_of(consultation: Consultation) -> dict[str, int]:
    """Return how far a round is: forms, those that wait, doors, doors with a visit and open wishes; three queries."""
    forms = consultation.responses.aggregate(
        forms=Count("pk", filter=Q(counts=True)), late=Count("pk", filter=Q(counts=None))
    )
    doors = WalkAddress.objects.filter(street__consultation=consultation).aggregate(
        doors=Count("pk", distinct=True), visited=Count("pk", filter=Q(visits__isnull=False), distinct=True)
    )
    wishes = consultation.wishes.filter(card_count__gt=0).aggregate(
        wishes=Count("pk"), open_wishes=Count("pk", filter=Q(state="open"))
    )
    return forms | doors | wishes


def figures_of(consultation: Consultation) -> dict:
    """Return the numbers of a round, as they are kept once its result is told; seven queries."""
    if consultation.figures:
        return consultation.figures
    forms = Response.objects.filter(consultation=consultation, counts=True).order_by()
    channels = dict(forms.values_list("channel").annotate(number=Count("pk")))
    return {
        "channels": {channel: channels.get(channel, 0) for channel in CHANNELS},
        "streets": _streets(consultation, forms),
        "questions": _questions(consultation),
    }


def _streets(consultation: Consultation, forms) -> list[dict]:
    doors = Counter(
        WalkAddress.objects.filter(street__consultation=consultation).values_list("street", flat=True)
    )
    visits = Visit.objects.filter(consultation=consultation, address__isnull=False).order_by("at", "pk")
    at: dict[tuple[int, int], list[str]] = defaultdict(list)
    for street, address, outcome in visits.values_list("street", "address", "outcome"):
        at[street, address].append(outcome)
    stood = Counter((street, outcome_of(outcomes)) for (street, _address), outcomes in at.items())
    elsewhere = Counter()
    for street, channel, number in forms.values_list("street", "channel").annotate(number=Count("pk")):
        elsewhere[street, channel] = number
    lines = [
        {
            "name": street.name,
            "doors": doors[street.pk],
            **{outcome: stood[street.pk, outcome] for outcome in AT_THE_DOOR},
            ONLINE: elsewhere[street.pk, ONLINE],
            PAPER: elsewhere[street.pk, PAPER],
        }
        for street in consultation.streets.order_by("name")
    ]
    unknown = {channel: elsewhere[None, channel] for channel in (ONLINE, PAPER)}
    if any(unknown.values()):
        lines.append({"name": "", "doors": 0, **dict.fromkeys(AT_THE_DOOR, 0), **unknown})
    return lines


def _questions(consultation: Consultation) -> list[dict]:
    answers = Answer.objects.filter(response__consultation=consultation, response__counts=True)
    number: Counter[int] = Counter()
    chosen: dict[int, Counter] = defaultdict(Counter)
    for question, choices in answers.values_list("question", "choices"):
        number[question] += 1
        chosen[question].update(choices)
    return [
        {
            "text": question.text,
            "kind": question.kind,
            "answered": number[question.pk],
            "choices": [[label, chosen[question.pk][place]] for place, label in enumerate(question.choices)],
        }
        for question in consultation.question_set.questions.order_by("number")
    ]
