import hashlib
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.voting.calculations.ballots import (
    Terms,
    faults_of,
    grouped,
    read_choices,
    to_choices,
    to_points,
)
from participation.voting.calculations.changes import votes_short, votes_to_spare
from participation.voting.calculations.counting import Candidate, Conditions, count, most_votes
from participation.voting.calculations.lots import commitment_of, lot_of
from participation.voting.calculations.pabulib import PabulibRefused, read_pabulib, write_pabulib
from participation.voting.calculations.results import make_result
from participation.voting.calculations.secrecy import (
    code_of_address,
    mailbox,
    mark_of_ballot,
    mark_of_code,
)
from participation.voting.states import APPROVAL, KNAPSACK, RANKING, STICKERS

REAL = Path(__file__).resolve().parents[4] / "shared" / "data"
FILES = sorted(REAL.glob("*.pb")) or [None]
COSTS = {number: Decimal(number * 1000) for number in range(1, 7)}
BY_NUMBER = Conditions("most_votes", 5000, lot=int)


def terms(method: str, most: int = 3, most_each: int = 2) -> Terms:
    return Terms(method, most, most_each, Decimal(6000), COSTS)


@pytest.mark.parametrize(
    ("method", "written", "chosen", "fault"),
    [
        (STICKERS, {1: "2", 2: "1", 3: "0", 4: ""}, {1: 2, 2: 1}, None),
        (STICKERS, {1: "2", 2: "2"}, {1: 2, 2: 2}, "U plakte 4 stickers en u hebt er 3. Haal er 1 weg."),
        (STICKERS, {1: "3"}, {}, "klopt niet"),
        (APPROVAL, {1: "1", 6: "1"}, {1: 1, 6: 1}, None),
        (APPROVAL, dict.fromkeys(range(1, 6), "1"), dict.fromkeys(range(1, 6), 1), "haal er 2 weg"),
        (APPROVAL, {9: "1"}, {}, "klopt niet"),
        (APPROVAL, {1: "-1"}, {}, "klopt niet"),
        (APPROVAL, {1: "١"}, {}, "klopt niet"),
        (APPROVAL, {}, {}, "nog niets gekozen"),
        (RANKING, {4: "1", 2: "2"}, {4: 1, 2: 2}, None),
        (RANKING, {4: "1", 2: "1"}, {4: 1, 2: 1}, "U gaf twee plannen plaats 1"),
        (KNAPSACK, {1: "1", 5: "1"}, {1: 1, 5: 1}, None),
        (KNAPSACK, {2: "1", 5: "1"}, {2: 1, 5: 1}, "haal iets weg van €\u00a01.000 of meer"),
    ],
)
def test_a_ballot_is_read_and_what_is_wrong_is_said(method, written, chosen, fault):
    found, faults = read_choices(terms(method), written)
    assert found == chosen
    assert (fault in faults[0]) if fault else faults == []


@given(st.permutations(sorted(COSTS)), st.integers(1, 5))
def test_a_ranking_comes_back_as_it_was_given(order, most):
    given_places = {number: place for place, number in enumerate(order[:most], start=1)}
    ranking = Terms(RANKING, 5, costs=COSTS)
    points = to_points(ranking, given_places)
    assert to_choices(ranking, points) == given_places
    assert points[order[0]] == 5
    assert faults_of(ranking, given_places) == []


CANDIDATES = [
    Candidate(1, 2000, "groen"),
    Candidate(2, 2000, "groen"),
    Candidate(3, 2000),
    Candidate(4, 9000),
]
VOTES = {1: 9, 2: 7, 3: 7, 4: 20}


def test_most_votes_passes_over_what_does_not_fit_and_the_lot_parts_equals():
    found = most_votes(CANDIDATES, VOTES, BY_NUMBER)
    assert (found.chosen, found.refused, found.ties) == (
        (1, 2),
        {4: "over_budget", 3: "over_budget"},
        ((2, 3),),
    )
    seed = next(seed for seed in map(str, range(99)) if lot_of(seed, 3) < lot_of(seed, 2))
    drawn = most_votes(CANDIDATES, VOTES, Conditions("most_votes", 5000, lot=lambda n: lot_of(seed, n)))
    assert drawn.chosen == (1, 3)
    assert commitment_of(seed) == hashlib.sha256(seed.encode()).hexdigest()
    assert lot_of(seed, 3) == hashlib.sha256(f"{seed}:3".encode()).hexdigest()


def test_a_ceiling_and_a_minimum_leave_a_plan_out():
    ceiling = Conditions("most_votes", 20000, int, {"groen": 3000})
    assert most_votes(CANDIDATES, VOTES, ceiling).refused == {2: "over_ceiling"}
    assert most_votes(CANDIDATES, VOTES, Conditions("most_votes", 20000, int, {}, 8)).refused == {
        2: "too_few",
        3: "too_few",
    }
    assert most_votes(CANDIDATES, {}, BY_NUMBER).chosen == ()


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 12), st.sampled_from("ab")), min_size=1, max_size=7),
    st.integers(1, 25),
    st.integers(1, 4),
)
def test_what_would_have_changed_the_result_does(plans, budget, minimum):
    candidates = [Candidate(number, cost, kind) for number, (cost, _votes, kind) in enumerate(plans)]
    votes = {number: given for number, (_cost, given, _kind) in enumerate(plans)}
    rule = Conditions("most_votes", budget, lot=int, ceilings={"a": 9}, minimum=minimum)
    chosen = most_votes(candidates, votes, rule).chosen

    def wins(number, given):
        return number in most_votes(candidates, votes | {number: given}, rule).chosen

    for number, now in votes.items():
        if number in chosen:
            fewer = votes_to_spare(candidates, votes, rule, number)
            assert not wins(number, now - fewer)
            assert fewer == 1 or wins(number, now - fewer + 1)
        elif more := votes_short(candidates, votes, rule, number):
            assert wins(number, now + more)
            assert not wins(number, now + more - 1)
        else:
            assert not wins(number, 1000)


def test_equal_shares_gives_a_minority_its_part_where_most_votes_does_not():
    plans = [Candidate("a", 50), Candidate("b", 50), Candidate("c", 50)]
    groups = grouped([{"a": 1, "b": 1}] * 5 + [{"c": 1}] * 5)
    lot = {"a": 0, "b": 1, "c": 2}.__getitem__
    assert count(plans, groups, Conditions("most_votes", 100, lot)).chosen == ("a", "b")
    assert sorted(count(plans, groups, Conditions("equal_shares", 100, lot)).chosen) == ["a", "c"]
    points = grouped([{"a": 3}] * 2 + [{"b": 1}] * 5)
    assert count(plans, points, Conditions("equal_shares", 50, lot)).chosen == ("a",)
    with pytest.raises(ValueError, match="ceilings"):
        count(plans, groups, Conditions("equal_shares", 100, lot, {"x": 1}))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem if file else "none")
def test_real_elections_have_the_winners_of_pabutools(file):
    if file is None:
        pytest.skip(f"no Pabulib files in {REAL}: the shared data is not laid beside this checkout")
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

    instance, profile = parse_pabulib(str(file))
    election = read_pabulib(file.read_bytes())
    assert (len(election.plans), len(election.ballots)) == (len(instance), profile.num_ballots())
    for rule, theirs in (
        ("most_votes", greedy_utilitarian_welfare),
        ("equal_shares_alone", method_of_equal_shares),
    ):
        out = io.StringIO()
        call_command("count_votes", str(file), rule=rule, stdout=out)
        won = out.getvalue().rsplit("Winnaars: ", 1)[1].strip().split(",")
        expected = theirs(instance, profile, sat_class=Cost_Sat)
        assert sorted(filter(None, won)) == sorted(project.name for project in expected), rule


def test_count_votes_prints_winners_and_tallies(tmp_path):
    file = tmp_path / "ronde.pb"
    file.write_text(written_election())
    out = io.StringIO()
    call_command("count_votes", str(file), stdout=out)
    assert out.getvalue().splitlines() == [
        "Kies mee: 3 stemmen, budget €\u00a010.000",
        "Regel: most_votes",
        "1\t2\t4000\tgekozen\tBankjes",
        "2\t2\t9000\t-\tSpeeltuin",
        "Besteed: €\u00a04.000",
        "Winnaars: 1",
        "Evenveel stemmen, geloot: 1, 2",
    ]
    call_command("count_votes", str(file), rule="equal_shares", stdout=out)
    for wrong in ("geen", "weg.pb"):
        (tmp_path / "geen").write_text("niets")
        with pytest.raises(CommandError):
            call_command("count_votes", str(tmp_path / wrong), stdout=out)


def written_election() -> str:
    return write_pabulib(
        meta={"description": "Kies mee", "budget": 10000},
        method=APPROVAL,
        plans=[[1, 4000, 2, "Bankjes", "none", 1], [2, 9000, 2, "Speeltuin", "spelen", 0]],
        ballots=[(((1, 1),), 1), (((1, 1), (2, 1)), 1), (((2, 1),), 1)],
    )


def test_an_election_is_read_as_it_was_written():
    found = read_pabulib(written_election().encode())
    assert (found.method, found.budget, found.title) == (APPROVAL, Decimal(10000), "Kies mee")
    assert [(plan.ident, plan.cost, plan.category) for plan in found.plans] == [
        ("1", Decimal(4000), ""),
        ("2", Decimal(9000), "spelen"),
    ]
    assert found.ballots == [{"1": 1}, {"1": 1, "2": 1}, {"2": 1}]
    for method, ballot in ((STICKERS, {"1": 1, "2": 3}), (RANKING, {"1": 1, "2": 2})):
        text = write_pabulib(
            meta={"budget": "10", "max_length": 2},
            method=method,
            plans=[[1, 4, 0, "A", "", 0], [2, 5, 0, "B", "", 0]],
            ballots=[(tuple((int(n), p) for n, p in ballot.items()), 1)],
        )
        assert read_pabulib(text.encode()).ballots == [ballot]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("VOTES", "STEMMEN", "VOTES ontbreekt"),
        ("approval", "gekozen", "kennen wij niet"),
        ("budget;10000", "budget;veel", "geen bedrag"),
        ("budget;10000", "budget;NaN", "geen bedrag"),
        ("1;4000", "1;-4000", "geen bedrag"),
        ("1;4000", "2;4000", "staat er twee keer"),
        ('"1,2"', '"1,3"', "plan 3 bestaat niet"),
        ('"1,2"', '"1,1"', "staat er twee keer"),
        ("META", "\0", "META ontbreekt"),
    ],
)
def test_a_broken_election_says_where(old, new, said):
    text = written_election().replace("1,2", '"1,2"').replace('""1,2""', '"1,2"')
    assert old in text
    with pytest.raises(PabulibRefused, match=said):
        read_pabulib(text.replace(old, new, 1).encode())
    with pytest.raises(PabulibRefused):
        read_pabulib(b"\xff\xfe\0x")


def test_a_result_says_of_each_plan_what_became_of_it():
    found = make_result(
        CANDIDATES, [(((1, 1), (4, 1)), 3), (((2, 1),), 1)], BY_NUMBER, set_aside=frozenset({1})
    )
    assert [(row["number"], row["points"], row["is_chosen"], row["why"]) for row in found["plans"]] == [
        (1, 3, False, "set_aside"),
        (2, 1, True, ""),
        (3, 0, False, "too_few"),
        (4, 3, False, "over_budget"),
    ]
    assert (found["ballots"], found["spent"], found["left"], found["order"]) == (4, 2000, 3000, [2])


def test_marks_differ_by_purpose_and_die_with_the_secret():
    assert len({mark_of_code("s", "X"), mark_of_ballot("s", "X"), mark_of_code("t", "X")}) == 3
    assert code_of_address("s", "Jan+stem@Voorbeeld.example ") == code_of_address(
        "s", "jan@voorbeeld.example"
    )
    assert mailbox("Jan+a+b@X.nl") == "jan@x.nl"
    with pytest.raises(ValueError, match="thrown away"):
        mark_of_ballot("", "X")
