from datetime import date
from decimal import Decimal

import pytest

from budgets.staffels import actions
from budgets.staffels.calculations.scheme import Reference, Term
from budgets.staffels.calculations.subjects import Count
from budgets.staffels.queries import money_of, result_of, subjects_for
from tests.budgets.staffels.making import money, scheme
from tests.factories.figures import FigureFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def test_areas_come_with_the_newest_known_figure_and_its_day(villages, gemeente):
    FigureFactory(area=villages[0], year=2027, value=Decimal(7))
    FigureFactory(
        area=villages[0], year=2026, indicator="a_hh", value=Decimal(40), source="BRP", estimated=True
    )
    AreaFactory(parent=gemeente, name="Wijk", kind="wijk")
    first, second, third = subjects_for(scheme(kinds=("dorp",)), 2026)
    assert first.counts == {
        "inwoners": Count(100, date(2026, 1, 1), "BRP"),
        "huishoudens": Count(40, date(2026, 1, 1), "BRP", estimated=True),
    }
    assert (second.counts["inwoners"].number, third.counts) == (2020, {})
    assert [each.name for each in subjects_for(scheme(), 2026)] == [
        "Aldwier",
        "Bovenkerk",
        "Cleyterp",
        "Wijk",
    ]
    assert subjects_for(scheme(reference=Reference(1, 12, 1)), 2026)[0].counts == {}


def test_figures_at_the_start_of_a_term_come_along(villages):
    FigureFactory(area=villages[0], year=2025, value=Decimal(80))
    made = scheme(first_year=2025, term=Term(2025, 4, money(25)))
    assert subjects_for(made, 2026)[0].earlier["inwoners"].number == 80
    assert subjects_for(made, 2025)[0].earlier == {}


def test_areas_under_one_dorpsbelang_are_taken_together(villages, gemeente, finance):
    OrganisationFactory(name="Belang A en B", kind="village_interest", areas=villages[:2])
    OrganisationFactory(name="Corporatie", kind="housing", areas=villages)
    version = actions.make_staffel(gemeente, scheme(grouped=True), by=finance)
    assert [(each.name, each.amount) for each in result_of(version, 2026).outcomes] == [
        ("Belang A en B", 2500 + 2120 * money("0.80")),
        ("Cleyterp", None),
    ]


def test_an_area_reads_what_it_gets_only_from_what_was_adopted(villages, draft, finance, alderman):
    assert money_of(villages[1], year=2026) == []
    actions.propose(draft, by=finance)
    assert money_of(villages[1], year=2026) == []
    actions.adopt(draft, by=alderman, decision="Besluit")
    (found,) = money_of(villages[1], year=2026)
    assert (found.version, found.outcome.amount) == (draft, money("4116.00"))
    assert money_of(villages[1], year=2025) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_is_fixed(django_assert_num_queries, adopted, gemeente, count):
    for number in range(count):
        FigureFactory(area=AreaFactory(parent=gemeente, name=f"Dorp {number:02}", kind="dorp"), year=2026)
    with django_assert_num_queries(2):
        result_of(adopted, 2026)
