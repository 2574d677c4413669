"""The life of every project of Rietwolde, thought out before anything is written. Pure Python."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from programmes.projects.calculations import Quarter
from wijkportaal.portal.demonstration.places import (
    BY_KEY,
    FORMER_BY_KEY,
    FORMER_NAME_OF_COMPONISTENHOF,
    PLACES,
    Place,
)
from wijkportaal.portal.demonstration.words import (
    ProjectText,
    Surroundings,
    association_of,
    filled,
    project_texts,
    surroundings,
    texts,
)

STAND_INS = {"oosterkluft": "kluften", "westerkluft": "kluften", "waterkant": "havenrijk"}
NEW_LATER = frozenset({"kluften", "havenrijk", "rietoever"})
DRAFT, RETURNED, PANEL, READY, PROPOSED, ADOPTED, PUBLISHED, NONE = (
    "draft",
    "returned",
    "panel",
    "ready",
    "proposed",
    "adopted",
    "published",
    "none",
)
# How far the programmes of next year are; who is not named has a draft. The first four are of one wijkmanager.
NEXT_YEAR = {
    "klaverveld": READY,
    "molenwaard": ADOPTED,
    "binnenvesten": RETURNED,
    "sluiskwartier": READY,
    "turfkade": ADOPTED,
    "rietoever": PUBLISHED,
    "westerlanen": READY,
    "oldekaap": PANEL,
    "grootzwin": PUBLISHED,
    "pijperveen": PROPOSED,
    "noordermiede": ADOPTED,
    "sanwier": READY,
    "kluften": ADOPTED,
    "tolsterend": READY,
    "ulkerzijl": PUBLISHED,
    "lytsewier": NONE,
}
THIS_YEAR = {"kastanjehoeve": ADOPTED, "zwaanwoude": DRAFT}


@dataclass(frozen=True)
class Step:
    """Something that happens to a project: a step of its life cycle, or a move to another period."""

    on: date
    name: str
    reason: str = ""
    period: tuple[Quarter, Quarter] | None = None


@dataclass
class ProjectPlan:
    """One project: what it is, in which programmes it stands and what becomes of it."""

    place: str
    text: ProjectText
    year: int
    public_id: str
    words: dict[str, str]
    period: tuple[Quarter, Quarter] | None
    in_programmes: list[int]
    steps: list[Step] = field(default_factory=list)
    outcome: str = ""

    @property
    def title(self) -> str:
        return filled(self.text.title, self.words)


@dataclass(frozen=True)
class Calendar:
    """The dates of the yearly round, counted from today."""

    today: date

    @property
    def this_year(self) -> int:
        return self.today.year

    @property
    def reform_on(self) -> date:
        return date(self.this_year - 1, 1, 1)

    @property
    def reform_decided_on(self) -> date:
        """The raad decides in the year before, so that the new areas can make their first programme."""
        return date(self.this_year - 2, 9, 3)

    @property
    def years(self) -> range:
        """The years of which there are programmes; the last is next year."""
        return range(self.this_year - 2, self.this_year + 2)

    def day(self, year: int, month: int, day: int, *, at_least_ago: int) -> date:
        """Return a date, or when that is still to come a day some days ago, so that order is kept."""
        return min(date(year, month, day), self.today - timedelta(days=at_least_ago))

    def day_of(self, step: str, year: int) -> date:
        """Return when the programme of a year takes a step."""
        days = {
            "ask_panel": self.submitted,
            "submit": self.submitted,
            "send_back": self.returned,
            "propose": self.proposed,
            "adopt": self.adopted,
            "publish": self.published,
        }
        return days[step](year)

    def drafted(self, year: int) -> date:
        return self.day(year - 1, 10, 12, at_least_ago=30)

    def planned(self, year: int) -> date:
        return self.day(year - 1, 11, 9, at_least_ago=22)

    def submitted(self, year: int) -> date:
        return self.day(year - 1, 11, 30, at_least_ago=15)

    def returned(self, year: int) -> date:
        return self.day(year - 1, 12, 4, at_least_ago=11)

    def proposed(self, year: int) -> date:
        return self.day(year - 1, 12, 9, at_least_ago=10)

    def adopted(self, year: int) -> date:
        return self.day(year - 1, 12, 14, at_least_ago=8)

    def published(self, year: int) -> date:
        return self.day(year, 1, 11, at_least_ago=4)


def kind_of(key: str) -> str:
    return (BY_KEY.get(key) or FORMER_BY_KEY[key]).kind


def name_of(key: str, year: int, calendar: Calendar) -> str:
    """Return what an area was called in a year."""
    if key == "componistenhof" and year < calendar.reform_on.year:
        return FORMER_NAME_OF_COMPONISTENHOF
    return (BY_KEY.get(key) or FORMER_BY_KEY[key]).name


def stand_in(key: str) -> Place:
    """Return the place of today that lends its streets and character to one that has ended."""
    return BY_KEY[STAND_INS.get(key, key)]


def place_keys(year: int, calendar: Calendar) -> list[str]:
    """Return the areas that make a programme for a year."""
    if year < calendar.reform_on.year:
        return [place.key for place in PLACES if place.key not in NEW_LATER | {"lytsewier"}] + list(
            FORMER_BY_KEY
        )
    return [place.key for place in PLACES]


def state_of_programme(key: str, year: int, calendar: Calendar) -> str:
    """Return how far a programme is by now."""
    if year > calendar.this_year:
        return NEXT_YEAR.get(key, DRAFT)
    if year == calendar.this_year:
        return THIS_YEAR.get(key, PUBLISHED)
    return PUBLISHED


def projects_a_year(inhabitants: int) -> int:
    for limit, number in ((100, 2), (500, 3), (1000, 4), (2500, 5), (5000, 6)):
        if inhabitants < limit:
            return number
    return 8


def words_of(key: str, name: str, dice: random.Random) -> dict[str, str]:
    """Return the names that texts about a place use; each project gets streets of its own."""
    names: Surroundings = surroundings()[stand_in(key).key]
    streets = dice.sample(names.streets, 2)
    return {
        "gebied": name,
        "straat": streets[0],
        "straat2": streets[1],
        "huis": names.house,
        "school": names.school,
        "vereniging": association_of(name, kind_of(key)),
    }


def plan_projects(calendar: Calendar) -> list[ProjectPlan]:
    """Think out all projects of all areas and years. The same day gives the same plans."""
    plans: list[ProjectPlan] = []
    used: dict[str, list[str]] = {}
    for year in calendar.years:
        for key in place_keys(year, calendar):
            if state_of_programme(key, year, calendar) == NONE:
                continue
            dice = random.Random(f"{key}-{year}")  # noqa: S311 - invented projects
            mine = [plan for plan in plans if plan.place == key]
            carried = [plan for plan in mine if year in plan.in_programmes]
            place = stand_in(key)
            inhabitants = (BY_KEY.get(key) or FORMER_BY_KEY[key]).inhabitants
            wanted = projects_a_year(inhabitants) + dice.randint(-1, 1)
            free = [
                text
                for text in project_texts()
                if text.fits(place) and text.key not in used.setdefault(place.key, [])
            ]
            fresh = _varied(free, max(2 if inhabitants > 100 else 1, wanted - len(carried)), dice)
            for text in fresh:
                used[place.key].append(text.key)
                plans.append(_plan(key, text, year, calendar, dice))
    return plans


def _varied(free: list[ProjectText], number: int, dice: random.Random) -> list[ProjectText]:
    """Choose texts of as many themes as can be; a small place has small plans."""
    chosen: list[ProjectText] = []
    pool = dice.sample(free, len(free))
    while pool and len(chosen) < number:
        themes = [text.theme for text in chosen]
        pool.sort(key=lambda text: themes.count(text.theme))
        chosen.append(pool.pop(0))
    return chosen


def _plan(key: str, text: ProjectText, year: int, calendar: Calendar, dice: random.Random) -> ProjectPlan:
    start = Quarter(year, dice.choice((1, 1, 2, 2, 3)))
    end = Quarter.at(min(start.index + dice.choice((0, 1, 1, 2)), Quarter(year, 4).index))
    plan = ProjectPlan(
        place=key,
        text=text,
        year=year,
        public_id="".join(dice.choice("23456789bcdfghjkmnpqrstvwxz") for _ in range(7)),
        words=words_of(key, name_of(key, year, calendar), dice),
        period=(start, end),
        in_programmes=[year],
    )
    is_open = year > calendar.this_year and state_of_programme(key, year, calendar) in {DRAFT, RETURNED}
    if is_open and dice.random() < 0.45:
        # Next year's drafts still hold ideas; some do not know yet when.
        if dice.random() < 0.5 and state_of_programme(key, year, calendar) == DRAFT:
            plan.period = None
        return plan
    plan.steps.append(Step(calendar.planned(year), "plan"))
    if year > calendar.this_year:
        return plan
    ended = key in STAND_INS
    choices = ("done",) * 13 + ("slow",) * 4 + ("postponed",) * 2 + ("cancelled",)
    plan.outcome = dice.choice(choices[:13] if ended else choices)
    _OUTCOMES[plan.outcome](plan, calendar, dice)
    _lived(plan, calendar.today)
    return plan


def reasons(what: str, plan: ProjectPlan) -> list[str]:
    """Return why a project can be late or dropped: other things go wrong with stones than with people."""
    return texts("programma")[what]["bouw" if plan.text.costs[1] > 18_000 else "klein"]


def _lived(plan: ProjectPlan, today: date) -> None:
    """Keep what has happened by today: what comes after a step that is still to come has not happened."""
    lived: list[Step] = []
    for step in plan.steps:
        if step.on > today:
            break
        # A round that was brought forward cannot begin before what led to it.
        on = max(step.on, lived[-1].on) if lived else step.on
        lived.append(replace(step, on=on))
    moved = {step.period[1].year for step in lived if step.period}
    plan.in_programmes = [year for year in plan.in_programmes if year == plan.year or year in moved]
    plan.steps = lived


def _quarter_day(quarter: Quarter, dice: random.Random, *, late: bool = False) -> date:
    """Return a day early (or late) in a quarter."""
    first = date(quarter.year, quarter.quarter * 3 - 2, 1)
    return first + timedelta(days=dice.randint(62, 86) if late else dice.randint(10, 40))


def _done(plan: ProjectPlan, calendar: Calendar, dice: random.Random) -> None:
    start, end = plan.period
    begin = _quarter_day(start, dice)
    plan.steps += [Step(begin, "start"), Step(max(_quarter_day(end, dice, late=True), begin), "finish")]


def _slow(plan: ProjectPlan, calendar: Calendar, dice: random.Random) -> None:
    start, _end = plan.period
    later = Quarter(plan.year + 1, dice.choice((1, 2, 2)))
    reason = dice.choice(reasons("uitstel", plan))
    moved = calendar.drafted(plan.year + 1)
    plan.steps += [
        Step(min(_quarter_day(start, dice), moved), "start"),
        Step(moved, "", reason, period=(start, later)),
        Step(_quarter_day(later, dice, late=True), "finish"),
    ]
    plan.in_programmes.append(plan.year + 1)


def _postponed(plan: ProjectPlan, calendar: Calendar, dice: random.Random) -> None:
    _start, end = plan.period
    reason = dice.choice(reasons("uitstel", plan))
    on = min(_quarter_day(end, dice), date(plan.year, 9, 20))
    plan.steps.append(Step(on, "postpone", reason))
    if dice.random() < 0.3:
        return
    again = Quarter(plan.year + 1, dice.choice((2, 3)))
    plan.steps += [
        Step(calendar.drafted(plan.year + 1), "", "Nieuwe planning", period=(again, again)),
        Step(calendar.planned(plan.year + 1), "plan"),
        Step(_quarter_day(again, dice), "start"),
        Step(_quarter_day(again, dice, late=True), "finish"),
    ]
    plan.in_programmes.append(plan.year + 1)


def _cancelled(plan: ProjectPlan, calendar: Calendar, dice: random.Random) -> None:
    reason = dice.choice(reasons("vervallen", plan))
    plan.steps.append(Step(date(plan.year, dice.randint(3, 8), dice.randint(1, 28)), "cancel", reason))
    if "eigenaar" in reason:
        again = Quarter(plan.year + 1, 3)
        plan.steps += [
            Step(calendar.drafted(plan.year + 1), "", "Nieuwe planning", period=(again, again)),
            Step(
                calendar.planned(plan.year + 1),
                "reopen",
                texts("programma")["weer_oppakken"]["redenen"][0],
            ),
        ]
        plan.in_programmes.append(plan.year + 1)


_OUTCOMES = {"done": _done, "slow": _slow, "postponed": _postponed, "cancelled": _cancelled}
