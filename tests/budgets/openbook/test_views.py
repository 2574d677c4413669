import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgets.ledger.actions import Ground, book
from budgets.ledger.calculations import transfer
from tests.budgets.allocations.conftest import Town
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year

# Many bookings at once: one by one they would take a minute, and so would what guards each of them.
UNGUARDED = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE ledger_entry DISABLE TRIGGER USER;
ALTER TABLE ledger_line DISABLE TRIGGER USER;
"""
MANY = """
WITH made AS (
  INSERT INTO ledger_entry (number, key, period_id, "on", description, decision, document, source_kind, reason, booked_at)
  SELECT 'X' || n, 'many:' || n, %(period)s, CURRENT_DATE, 'Jan Jansen', 'Besluit', '', '', '', now()
  FROM generate_series(%(first)s::int, %(last)s::int) n RETURNING id
)
INSERT INTO ledger_line (entry_id, account_id, amount)
SELECT id, %(budget)s, -0.01 FROM made UNION ALL SELECT id, %(spent)s, 0.01 FROM made
"""


@pytest.fixture
def money():
    """An area with a budget of € 1,000 of which € 12.50 is spent."""
    area = AreaFactory(parent=GemeenteFactory(), name="Fjildum", slug="fjildum")
    purpose = PurposeFactory(name="Activiteiten", slug="activiteiten")
    budget = AccountFactory(area=area, purpose=purpose)
    fill(budget, 1000)
    spent = AccountFactory(area=area, purpose=purpose, kind="spent")
    entry = book(
        transfer(budget, spent, Decimal("12.50")),
        on=timezone.localdate(),
        description="Aan Jan Jansen",
        ground=Ground("Besluit over Jan Jansen"),
        key="een",
        by=None,
    )
    return area, budget, spent, entry.period


def test_anyone_reads_the_sums_and_nobodys_words(client, money):
    page = client.get(reverse("openbook:area", args=["fjildum"])).content.decode()
    for words in ("€\u00a01.000", "€\u00a012,50", "€\u00a0987,50", "Activiteiten"):
        assert words in page
    csv = client.get(reverse("openbook:download", args=["fjildum", "csv"])).content.decode()
    assert f"Fjildum;{YEAR};Activiteiten;1000,00;12,50;0,00;987,50" in csv
    data = json.loads(client.get(reverse("openbook:download", args=["fjildum", "json"])).content)
    assert data["geld"] == [
        {
            "gebied": "Fjildum",
            "jaar": YEAR,
            "bestemming": "Activiteiten",
            "gekregen": "1000.00",
            "besteed": "12.50",
            "nog te verantwoorden": "0.00",
            "over": "987.50",
        }
    ]
    assert all("Jansen" not in text for text in (page, csv, str(data)))
    assert client.get(reverse("openbook:download", args=["fjildum", "exe"])).status_code == 404
    assert client.get(reverse("openbook:area", args=["nergens"])).status_code == 404
    empty = client.get(reverse("openbook:area", args=["fjildum"]) + f"?jaar={YEAR - 5}").content.decode()
    assert "Voor dit jaar is niets toegekend" in empty


def test_what_was_granted_says_why_and_who_decided(client):
    town = Town()
    town.carry_out(town.run())
    page = client.get(reverse("openbook:area", args=[town.areas["Aldwier"].slug])).content.decode()
    for words in ("€\u00a02.580", "Collegebesluit 26-014", "Beschikking"):
        assert words in page
    assert "Fenna Geld" not in page
    assert "Ype Wethouder" not in page


def test_the_page_asks_the_same_for_ten_bookings_and_for_ten_thousand(client, money):
    _area, budget, spent, period = money
    counted = []
    with connection.cursor() as cursor:
        cursor.execute(UNGUARDED)
    for first, last in ((1, 10), (11, 10_000)):
        with connection.cursor() as cursor:
            cursor.execute(
                MANY,
                {"period": period.pk, "first": first, "last": last, "budget": budget.pk, "spent": spent.pk},
            )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("openbook:area", args=["fjildum"]) + f"?jaar={YEAR}&page={first}")
        counted.append(len(queries))
    assert "€\u00a0112,50" in page.content.decode()
    assert counted == [9, 9]
