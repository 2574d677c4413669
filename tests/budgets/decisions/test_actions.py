from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from budgets.decisions.actions import Addressee, post
from budgets.decisions.calculations import last_day_to_object
from budgets.decisions.models import Decision
from budgets.decisions.queries import decision_of, letter_token, visible_to
from tests.factories.decisions import make_decision, send
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory())


def test_numbers_have_no_gap_also_when_a_decision_falls_through(area):
    first = make_decision(area, on=date(2026, 3, 2))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_decision(area, on=date(2026, 3, 2))
        raise ZeroDivisionError
    numbers = [first, *(make_decision(area, on=on) for on in (date(2026, 3, 3), date(2027, 1, 1)))]
    assert [decision.number for decision in numbers] == ["2026-0001", "2026-0002", "2027-0001"]


@pytest.mark.parametrize(
    "change", [{"subject": "Anders"}, {"amount": Decimal(9)}, {"lines": []}, {"sequence": 7}]
)
def test_what_was_decided_does_not_change_also_not_by_sql(area, change):
    decision = make_decision(area)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk)._raw_delete("default")
    send(decision)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(letter=None)
    decision.refresh_from_db()
    assert (decision.number, decision.amount, decision.sequence) == (f"{TODAY.year}-0001", 2580, 1)


def test_a_worker_makes_the_letter_once_and_the_notice_opens_it(area, tmp_path):
    decision = make_decision(area, by=person_with("finance", full_name="Fenna Geld"))
    job = Job.objects.get(kind="decisions.make_letter")
    run_job(job.pk)
    run_job(job.pk)
    decision.refresh_from_db()
    job.refresh_from_db()
    assert job.is_done
    assert (decision.state, decision.sent_on, decision.object_until) == (
        "sent",
        TODAY,
        last_day_to_object(TODAY),
    )
    with decision.letter.open() as kept:
        content = kept.read()
    (tmp_path / "brief.pdf").write_bytes(content)
    assert_pdf_ua(tmp_path / "brief.pdf")
    notice = Letter.objects.get()
    assert notice.to == "piet@voorbeeld.nl"
    token = notice.body.split("/besluiten/brief/")[1].split()[0]
    assert decision_of(token) == decision
    assert decision_of(token + "x") is None
    assert Job.objects.filter(kind="decisions.make_letter").count() == 1


def test_without_an_address_for_mail_the_term_begins_when_the_letter_is_posted(area):
    finance = person_with("finance")
    decision = make_decision(
        area, to=Addressee(name="Piet de Vries", address="Dorpsstraat 1\n8400 AA Aldwier")
    )
    with pytest.raises(TransitionRefused):
        post(decision, by=finance)
    laid = send(decision, on=TODAY - timedelta(days=2))
    assert (laid.state, laid.sent_on, laid.object_until) == ("to_post", None, None)
    posted = post(decision, by=finance)
    assert (posted.state, posted.sent_on, posted.object_until) == ("sent", TODAY, last_day_to_object(TODAY))
    with pytest.raises(TransitionRefused):
        post(decision, by=finance)
    assert not Letter.objects.exists()


def test_who_reads_a_decision_on_a_person_or_an_organisation(area):
    elsewhere = AreaFactory(parent=area.parent)
    board = OrganisationFactory(areas=[area])
    personal, collective = make_decision(area), make_decision(area, to=board)
    far_off = make_decision(elsewhere, to=board)
    seen = {
        name: set(visible_to(person))
        for name, person in {
            "finance": person_with("finance"),
            "manager": person_with("area_manager", area),
            "board": person_with("board_member", area),
            "addressee": PersonFactory(email="piet@voorbeeld.nl"),
            "somebody": PersonFactory(),
        }.items()
    }
    assert seen == {
        "finance": {personal, collective, far_off},
        "manager": {personal, collective},
        "board": {collective},
        "addressee": {personal},
        "somebody": set(),
    }


def test_a_link_ends_after_half_a_year(area, monkeypatch):
    decision = send(make_decision(area))
    token = letter_token(decision)
    later = timezone.now() + timedelta(days=181)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert decision_of(token) is None


@pytest.mark.django_db(transaction=True)
def test_decisions_at_once_get_numbers_one_after_the_other():
    area, numbers, ready = AreaFactory(), [], Barrier(6)

    def decide() -> None:
        ready.wait()
        numbers.append(make_decision(area, on=date(2026, 5, 1)).number)
        connection.close()

    threads = [Thread(target=decide) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"2026-000{n}" for n in range(1, 7)]
