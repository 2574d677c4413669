"""Every figure of the dashboard, worked out again from the records of Rietwolde: plain Python, no query of any room."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from django.utils import timezone

from areas.figures.models import Figure
from areas.organisations.models import ServedArea
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from areas.territory.models import Area, Succession
from budgets.flows.models import MoneyFlow
from budgets.ledger.models import Line
from participation.meetings.models import HeadCount, Meeting, MeetingArea, SignUp
from participation.reach.queries import comparisons_of_area
from participation.recognition.queries import standing_of
from participation.signals.models import Signal
from participation.surveys.models import Survey
from participation.taskgroups.models import TaskGroup
from participation.voting.models import Ballot, VotingRound
from programmes.commitments.models import Commitment, CommitmentStep
from programmes.cycle.models import CycleStep
from programmes.focus.models import RunLimit
from programmes.projects.models import Project, TrailLine
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.models import SteeringFigure

KINDS = ["analysis", "questions", "choice", "results", "programming", "action", "evaluation"]
GOOD = {
    "awareness": {"well", "somewhat"},
    "appreciation": {"very_positive", "fairly_positive"},
    "solved": {"solved", "worked_on"},
    "taking_part": {"worked", "spoke"},
}
BAD = {
    "awareness": {"not"},
    "appreciation": {"neutral", "fairly_negative", "very_negative"},
    "solved": {"nothing"},
    "taking_part": {"not"},
}
AGES = {"00_14": "a_00_14", "15_24": "a_15_24", "25_44": "a_25_44", "45_64": "a_45_64", "65_oo": "a_65_oo"}


def local(moment) -> date:
    return timezone.localdate(moment)


class Records:
    """What the portal holds, and which records count for an area."""

    def __init__(self):
        self.today = timezone.localdate()
        self.areas = {area.pk: area for area in Area.objects.all()}
        self.taken_over = defaultdict(set)
        for step in Succession.objects.all():
            self.taken_over[step.successor_id].add(step.predecessor_id)
        self.signals = list(Signal.objects.select_related("lead"))
        self.promises = list(Commitment.objects.all())
        self.moves = defaultdict(list)
        for step in CommitmentStep.objects.filter(kind="moved").order_by("at", "pk"):
            self.moves[step.commitment_id].append(step)
        self.projects = list(Project.objects.all())
        self.trail = defaultdict(list)
        for line in TrailLine.objects.order_by("at", "pk"):
            self.trail[line.project_id].append(line)
        self.lines = list(Line.objects.select_related("account", "entry"))
        self.flows = list(MoneyFlow.objects.all())
        self.steps = list(CycleStep.objects.select_related("cycle").order_by("starts_on", "ends_on", "pk"))
        self.rounds = [
            each for each in VotingRound.objects.all() if each.state in {"closed", "counted", "published"}
        ]
        self.ballots = [ballot.voting_round_id for ballot in Ballot.objects.all()]
        self.groups = list(TaskGroup.objects.all())
        self.surveys = [
            each for each in Survey.objects.order_by("ends_on", "pk") if each.state == "published"
        ]
        self.limits = {limit.area_id: limit.at_most for limit in RunLimit.objects.filter(kind="area")}
        self.figures = list(Figure.objects.exclude(value=None))
        self.meetings = [each for each in Meeting.objects.all() if each.state in {"held", "adopted"}]
        self.places, self.heads = {}, {}
        for each in self.meetings:
            also = MeetingArea.objects.filter(meeting=each).values_list("area", flat=True)
            self.places[each.pk] = [each.area_id, *also]
            came = SignUp.objects.filter(meeting=each, state="coming").exclude(arrived_at=None)
            self.heads[each.pk] = (
                sum(count.number for count in HeadCount.objects.filter(meeting=each))
                or sum(sign_up.persons for sign_up in came)
                or each.attended
                or 0
            )
        self.panels = defaultdict(set)
        for served in ServedArea.objects.select_related("organisation"):
            holds = served.valid_from <= self.today and (
                served.valid_until is None or served.valid_until > self.today
            )
            is_panel = served.organisation.kind in RESIDENTS_ORGANISATIONS
            if holds and served.organisation.is_active and is_panel:
                self.panels[served.area_id].add(served.organisation)
        self.lacking = {
            each.pk: bool(standing_of(each).missing) for each in set().union(*self.panels.values(), set())
        }

    def exists(self, area: Area) -> bool:
        return area.starts_on <= self.today and (area.ends_on is None or area.ends_on > self.today)

    def inside(self, area: Area) -> set[int]:
        """The area, all that lies or lay in it, and what those took over that has ended."""
        found = set()
        for each in self.areas.values():
            at = each
            while at is not None and at.pk != area.pk:
                at = self.areas.get(at.parent_id)
            if at is not None and (each.pk == area.pk or self.exists(each) or each.ends_on):
                found.add(each.pk)
        waiting = list(found)
        while waiting:
            for before in self.taken_over[waiting.pop()] - found:
                if not self.exists(self.areas[before]):
                    found.add(before)
                    waiting.append(before)
        return found

    def here(self, records, area: Area, place=lambda each: each.area_id) -> list:
        ids = self.inside(area)
        return [each for each in records if place(each) in ids]

    # --- One figure each ----------------------------------------------------------------------------------

    def cycle(self, area: Area, year: int, day: date) -> dict:
        def is_open(step):
            if step.state == "done":
                return step.finished_on is not None and step.finished_on > day
            return step.state != "skipped"

        def late(of):
            steps = [
                step
                for step in self.steps
                if step.cycle.year == of and step.cycle.area_id in self.inside(area)
            ]
            return sum(is_open(step) and step.ends_on < day for step in steps) if steps else None

        own = [step for step in self.steps if (step.cycle.area_id, step.cycle.year) == (area.pk, year)]
        at = next((KINDS.index(step.kind) + 1 for step in own if is_open(step)), 8)
        return {
            "cycle_step": at if own else None,
            "cycle_late": late(year),
            "cycle_next_late": late(year + 1),
        }

    def commitments(self, area: Area, year: int, day: date) -> dict:
        if min(each.made_on for each in self.promises) > day:
            return {}

        def due_on(promise):
            later = [step for step in self.moves[promise.pk] if local(step.at) > day]
            return later[0].old_due_on if later else promise.due_on

        made = [each for each in self.here(self.promises, area) if each.made_on <= day]
        going = [each for each in made if each.closed_on is None or each.closed_on > day]
        of_year = [each for each in made if each.first_due_on.year == year]
        closed = [each for each in of_year if each not in going]
        overdue = [each for each in of_year if each in going and each.first_due_on < day]
        in_time = [each for each in closed if each.state == "kept" and each.closed_on <= each.first_due_on]
        counted = len(closed) + len(overdue)
        return {
            "promises_due": sum(day <= due_on(each) <= day + timedelta(days=30) for each in going),
            "promises_overdue": sum(due_on(each) < day for each in going),
            "promises_kept": Decimal(100 * len(in_time)) / counted if counted else None,
        }

    def work(self, area: Area, year: int, day: date) -> dict:
        if min(local(each.created_at) for each in self.projects) > day:
            return {}

        def state(project):
            later = [line for line in self.trail[project.pk] if line.kind == "state" and local(line.at) > day]
            return later[0].old if later else project.state

        def quarter(text):
            return tuple(map(int, text.split("-"))) if text else None

        def slipped(project):
            for line in self.trail[project.pk]:
                if local(line.at).year != year:
                    continue
                if line.kind == "state" and line.new == "postponed":
                    return True
                if line.kind == "period":
                    (begin, end), (new_begin, new_end) = (
                        [quarter(part) for part in text.split("/")] for text in (line.old, line.new)
                    )
                    pair = (end, new_end) if end and new_end else (begin, new_begin)
                    if all(pair) and pair[1] > pair[0]:
                        return True
            return False

        def done(project):
            reached = any(
                line.kind == "state" and line.new == "done" and local(line.at).year == year
                for line in self.trail[project.pk]
            )
            return state(project) == "done" and reached

        known = [each for each in self.here(self.projects, area) if local(each.created_at) <= day]
        stands = [state(each) for each in known]
        limit = self.limits.get(area.pk, self.limits.get(None))
        running = sum(each.area_id == area.pk and each.state == "running" for each in self.projects)
        return {
            "projects_planned": stands.count("planned"),
            "projects_running": stands.count("running"),
            "projects_postponed": stands.count("postponed"),
            "projects_done": sum(done(each) for each in known),
            "projects_slipped": sum(slipped(each) for each in self.here(self.projects, area)),
            "focus": running if limit is not None and year == self.today.year else None,
        }

    def money(self, area: Area, year: int, day: date) -> dict:
        lines = self.here(self.lines, area, lambda line: line.account.area_id)
        of_year = [line for line in lines if line.account.year == year]
        kinds = ("budget", "promised", "advance", "spent", "reserve")
        mine = [line for line in of_year if line.account.kind in kinds]
        got = sum((line.amount for line in mine), Decimal(0))
        spent = sum((line.amount for line in mine if line.account.kind == "spent"), Decimal(0))
        kept = [line for line in self.lines if line.account.kind == "reserve" and line.account.area_id]
        reserves = None
        if kept and min(line.entry.on for line in kept).year <= year:
            own = [line for line in lines if line.account.kind == "reserve" and line.entry.on <= self.today]
            reserves = sum((line.amount for line in own if line.entry.on.year <= year), Decimal(0))
        purposes = defaultdict(Decimal)
        for line in mine:
            purposes[line.account.area_id, line.account.purpose_id] += line.amount
        flows = [flow for flow in self.here(self.flows, area) if flow.year == year]
        total = sum((amount for amount in purposes.values() if amount > 0), Decimal(0))
        total += sum((flow.amount for flow in flows), Decimal(0))
        people = [
            (figure.year, figure.value)
            for figure in self.figures
            if figure.area_id == area.pk and figure.indicator == "a_inw" and figure.year <= year
        ]
        return {
            "budget_got": got if mine else None,
            "budget_used": 100 * spent / got if got else None,
            "reserves": reserves,
            "euro_per_inhabitant": total / max(people)[1]
            if people and (flows or any(amount > 0 for amount in purposes.values()))
            else None,
        }

    def heard(self, area: Area, year: int, day: date) -> dict:
        found = {}
        if (
            min(
                local(each.received_at)
                for each in self.signals
                if not each.lead_id and each.state != "discarded"
            )
            <= day
        ):
            found["signals_open"] = sum(
                each.lead_id is None
                and each.state != "discarded"
                and local(each.received_at) <= day
                and (each.state not in {"done", "declined"} or each.closed_on is None or each.closed_on > day)
                for each in self.here(self.signals, area)
            )
        for route in ("solve", "address", "direct", "agenda"):
            took = []
            for each in self.here(self.signals, area):
                head = each.lead or each
                came = local(each.received_at)
                if came.year == year and head.route == route and head.state == "done" and head.closed_on:
                    took.append(max(0, (head.closed_on - came).days))
            found[f"lead_{route}"] = median(took) if took else None
        return found

    def joined(self, area: Area, year: int, day: date) -> dict:
        rounds = [each for each in self.here(self.rounds, area) if local(each.ends_at).year == year]
        with_limit = [each for each in rounds if each.eligible]
        voted = {each.pk: self.ballots.count(each.pk) for each in rounds}
        eligible = sum(each.eligible for each in with_limit)
        groups = [each for each in self.here(self.groups, area) if local(each.created_at) <= day]
        likeness = next(
            (each.likeness for each in comparisons_of_area(area, year) if each.population.trait.key == "age"),
            None,
        )
        return {
            "votes_cast": sum(voted.values()) if rounds else None,
            "turnout": Decimal(100 * sum(voted[each.pk] for each in with_limit)) / eligible
            if eligible
            else None,
            "taskgroups": sum(
                each.state in {"forming", "active"} or local(each.active_at) > day for each in groups
            )
            if min(local(each.created_at) for each in self.groups) <= day
            else None,
            "likeness": 100 * likeness.index if likeness else None,
        }

    def thought(self, area: Area, year: int, _day: date) -> dict:
        last = {each.area_id: each for each in self.here(self.surveys, area) if each.year == year}
        asked = [last[area.pk]] if area.pk in last else list(last.values())
        found = {}
        for scale, good in GOOD.items():
            hits = of = 0
            for survey in asked:
                counts = survey.outcome["scales"].get(scale, {})
                yes = sum(counts.get(key, 0) for key in good)
                no = sum(counts.get(key, 0) for key in BAD[scale])
                if yes + no >= 5 and not 0 < min(yes, no) < 5:
                    hits, of = hits + yes, of + yes + no
            found[scale] = Decimal(100 * hits) / of if of else None
        return found

    def talked(self, area: Area, year: int, _day: date) -> dict:
        ids = self.inside(area)
        by_area = defaultdict(Decimal)
        counted = False
        for meeting in self.meetings:
            if local(meeting.starts_at).year != year:
                continue
            places, heads = self.places[meeting.pk], self.heads[meeting.pk]
            minutes = (meeting.ends_at - meeting.starts_at).total_seconds() // 60
            for place in places:
                counted = counted or (place in ids and heads > 0)
                by_area[place] += Decimal(minutes) * heads / len(places)
        hours = sum((round(by_area[place] / 60, 1) for place in ids if place in by_area), Decimal(0))
        panels = set().union(*(self.panels[place] for place in ids), set())
        return {
            "meeting_hours": hours if counted else None,
            "panels_missing": sum(self.lacking[panel.pk] for panel in panels)
            if panels and year == self.today.year
            else None,
        }


@pytest.mark.slow
def test_each_figure_is_what_the_records_say(rietwolde):
    records = Records()
    kept = {(row.figure, row.area_id, row.period): row.value for row in SteeringFigure.objects.all()}
    years = range(records.today.year - 4, records.today.year + 1)
    wrong, seen = [], defaultdict(set)
    ways = (
        records.cycle, records.commitments, records.work, records.money,
        records.heard, records.joined, records.thought, records.talked,
    )  # fmt: skip
    for area in filter(records.exists, records.areas.values()):
        for year in years:
            day = min(records.today, date(year, 12, 31))
            found = {key: value for way in ways for key, value in way(area, year, day).items()}
            for key, meaning in FIGURES.items():
                expected = found.get(key) if area.starts_on.year <= year else None
                if area.is_root and not meaning.has_total:
                    expected = None
                told = kept.get((key, area.pk, str(year)))
                same = (
                    told == expected
                    if None in (told, expected)
                    else abs(told - Decimal(str(expected))) < Decimal("0.001")
                )
                if not same:
                    wrong.append((key, area.name, year, told, expected))
                elif told is not None:
                    seen[key].add(told)
    assert wrong == []
    # Each was told of some area: but for the routes of which nothing is done yet in Rietwolde.
    assert set(FIGURES) - set(seen) <= {"lead_direct", "lead_agenda"}
