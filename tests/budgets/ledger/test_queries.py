from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.ledger.actions import book
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account
from budgets.ledger.queries import balance_of, proof, statement_of, visible_to, with_balance
from budgets.ledger.states import Overdrawn
from tests.factories.ledger import GROUND, AccountFactory, fill, treasury
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

TODAY = timezone.localdate()
# Examples of a property run in one database; each makes accounts and entries of its own.
RUNS = count()


@pytest.mark.django_db
def test_a_balance_can_be_asked_for_any_day():
    budget = AccountFactory()
    fill(budget, 100, on=TODAY - timedelta(days=3))
    fill(budget, 50, on=TODAY)
    days = [TODAY - timedelta(days=back) for back in (4, 3, 1, 0)]
    assert [balance_of(budget, on=day) for day in days] == [0, 100, 100, 150]
    assert with_balance(Account.objects.filter(pk=budget.pk), on=days[2]).get().balance_then == 100
    assert [(line.amount, line.balance_then) for line in statement_of(budget)] == [(50, 150), (100, 100)]


@pytest.mark.django_db
def test_people_see_the_books_of_their_own_areas():
    own, other = AreaFactory(), AreaFactory()
    mine, theirs = AccountFactory(area=own), AccountFactory(area=other)
    pot = treasury()
    assert set(visible_to(person_with("area_manager", own))) == {mine}
    assert set(visible_to(person_with("finance"))) == {mine, theirs, pot}
    assert set(visible_to(person_with("resident", own))) == set()


@pytest.mark.django_db
def test_the_proof_names_what_was_tampered_with():
    budget = AccountFactory()
    entry = fill(budget, 100)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_line SET amount = 90 WHERE amount = 100")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert [fault.what for fault in proof()] == [
        f"entry {entry.number} adds up to -10.00 in 2 lines",
        f"account {budget.pk} says 100.00 and its lines 90.00",
    ]
    with pytest.raises(CommandError, match="2 faults"):
        call_command("prove_ledger")


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.decimals("0.01", "500", places=2)), max_size=12
    )
)
def test_whatever_is_booked_no_euro_comes_or_goes(moves):
    run = next(RUNS)
    accounts = [
        treasury(),
        *(AccountFactory(kind="pot", area=None, year=None, goal=f"{n}-{run}") for n in range(3)),
    ]
    before = sum(balance_of(account) for account in accounts)
    for number, (source, target, amount) in enumerate(moves):
        if source == target:
            continue
        try:
            book(
                transfer(accounts[source], accounts[target], amount),
                on=TODAY,
                description="Zet",
                ground=GROUND,
                key=f"{run}:{number}",
                by=None,
            )
        except Overdrawn:
            assert balance_of(accounts[source]) < amount
    balances = [balance_of(account) for account in accounts]
    assert sum(balances) == before
    assert all(balance >= Decimal(0) for balance in balances[1:])
