from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.money.calculations import euros, read_amount
from wijkportaal.foundation.money.forms import AmountField


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250", "1250"),
        ("1.250", "1250"),
        ("1.250,50", "1250.50"),
        ("€ 12,5", "12.5"),
        ("12.50", "12.50"),
        (" 3\u00a0900,- ", "3900"),
        ("-4,25", "-4.25"),
        ("0,005", "0.005"),
    ],
)
def test_amounts_are_read_as_people_write_them(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "veel", "1,2,3", "1.25.0", "12,", "1e5", "NaN", "=1+1", "9" * 60, "١٢"])
def test_what_is_no_amount_is_not_read(text):
    assert read_amount(text) is None


@given(st.decimals("-9999999999", "9999999999", places=2))
def test_what_is_written_is_read_back(amount):
    assert read_amount(euros(amount)) == amount
    field = AmountField(lowest=Decimal("-9999999999"))
    assert field.clean(field.prepare_value(amount)) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "required"), ("x", "invalid"), ("1,234567", "cents"), ("-1", "low"), ("99999999999", "high")],
)
def test_a_wrong_amount_says_why(text, code):
    with pytest.raises(ValidationError) as error:
        AmountField().clean(text)
    assert error.value.code == code
