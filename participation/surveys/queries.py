from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from areas.roles.queries import areas_with_role, where_held, where_up_to
from areas.roles.states import AREA_MANAGER
from areas.territory.models import Area
from participation.reach.calculations.small import without_small
from participation.surveys.calculations import Measured, measured, tallied
from participation.surveys.models import Survey, SurveyAnswers, SurveyQuestion, SurveyRemark
from participation.surveys.states import CHANNELS, CHOICE, CLOSED, OPEN, PUBLIC, PUBLISHED, TEXT
from wijkportaal.foundation.people.codes import mark_of

RUNNERS = ("area_manager", "administrator")
ENTERERS = (*RUNNERS, "community_worker")
INSIDERS = (*ENTERERS, "alderman")


def visible_to(person) -> QuerySet[Survey]:
    """Return the surveys of the areas in which someone works."""
    return Survey.objects.filter(where_held(person, *INSIDERS)).select_related("area")


def for_workbench(person) -> QuerySet[Survey]:
    """Return the surveys of where someone works, the newest first, each with how many answered."""
    return visible_to(person).annotate(answer_count=Count("answers")).order_by("-year", "-ends_on", "-pk")


def public_surveys() -> QuerySet[Survey]:
    """Return the surveys that anyone may know of."""
    return Survey.objects.filter(state__in=PUBLIC).select_related("area")


def public_in(area: Area) -> QuerySet[Survey]:
    """Return the surveys that who lives in an area can answer, or could: of the area and of those above it."""
    return public_surveys().filter(Q(area=area) | Q(area__in=area.ancestor_ids))


def areas_to_ask_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may hold a survey."""
    return areas_with_role(person, *RUNNERS).order_by("name")


def questions_of(survey: Survey) -> list[SurveyQuestion]:
    """Return the survey's own questions in their order."""
    questions = list(survey.questions.all())
    for question in questions:
        question.survey = survey
    return questions


def next_number(survey: Survey) -> int:
    """Return the number of the next question of its own."""
    return (survey.questions.aggregate(last=Max("number"))["last"] or 0) + 1


def mark_of_code(survey: Survey, code: str) -> str:
    """Return what is kept of a code of a survey."""
    return mark_of(survey.pepper, "code", code).hex()


def key_of(survey: Survey, code: str) -> str:
    """Return the key under which the answers of a code lie: one code, one answer."""
    return mark_of(survey.pepper, "answers", code).hex()


def remark_key(survey: Survey, question: SurveyQuestion, key: str) -> str:
    """Return the key of what was written beside the answers with a key; once published nobody can join them."""
    return mark_of(survey.pepper, f"remark {question.number}", key).hex()


def code_known(survey: Survey, code: str) -> bool:
    """Whether a code belongs to a survey that still knows its codes."""
    return bool(code and survey.pepper and survey.codes.filter(mark=mark_of_code(survey, code)).exists())


def count_of(survey: Survey) -> dict:
    """Count a survey: how many answered and how, by channel and by question; plain values, kept when published.

    One query, and one for the survey's own questions.
    """
    rows = list(SurveyAnswers.objects.filter(survey=survey).values_list("channel", "values"))
    answers = [values for _channel, values in rows]
    return {
        "people": len(rows),
        "channels": dict(Counter(channel for channel, _values in rows)),
        "scales": tallied(answers, survey.scales),
        "own": [
            {"text": question.text, "options": question.options, "counts": _own_counts(question, answers)}
            for question in questions_of(survey)
            if question.kind == CHOICE
        ],
    }


def _own_counts(question: SurveyQuestion, answers: Iterable[dict]) -> list[int]:
    chosen = Counter(values.get(question.key) for values in answers)
    return [chosen[str(number)] for number in range(len(question.options))]


@dataclass(frozen=True)
class OwnOutcome:
    """How often each answer to a question of the survey's own was chosen; None for what may not be shown."""

    text: str
    rows: list[tuple[str, int | None]]


@dataclass(frozen=True)
class Outcome:
    """What may be told of a survey. `people` is None when fewer than five answered, and then there is nothing else."""

    survey: Survey
    people: int | None
    channels: list[tuple[str, int | None]]
    measures: list[Measured]
    own: list[OwnOutcome]

    @property
    def response(self) -> int | None:
        """Which percentage of the addresses answered, where that is known."""
        if not self.survey.sampled or self.people is None:
            return None
        return round(100 * min(1, self.people / self.survey.sampled))


def outcome_of(survey: Survey) -> Outcome:
    """Return the outcome of a survey: as it was published, or of the answers until now."""
    count = survey.outcome or count_of(survey)
    if count["people"] < 5:
        return Outcome(survey, None, [], [], [])
    channels = without_small({name: count["channels"].get(name, 0) for name in CHANNELS})
    return Outcome(
        survey,
        count["people"],
        [(str(CHANNELS[name]), number) for name, number in channels.items()],
        measures_of(survey, count),
        [
            OwnOutcome(
                own["text"],
                list(
                    zip(own["options"], without_small(dict(enumerate(own["counts"]))).values(), strict=True)
                ),
            )
            for own in count["own"]
        ],
    )


def measures_of(survey: Survey, count: dict) -> list[Measured]:
    """Return what the fixed questions of a survey gave."""
    return [
        measured(scale, count["scales"].get(scale.key, {}), addresses=survey.sampled)
        for scale in survey.scales
    ]


def remarks_of(survey: Survey) -> list[tuple[SurveyQuestion, list[str]]]:
    """Return the open answers by question, in an order that tells nothing; for who works here only."""
    questions = [question for question in questions_of(survey) if question.kind == TEXT]
    found = (
        SurveyRemark.objects.filter(question__in=questions).order_by("key").values_list("question", "text")
    )
    return [(each, [text for pk, text in found if pk == each.pk]) for each in questions]


@dataclass(frozen=True)
class YearMeasure:
    """What one scale gave in one area in one year, from the last survey that was published there and then."""

    area: Area
    year: int
    survey: Survey
    measured: Measured


def measures_by_area_and_year(areas: Iterable[Area] | None = None) -> list[YearMeasure]:
    """Return the four measures of Deventer by area and year, for dashboards; one query, whatever there is.

    Awareness, appreciation, solved and taking part, each with its share and its interval of 95 %, or without a share
    when too few people answered. In the order of areas by name, years and scales.
    """
    surveys = Survey.objects.filter(state=PUBLISHED).select_related("area").order_by("ends_on", "pk")
    if areas is not None:
        surveys = surveys.filter(area__in=list(areas))
    last = {(survey.area.name, survey.area_id, survey.year): survey for survey in surveys}
    return [
        YearMeasure(survey.area, survey.year, survey, found)
        for _key, survey in sorted(last.items(), key=lambda item: item[0])
        for found in measures_of(survey, survey.outcome)
    ]


def due_by_clock() -> QuerySet[Survey]:
    """Return the open surveys of which the last day has gone by."""
    return Survey.objects.filter(state=OPEN, ends_on__lt=timezone.localdate())


def to_publish(person) -> QuerySet[Survey]:
    """Return the closed surveys of which somebody waits for the outcome, where this person may publish it."""
    return Survey.objects.filter(where_up_to(person, AREA_MANAGER), state=CLOSED).select_related("area")
