"""What who decides fills in. Forms check and word; they never save."""

from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.grants.models import Application
from budgets.grants.states import ANSWER_TIME
from budgets.objections.forms import ObjectionAnswerForm
from budgets.objections.states import FOUNDED
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField

POINT_ANSWERS = {"yes": _("ja"), "no": _("nee"), "na": _("niet van toepassing")}


class QuestionForm(forms.Form):
    """What is missing, and until when the applicant has time."""

    question = forms.CharField(
        label=_("Wat hebt u nog nodig?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("De aanvrager leest dit letterlijk. Schrijf kort en duidelijk."),
    )
    answer_by = forms.DateField(label=_("Antwoord uiterlijk op"), widget=DateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"answer_by": timezone.localdate() + ANSWER_TIME}, **kwargs)

    def clean_answer_by(self) -> date:
        day = self.cleaned_data["answer_by"]
        if day <= timezone.localdate() or day > timezone.localdate() + timedelta(days=183):
            raise ValidationError(_("Kies een datum na vandaag en binnen een half jaar."))
        return day


class AssessForm(forms.Form):
    """The checklist of the regulation, and a judgement."""

    judgement = forms.CharField(
        label=_("Uw advies aan wie beslist"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, checklist: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        points = {
            f"point_{number}": forms.ChoiceField(
                label=text, choices=list(POINT_ANSWERS.items()), widget=forms.RadioSelect
            )
            for number, text in enumerate(checklist)
        }
        self.fields = {**points, **self.fields}

    @property
    def points(self) -> list[dict]:
        return [
            {"text": text, "answer": self.cleaned_data[f"point_{number}"]}
            for number, text in enumerate(self.checklist)
        ]


class AdviceForm(forms.Form):
    """What the wijkteam says."""

    is_positive = forms.TypedChoiceField(
        label=_("Wat is uw advies?"),
        choices=[("ja", _("Doen")), ("nee", _("Niet doen"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
    )
    text = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(forms.Form):
    """Yes or no, how much, and why."""

    GRANT, REJECT = "grant", "reject"

    outcome = forms.ChoiceField(
        label=_("Wat besluit u?"),
        choices=[(GRANT, _("Toekennen, helemaal of voor een deel")), (REJECT, _("Afwijzen"))],
        widget=forms.RadioSelect,
    )
    amount = AmountField(
        label=_("Welk bedrag kent u toe?"), required=False, help_text=_("Niet nodig als u afwijst.")
    )
    reasons = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Staat letterlijk in de beschikking. Verplicht als u afwijst of minder toekent dan gevraagd."
        ),
    )

    def __init__(self, *args, application: Application, **kwargs):
        initial = {"amount": application.requested}
        super().__init__(*args, initial=initial, **kwargs)
        self.application = application

    def clean(self):
        values = super().clean()
        rejects = values.get("outcome") == self.REJECT
        amount, requested = values.get("amount"), self.application.requested
        if not rejects and "amount" not in self.errors and not (amount and amount <= requested):
            self.add_error("amount", _("Kies een bedrag tot en met %(asked)s.") % {"asked": euros(requested)})
        is_less = rejects or bool(amount and amount < requested)
        if is_less and not values.get("reasons", "").strip():
            self.add_error("reasons", _("Schrijf op waarom. De aanvrager heeft recht op een reden."))
        return values


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


class SettleForm(forms.Form):
    """The amount that someone has a right to in the end."""

    final = AmountField(label=_("Op welk bedrag stelt u vast?"))
    reasons = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Staat in de beschikking. Verplicht als het bedrag lager is dan toegekend."),
    )

    def __init__(self, *args, application: Application, spent: Decimal, **kwargs):
        super().__init__(*args, initial={"final": min(application.granted, spent)}, **kwargs)
        self.application = application

    def clean(self):
        values = super().clean()
        final, granted = values.get("final"), self.application.granted
        if final is not None and final > granted:
            self.add_error(
                "final", _("Hoogstens %(granted)s: dat is toegekend.") % {"granted": euros(granted)}
            )
        if final is not None and final < granted and not values.get("reasons", "").strip():
            self.add_error("reasons", _("Schrijf op waarom het minder is dan toegekend."))
        return values
