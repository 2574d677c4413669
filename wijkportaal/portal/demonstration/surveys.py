"""Surveys in Rietwolde: three years side by side in a few areas, and one in every state."""

import random
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from areas.territory.models import Area
from participation.surveys.actions import change_state, make_codes, make_survey, save_question
from participation.surveys.models import Survey, SurveyAnswers, SurveyCode, SurveyRemark
from participation.surveys.queries import mark_of_code
from participation.surveys.states import BY_CODE, BY_LINK, CHOICE, ONLINE, PAPER, TEXT
from wijkportaal.portal.demonstration.people import NORTH

TITLE = "Hoe gaat het in {area}?"
INTRO = (
    "In de wijkaanpak maken bewoners, gemeente en partners samen een programma: wat er gebeurt, wie het doet en wat "
    "het kost. Wij vragen elk jaar hetzelfde, zodat iedereen ziet of het beter gaat."
)
# A code with which who tries the demonstration can answer the survey that is open.
CODE_TO_TRY = "BRTPKNGNRTWD"
OPTIONS = ["het groen", "de rust", "mijn buren", "dat alles dichtbij is"]
REMARKS = (
    "De nieuwe bankjes langs het water zijn fijn.",
    "Ik hoor te weinig wat er met mijn idee gebeurde.",
    "Graag meer verlichting op het pad naar de bus.",
    "Goed dat jullie weer langs de deuren kwamen.",
)


@dataclass(frozen=True)
class Mood:
    """How residents answered: shares of a hundred for each answer, by scale, in the order of the scales."""

    people: int
    awareness: tuple[int, ...]
    appreciation: tuple[int, ...]
    solved: tuple[int, ...]
    taking_part: tuple[int, ...]


# From two years ago until now, for each area; the last is small, so that its page shows what is hidden.
YEARS = (
    (
        Mood(96, (12, 46, 42), (14, 47, 18, 9, 3, 9), (30, 38, 18, 8, 6), (6, 21, 73)),
        Mood(124, (15, 49, 36), (17, 52, 15, 6, 2, 8), (34, 42, 12, 7, 5), (8, 25, 67)),
        Mood(143, (20, 54, 26), (24, 55, 11, 3, 1, 6), (41, 43, 7, 6, 3), (11, 30, 59)),
    ),
    (
        Mood(71, (18, 52, 30), (20, 50, 16, 6, 2, 6), (36, 40, 12, 8, 4), (9, 27, 64)),
        Mood(83, (17, 50, 33), (18, 49, 17, 7, 3, 6), (33, 39, 16, 8, 4), (9, 25, 66)),
        Mood(88, (19, 51, 30), (19, 51, 16, 6, 3, 5), (35, 40, 13, 8, 4), (10, 28, 62)),
    ),
    (Mood(64, (9, 38, 53), (9, 40, 27, 12, 5, 7), (22, 34, 31, 7, 6), (5, 17, 78)),),
    (Mood(9, (40, 30, 30), (40, 30, 20, 10, 0, 0), (40, 30, 20, 10, 0), (30, 30, 40)),),
)
PLACES = (NORTH[0], NORTH[1], "oldekaap", "lytsewier")


def hold_surveys(areas: dict[str, Area], *, today: date, by) -> None:
    """Hold the surveys: published through the years, and one that is open, closed and a concept."""
    chance = random.Random(2006)  # noqa: S311 - a story, no secret
    for slug, moods in zip(PLACES, YEARS, strict=True):
        for ago, mood in enumerate(reversed(moods)):
            made = _make(areas[slug], today, year=today.year, access=BY_LINK, by=by)
            _answer(made, mood, chance)
            change_state(made, "close", by=None)
            change_state(made, "publish", by=None)
            # Once it has gone by the real steps it gets the days that it has here.
            begun = today - timedelta(days=365 * ago + 130)
            Survey.objects.filter(pk=made.pk).update(
                year=begun.year, starts_on=begun, ends_on=begun + timedelta(days=21)
            )
    _open(areas[NORTH[2]], YEARS[1][0], chance, today=today, by=by)
    closed = _make(areas[NORTH[3]], today, year=today.year, access=BY_LINK, by=by)
    _answer(closed, YEARS[2][0], chance)
    change_state(closed, "close", by=None)
    draft = _make(areas[NORTH[0]], today, year=today.year + 1, access=BY_CODE, opens=False, by=by)
    save_question(draft, {"text": "Wat mist u in uw wijk?", "kind": TEXT, "options": []}, by=by)


def _make(area: Area, today: date, *, year: int, access: str, opens: bool = True, by) -> Survey:
    made = make_survey(
        area,
        title=TITLE.format(area=area.name),
        intro=INTRO,
        year=year,
        starts_on=today - timedelta(days=9) if opens else today + timedelta(days=30),
        ends_on=today + timedelta(days=16 if opens else 58),
        access=access,
        addresses=1240 if access == BY_CODE else None,
        by=by,
    )
    question = {"text": "Wat is het fijnst aan uw wijk of dorp?", "kind": CHOICE, "options": OPTIONS}
    save_question(made, question, by=by)
    if opens and access == BY_LINK:
        change_state(made, "open", by=None)
    return made


def _open(area: Area, mood: Mood, chance: random.Random, *, today: date, by) -> None:
    """A survey with codes that is open, with words that were written."""
    made = _make(area, today, year=today.year, access=BY_CODE, by=by)
    story = save_question(made, {"text": "Wilt u nog iets kwijt?", "kind": TEXT, "options": []}, by=by)
    make_codes(made, size=60, by=by)
    SurveyCode.objects.create(survey=made, mark=mark_of_code(made, CODE_TO_TRY))
    change_state(made, "open", by=None)
    _answer(made, mood, chance)
    SurveyRemark.objects.bulk_create(
        SurveyRemark(key=secrets.token_hex(32), question=story, text=text) for text in REMARKS
    )


def _answer(survey: Survey, mood: Mood, chance: random.Random) -> None:
    SurveyAnswers.objects.bulk_create(
        SurveyAnswers(
            key=secrets.token_hex(32),
            survey=survey,
            channel=PAPER if number % 4 == 0 else ONLINE,
            values={scale.key: _chosen(scale, mood, chance) for scale in survey.scales}
            | {"own1": str(chance.choices(range(len(OPTIONS)), (4, 3, 3, 2))[0])},
        )
        for number in range(mood.people)
    )


def _chosen(scale, mood: Mood, chance: random.Random) -> str:
    return chance.choices([answer.key for answer in scale.answers], getattr(mood, scale.key))[0]
