from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.allocations.models import AccountSettlement
from budgets.books import actions
from budgets.books.queries import contributions_of
from tests.factories.books import LAST_YEAR, add_line, make_book, send_account, treasurer_of
from wijkportaal.foundation.transitions.states import TransitionRefused

YEAR = timezone.localdate().year


def stands(book, year):
    return [(each.amount, each.received, each.expected) for each in contributions_of(book, year)]


@pytest.mark.django_db
def test_a_contribution_is_expected_until_it_is_booked_and_accounted_for_by_sending(client, town):
    for year in (LAST_YEAR, YEAR):
        town.carry_out(
            town.run(("Activiteiten", 75, {}), ("Groot werk", 25, {"held_by": "municipality"}), year=year)
        )
    area, treasurer = town.areas["Aldwier"], treasurer_of(town.areas["Aldwier"])
    book = make_book(area, organisation=town.board)
    # € 2,500 and 80 cents for each of 100 inhabitants, of which the board holds three quarters.
    assert stands(book, YEAR) == [(Decimal("1935.00"), 0, Decimal("1935.00"))]
    client.force_login(treasurer)
    home = client.get(book.get_absolute_url()).content.decode()
    assert "De gemeente kende €\u00a01.935 toe" in home
    allocation = contributions_of(book, YEAR)[0].allocation
    form = client.get(reverse("books:new", args=[area.slug, "ontvangst"]) + f"?toekenning={allocation.pk}")
    assert 'value="1.935"' in form.content.decode()
    income = add_line(book, "1935", on=timezone.localdate(), allocation=allocation, by=treasurer)
    assert stands(book, YEAR) == [(Decimal("1935.00"), Decimal("1935.00"), 0)]
    actions.counter_line(income, reason="Nog niet binnen", by=treasurer)
    assert stands(book, YEAR)[0][2] == Decimal("1935.00")

    actions.add_receipt(add_line(book, "-800", by=treasurer), note="afschrift", by=treasurer)
    account = book.accounts.get(year=LAST_YEAR)
    for name in ("anna", "bert"):
        actions.invite_auditor(account, name=name, email=f"{name}@dorp.example", by=treasurer)
    sent = send_account(account, by=treasurer)
    received = AccountSettlement.objects.get()
    activities = str(received.allocation.run.purposes.get(purpose__name="Activiteiten").purpose_id)
    assert (received.spent, received.sent_by, received.url) == (
        {activities: "800.00"},
        treasurer,
        reverse("books:sent_account", args=[sent.pk]),
    )
    actions.hand_back(sent, reason="Bon 1 ontbreekt", by=town.finance, who="gemeente")
    received.refresh_from_db()
    assert (received.state, received.question) == ("returned", "Bon 1 ontbreekt")
    send_account(account, by=treasurer)
    received.refresh_from_db()
    assert received.state == "received"

    client.force_login(town.finance)
    page = client.get(reverse("books:sent_account", args=[sent.pk])).content.decode()
    assert [words in page for words in ("In orde: stel vast", "€\u00a0800", "€\u00a01.135")] == [True] * 3
    assert "Naar de jaarrekening" in client.get(received.get_absolute_url()).content.decode()
    client.post(reverse("books:receive", args=[sent.pk]))
    received.refresh_from_db()
    account.refresh_from_db()
    assert (received.state, received.settled_by, account.received_by) == (
        "settled",
        town.finance,
        town.finance,
    )
    with pytest.raises(TransitionRefused, match="al besloten"):
        actions.hand_back(account, reason="Toch niet", by=town.finance, who="gemeente")
