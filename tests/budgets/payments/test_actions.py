import json
from decimal import Decimal

import pytest

from budgets.ledger.models import Entry
from budgets.ledger.queries import balance_of, entries_for, proof
from budgets.ledger.states import BookingRefused
from budgets.payments import actions
from budgets.payments.actions import Part
from budgets.payments.models import BankLine, ExpectedPayment, Settlement
from budgets.payments.queries import moved_for, to_book
from budgets.payments.states import PaymentRefused
from tests.budgets.payments.making import PERSON, PERSON_IBAN, Row, camt, promised, to_get_back, upload
from tests.factories.ledger import GROUND, AccountFactory
from tests.factories.roles import person_with
from wijkportaal.foundation.batches.actions import ImportRefused
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def read_in(*rows: Row, **change):
    return actions.apply_file(actions.receive_file(upload(camt(*rows, **change)), by=None), by=None)


def test_a_statement_books_what_it_pays_and_leaves_the_rest_to_a_person():
    feast, back = promised(), to_get_back()
    kept = actions.receive_file(
        upload(
            camt(
                Row("-250.00", end_to_end="WP-2026-0001"),
                Row("80.00", text="voor terug4477"),
                Row("80.00", text="TERUG 44 77 nog eens"),
                Row("-12.00", text="huur"),
            )
        ),
        by=None,
    )
    assert kept.plan["counts"] == {"new": 2, "changed": 2, "gone": 0, "same": 0, "wrong": 0}
    assert PERSON not in json.dumps(kept.plan)
    assert not BankLine.objects.exists()
    actions.apply_file(kept, by=None)
    feast.refresh_from_db()
    back.refresh_from_db()
    assert [(each.state, each.paid, str(each.paid_on)) for each in (feast, back)] == [
        ("paid", Decimal("250.00"), "2026-03-12"),
        ("paid", Decimal("80.00"), "2026-03-12"),
    ]
    assert balance_of(feast.to_account) == Decimal("250.00")
    assert balance_of(back.from_account) == 0
    assert sorted(BankLine.objects.values_list("reference", "state")) == [
        ("1", "settled"),
        ("2", "settled"),
        ("3", "open"),
        ("4", "open"),
    ]
    kept.refresh_from_db()
    assert (kept.state, bool(kept.file)) == ("applied", False)
    assert list(proof()) == []
    texts = [entry.description + entry.document for entry in Entry.objects.all()]
    assert not [text for text in texts if PERSON in text or PERSON_IBAN in text]


def test_reading_the_same_file_again_changes_nothing():
    promised()
    rows = (Row("-250.00", end_to_end="WP-2026-0001"), Row("9.00"))
    read_in(*rows)
    booked = Entry.objects.count()
    again = actions.receive_file(upload(camt(*rows)), by=None)
    assert again.plan["counts"] == {"new": 0, "changed": 0, "gone": 0, "same": 2, "wrong": 0}
    actions.apply_file(again, by=None)
    assert (BankLine.objects.count(), Entry.objects.count()) == (2, booked)
    other = actions.receive_file(upload(camt(Row("-250.00"), Row("9.50"))), by=None)
    assert other.state == "refused"
    assert "al ingelezen, met € 9 " in other.plan["wrong"][0]["message"].replace("\xa0", " ")


def test_a_file_that_would_now_do_something_else_is_looked_at_again():
    feast = promised()
    kept = actions.receive_file(upload(camt(Row("-250.00", end_to_end="WP-2026-0001"))), by=None)
    actions.cancel_expected(feast, reason="Het feest gaat niet door", by=None)
    with pytest.raises(ImportRefused, match="intussen iets veranderd"):
        actions.apply_file(kept, by=None)
    assert not BankLine.objects.exists()


def test_a_line_is_divided_over_payments_and_accounts_and_undone_again():
    feast, bench = promised("250.00"), promised("100.00", "WP-2026-0002")
    read_in(Row("-320.00"))
    line = BankLine.objects.get()
    spent = AccountFactory(kind="spent", area=feast.to_account.area)
    parts = [
        Part(Decimal("240.00"), expected=feast),
        Part(Decimal("70.00"), expected=bench),
        Part(Decimal("10.00"), source=feast.from_account, target=spent, description="Kosten", ground=GROUND),
    ]
    with pytest.raises(PaymentRefused, match="dat moet gelijk zijn"):
        actions.settle_line(line, parts[:2], by=None)
    too_much = [Part(Decimal("219.99"), expected=feast), Part(Decimal("100.01"), expected=bench)]
    with pytest.raises(PaymentRefused, match="staat nog €\xa0100 open"):
        actions.settle_line(line, too_much, by=None)
    actions.settle_line(line, parts, by=None)
    assert list(ExpectedPayment.objects.order_by("pk").values_list("state", "paid")) == [
        ("expected", Decimal("240.00")),
        ("expected", Decimal("70.00")),
    ]
    with pytest.raises(TransitionRefused):
        actions.settle_line(line, parts, by=None)
    with pytest.raises(PaymentRefused, match="al een deel betaald"):
        actions.cancel_expected(feast, reason="toch niet", by=None)
    actions.undo_line(line, reason="verkeerde wijk", by=None)
    line.refresh_from_db()
    assert line.state == "open"
    assert set(ExpectedPayment.objects.values_list("state", "paid")) == {("expected", Decimal("0.00"))}
    assert balance_of(feast.from_account) == Decimal("250.00")
    assert balance_of(spent) == 0
    actions.settle_line(line, parts, by=None)
    assert Settlement.objects.filter(is_undone=False).count() == 3
    assert list(proof()) == []


def test_the_room_above_goes_on_when_it_is_paid_and_nothing_is_booked_twice():
    ground = actions.Ground("Besluit 7", "brief 7", "grants.grant", 7)
    promised("250.00", "EERSTE DEEL", ground=ground, when_paid="grants.go_on")
    by_hand = promised("50.00", "TWEEDE DEEL", ground=ground)
    for _click in range(2):
        actions.book_payment(by_hand, by=None)
    assert [each.reference for each in to_book("grants.grant", 7)] == ["EERSTE DEEL"]
    read_in(Row("-250.00", text="EERSTEDEEL"), Row("-50.00", text="tweede deel"))
    assert set(ExpectedPayment.objects.values_list("state", flat=True)) == {"paid"}
    assert [entry.document for entry in entries_for("grants.grant", 7)] == ["brief 7", "brief 7"]
    assert moved_for("grants.grant", 7) == Decimal(300)
    assert Job.objects.get(kind="grants.go_on").arguments == {"pk": 7}
    actions.undo_line(BankLine.objects.get(amount=-50), reason="Hoort hier niet", by=None)
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.outstanding, moved_for("grants.grant", 7)) == (
        "expected",
        Decimal(50),
        Decimal(300),
    )
    assert list(proof()) == []


def test_what_is_booked_or_waited_for_does_not_lapse_and_what_is_partly_paid_is_not_booked_whole():
    finance = person_with("finance")
    waited_for = promised("10.00", "WACHTWACHT", when_paid="grants.go_on")
    with pytest.raises(PaymentRefused, match="vervalt vanzelf"):
        actions.cancel_expected(waited_for, reason="Nee", by=finance)
    assert actions.cancel_expected(waited_for, reason="Veranderd", by=None).state == "cancelled"
    with pytest.raises(PaymentRefused, match="is vervallen"):
        actions.confirm_payment(waited_for, by=finance)
    feast = promised()
    read_in(Row("-100.00"))
    actions.settle_line(BankLine.objects.get(), [Part(Decimal(100), expected=feast)], by=None)
    with pytest.raises(PaymentRefused, match="al een deel"):
        actions.book_payment(feast, by=finance)
    booked = actions.confirm_payment(promised("5.00", "VIJFVIJF"), by=finance)
    with pytest.raises(PaymentRefused, match="al geboekt"):
        actions.cancel_expected(booked, reason="Nee", by=finance)


def test_a_reference_belongs_to_one_payment():
    first = promised()
    values = {
        "description": "Buurtfeest",
        "source": first.from_account,
        "target": first.to_account,
        "ground": GROUND,
        "by": None,
    }
    assert actions.expect_payment(first.amount, reference="wp 2026 0001", **values) == first
    with pytest.raises(PaymentRefused, match="hoort al bij een andere betaling"):
        actions.expect_payment(Decimal(1), reference="WP-2026-0001", **values)
    with pytest.raises(PaymentRefused, match="6 tot 35 letters"):
        actions.expect_payment(Decimal(1), reference="x", **values)
    assert actions.expect_payment(Decimal(1), **values).reference.startswith("RF")


def test_a_line_that_the_ledger_refuses_stays_in_the_work_list():
    feast = promised()
    read_in(Row("-400.00"))
    line, spent = BankLine.objects.get(), AccountFactory(kind="spent")
    part = Part(Decimal("400.00"), source=feast.from_account, target=spent, description="x", ground=GROUND)
    with pytest.raises(BookingRefused, match="te weinig"):
        actions.settle_line(line, [part], by=None)
    line.refresh_from_db()
    assert (line.state, Settlement.objects.count()) == ("open", 0)
