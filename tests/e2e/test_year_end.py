"""The end of a year: a board's account is in order, what is left goes where was agreed, another decides."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.books import actions as books
from budgets.ledger.models import Account
from tests.budgets.allocations.conftest import Town
from tests.factories.books import LAST_YEAR, add_line, make_book, send_account, treasurer_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_board_accounts_and_the_year_is_ended(browser_page, live_portal, sign_in, check_accessible):
    page, town = browser_page, Town({"Aldwier": 100, "Bovenkerk": 2020})
    area, treasurer = town.areas["Aldwier"], treasurer_of(town.areas["Aldwier"])
    run = town.carry_out(town.run(year=LAST_YEAR, year_end="within_a_year"))
    book = make_book(area, organisation=town.board)
    books.add_receipt(add_line(book, "-800", by=treasurer), note="afschrift", by=treasurer)
    account = book.accounts.get(year=LAST_YEAR)
    for name in ("anna", "bert"):
        books.invite_auditor(account, name=name, email=f"{name}@dorp.example", by=treasurer)
    send_account(account, by=treasurer)
    live_portal.wait_for_jobs()

    sign_in(page, town.finance)
    page.goto(run.get_absolute_url())
    page.get_by_role("button", name="Jaar afsluiten").click()
    page.get_by_text("Er staat nog geld open waarover geen verantwoording is vastgesteld").wait_for()
    check_accessible(page)
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name=f"Dorpsbelang Aldwier {LAST_YEAR}").click()
    page.get_by_role("heading", name="Geld van de gemeente").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="In orde: stel vast").click()
    page.get_by_text("De jaarrekening is in orde.").wait_for()
    check_accessible(page)

    page.goto(run.get_absolute_url())
    page.get_by_role("link", name="Jaareinde").click()
    page.get_by_role("button", name="Klaar voor besluit").click()
    page.get_by_role("heading", name="Een ander stelt dit vast").wait_for()
    check_accessible(page)
    page.context.clear_cookies()
    sign_in(page, town.alderman)
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name=f"Dorpsbudget {LAST_YEAR}: jaareinde").click()
    page.get_by_label("Welk besluit?").fill("Collegebesluit 26-099")
    page.get_by_role("button", name="Vaststellen").click()
    live_portal.wait_for_jobs()
    page.reload()
    page.get_by_text("uitgevoerd").first.wait_for()
    check_accessible(page)
    kept = Account.objects.filter(kind="reserve", year=LAST_YEAR).values_list("area__name", "balance")
    assert set(kept) == {("Aldwier", Decimal(1780)), ("Bovenkerk", Decimal(4116))}
