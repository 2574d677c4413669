from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from budgets.ledger import actions
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, Entry, Line, Period
from budgets.ledger.queries import balance_of, proof
from budgets.ledger.states import BookingRefused, KeyReused, Overdrawn, PeriodClosed
from tests.factories.ledger import GROUND, AccountFactory, PurposeFactory, fill, treasury
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

TODAY = timezone.localdate()
LAST_YEAR = date(TODAY.year - 1, 6, 1)


def spend(account, amount, *, key="spend", on=TODAY, description="Bankje", ground=GROUND):
    target = (
        AccountFactory(kind="spent", area=account.area, year=account.year)
        if isinstance(account, Account)
        else None
    )
    return actions.book(
        transfer(account, target, Decimal(amount)),
        on=on,
        description=description,
        ground=ground,
        key=key,
        by=None,
    )


@pytest.mark.django_db
def test_a_booking_moves_money_and_says_what_it_rests_on():
    finance = person_with("finance")
    budget = AccountFactory()
    entry = fill(budget, "3900.00", by=finance)
    budget.refresh_from_db()
    assert budget.balance == balance_of(budget) == Decimal("3900.00")
    assert balance_of(treasury()) == Decimal("-3900.00")
    assert (entry.decision, entry.document, entry.booked_by) == (
        "Collegebesluit 26-014",
        "beschikking 1",
        finance,
    )
    assert list(proof()) == []


@pytest.mark.django_db
def test_an_account_is_opened_once():
    area, purpose = AreaFactory(), PurposeFactory()
    first = actions.open_account("budget", area=area, purpose=purpose, year=2026, by=None)
    assert actions.open_account("budget", area=area, purpose=purpose, year=2026, by=None) == first
    assert actions.open_account("budget", area=area, purpose=purpose, year=2027, by=None) != first
    assert actions.open_account("treasury", by=None).may_be_overdrawn


@pytest.mark.django_db
def test_asking_twice_books_once():
    budget = AccountFactory()
    assert fill(budget, 100, key="a") == fill(budget, 100, key="a")
    assert balance_of(budget) == 100
    with pytest.raises(KeyReused):
        fill(budget, 101, key="a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"amount": "0.001"}, "twee cijfers"),
        ({"amount": "20000000000"}, "10 miljard"),
        ({"ground": actions.Ground(" ")}, "besluit"),
        ({"amount": "100.01"}, "te weinig"),
        ({"amount": "0"}, "Kies er twee"),
    ],
)
def test_a_faulty_booking_is_refused_in_dutch_and_leaves_nothing(change, text):
    budget = AccountFactory()
    fill(budget, 100)
    with pytest.raises(BookingRefused, match=text):
        spend(budget, **({"amount": "1"} | change))
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_counter_entry_undoes_an_entry_once_and_keeps_it():
    budget = AccountFactory()
    entry = fill(budget, 250)
    with pytest.raises(BookingRefused, match="waarom"):
        actions.counter(entry, reason="  ", on=TODAY, by=None)
    undone = actions.counter(entry, reason="Dubbel geboekt", on=TODAY, by=None)
    assert actions.counter(entry, reason="Dubbel geboekt", on=TODAY, by=None) == undone
    assert balance_of(budget) == 0
    assert (undone.counters, undone.reason) == (entry, "Dubbel geboekt")
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_spent_money_cannot_be_taken_back_by_a_counter_entry():
    budget = AccountFactory()
    entry = fill(budget, 250)
    spend(budget, 200)
    with pytest.raises(Overdrawn, match=r"€\xa050.*€\xa0250"):
        actions.counter(entry, reason="Te veel", on=TODAY, by=None)


@pytest.mark.django_db
def test_a_year_closes_when_it_is_over_and_accounted_for():
    advance = AccountFactory(kind="advance", year=LAST_YEAR.year)
    fill(advance, 80, on=LAST_YEAR)
    fill(AccountFactory(), 10)
    period = Period.objects.get(year=LAST_YEAR.year)
    with pytest.raises(BookingRefused, match="80"):
        actions.close_period(period, by=None)
    spend(advance, 80, on=LAST_YEAR)
    closed = actions.close_period(period, by=person_with("finance"))
    assert closed.is_closed
    with pytest.raises(PeriodClosed, match=str(LAST_YEAR.year)):
        fill(AccountFactory(), 5, on=LAST_YEAR)
    with pytest.raises(BookingRefused, match="voorbij"):
        actions.close_period(Period.objects.get(year=TODAY.year), by=None)


# --- What the database itself refuses, whoever asks -----------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET description = 'anders'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_line SET amount = amount * 2",
        "DELETE FROM ledger_line",
        "UPDATE ledger_account SET balance = 1000000",
        "INSERT INTO ledger_account (kind, goal, may_be_overdrawn, balance) VALUES ('pot', 'x', false, 5)",
        "INSERT INTO ledger_line (entry_id, account_id, amount) SELECT e.id, a.id, 5 FROM ledger_entry e,"
        " ledger_account a WHERE a.kind = 'pot'; SET CONSTRAINTS ALL IMMEDIATE",
        'INSERT INTO ledger_entry (number, key, period_id, "on", description, decision, document, source_kind,'
        " reason, booked_at) SELECT 'N', 'k', period_id, \"on\", 'd', 'b', '', '', '', now() FROM ledger_entry;"
        " SET CONSTRAINTS ALL IMMEDIATE",
        "UPDATE ledger_period SET closed_at = NULL WHERE closed_at IS NOT NULL",
    ],
)
def test_raw_sql_cannot_change_what_was_booked(statement):
    fill(AccountFactory(), 100)
    AccountFactory(kind="pot", area=None, year=None)
    Period.objects.create(year=2001, closed_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(proof()) == []


@pytest.mark.django_db
def test_tables_of_the_ledger_are_emptied_only_where_all_is_thrown_away():
    with (
        pytest.raises(DatabaseError, match="cannot empty"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL portaal.may_empty = 'off'")
        cursor.execute("TRUNCATE ledger_line")


@pytest.mark.django_db
def test_raw_sql_cannot_overdraw_an_account():
    budget = AccountFactory()
    entry = fill(budget, 100)
    pot = AccountFactory(kind="pot", area=None, year=None)
    with pytest.raises(DatabaseError, match="not_overdrawn"), transaction.atomic():
        another = Entry.objects.create(
            key="raw", period=entry.period, on=entry.on, description="Rauw", decision="Geen"
        )
        Line.objects.create(entry=another, account=pot, amount=Decimal("100.01"))
        Line.objects.create(entry=another, account=budget, amount=Decimal("-100.01"))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_bookings_at_once_never_overdraw_and_never_lose_one():
    budget = AccountFactory()
    fill(budget, 100)
    target = AccountFactory(kind="spent", area=budget.area, year=budget.year)

    def attempt(number: int) -> str:
        try:
            # Each key comes twice, as from a double click.
            actions.book(
                transfer(budget, target, Decimal(10)),
                on=TODAY,
                description=f"Bon {number // 2}",
                ground=GROUND,
                key=f"bon:{number // 2}",
                by=None,
            )
        except Overdrawn:
            return "refused"
        finally:
            connections.close_all()
        return "booked"

    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(attempt, range(50)))
    assert Line.objects.filter(account=target).count() == 10
    assert balance_of(budget) == 0
    assert found.count("booked") == 20
    assert list(proof()) == []
