import subprocess
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from budgets.ledger import actions
from budgets.ledger.documents import HEADER, account_path, export_rows
from budgets.ledger.queries import entries_in_order
from tests.factories.ledger import GROUND, AccountFactory, PurposeFactory, fill, treasury
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def test_the_journal_is_accepted_by_hledger(tmp_path):
    budget = AccountFactory(
        area=AreaFactory(name="De Wal: oost; (nieuw)"), purpose=PurposeFactory(name="Groen | grijs")
    )
    fill(budget, "1250.50")
    actions.counter(fill(budget, 40, key="wrong"), reason="Fout", on=timezone.localdate(), by=None)
    file = tmp_path / "grootboek.journal"
    call_command("export_journal", out=file, verbosity=0)
    checked = subprocess.run(
        ["hledger", "-f", str(file), "check", "--strict"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    balances = subprocess.run(
        ["hledger", "-f", str(file), "balance", "--flat", "--no-total", "--output-format=csv"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f'"{account_path(budget)}","EUR 1250.50"' in balances
    assert f'"{account_path(treasury())}","EUR -1250.50"' in balances


def test_a_journal_with_a_wrong_cent_is_refused_by_hledger(tmp_path):
    fill(AccountFactory(), "10.00")
    file = tmp_path / "fout.journal"
    call_command("export_journal", out=file, verbosity=0)
    file.write_text(file.read_text().replace("EUR 10.00", "EUR 10.01"))
    checked = subprocess.run(
        ["hledger", "-f", str(file), "check", "--strict"], capture_output=True, check=False
    )
    assert checked.returncode != 0


def test_rows_carry_task_field_and_cost_centre():
    budget = AccountFactory(purpose=PurposeFactory(name="Groen", task_field="5.7", cost_centre="K-12"))
    entry = fill(budget, 5)
    rows = [dict(zip(HEADER, row, strict=True)) for row in export_rows(entries_in_order())]
    assert [(row["Taakveld (Iv3)"], row["Kostenplaats"], row["Bedrag"]) for row in rows] == [
        ("6.1", "", Decimal("-5.00")),
        ("5.7", "K-12", Decimal("5.00")),
    ]
    assert {row["Boekingsnummer"] for row in rows} == {entry.number}
    assert {row["Besluit"] for row in rows} == {GROUND.decision}
