from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.openbook.calculations import Row, Sum, Year, years_of

kinds = st.sampled_from(["budget", "promised", "advance", "spent", "reserve"])
cents = st.decimals(min_value=0, max_value=99999, places=2)
sums = st.lists(st.builds(Sum, st.integers(2020, 2026), st.sampled_from("AB"), kinds, cents))


@given(sums)
def test_what_came_in_is_spent_with_a_board_or_left(found):
    years = years_of(found)
    assert [each.year for each in years] == sorted({each.year for each in found}, reverse=True)
    for year in years:
        total = year.total
        assert total.got == total.spent + total.at_board + total.left
        assert total.got == sum(each.amount for each in found if each.year == year.year)


def test_a_purpose_has_one_row():
    found = [
        Sum(2026, "Activiteiten", "budget", Decimal("10.50")),
        Sum(2026, "Activiteiten", "spent", Decimal("4.00")),
        Sum(2026, "Activiteiten", "advance", Decimal("2.00")),
    ]
    row = Row("Activiteiten", Decimal("16.50"), Decimal(4), Decimal(2), Decimal("10.50"))
    assert years_of(found) == [Year(2026, (row,))]
