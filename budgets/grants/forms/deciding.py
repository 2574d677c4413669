"""What who decides fills in. Forms check and word; they never save."""

from django.utils.translation import gettext_lazy as _

from budgets.grants.models import Application
from budgets.objections.forms import ObjectionAnswerForm
from budgets.objections.states import FOUNDED
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField


class ReviseForm(ObjectionAnswerForm):
    """How an objection to a decision on an application ends; when it is right, with another amount."""

    amount = AmountField(
        label=_("Welk bedrag wordt het?"),
        required=False,
        help_text=_("Alleen als het bezwaar gegrond is. De brief, de boeking en de betaling volgen vanzelf."),
    )
    field_order = ("result", "amount", "reasons")

    def __init__(self, *args, application: Application, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        self.fields["reasons"].help_text = _("Staat letterlijk in de brief.")

    def clean(self) -> dict:
        values = super().clean()
        amount, asked = values.get("amount"), self.application.requested
        if (
            values.get("result") == FOUNDED
            and "amount" not in self.errors
            and not (amount and amount <= asked)
        ):
            self.add_error("amount", _("Kies een bedrag tot en met %(asked)s.") % {"asked": euros(asked)})
        return values
