import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from budgets.books import actions
from budgets.books.actions.setting_up import Opening
from budgets.books.models import AccountStep, AnnualAccount, Book, Movement, VillageRequest
from budgets.books.queries import (
    audit_token,
    auditor_by_token,
    position_of,
    promised_in,
    purses_with_balance,
    reserves_with_balance,
    statement_of,
)
from budgets.books.states import BookRefused
from participation.recognition.queries import standing_of
from tests.factories.books import LAST_YEAR, add_line, make_book
from tests.factories.recognition import make_panel
from tests.factories.roles import person_with
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def year_of(book, year=LAST_YEAR):
    return AnnualAccount.objects.get(book=book, year=year)


def stands(book):
    saved = reserves_with_balance(book)
    found = position_of(purses_with_balance(book), saved, promised_in(book))
    return found.total, found.reserved, found.promised


def close(book, treasurer):
    """Bring last year to the point where its account can be drawn up, and draw it up."""
    for line in year_of(book).without_receipt():
        actions.add_receipt(line, note="zie afschrift", by=treasurer)
    return actions.draw_up(year_of(book), by=treasurer)


def sign_both(account):
    for number in (1, 2):
        auditor = actions.invite_auditor(
            account, name=f"Lid {number}", email=f"lid{number}@dorp.example", by=None
        )
        account = actions.sign_account(auditor, agrees=True, remark="Alles klopt." if number == 1 else "")
    return account


def test_lines_add_up_and_a_second_click_books_nothing(book, treasurer):
    key = uuid.uuid4()
    first = add_line(book, "4128.80", by=treasurer, key=key)
    assert add_line(book, "4128.80", by=treasurer, key=key) == first
    add_line(book, "-2416.36", by=treasurer)
    bank, cash = book.purses.all()
    actions.transfer_money(
        book, bank, cash, on=TODAY, amount=Decimal(100), purpose="Wisselgeld", key=uuid.uuid4(), by=treasurer
    )
    made = statement_of(year_of(book))
    assert (made.opening, made.total_income, made.total_spending, made.closing) == (
        Decimal("1398.80"),
        Decimal("4128.80"),
        Decimal("2416.36"),
        Decimal("3111.24"),
    )
    assert [purse.balance for purse in purses_with_balance(book)] == [Decimal("3011.24"), Decimal(100)]
    assert [line.label for line in Movement.objects.order_by("pk")] == [
        f"{LAST_YEAR}-001",
        f"{LAST_YEAR}-002",
        f"{LAST_YEAR}-003",
        f"{TODAY.year}-001",
    ]


def test_nothing_changes_a_line_and_a_counter_line_undoes_it_once(book, treasurer):
    line = add_line(book, "-50", by=treasurer)
    for change in (lambda: Movement.objects.filter(pk=line.pk).update(amount=-5), line.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    undone = actions.counter_line(line, reason="Dubbel geboekt", by=treasurer)
    assert actions.counter_line(line, reason="Nog een keer", by=treasurer) == undone
    assert (undone.amount, undone.on, undone.counters, undone.reason) == (
        Decimal(50),
        line.on,
        line,
        "Dubbel geboekt",
    )
    assert statement_of(year_of(book)).total_spending == 0
    with pytest.raises(BookRefused, match="al een correctie"):
        actions.counter_line(undone, reason="Toch niet", by=treasurer)


def test_a_closed_year_takes_nothing_more_and_a_late_mistake_is_countered_in_the_next(book, treasurer):
    line = add_line(book, "-50", by=treasurer)
    close(book, treasurer)
    with pytest.raises(BookRefused, match="is afgesloten"):
        add_line(book, "10", by=treasurer)
    with pytest.raises(BookRefused, match="liggen vast"):
        actions.add_receipt(line, note="toch een bon", by=treasurer)
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        Movement.objects.create(
            account=year_of(book),
            number=99,
            key=uuid.uuid4(),
            kind="opening",
            on=line.on,
            amount=1,
            purse=line.purse,
        )
    with pytest.raises(BookRefused, match="begint in"):
        add_line(book, "10", on=date(LAST_YEAR - 1, 12, 31), by=treasurer)
    undone = actions.counter_line(line, reason="Was van iemand anders", by=treasurer)
    assert (undone.on, undone.account.year) == (TODAY, TODAY.year)
    assert statement_of(year_of(book)).closing == statement_of(year_of(book, TODAY.year)).opening


def test_reserves_are_kept_over_years_and_never_hold_less_than_nothing(book, treasurer):
    reserve = actions.start_reserve(
        book,
        goal="Nieuw dak",
        target=Decimal(5000),
        by_year=TODAY.year + 3,
        amount=Decimal(1000),
        by=treasurer,
    )
    with pytest.raises(BookRefused, match="vrij te besteden"):
        actions.move_reserve(reserve, Decimal("398.81"), reason="", key=uuid.uuid4(), by=treasurer)
    with pytest.raises(BookRefused, match="vrijgeven"):
        actions.move_reserve(reserve, Decimal("-1000.01"), reason="Teveel", key=uuid.uuid4(), by=treasurer)
    key = uuid.uuid4()
    for _click in range(2):
        actions.move_reserve(reserve, Decimal(-100), reason="Goedkoper", key=key, by=treasurer)
    with pytest.raises(BookRefused, match="Boek de rest apart"):
        add_line(book, "-900.01", reserve=reserve, by=treasurer)
    spent = add_line(book, "-400", reserve=reserve, by=treasurer)
    assert stands(book) == (Decimal("998.80"), Decimal(500), 0)
    actions.counter_line(spent, reason="Verkeerde bon", by=treasurer)
    assert stands(book) == (Decimal("1398.80"), Decimal(900), 0)
    # What was set aside this year is not in the account of the last.
    past = reserves_with_balance(book, until=date(LAST_YEAR, 12, 31))
    assert [each.balance for each in past] == [0]


def test_a_granted_request_is_promised_until_it_is_paid(book, treasurer):
    asked = actions.ask_board(
        book,
        what="Barbecue",
        amount=Decimal(250),
        wanted_on=TODAY,
        name="Geheime Harm",
        email="harm@dorp.example",
    )
    with pytest.raises(PermissionDenied):
        actions.answer_request(asked, "grant", reason="Leuk", by=person_with("finance"))
    actions.answer_request(asked, "grant", amount=Decimal(200), reason="Leuk plan", by=treasurer)
    with pytest.raises(TransitionRefused):
        actions.answer_request(asked, "refuse", reason="Toch niet", by=treasurer)
    assert stands(book) == (Decimal("1398.80"), 0, Decimal(200))
    paid = add_line(book, "-200", request=asked, by=treasurer)
    assert stands(book) == (Decimal("1198.80"), 0, 0)
    actions.counter_line(paid, reason="Verkeerd bedrag", by=treasurer)
    actions.answer_request(asked, "lapse", reason="Het regende", by=treasurer)
    assert (VillageRequest.objects.get().state, stands(book)[2]) == ("lapsed", 0)
    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == [
        "harm@dorp.example",
        "petra@dorp.example",
        "harm@dorp.example",
        "harm@dorp.example",
    ]


def account_of(board):
    """How the criterion stands that a board gives account to its members."""
    return next(line.verdict.state for line in standing_of(board).lines if line.criterion.kind == "account")


def test_the_account_goes_its_whole_way_and_counts_for_the_recognition_of_the_board(client, book, treasurer):
    finance = person_with("finance")
    board = make_panel(book.area)
    Book.objects.update(organisation=board)
    book.refresh_from_db()
    with pytest.raises(TransitionRefused, match="nog geen bon"):
        add_line(book, "-50", by=treasurer)
        actions.draw_up(year_of(book), by=treasurer)
    account = close(book, treasurer)
    with pytest.raises(BookRefused, match="penningmeester kan niet"):
        actions.invite_auditor(account, name="Petra", email="Petra@dorp.example", by=treasurer)
    account = sign_both(account)
    assert account.state == "audited"
    with pytest.raises(BookRefused, match="al klaar"):
        actions.invite_auditor(account, name="Derde", email="derde@dorp.example", by=treasurer)
    for day in (date(LAST_YEAR, 12, 31), TODAY + timedelta(days=1)):
        with pytest.raises(TransitionRefused, match="Kies een dag"):
            actions.approve_account(account, meeting_on=day, by=treasurer)
    actions.approve_account(account, meeting_on=TODAY, remark="Met applaus", by=treasurer)
    (given,) = standing_of(board).accounts
    assert (given.year, given.approved_on, given.url, account_of(board)) == (LAST_YEAR, TODAY, "", "met")
    with pytest.raises(BookRefused, match="teruggehaald"):
        actions.receive_account(account, by=finance)
    actions.send_account(account, by=treasurer)
    for _click in range(2):
        actions.receive_account(account, by=finance)
    actions.publish_account(account, by=treasurer)
    found = year_of(book)
    assert client.get(standing_of(board).accounts[0].url).status_code == 200
    assert (found.state, found.meeting_on, found.received_by) == ("published", TODAY, finance)
    assert list(AccountStep.objects.order_by("pk").values_list("name", flat=True)) == [
        "draw_up",
        "audit",
        "approve",
        "send",
        "receive",
        "publish",
    ]
    assert set(
        Job.objects.filter(kind="books.make_document").values_list("arguments__account", flat=True)
    ) == {found.pk}
    with pytest.raises(PermissionDenied):
        actions.hand_back(found, reason="Ik wil het anders", by=treasurer, who="penningmeester")
    actions.hand_back(found, reason="Bon 3 ontbreekt", by=finance, who="gemeente")
    again = year_of(book)
    assert (again.state, again.meeting_on, again.received_at, again.signatures()) == ("open", None, None, 0)
    assert (standing_of(board).accounts, account_of(board)) == ([], "missing")


def test_an_objection_of_the_kascommissie_hands_the_account_back(book, treasurer):
    account = close(book, treasurer)
    first = actions.invite_auditor(account, name="Anna", email="anna@dorp.example", by=treasurer)
    second = actions.invite_auditor(account, name="Bert", email="bert@dorp.example", by=treasurer)
    with pytest.raises(BookRefused, match="al twee leden"):
        actions.invite_auditor(account, name="Cor", email="cor@dorp.example", by=treasurer)
    actions.sign_account(first, agrees=True)
    token = audit_token(second)
    assert auditor_by_token(token) == second
    actions.sign_account(second, agrees=False, remark="Bon 2 klopt niet")
    assert (year_of(book).state, auditor_by_token(token), auditor_by_token("x" + token)) == (
        "open",
        None,
        None,
    )
    with pytest.raises(TransitionRefused):
        actions.sign_account(first, agrees=True)
    assert year_of(book).steps.first().remark == "Bon 2 klopt niet"


def test_years_are_drawn_up_in_order_and_handed_back_from_the_last(area, treasurer):
    book = make_book(area, year=LAST_YEAR - 1)
    add_line(book, "10", on=date(LAST_YEAR - 1, 3, 1), by=treasurer)
    add_line(book, "10", by=treasurer)
    with pytest.raises(TransitionRefused, match="jaar ervoor"):
        actions.draw_up(year_of(book), by=treasurer)
    with pytest.raises(TransitionRefused, match="nog niet voorbij"):
        actions.draw_up(AnnualAccount.objects.create(book=book, year=TODAY.year), by=treasurer)
    actions.draw_up(year_of(book, LAST_YEAR - 1), by=treasurer)
    actions.draw_up(year_of(book), by=treasurer)
    with pytest.raises(TransitionRefused, match="later jaar"):
        actions.hand_back(year_of(book, LAST_YEAR - 1), reason="Fout", by=treasurer, who="penningmeester")


def test_another_account_begins_with_what_is_in_it(book, treasurer):
    actions.add_purse(book, Opening("savings", "Spaarpot", Decimal(75)), on=TODAY, by=treasurer)
    with pytest.raises(BookRefused, match="is er al"):
        actions.add_purse(book, Opening("cash", "Spaarpot", Decimal(0)), on=TODAY, by=treasurer)
    assert stands(book)[0] == Decimal("1473.80")
    assert statement_of(year_of(book, TODAY.year)).opening == Decimal("1473.80")
