from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from budgets.decisions.models import Decision
from budgets.grants.actions import applying, deciding, money, ruling
from budgets.grants.actions.revising import revise
from budgets.grants.calculations.conditions import AtMost, DaysAhead, Once, OwnShare
from budgets.grants.models import Application
from budgets.grants.queries import Capacity, late, tally_of
from budgets.grants.states import GrantRefused
from budgets.ledger.models import Account, Entry
from budgets.ledger.queries import balance_of, proof
from budgets.objections.actions import object_to
from budgets.objections.states import ObjectionRefused
from budgets.payments.actions import apply_file, receive_file
from budgets.payments.queries import payments_for, to_book
from tests.at_once import at_once
from tests.budgets.payments.making import Row, camt
from tests.factories.decisions import send
from tests.factories.grants import PAPER, days, regulation_for
from tests.factories.ledger import AccountFactory, fill
from tests.factories.organisations import FunctionFactory
from tests.factories.roles import RoleAssignmentFactory, person_with
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db
D = Decimal


def outcomes():
    return list(Decision.objects.order_by("pk").values_list("outcome", "amount"))


def held(scene):
    """What each kind of account holds, without the pot."""
    found = {}
    for account in Account.objects.exclude(kind__in=("pot", "treasury")):
        found[account.kind] = found.get(account.kind, 0) + balance_of(account)
    return {kind: amount for kind, amount in found.items() if amount}


def subjects(to):
    return list(Letter.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("final", "before", "closes_at_once"),
    [("640", {"spent": D(640)}, True), ("800", {"spent": D(640), "promised": D(160)}, False),
     ("500", {"spent": D(500), "receivable": D(140)}, False)],
)  # fmt: skip
def test_the_whole_chain_ends_with_every_euro_in_its_place(scene, final, before, closes_at_once):
    made = scene.accounted()
    assert (made.advance, held(scene)) == (D("640.00"), {"promised": D(160), "advance": D(640)})
    settled = money.settle(made, final=D(final), reasons="Zoals de bonnen.", by=scene.finance)
    assert (settled.state == "closed", held(scene)) == (closes_at_once, before)
    if not closes_at_once:
        settled = money.balance(settled, by=scene.finance)
    assert (settled.state, held(scene), balance_of(scene.pot)) == (
        "closed",
        {"spent": D(final)},
        D(10000) - D(final),
    )
    assert outcomes() == [("granted", D(800)), ("reclaimed" if final == "500" else "settled", D(final))]
    assert list(settled.steps.values_list("name", flat=True)) == [
        "submit", "assess", "grant", "pay", "account", "settle", "balance",
    ]  # fmt: skip
    assert subjects(scene.applicant.email) == [
        "Wij hebben uw aanvraag: Picknicktafels",
        "Uw voorschot komt eraan: Picknicktafels",
        "Wij hebben uw verantwoording: Picknicktafels",
        "Uw subsidie is afgerond: Picknicktafels",
    ]


def test_a_concept_is_saved_by_two_people_without_losing_and_is_sent_once(scene):
    made = scene.begin()
    assert (made.requested, made.version) == (D(800), 2)
    with pytest.raises(EditConflict):
        applying.set_lines(made, [], version=1, by=scene.applicant)
    sent = applying.submit(made, by=scene.applicant)
    assert (sent.state, sent.due_on > timezone.localdate()) == ("submitted", True)
    with pytest.raises(TransitionRefused):
        applying.submit(made, by=scene.applicant)
    with pytest.raises(GrantRefused):
        applying.set_lines(sent, [], version=2, by=scene.applicant)
    assert Letter.objects.filter(to="panel@voorbeeld.example").count() == 1


def test_nothing_is_sent_that_does_not_meet_the_conditions_and_a_change_leaves_what_was_sent(scene):
    scene.regulation = regulation_for(
        scene.pot, name="Streng", conditions=[OwnShare(D(10)), AtMost(D(700)), DaysAhead(50), Once()]
    )
    made = scene.begin(regulation=scene.regulation)
    with pytest.raises(TransitionRefused, match=r"€\s100 te veel.*over 40 dagen"):
        applying.submit(made, by=scene.applicant)
    ruling.change_regulation(scene.regulation, {}, conditions=[Once()], areas=[], version=1, by=scene.finance)
    sent = applying.submit(made, by=scene.applicant)
    ruling.change_regulation(
        scene.regulation, {}, conditions=[AtMost(D(1))], areas=[scene.area], version=2, by=scene.finance
    )
    sent.refresh_from_db()
    assert [condition.words() for condition in sent.conditions] == ["U kunt dit één keer aanvragen."]
    ruling.change_regulation(scene.regulation, {}, conditions=[Once()], areas=[], version=3, by=scene.finance)
    again = scene.begin(regulation=scene.regulation)
    with pytest.raises(TransitionRefused, match="al eerder"):
        applying.submit(again, by=scene.applicant)
    empty = applying.begin(
        scene.regulation, Capacity("board", scene.area, scene.board), title="Leeg", by=scene.applicant
    )
    with pytest.raises(TransitionRefused, match=r"wat u gaat doen.*wanneer het begint.*begroting"):
        applying.submit(empty, by=scene.applicant)


def test_a_question_stops_the_clock_until_the_answer(scene):
    made = scene.submitted()
    first = made.due_on
    asked = deciding.ask(made, "Stuur een offerte.", answer_by=days(14), by=scene.reviewer)
    assert (asked.time_left, asked.due_on >= first + timedelta(days=14)) == ("de termijn staat stil", True)
    with pytest.raises(PermissionDenied):
        deciding.set_aside(asked, reasons="Te laat.", by=scene.reviewer)
    with pytest.raises(TransitionRefused, match="nog tijd"):
        deciding.set_aside(asked, reasons="Te laat.", by=scene.decider)
    answered = applying.answer(asked, "Zie de bijlage.", by=scene.applicant)
    assert (answered.state, answered.due_on) == ("submitted", first)
    again = deciding.ask(answered, "En een tekening?", answer_by=days(1), by=scene.reviewer)
    again.questions.update(asked_on=days(-20), answer_by=days(-1))
    left = deciding.set_aside(again, reasons="De tekening kwam niet.", by=scene.decider)
    assert (left.state, outcomes()) == ("set_aside", [("not_considered", None)])


def test_four_eyes_above_the_limit_and_never_the_same_two(scene):
    scene.regulation = regulation_for(scene.pot, name="Groot", two_deciders_above=D(500), advice_above=D(500))
    made = scene.assessed(regulation=scene.regulation)
    with pytest.raises(TransitionRefused, match="advies van het wijkteam"):
        deciding.grant(made, amount=D(800), by=scene.decider)
    worker = person_with("community_worker", scene.area)
    deciding.advise(made, is_positive=True, text="Doen.", by=worker)
    with pytest.raises(TransitionRefused, match="twee mensen"):
        deciding.grant(made, amount=D(800), by=scene.decider)
    proposed = deciding.propose(made, amount=D(600), reasons="Zonder de tweede tafel.", by=scene.decider)
    with pytest.raises(PermissionDenied):
        deciding.grant(proposed, amount=D(600), by=scene.decider)
    granted = deciding.grant(proposed, amount=D(1), by=scene.second)
    assert (granted.granted, granted.reasons, outcomes()) == (
        D(600),
        "Zonder de tweede tafel.",
        [("partly", D(600))],
    )


def test_two_deciders_at_once_and_a_second_click_decide_once(scene):
    made = scene.assessed()
    deciding.grant(made, amount=D(800), by=scene.decider)
    stale = Application.objects.get(pk=made.pk)
    for person in (scene.decider, scene.second):
        with pytest.raises(TransitionRefused, match="Ververs"):
            deciding.reject(stale, reasons="Nee.", by=person)
        with pytest.raises(TransitionRefused, match="Ververs"):
            deciding.grant(stale, amount=D(100), reasons="Minder.", by=person)
    money.pay(stale, by=scene.finance)
    with pytest.raises(TransitionRefused, match="Ververs"):
        money.pay(stale, by=scene.finance)
    assert held(scene) == {"advance": D(640), "promised": D(160)}


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_decides_one_is_paid_and_a_pot_is_promised_once(scene):
    made = scene.assessed()
    found = at_once(
        lambda: deciding.grant(made, amount=D(800), by=scene.decider),
        lambda: deciding.reject(made, reasons="Nee.", by=scene.second),
        lambda: deciding.grant(made, amount=D(800), by=scene.decider),
    )
    assert sorted(type(each).__name__ for each in found) == [
        "Application",
        "TransitionRefused",
        "TransitionRefused",
    ]
    assert Decision.objects.count() == 1
    pot = AccountFactory(kind="pot", area=None, goal="Klein potje")
    fill(pot, 1000)
    scene.regulation = regulation_for(pot, name="Klein potje")
    first, second = (scene.assessed(regulation=scene.regulation) for _each in range(2))
    found = at_once(
        lambda: deciding.grant(first, amount=D(800), by=scene.decider),
        lambda: deciding.grant(second, amount=D(800), by=scene.second),
    )
    (granted,) = (each for each in found if isinstance(each, Application))
    assert (balance_of(pot), Application.objects.filter(state="assessed", granted=None).count()) == (
        D(200),
        1,
    )
    found = at_once(*[lambda: money.pay(granted, by=scene.finance)] * 2)
    assert sorted(type(each).__name__ for each in found) == ["Application", "TransitionRefused"]
    assert Account.objects.get(kind="advance", goal__contains=granted.number).balance == D(640)
    assert list(proof()) == []


def test_what_the_bank_says_moves_the_money_once_and_the_application_goes_on(scene):
    granted = scene.granted()
    told(scene, granted, "-640.00")
    running = Application.objects.get(pk=granted.pk)
    assert (running.state, running.advance, held(scene)) == (
        "running",
        D(640),
        {"advance": D(640), "promised": D(160)},
    )
    settled = money.settle(running, final=D(500), reasons="Minder bonnen.", by=scene.finance)
    (back,) = to_book("grants.application", granted.pk)
    assert (back.incoming, back.amount, back.reference in settled.steps.last().decision.closing) == (
        True,
        D(140),
        True,
    )
    told(scene, granted, "140.00")
    closed = Application.objects.get(pk=granted.pk)
    assert (closed.state, held(scene), balance_of(scene.pot)) == ("closed", {"spent": D(500)}, D(9500))

    by_hand = scene.running()
    reference = payments_for("grants.application", by_hand.pk).get().reference
    booked = Entry.objects.count()
    told(scene, by_hand, "-640.00")
    assert (Entry.objects.count(), payments_for("grants.application", by_hand.pk).get().state) == (
        booked,
        "paid",
    )
    assert reference.startswith("RF")

    withdrawn = applying.withdraw(scene.granted(), reason="Het gaat niet door.", by=scene.applicant)
    assert payments_for("grants.application", withdrawn.pk).get().state == "cancelled"
    assert list(proof()) == []


def told(scene, application, amount):
    """Read in a statement on which the newest payment of an application stands, and let the work be done."""
    payment = payments_for("grants.application", application.pk).last()
    file = ContentFile(
        camt(Row(amount, text=f"betreft {payment.reference}"), number=payment.reference), "a.xml"
    )
    apply_file(receive_file(file, by=scene.finance), by=scene.finance)
    for job in Job.objects.filter(kind="grants.payment_came", state="waiting"):
        run_job(job.pk)


@pytest.mark.parametrize(
    ("begin", "to", "expected"),
    [
        ("rejected", "800", ("granted", D(800), D(640), {"promised": D(800)})),
        ("granted", "800", ("granted", D(800), D(640), {"promised": D(800)})),
        ("running", "800", ("granted", D(800), D(160), {"promised": D(320), "advance": D(480)})),
        ("settled", "580", ("settled", D(600), D(100), {"spent": D(480), "promised": D(100)})),
        ("reclaimed", "480", ("closed", D(600), D(0), {"spent": D(480)})),
        ("closed", "700", ("settled", D(700), D(200), {"spent": D(500), "promised": D(200)})),
    ],
)
def test_an_objection_that_is_right_changes_the_amount_the_money_and_the_payment(scene, begin, to, expected):
    made = begun(scene, begin)
    decision = made.steps.exclude(decision=None).last().decision
    values = {"name": "Bea", "email": "bea@voorbeeld.example", "address": "Dijk 1", "grounds": "Te weinig."}
    objection = object_to(send(decision), by=None, **values)
    with pytest.raises(PermissionDenied):
        revise(made, objection, amount=D(to), reasons="U hebt gelijk.", by=decision.decided_by)
    for wrong in ("0", "801", str((made.granted if made.final is None else made.final) or 0)):
        with pytest.raises(TransitionRefused, match="ander bedrag"):
            revise(made, objection, amount=D(wrong), reasons="U hebt gelijk.", by=scene.second)
    revised = revise(made, objection, amount=D(to), reasons="U hebt gelijk.", by=scene.second)
    due = sum((each.amount for each in to_book("grants.application", made.pk)), D(0))
    assert (revised.state, revised.granted, due, held(scene)) == expected
    objection.refresh_from_db()
    answer = objection.answer
    assert (objection.state, answer.amount, answer.replaces, revised.steps.filter(decision=answer).count()) == (
        "answered", D(to), decision, 1,
    )  # fmt: skip
    assert "gegrond" in answer.opening
    with pytest.raises(ObjectionRefused, match="rechtbank"):
        object_to(answer, by=None, **values)
    assert objection.get_answer_url().endswith("/herzien")
    if revised.state == "granted":
        paid = money.pay(revised, by=scene.finance)
        assert (paid.state, paid.advance) == ("running", D(640))
    elif revised.state == "settled":
        assert money.balance(revised, by=scene.finance).final == D(to)
    assert sum(held(scene).values(), balance_of(scene.pot)) == D(10000)


def begun(scene, state):
    """An application that came so far; of what was granted 80 per cent is paid beforehand."""
    if state == "rejected":
        return deciding.reject(scene.assessed(), reasons="Past niet.", by=scene.decider)
    if state in {"granted", "running"}:
        return getattr(scene, state)("600")
    made = scene.accounted("600")
    final = {"settled": "550", "reclaimed": "400", "closed": "500"}[state]
    settled = money.settle(made, final=D(final), reasons="Zoals de bonnen.", by=scene.finance)
    return money.balance(settled, by=scene.finance) if state == "closed" else settled


def test_a_pot_is_never_promised_twice(scene):
    pot = AccountFactory(kind="pot", area=None, goal="Klein potje")
    fill(pot, 1000)
    scene.regulation = regulation_for(pot, name="Klein potje")
    scene.granted(regulation=scene.regulation)
    second = scene.assessed(regulation=scene.regulation)
    with pytest.raises(TransitionRefused, match="te weinig"):
        deciding.grant(second, amount=D(800), by=scene.decider)
    second.refresh_from_db()
    assert (second.state, second.granted, outcomes()) == ("assessed", None, [("granted", D(800))])
    deciding.grant(second, amount=D(200), reasons="De pot is bijna leeg.", by=scene.decider)
    assert balance_of(pot) == 0


def test_a_decision_after_its_date_is_possible_and_counted_as_late(scene):
    made = scene.assessed()
    Application.objects.filter(pk=made.pk).update(due_on=days(-3))
    made.refresh_from_db()
    assert (made.is_late, made.time_left, late(Application.objects.all()).count()) == (
        True,
        "3 dagen te laat",
        1,
    )
    rejected = deciding.reject(made, reasons="Past niet bij het doel.", by=scene.decider)
    step = rejected.steps.last()
    tally = tally_of(Application.objects.all())
    assert (step.was_late, step.decision.outcome, tally.decided, tally.in_time, tally.late_now) == (
        True, "rejected", 1, 0, 0,
    )  # fmt: skip


def test_withdrawing_frees_the_money_and_a_paid_grant_cannot_be_withdrawn(scene):
    granted = scene.granted()
    assert balance_of(scene.pot) == D(9200)
    applying.withdraw(granted, reason="Het gaat niet door.", by=scene.applicant)
    assert (balance_of(scene.pot), held(scene), outcomes()[-1]) == (D(10000), {}, ("withdrawn", None))
    with pytest.raises(TransitionRefused):
        applying.withdraw(scene.running(), reason="Toch niet.", by=scene.applicant)


def test_small_and_quick_is_one_step_for_each_and_paid_whole(scene):
    """From the budget of the area, by the wijkmanager, in ten working days; two clicks make one request."""
    quick = regulation_for(
        None, name="Snel", is_quick=True, decider="area_manager", decide_within=10, decide_unit="workdays",
        settles_at_once=True, conditions=[AtMost(D(1000))],
    )  # fmt: skip
    year = timezone.localdate().year
    budget = AccountFactory(area=scene.area, purpose=quick.purpose, year=year)
    fill(budget, 500)
    resident = person_with("resident", scene.area)
    asked = {
        "amount": D(300), "title": "Buurtbarbecue", "plan": "Met de straat.", "starts_on": days(20), "key": uuid4(),
    }  # fmt: skip
    capacity = Capacity("resident", scene.area)
    made = applying.apply_quickly(quick, capacity, by=resident, **asked)
    assert applying.apply_quickly(quick, capacity, by=resident, **asked).pk == made.pk
    with pytest.raises(TransitionRefused, match="te veel"):
        applying.apply_quickly(quick, capacity, by=resident, **asked | {"amount": D(1001), "key": uuid4()})
    assert (Application.objects.count(), made.time_left) == (1, "nog 10 werkdagen")
    granted = deciding.grant(made, amount=D(300), by=scene.reviewer)
    closed = money.pay(granted, by=scene.finance)
    assert (closed.state, closed.final, held(scene)) == (
        "closed",
        D(300),
        {"budget": D(200), "spent": D(300)},
    )
    assert closed.public_name == "een bewoner"


def test_the_account_wants_a_report_and_receipts_and_can_come_back(scene):
    running = scene.running()
    for report, match in (("", "wat er is gebeurd"), ("Klaar.", "één bon")):
        with pytest.raises(TransitionRefused, match=match):
            applying.account(running, report, by=scene.applicant)
    values = {"what": "Tafel", "amount": D("12.50"), "paid_on": timezone.localdate()}
    receipt = applying.add_receipt(running, values, PAPER, by=scene.applicant)
    sent = applying.account(running, "Klaar.", by=scene.applicant)
    with pytest.raises(GrantRefused):
        applying.remove_receipt(receipt, by=scene.applicant)
    back = money.return_account(sent, reason="De bon is onleesbaar.", by=scene.finance)
    assert back.state == "running"
    applying.remove_receipt(receipt, by=scene.applicant)
    # Ambtshalve, without an account: nothing was shown, so all of the advance comes back.
    settled = money.settle(back, final=D(0), reasons="Er kwam geen verantwoording.", by=scene.finance)
    assert (settled.to_pay_back, held(scene)) == (D(640), {"receivable": D(640)})


def test_attachments_stay_once_sent(scene):
    made = scene.begin()
    paper = applying.attach(made, PAPER, title="Offerte", by=scene.applicant)
    applying.detach(paper, by=scene.applicant)
    applying.attach(made, PAPER, title="Offerte 2", by=scene.applicant)
    sent = applying.submit(made, by=scene.applicant)
    with pytest.raises(GrantRefused):
        applying.detach(sent.attachments.get(), by=scene.applicant)
    rejected = deciding.reject(
        deciding.assess(sent, [], "Nee.", by=scene.reviewer), reasons="Nee.", by=scene.decider
    )
    with pytest.raises(GrantRefused):
        applying.attach(rejected, PAPER, title="Te laat", by=scene.applicant)


ROLE_OF = {
    "review": "area_manager",
    "advise": "community_worker",
    "decide": "alderman",
    "pay": "finance",
    "settle": "finance",
}


def _give_interest(kind, person, application, board):
    if kind == "applied":
        Application.objects.filter(pk=application.pk).update(applicant=person)
    elif kind == "function":
        FunctionFactory(organisation=board, person=person, kind="contact")
    elif kind == "function that ended since":
        FunctionFactory(organisation=board, person=person, valid_until=days(1))
    elif kind == "function elsewhere":
        FunctionFactory(person=person)
    elif kind == "role elsewhere":
        RoleAssignmentFactory(person=person, role="board_member")


def test_nobody_handles_an_application_in_which_they_have_an_interest(scene):
    made = scene.submitted()
    kinds = (
        "none",
        "applied",
        "function",
        "function that ended since",
        "function elsewhere",
        "role elsewhere",
    )
    found = {}
    for kind in kinds:
        for permission, role in ROLE_OF.items():
            person = person_with(role, scene.area if role in {"area_manager", "community_worker"} else None)
            _give_interest(kind, person, made, scene.board)
            made.refresh_from_db()
            found[kind, permission] = person.has_perm(f"grants.{permission}", made)
    free = {"none", "function elsewhere", "role elsewhere"}
    assert found == {(kind, each): kind in free for kind in kinds for each in ROLE_OF}


def test_who_reviewed_does_not_decide(scene):
    RoleAssignmentFactory(person=scene.reviewer, role="alderman", area=scene.area.parent)
    made = scene.assessed()
    assert not scene.reviewer.has_perm("grants.decide", made)
    assert scene.decider.has_perm("grants.decide", made)
    assert not scene.applicant.has_perm("grants.decide", made)


def test_reminders_go_once_before_and_every_two_weeks_after(scene):
    waiting = scene.assessed(title="Besluit")
    Application.objects.filter(pk=waiting.pk).update(due_on=days(5))
    running = scene.running(title="Bonnen")
    Application.objects.filter(pk=running.pk).update(account_due_on=days(6))
    asked = deciding.ask(
        scene.submitted(title="Vraag"), "Wat kost het?", answer_by=days(3), by=scene.reviewer
    )
    before = Letter.objects.count()
    deciding.remind()
    deciding.remind()
    sent = Letter.objects.order_by("pk")[before:]
    expected = {
        (scene.decider.email, "Besluit nodig: Besluit"),
        (scene.second.email, "Besluit nodig: Besluit"),
        (scene.applicant.email, "Uw verantwoording: Bonnen"),
        ("panel@voorbeeld.example", "Uw verantwoording: Bonnen"),
        (scene.applicant.email, f"Wij wachten op uw antwoord: {asked.title}"),
        ("panel@voorbeeld.example", f"Wij wachten op uw antwoord: {asked.title}"),
    }
    assert {(letter.to, letter.subject) for letter in sent} == expected
    assert len(sent) == len(expected)
    deciding.remind(on=days(10))
    assert Letter.objects.filter(subject="Besluit nodig: Besluit").count() == 4


def test_the_database_itself_keeps_a_grant_within_what_was_asked(scene):
    made = scene.submitted()
    with (
        pytest.raises(Exception, match="application_grants_what_is_asked"),
        recorded(by=None, action="grants.try"),
    ):
        Application.objects.filter(pk=made.pk).update(granted=D(801))
