from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, number_format

from tests.factories.people import PersonFactory
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import asked_in, in_every_language, refusal, speaking
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField
from wijkportaal.foundation.people.letters import account_letter

DAY = date(2026, 8, 3)


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def letter() -> Text:
    return Text(translation.get_language(), reverse("initiatives:index"))


def sent(to: str) -> tuple[str, str]:
    text = letter()
    kept = send_letter(to=to, subject=text.subject, body=text.body)
    return kept.subject, kept.body


@pytest.mark.django_db
def test_who_reads_decides_and_what_is_written_down_is_dutch():
    with asked_in("en"):
        assert reverse("initiatives:index") == "/en/initiatieven"
        with recorded(by=None, action="languages.try_it"):
            assert (translation.get_language(), reverse("initiatives:index")) == ("nl", "/initiatieven")
            assert sent(PersonFactory(language="fy").email) == ("fy", "/fy/initiatieven")
            assert sent(PersonFactory().email) == ("nl", "/initiatieven")
            assert sent("sonder-account@foarbyld.example") == ("en", "/en/initiatieven")
            assert refusal("Vul een bedrag in.") == "Enter an amount."
        assert reverse("initiatives:index") == "/en/initiatieven"
    assert (translation.get_language(), reverse("initiatives:index")) == ("nl", "/initiatieven")
    assert sent("sonder-account@foarbyld.example") == ("nl", "/initiatieven")
    with speaking("xx"):
        assert translation.get_language() == "nl"


@pytest.mark.django_db
def test_a_letter_about_an_account_has_the_language_that_was_chosen():
    context = {"user": PersonFactory(language="fy"), "code": "ABC-DEF"}
    assert account_letter("account/email/login_code", context).subject == "Jo koade om yn te loggen"
    context["user"].language = "nl"
    assert account_letter("account/email/login_code", context).subject == "Uw code om in te loggen"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", ("3 augustus 2026", "maandag", "1.234,5", "€\u00a01.234,50")),
        ("fy", ("3 augustus 2026", "moandei", "1.234,5", "€\u00a01.234,50")),
        ("en", ("3 August 2026", "Monday", "1,234.5", "€\u00a01,234.50")),
    ],
)
def test_days_numbers_and_money_are_written_as_the_language_does(language, written):
    with speaking(language):
        number = number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True)
        assert (date_format(DAY), date_format(DAY, "l"), number, euros(Decimal("1234.5"))) == written


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [
        ("nl", "1.250", "1250"),
        ("nl", "1.250,50", "1250.50"),
        ("en", "1,250", "1250"),
        ("en", "1,250.50", "1250.50"),
        ("en", "12.50", "12.50"),
        ("en", "1.250,50", "1250.50"),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_the_language(language, typed, amount):
    with speaking(language):
        field = AmountField()
        assert field.clean(typed) == Decimal(amount)
        assert field.clean(field.prepare_value(Decimal(amount))) == Decimal(amount)
