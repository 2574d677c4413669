from budgets.ledger.models import Account, Entry, Period
from budgets.ledger.queries import proof


def test_the_books_of_two_years_add_up_and_last_year_is_closed(rietwolde):
    assert list(proof()) == []
    assert [period.is_closed for period in Period.objects.order_by("year")] == [True, False]
    assert Entry.objects.exclude(counters=None).count() == 1
    assert set(Account.objects.values_list("kind", flat=True)) == {"treasury", "budget", "spent"}
    assert Account.objects.filter(kind="budget", balance__gt=0).count() > 40
