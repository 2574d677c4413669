from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.grants.calculations import money
from budgets.grants.calculations.conditions import (
    AtMost,
    AtMostFor,
    ClosesOn,
    DaysAhead,
    Facts,
    Once,
    OwnShare,
    Support,
    checks,
    from_data,
    kinds_in,
    limit_in,
    to_data,
)
from budgets.grants.calculations.terms import WORKDAYS, Pause, Term, time_left, workdays_between
from budgets.ledger.calculations import transfer

ALL = (
    OwnShare(Decimal("12.5")),
    Once(),
    Support(10),
    ClosesOn(date(2026, 4, 1)),
    DaysAhead(14),
    AtMost(Decimal("5000.00")),
    AtMostFor(Decimal("250.00"), "buurtfeest"),
)
GOOD = Facts(
    requested=Decimal(200),
    costs=Decimal(1000),
    own_share=Decimal(125),
    supporters=10,
    submitted_on=date(2026, 4, 1),
    starts_on=date(2026, 4, 15),
    kind="buurtfeest",
)
BAD = Facts(
    requested=Decimal("5000.01"),
    costs=Decimal(1000),
    own_share=Decimal("124.99"),
    supporters=9,
    submitted_on=date(2026, 4, 2),
    starts_on=date(2026, 4, 15),
    kind="buurtfeest",
    earlier=1,
)


def test_conditions_say_themselves_and_name_what_is_not_met():
    assert [(check.words, check.fault) for check in checks(ALL, BAD)] == [
        ("U betaalt zelf minstens 12,5 % van de kosten.", "U betaalt zelf €\u00a0124,99. Dat moet minstens €\u00a0125 zijn."),
        ("U kunt dit één keer aanvragen.", "U hebt dit al eerder aangevraagd."),
        ("Minstens 10 buurtgenoten steunen het plan.", "U noemt er 9. Het moeten er minstens 10 zijn."),
        ("U stuurt de aanvraag uiterlijk 1 april 2026 in.", "De aanvraag kon tot en met 1 april 2026."),
        ("U stuurt de aanvraag minstens 14 dagen voor het begin in.", "Het begint al over 13 dagen. Kies een latere dag."),
        ("U vraagt hoogstens €\u00a05.000.", "U vraagt €\u00a05.000,01. Dat is €\u00a00,01 te veel."),
        ("Voor een buurtfeest vraagt u hoogstens €\u00a0250.", "U vraagt €\u00a05.000,01. Dat is €\u00a04.750,01 te veel."),
    ]  # fmt: skip
    assert all(check.is_met for check in checks(ALL, GOOD))


def test_what_is_not_filled_in_is_asked_for_and_another_kind_has_no_maximum():
    assert [check.fault for check in checks(ALL, Facts())] == [
        "Vul de begroting in.",
        "",
        "Vul in hoeveel buurtgenoten het plan steunen.",
        "",
        "Vul in wanneer het begint.",
        "Vul de begroting in.",
        "",
    ]
    assert DaysAhead(3).fault(Facts(submitted_on=date(2026, 1, 2), starts_on=date(2026, 1, 1)))


def test_conditions_survive_being_stored():
    assert from_data(to_data(ALL)) == ALL
    assert kinds_in(ALL) == ["buurtfeest"]
    assert (limit_in(ALL), limit_in(ALL[:5])) == (Decimal("5000.00"), None)


@pytest.mark.parametrize(
    ("start", "term", "pauses", "end"),
    [
        # Ten working days over Easter 2026: Good Friday and Monday are no working days.
        (date(2026, 3, 30), Term(10, WORKDAYS), (), date(2026, 4, 15)),
        # 27 April and 5 May are holidays, 14 May is Ascension Day.
        (date(2026, 4, 24), Term(10, WORKDAYS), (), date(2026, 5, 12)),
        # Asked on the third working day, answered a week later.
        (date(2026, 6, 1), Term(10, WORKDAYS), (Pause(date(2026, 6, 4), date(2026, 6, 11)),), date(2026, 6, 22)),
        # Eight weeks end on Christmas: on to Monday 28 December.
        (date(2026, 10, 30), Term(8), (), date(2026, 12, 28)),
        (date(2026, 6, 1), Term(8), (Pause(date(2026, 6, 4), date(2026, 6, 11)),), date(2026, 8, 3)),
    ],
)  # fmt: skip
def test_a_term_leaves_out_holidays_and_pauses(start, term, pauses, end):
    assert term.end(start, pauses) == end


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60), st.integers(0, 40), st.integers(0, 30)
)
def test_a_pause_never_brings_the_end_nearer_and_working_days_count_back(start, length, ahead, still):
    term = Term(length, WORKDAYS)
    pause = Pause(start + timedelta(days=ahead), start + timedelta(days=ahead + still))
    assert term.end(start, [pause]) >= term.end(start)
    assert workdays_between(start, term.end(start)) == length
    assert Term(length).end(start, [pause]) >= start + timedelta(weeks=length, days=still)


@pytest.mark.parametrize(
    ("end", "unit", "text"),
    [
        (date(2026, 4, 15), WORKDAYS, "nog 10 werkdagen"),
        (date(2026, 3, 31), WORKDAYS, "nog 1 werkdag"),
        (date(2026, 3, 30), WORKDAYS, "vandaag is de laatste dag"),
        (date(2026, 3, 27), WORKDAYS, "1 werkdag te laat"),
        (date(2026, 4, 1), "weeks", "nog 2 dagen"),
        (date(2026, 3, 1), "weeks", "29 dagen te laat"),
    ],
)
def test_the_clock_says_how_long_is_left(end, unit, text):
    assert time_left(date(2026, 3, 30), end, unit) == text


cents = st.integers(1, 10**8).map(lambda number: Decimal(number) / 100)


def moves_of(payment):
    return transfer(payment.source, payment.target, payment.amount)


@given(cents, st.integers(0, 100), st.integers(0, 1000))
def test_whatever_is_granted_paid_and_fixed_nothing_stays_open(granted, percent, permille):
    """The pot loses what was fixed, all of it is spent, and no other account holds anything."""
    names = money.Accounts("pot", "promised", "advance", "spent", "receivable")
    advance = money.advance_of(granted, percent)
    final = (granted * permille / 1000).quantize(Decimal("0.01"))
    held = dict.fromkeys(("pot", "promised", "advance", "spent", "receivable"), Decimal(0))
    for moves in (
        money.promise(names, granted),
        moves_of(money.pay_advance(names, advance)),
        money.settle(names, granted=granted, advance=advance, final=final),
        money.settle_again(names, paid=advance, before=final, after=granted),
        money.settle_again(names, paid=advance, before=granted, after=final),
        moves_of(money.balance(names, paid=advance, final=final)),
    ):
        assert sum(moves.values()) == 0
        for name, amount in moves.items():
            held[name] += amount
        assert all(amount >= 0 for name, amount in held.items() if name != "pot")
    assert held == {"pot": -final, "promised": 0, "advance": 0, "spent": final, "receivable": 0}
