import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from budgets.ledger.models import Account
from budgets.ledger.queries import balance_of
from budgets.vouchers import actions
from budgets.vouchers.calculations import new_code, read_code, written
from budgets.vouchers.documents import print_card
from budgets.vouchers.models import Voucher
from budgets.vouchers.states import VoucherRefused
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.vouchers import issue_voucher, redeem
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

TODAY = timezone.localdate()


@given(st.integers(0, 5), st.booleans())
def test_a_code_is_read_however_it_is_typed(blanks, small):
    code = new_code()
    typed = (" " * blanks).join(written(code))
    assert read_code(typed[:60].lower() if small else typed[:60]) == code or len(typed) > 60
    assert [read_code(wrong) for wrong in ("", code[:-1], code + "2", f"{code[:-1]}O", "x" * 999)] == [""] * 5


@pytest.fixture
def budget(db):
    area = AreaFactory(name="Noord", parent=GemeenteFactory())
    account = AccountFactory(area=area, purpose=PurposeFactory())
    fill(account, 500)
    return account


def held(budget):
    """What the budget and the accounts of vouchers hold, by kind."""
    kinds = {}
    for account in Account.objects.exclude(kind="treasury"):
        kinds[account.kind] = kinds.get(account.kind, 0) + balance_of(account)
    return {kind: amount for kind, amount in kinds.items() if amount}


def subjects(to):
    return list(Letter.objects.filter(to=to).order_by("pk").values_list("subject", flat=True))


@pytest.mark.django_db
def test_every_euro_of_a_voucher_is_followed_until_it_is_spent_or_back(budget):
    finance = person_with("finance")
    voucher = issue_voucher(budget)
    assert held(budget) == {"budget": Decimal(400), "promised": Decimal(100)}
    key = uuid4()
    asked = redeem(voucher, key=key)
    assert redeem(voucher, key=key).pk == asked.pk
    with pytest.raises(VoucherRefused, match=r"nog €\s60\. U vraagt €\s61"):
        redeem(voucher, amount="61")
    with pytest.raises(TransitionRefused, match="verzoek om betaling open"):
        actions.withdraw(voucher, reason="Toch niet.", by=finance)
    actions.pay(asked, by=finance)
    with pytest.raises(TransitionRefused, match="Ververs"):
        actions.pay(asked, by=finance)
    actions.refuse(redeem(voucher, amount="60"), reason="Dit hoort niet bij het idee.", by=finance)
    voucher.refresh_from_db()
    assert (voucher.left, held(budget)) == (
        Decimal(60),
        {"budget": Decimal(400), "promised": Decimal(60), "spent": Decimal(40)},
    )
    actions.pay(redeem(voucher, amount="60"), by=finance)
    voucher.refresh_from_db()
    assert (voucher.state, held(budget)) == ("used", {"budget": Decimal(400), "spent": Decimal(100)})
    with pytest.raises(VoucherRefused, match="op, verlopen of ingetrokken"):
        redeem(voucher, amount="1")
    assert subjects("hamer@voorbeeld.example") == [
        "Wij hebben uw verzoek om betaling",
        "Uw geld komt eraan",
        "Wij hebben uw verzoek om betaling",
        "Wij betalen dit niet van de wijkwaardebon",
        "Wij hebben uw verzoek om betaling",
        "Uw geld komt eraan",
    ]


@pytest.mark.django_db
def test_a_voucher_expires_after_its_last_day_and_gives_back_what_is_left(budget):
    finance = person_with("finance")
    voucher, waiting = issue_voucher(budget), issue_voucher(budget)
    actions.pay(redeem(voucher), by=finance)
    asked = redeem(waiting)
    for _twice in range(2):
        actions.expire_vouchers(on=TODAY + timedelta(days=30))
    assert [subject for subject in subjects("groep@voorbeeld.example") if "verloopt" in subject] == [
        "Uw wijkwaardebon verloopt: Schommel"
    ] * 2
    actions.expire_vouchers(on=TODAY + timedelta(days=31))
    states = dict(Voucher.objects.values_list("pk", "state"))
    assert states == {voucher.pk: "expired", waiting.pk: "valid"}
    assert held(budget) == {"budget": Decimal(360), "promised": Decimal(100), "spent": Decimal(40)}
    actions.refuse(asked, reason="Te laat.", by=finance)
    actions.expire_vouchers(on=TODAY + timedelta(days=32))
    assert held(budget) == {"budget": Decimal(460), "spent": Decimal(40)}


@pytest.mark.django_db
def test_no_voucher_is_worth_more_than_the_budget_and_withdrawing_gives_it_back(budget):
    with pytest.raises(VoucherRefused, match="te weinig"):
        issue_voucher(budget, amount="500.01")
    assert (Voucher.objects.count(), held(budget)) == (0, {"budget": Decimal(500)})
    manager = person_with("area_manager", budget.area)
    voucher = issue_voucher(budget, amount="500", by=manager)
    actions.withdraw(voucher, reason="De groep stopt.", by=manager)
    assert held(budget) == {"budget": Decimal(500)}


@pytest.mark.django_db
def test_the_card_is_accessible_and_carries_the_code(budget, tmp_path):
    voucher = issue_voucher(budget)
    made = print_card(voucher, gemeente())
    path = tmp_path / "kaart.pdf"
    path.write_bytes(made.content)
    assert made.pages == 1
    assert_pdf_ua(path)


@pytest.mark.django_db
def test_a_supplier_redeems_with_the_code_and_finance_pays(client, budget, django_assert_num_queries):
    manager, finance = person_with("area_manager", budget.area), person_with("finance")
    client.force_login(manager)
    typed = {
        "area": budget.area.pk, "idea": "Schommel", "group": "ouders", "amount": "100",
        "source": budget.pk, "expires_on": TODAY + timedelta(days=9),
    }  # fmt: skip
    for change, text in (
        ({"amount": "500,01"}, "nog €\xa0500"), ({"expires_on": TODAY}, "na vandaag"), ({"amount": "-1"}, "minstens"),
    ):  # fmt: skip
        wrong = client.post(reverse("vouchers:issue"), typed | change)
        assert (wrong.status_code, text in wrong.content.decode(), "ouders" in wrong.content.decode()) == (
            422,
            True,
            True,
        )
    client.post(reverse("vouchers:issue"), typed)
    voucher = Voucher.objects.get()
    client.logout()
    assert client.post(reverse("vouchers:enter"), {"code": "BCDF-BCDF-BCDF"}).status_code == 422
    page = client.post(reverse("vouchers:enter"), {"code": f" {voucher.written_code.lower()} "}).url
    form = client.get(page).context["form"]
    asked = {
        "key": form["key"].value(), "amount": "100,01", "what": "Hout", "name": "De Hamer", "email": "h@voorbeeld.example",
    }  # fmt: skip
    too_much = client.post(page, asked)
    assert (too_much.status_code, "nog €\xa0100" in too_much.content.decode()) == (422, True)
    bad = client.post(page, asked | {"amount": "60", "invoice": SimpleUploadedFile("f.pdf", b"niets")})
    assert bad.status_code == 422
    asked_for = redeem(voucher, amount="60")
    text = client.get(budget.area.get_absolute_url()).content.decode()
    assert "Schommel" in text
    assert not re.search(f"{voucher.code}|{voucher.written_code}|De Hamer", text)
    client.force_login(manager)
    assert client.post(reverse("vouchers:pay", args=[asked_for.pk])).status_code == 403
    client.force_login(finance)
    client.post(reverse("vouchers:pay", args=[asked_for.pk]))
    asked_for.refresh_from_db()
    assert (asked_for.state, asked_for.settled_by) == ("paid", finance)
    for number in (1, 30):
        for _each in range(number - Voucher.objects.count()):
            issue_voucher(budget, amount="1")
        with django_assert_num_queries(7):
            client.get(reverse("vouchers:index"))
    client.force_login(person_with("finance", email="groep@voorbeeld.example"))
    mine = redeem(Voucher.objects.exclude(email="").first(), amount="1")
    assert client.post(reverse("vouchers:pay", args=[mine.pk])).status_code == 403
