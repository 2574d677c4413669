"""A field for an amount in euros, as people in the Netherlands write it."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.money.calculations import LARGEST, euros, read_amount


class AmountField(forms.Field):
    """An amount in exact euros: `1250`, `1.250,50`, `€ 12,5`. Gives a Decimal with two places.

    `lowest` and `highest` are the bounds in euros; below zero only where `lowest` is.
    """

    default_error_messages = {
        "required": _("Vul een bedrag in."),
        "invalid": _("Dit is geen bedrag. Schrijf het als 1250 of 1.250,50."),
        "cents": _("Een bedrag heeft hooguit twee cijfers achter de komma."),
    }

    def __init__(self, *, lowest: Decimal = Decimal(0), highest: Decimal = LARGEST, **options) -> None:
        self.lowest, self.highest = lowest, highest
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return re.sub(r"[€\s]", "", euros(value))
        return value

    def to_python(self, value) -> Decimal | None:
        if value in self.empty_values:
            return None
        amount = value if isinstance(value, Decimal) else read_amount(str(value))
        if amount is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValidationError(self.error_messages["cents"], code="cents")
        return amount.quantize(Decimal("0.01"))

    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.lowest:
            raise ValidationError(
                _("Het bedrag moet minstens %(lowest)s zijn.") % {"lowest": euros(self.lowest)}, code="low"
            )
        if value > self.highest:
            raise ValidationError(
                _("Het bedrag mag hooguit %(highest)s zijn.") % {"highest": euros(self.highest)}, code="high"
            )
