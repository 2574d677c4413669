from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.recognition.calculations import (
    Facts,
    Held,
    Judgement,
    Seat,
    is_kvk,
    joined,
    verdict_on,
    years_after,
)
from participation.recognition.states import EXPIRING, MEASURES, MET, MISSING, WARN_BEFORE

TODAY = date(2026, 11, 26)
days = st.integers(0, 4700).map(lambda number: date(2015, 1, 1) + timedelta(days=number))


def seat(name="An", since=date(2024, 1, 1), **more):
    return Seat(name, since, **more)


@pytest.mark.parametrize(
    ("kind", "number", "facts", "state", "until", "todo"),
    [
        (
            "statutes",
            None,
            {"has_statutes": True, "aim": "Doel"},
            MISSING,
            None,
            "de datum van de statuten, het gebied",
        ),
        (
            "statutes",
            None,
            {"has_statutes": True, "statutes_on": TODAY, "aim": "Doel", "area": "Wijk"},
            MET,
            None,
            "",
        ),
        ("chosen", None, {"chosen_by": "other"}, MISSING, None, "Laat bewoners"),
        ("chosen", None, {"chosen_by": "foundation"}, MET, None, ""),
        ("registered", None, {"kvk": "1234567"}, MISSING, None, "acht cijfers"),
        ("single", None, {"others": ("Panel B",)}, MISSING, None, "Panel B"),
        (
            "council",
            None,
            {"seats": (seat(tie="council"), seat("Bo", tie="none"))},
            MISSING,
            None,
            "In raad of college: An.",
        ),
        (
            "council",
            None,
            {"seats": (seat(tie="none"), seat("Bo"))},
            MISSING,
            None,
            "Nog geen verklaring van: Bo.",
        ),
        (
            "council",
            None,
            {"seats": (seat(tie="none"), seat("Bo", until=TODAY, tie="council"))},
            MET,
            None,
            "",
        ),
        ("board", 2, {"seats": (seat(),)}, MISSING, None, "Zoek nog 1 bestuurslid."),
        (
            "board",
            2,
            {"seats": (seat(), seat("Bo", until=date(2027, 1, 1)))},
            EXPIRING,
            date(2026, 12, 31),
            "Zoek op tijd",
        ),
        ("board", 1, {"seats": (seat(), seat("Bo", until=date(2027, 1, 1)))}, MET, None, ""),
        (
            "terms",
            8,
            {"seats": (seat(since=date(2018, 11, 26)),)},
            MISSING,
            None,
            "Langer dan 8 jaar in het bestuur: An",
        ),
        (
            "terms",
            8,
            {"seats": (seat(since=date(2019, 1, 10)),)},
            EXPIRING,
            date(2027, 1, 9),
            "termijn van An",
        ),
        ("terms", 8, {"seats": (seat(since=date(2019, 1, 10), until=date(2027, 1, 10)),)}, MET, None, ""),
        (
            "account",
            1,
            {"meetings": (Held(date(2025, 3, 1), got_account=True),)},
            EXPIRING,
            date(2026, 12, 31),
            "Geef dit jaar",
        ),
        (
            "account",
            1,
            {"meetings": (Held(date(2026, 3, 1), got_account=True),)},
            MET,
            date(2027, 12, 31),
            "",
        ),
        (
            "account",
            1,
            {"meetings": (Held(date(2024, 3, 1), got_account=True),)},
            MISSING,
            None,
            "Geef dit jaar",
        ),
        (
            "meetings",
            2,
            {"meetings": (Held(date(2026, 3, 1)),)},
            MISSING,
            None,
            "Houd dit jaar nog 1 vergadering",
        ),
        ("public", 1, {"meetings": (Held(date(2026, 3, 1)),)}, MISSING, None, "nog 1 openbare vergadering"),
        ("members", 20, {"members": {2025: 25}}, EXPIRING, date(2026, 12, 31), "dit jaar"),
        ("members", 20, {"members": {2026: 19}}, MISSING, None, "Er is nog 1 lid nodig."),
        ("judged", 4, {}, MISSING, None, "nog niet beoordeeld"),
        (
            "judged",
            4,
            {"judgements": {7: Judgement(False, TODAY, "Alleen ouderen.")}},
            MISSING,
            None,
            "Alleen ouderen.",
        ),
        (
            "judged",
            4,
            {"judgements": {7: Judgement(True, date(2023, 1, 1))}},
            EXPIRING,
            date(2026, 12, 31),
            "opnieuw",
        ),
        ("judged", 4, {"judgements": {7: Judgement(True, date(2020, 1, 1))}}, MISSING, None, "verlopen"),
    ],
)
def test_each_criterion_says_how_it_stands_and_what_to_do(kind, number, facts, state, until, todo):
    found = verdict_on(kind, number, Facts(today=TODAY, **facts), key=7)
    assert (found.state, found.until) == (state, until)
    assert todo in found.todo
    assert bool(found.todo) == (state != MET)


def test_every_kind_can_be_worked_out_of_an_empty_file():
    found = {kind: verdict_on(kind, each.number, Facts(today=TODAY)).state for kind, each in MEASURES.items()}
    assert {kind for kind, state in found.items() if state == MET} == {"single"}


@pytest.mark.parametrize(
    ("text", "good"),
    [("12345678", True), ("00000000", False), ("1234567", False), ("1234567a", False), ("", False)],
)
def test_the_form_of_a_kvk_number(text, good):
    assert is_kvk(text) is good


@given(st.lists(st.tuples(days, st.integers(1, 4000) | st.none()), max_size=6), days)
def test_joined_seats_hold_on_the_same_days_and_never_touch(periods, day):
    seats = [
        Seat("An", since, None if length is None else since + timedelta(days=length))
        for since, length in periods
    ]
    found = joined(seats)
    assert all(any(one.holds_on(day) for one in found) for each in seats if each.holds_on(day))
    assert min((each.since for each in found), default=None) == min(
        (each.since for each in seats), default=None
    )
    for one, following in pairwise(found):
        assert one.until is not None and one.until < following.since


@given(st.lists(days, max_size=12), days, st.integers(1, 6))
def test_another_meeting_never_makes_it_worse(meetings, today, number):
    order = [MISSING, EXPIRING, MET]

    def stands(held):
        return order.index(
            verdict_on("meetings", number, Facts(today=today, meetings=tuple(map(Held, held)))).state
        )

    assert stands([*meetings, today]) >= stands(meetings)


@given(days, st.integers(1, 12), days)
def test_a_term_is_met_until_the_day_that_is_named_and_not_after(since, years, today):
    facts = Facts(today=today, seats=(Seat("An", min(since, today)),))
    found = verdict_on("terms", years, facts)
    end = years_after(min(since, today), years)
    if found.state == MISSING:
        assert end <= today
    else:
        assert found.until == end - timedelta(days=1)
        assert (found.state == EXPIRING) == (found.until - today <= WARN_BEFORE)
