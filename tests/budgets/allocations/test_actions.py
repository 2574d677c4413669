from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from areas.figures.models import Figure
from budgets.allocations.actions import deciding, preparing, receive_account
from budgets.allocations.actions.accounts import ask_more, settle
from budgets.allocations.models import AccountSettlement, Allocation, Run
from budgets.allocations.queries import granted_to, to_correct_after
from budgets.decisions.models import Decision
from budgets.ledger.models import Account, Entry, Purpose
from budgets.ledger.queries import proof
from budgets.objections.actions import answer, object_to
from budgets.payments.actions import apply_file, receive_file
from budgets.payments.queries import payments_for
from tests.at_once import at_once
from tests.budgets.allocations.conftest import YEAR, Town
from tests.budgets.payments.making import Row, camt
from tests.factories.decisions import send
from tests.factories.ledger import fill
from tests.factories.roles import person_with
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

TODAY = timezone.localdate()


def balances(**filters) -> dict:
    """What stands on the accounts that are told apart by kind, area and year; without the empty ones."""
    accounts = (
        Account.objects.filter(balance__gt=0, **filters).order_by().values_list("kind", "area__name", "year")
    )
    return {
        key: total for *key_parts, total in accounts.annotate(Sum("balance")) if (key := tuple(key_parts))
    }


def test_a_run_is_prepared_decided_by_another_and_carried_out_once(town):
    run = town.run(("Activiteiten", 70, {}), ("Eigen functioneren", 30, {"held_by": "municipality"}))
    rows = {row.name: (row.amount, row.last_year, row.holder) for row in run.allocations.all()}
    assert rows == {
        "Aldwier": (Decimal("2580.00"), Decimal("2580.00"), town.board),
        "Bovenkerk": (Decimal("4116.00"), Decimal("4116.00"), None),
        "Cleyterp": (Decimal("2532.00"), Decimal("2532.00"), None),
    }
    town.decide(run)
    job = Job.objects.get(kind="allocations.carry_out")
    run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(state="waiting", due_at=timezone.now())
    run_job(job.pk)
    run.refresh_from_db()
    assert run.state == "executed"
    assert balances() == {
        ("advance", "Aldwier", YEAR): Decimal("1806.00"),
        ("budget", "Aldwier", YEAR): Decimal("774.00"),
        ("budget", "Bovenkerk", YEAR): Decimal("4116.00"),
        ("budget", "Cleyterp", YEAR): Decimal("2532.00"),
    }
    assert list(proof()) == []
    decisions = {each.addressee: (each.amount, each.is_public) for each in Decision.objects.all()}
    assert decisions == {
        "Dorpsbelang Aldwier": (Decimal("2580.00"), True),
        "bewoners van Bovenkerk": (Decimal("4116.00"), True),
        "bewoners van Cleyterp": (Decimal("2532.00"), True),
    }
    assert Entry.objects.count() == 3
    (row,) = granted_to(town.areas["Aldwier"])
    assert "100 inwoners" in row.sentence
    assert "1 mei" in row.decision.closing


def test_who_prepared_does_not_decide_and_of_two_deciders_one_is_first(town):
    run = town.run()
    deciding.take(run, "submit", by=town.finance)
    with pytest.raises(PermissionDenied):
        deciding.adopt(run, decision="Besluit", by=town.finance)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(decided_by=town.finance)
    deciding.adopt(run, decision="Besluit", by=town.alderman)
    with pytest.raises(TransitionRefused, match="vastgesteld"):
        deciding.adopt(run, decision="Besluit", by=town.alderman)
    assert Job.objects.filter(kind="allocations.carry_out").count() == 1
    with pytest.raises(TransitionRefused, match="al een ronde"):
        preparing.make_run(town.version, YEAR, by=town.finance)


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_decides_and_two_workers_carry_out_once(town):
    other = person_with("alderman", town.gemeente)
    run = town.run()
    deciding.take(run, "submit", by=town.finance)
    found = at_once(
        lambda: deciding.adopt(run, decision="Besluit 1", by=town.alderman),
        lambda: deciding.adopt(run, decision="Besluit 2", by=other),
        lambda: deciding.take(run, "send_back", reason="Toch niet.", by=other),
    )
    assert sum(isinstance(each, TransitionRefused) for each in found) >= 1
    run.refresh_from_db()
    if run.state == "draft":  # who sent it back was first
        town.decide(run)
    job = Job.objects.get(kind="allocations.carry_out")
    at_once(*[lambda: run_job(job.pk)] * 2)
    run.refresh_from_db()
    assert (run.state, Decision.objects.count(), Entry.objects.count()) == ("executed", 3, 3)
    (row,) = granted_to(town.areas["Aldwier"])
    sent = at_once(
        *[lambda: receive_account(row, Decimal(2580), document="Jaarrekening", by=town.alderman)] * 2
    )
    assert sorted(type(each).__name__ for each in sent) == ["AccountSettlement", "TransitionRefused"]
    account = AccountSettlement.objects.get()
    settled = at_once(*[lambda: settle(account, by=town.finance)] * 2)
    assert sorted(type(each).__name__ for each in settled) == ["AccountSettlement", "TransitionRefused"]
    assert list(proof()) == []


def test_the_bank_confirms_what_a_board_got_and_books_what_it_pays_back(town):
    town.carry_out(town.run())
    (row,) = granted_to(town.areas["Aldwier"])
    got = payments_for("allocations.allocation", row.pk).get()
    assert (got.amount, got.incoming, got.can_be_booked) == (Decimal(2580), False, False)
    settled = settle(
        receive_account(row, Decimal(2000), document="Jaarrekening", by=town.alderman), by=town.finance
    )
    owed = payments_for("allocations.accountsettlement", settled.pk).get()
    assert (owed.amount, owed.incoming, owed.reference in settled.decision.closing) == (
        Decimal(580),
        True,
        True,
    )
    booked = Entry.objects.count()
    lines = Row("-2580.00", text=got.reference), Row("580.00", text=owed.reference)
    apply_file(receive_file(ContentFile(camt(*lines), "afschrift.xml"), by=town.finance), by=town.finance)
    assert Entry.objects.count() == booked + 1
    assert balances(area=town.areas["Aldwier"]) == {("spent", "Aldwier", YEAR): Decimal(2000)}
    assert list(proof()) == []


def test_one_area_is_corrected_against_the_rule_and_stays_so(town):
    town.carry_out(town.run())
    (row,) = granted_to(town.areas["Bovenkerk"])
    objection = object_to(send(row.decision), name="Bo", email="bo@bo.example", grounds="Te weinig.", by=None)
    other = person_with("alderman", town.gemeente)
    answer(objection, result="founded", reasons="De telling klopte niet.", by=other)
    assert to_correct_after(row.decision) == row
    correction = preparing.correct_area(row, Decimal(4200), reason="Het bezwaar is gegrond.", by=town.finance)
    assert {each.name: each.difference for each in correction.allocations.all()} == {"Bovenkerk": Decimal(84)}
    town.carry_out(correction)
    assert to_correct_after(row.decision) is None
    again = preparing.make_correction(correction, reason="Nog eens kijken.", by=town.finance)
    assert not again.allocations.exists()


@pytest.mark.django_db
def test_what_is_not_known_must_be_solved_before_a_decision():
    town = Town({"Aldwier": 100, "Dijksherne": None})
    run = town.run(("Activiteiten", 60, {}), ("Investeringen", 30, {"year_end": "goal"}))
    assert run.allocations.get(name="Dijksherne").amount is None
    with pytest.raises(TransitionRefused) as refused:
        deciding.take(run, "submit", by=town.finance)
    assert "Dijksherne" in str(refused.value)
    assert "geen 100" in str(refused.value)
    assert "voor welk doel" in str(refused.value)
    town.purposes(run)
    row = preparing.override(
        run.allocations.get(name="Dijksherne"), Decimal(900), reason="De telling loopt nog.", by=town.finance
    )
    assert (row.amount, row.lines[-1][0]) == (Decimal(900), "Besluit buiten de regel: De telling loopt nog.")
    assert preparing.override(row, None, reason="", by=town.finance).amount is None
    preparing.override(row, Decimal(900), reason="De telling loopt nog.", by=town.finance)
    assert town.carry_out(run).state == "executed"
    with pytest.raises(TransitionRefused):
        preparing.override(row, Decimal(1), reason="Toch niet.", by=town.finance)
    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        Allocation.objects.filter(run=run).update(amount=1)


def test_a_corrected_figure_books_and_decides_only_the_differences(town):
    town.carry_out(town.run())
    first = Run.objects.get()
    for name, people in (("Aldwier", 90), ("Bovenkerk", 2030)):
        Figure.objects.filter(area=town.areas[name], year=YEAR).update(value=Decimal(people))
    correction = preparing.make_correction(first, reason="Het CBS verbeterde de telling.", by=town.finance)
    assert {row.name: row.difference for row in correction.allocations.all()} == {
        "Aldwier": Decimal(-8),
        "Bovenkerk": Decimal(8),
    }
    with pytest.raises(TransitionRefused, match="loopt al"):
        preparing.make_correction(first, reason="Nog eens.", by=town.finance)
    town.carry_out(correction)
    assert balances() == {
        ("advance", "Aldwier", YEAR): Decimal(2572),
        ("receivable", "Aldwier", YEAR): Decimal(8),
        ("budget", "Bovenkerk", YEAR): Decimal(4124),
        ("budget", "Cleyterp", YEAR): Decimal(2532),
    }
    changed = {
        each.addressee: (each.amount, each.replaces.amount)
        for each in Decision.objects.filter(outcome="changed")
    }
    assert changed == {
        "Dorpsbelang Aldwier": (Decimal(2572), Decimal(2580)),
        "bewoners van Bovenkerk": (Decimal(4124), Decimal(4116)),
    }
    assert [row.amount for row in granted_to(town.areas["Aldwier"])] == [Decimal(2572)]
    again = preparing.make_correction(first, reason="Er is niets meer.", by=town.finance)
    with pytest.raises(TransitionRefused, match="geen verschil"):
        deciding.take(again, "submit", by=town.finance)


def test_a_run_that_cannot_be_booked_says_why_and_goes_on_where_it_was(town, monkeypatch):
    town.carry_out(town.run())
    first = Run.objects.get()
    Figure.objects.filter(year=YEAR).update(value=Decimal(10))
    correction = preparing.make_correction(first, reason="Verkeerde telling.", by=town.finance)
    budget = Account.objects.get(kind="budget", area=town.areas["Cleyterp"])
    spent = Account.objects.create(kind="spent", area=town.areas["Cleyterp"], year=YEAR)
    from budgets.ledger.actions import Ground, book
    from budgets.ledger.calculations import transfer

    book(
        transfer(budget, spent, budget.balance),
        on=TODAY,
        description="Feest",
        ground=Ground("b"),
        key="f",
        by=None,
    )
    town.carry_out(correction)
    assert (correction.state, "te weinig" in correction.failure) == ("failed", True)
    assert list(correction.allocations.filter(done_at=None).values_list("name", flat=True)) == ["Cleyterp"]
    fill(budget, 100)
    deciding.take(correction, "resume", by=town.finance)
    run_job(Job.objects.filter(kind="allocations.carry_out", state="waiting").get().pk)
    correction.refresh_from_db()
    assert (correction.state, correction.failure) == ("executed", "")
    assert Decision.objects.filter(outcome="changed").count() == 3


def test_a_board_accounts_and_the_rest_is_saved_or_paid_back(town):
    town.carry_out(
        town.run(("Activiteiten", 50, {}), ("Investeringen", 50, {"year_end": "save_years", "years": 3}))
    )
    (row,) = granted_to(town.areas["Aldwier"])
    activities, investments = (Purpose.objects.get(slug=slug) for slug in ("activiteiten", "investeringen"))
    member = town.alderman
    with pytest.raises(TransitionRefused, match="nul of meer"):
        receive_account(row, {activities: Decimal(-1)}, document="Jaarrekening", by=member)
    received = receive_account(row, {activities: Decimal(1000)}, document="Jaarrekening", by=member)
    with pytest.raises(TransitionRefused, match="al ontvangen"):
        receive_account(row, Decimal(1), document="Nog een", by=member)
    ask_more(received, question="Waar is de bon van de tent?", by=town.finance)
    assert "bon van de tent" in Letter.objects.filter(to="bestuur@aldwier.example").latest("pk").body
    received = receive_account(
        row, {activities: Decimal(1000), investments: Decimal(290)}, document="Jaarrekening 2", by=member
    )
    settled = settle(received, by=town.finance)
    assert (settled.state, settled.decision.outcome, settled.decision.amount) == (
        "settled",
        "reclaimed",
        Decimal(1290),
    )
    assert "€ 290" in settled.decision.closing.replace("\xa0", " ")
    assert balances(kind="receivable") == {("receivable", "Aldwier", YEAR): Decimal(290)}
    assert balances(area=town.areas["Aldwier"], purpose=activities) == {
        ("spent", "Aldwier", YEAR): Decimal(1000),
    }
    assert balances(area=town.areas["Aldwier"], purpose=investments) == {
        ("reserve", "Aldwier", YEAR): Decimal(1000),
        ("spent", "Aldwier", YEAR): Decimal(290),
    }
    with pytest.raises(TransitionRefused):
        settle(received, by=town.finance)
    assert list(proof()) == []


def test_a_year_ends_by_policy_once_the_boards_have_accounted(town):
    before = town.carry_out(
        town.run(
            ("Activiteiten", 40, {"year_end": "set_off"}),
            ("Investeringen", 60, {"year_end": "within_a_year"}),
            year=YEAR - 1,
        )
    )
    end = preparing.make_year_end(before, by=town.finance)
    with pytest.raises(TransitionRefused, match="Dorpsbelang Aldwier"):
        deciding.take(end, "submit", by=town.finance)
    (row,) = granted_to(town.areas["Aldwier"])
    settle(receive_account(row, Decimal(2480), document="Jaarrekening", by=town.alderman), by=town.finance)
    town.carry_out(preparing.compute(end, by=town.finance))
    assert balances(area=town.areas["Bovenkerk"]) == {
        ("budget", "Bovenkerk", YEAR): Decimal("1646.40"),
        ("reserve", "Bovenkerk", YEAR - 1): Decimal("2469.60"),
    }
    run = town.run(
        ("Activiteiten", 40, {"year_end": "set_off"}), ("Investeringen", 60, {"year_end": "within_a_year"})
    )
    assert {each.name: (each.amount, each.set_off) for each in run.allocations.all()} == {
        "Aldwier": (Decimal(2540), Decimal(40)),
        "Bovenkerk": (Decimal("2469.60"), Decimal("1646.40")),
        "Cleyterp": (Decimal("1519.20"), Decimal("1012.80")),
    }
    assert list(proof()) == []
