from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.books.calculations import Entry, Position, statement
from budgets.books.states import INCOME, OPENING, SPENDING, TRANSFER

BANK, CASH, GIFTS, PARTIES = 1, 2, 10, 20


def test_the_account_of_a_real_village_balances():
    """2018: 1,398.80 + 4,128.80 − 2,416.36 = 3,111.24."""
    made = statement(
        [Entry(OPENING, Decimal("1398.80"), BANK)],
        [
            Entry(INCOME, Decimal("3900.00"), BANK, category=GIFTS),
            Entry(INCOME, Decimal("228.80"), CASH, category=GIFTS),
            Entry(SPENDING, Decimal("-2416.36"), BANK, category=PARTIES),
            Entry(TRANSFER, Decimal("-100.00"), BANK, other=CASH),
        ],
    )
    assert made.opening == Decimal("1398.80")
    assert (made.income, made.spending) == ({GIFTS: Decimal("4128.80")}, {PARTIES: Decimal("2416.36")})
    assert made.closing == Decimal("3111.24")
    assert made.result == Decimal("1712.44")
    assert made.purses == {BANK: Decimal("2782.44"), CASH: Decimal("328.80")}


amounts = st.decimals(min_value="0.01", max_value="99999.99", places=2)
purses = st.sampled_from([BANK, CASH])
entries = st.one_of(
    st.builds(Entry, st.just(OPENING), amounts, purses),
    st.builds(Entry, st.just(INCOME), amounts, purses, st.none(), st.just(GIFTS)),
    st.builds(
        lambda amount, purse: Entry(SPENDING, -amount, purse, category=PARTIES),
        amounts,
        purses,
    ),
    st.builds(lambda amount: Entry(TRANSFER, -amount, BANK, CASH), amounts),
)


@given(st.lists(entries), st.lists(entries))
def test_what_is_left_is_what_the_purses_hold_and_goes_on_into_the_next_year(before, within):
    made = statement(before, within)
    assert made.closing == sum(made.purses.values())
    assert statement([*before, *within], []).opening == made.closing


@given(st.lists(entries), entries)
def test_a_line_with_its_counter_line_changes_no_sum(within, wrong):
    undone = Entry(wrong.kind, -wrong.amount, wrong.purse, wrong.other, wrong.category)
    plain, corrected = statement([], within), statement([], [*within, wrong, undone])
    assert (plain.opening, plain.result, plain.closing) == (
        corrected.opening,
        corrected.result,
        corrected.closing,
    )


def test_free_is_what_is_neither_reserved_nor_promised():
    assert Position(Decimal(100), Decimal(60), Decimal(50)).free == Decimal(-10)
