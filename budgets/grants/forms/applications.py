"""What people fill in about grants. Forms check and word; they never save."""

import io
import uuid
from datetime import date
from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image

from areas.territory.forms import AreaChoiceFilter
from budgets.grants.models import Application, BudgetLine, Regulation
from budgets.grants.queries import Capacity, filtered, late
from budgets.grants.states import STATES
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.files.forms import PdfField
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField
from wijkportaal.foundation.pictures.processing import UnusablePicture, prepare_picture

FARTHEST_YEARS = 3
LEAST_AMOUNT = Decimal("0.01")


def near_day(day: date) -> date:
    """Refuse a year that must be a typing error."""
    if not 2000 <= day.year <= timezone.localdate().year + FARTHEST_YEARS:
        raise ValidationError(_("Klopt het jaar? Kies een datum binnen drie jaar."))
    return day


class PaperField(PdfField):
    """A document, or a photo of one: the photo is made anew and becomes a page. Cleans to what `store_file` takes."""

    def __init__(self, **options):
        super().__init__(**{"help_text": _("Een pdf of een foto (JPEG, PNG of WebP).")} | options)
        self.widget.attrs["accept"] = "application/pdf,.pdf,image/jpeg,image/png,image/webp"

    def clean(self, data, initial=None) -> CheckedFile | None:
        if not data or not data.size or b"%PDF-" in _first_bytes(data):
            return super().clean(data, initial)
        try:
            picture = prepare_picture(data)
        except UnusablePicture as problem:
            raise ValidationError(str(problem), code="unusable") from problem
        page = io.BytesIO()
        with Image.open(io.BytesIO(picture.data)) as opened:
            image = opened.convert("RGB")
            image.save(page, "PDF", resolution=150)
        stem = str(getattr(data, "name", "")).rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return CheckedFile(page.getvalue(), f"{stem or 'foto'}.pdf", 1)


def _first_bytes(upload) -> bytes:
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    return start


class CapacityField(forms.ChoiceField):
    """As whom someone applies, and where. Cleans to a Capacity."""

    def __init__(self, **options):
        super().__init__(label=_("Namens wie vraagt u aan?"), **options)

    def offer(self, found: list[Capacity]) -> None:
        self.found = {capacity.key: capacity for capacity in found}
        self.choices = [(key, capacity.label) for key, capacity in self.found.items()]
        if len(found) > 1:
            self.choices = [("", _("Maak een keuze")), *self.choices]

    def clean(self, value) -> Capacity:
        return self.found[super().clean(value)]


class BeginForm(forms.Form):
    """The first two things of an application. `key` keeps a second click from beginning another."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    capacity = CapacityField()
    title = forms.CharField(
        label=_("Hoe heet uw plan?"),
        max_length=120,
        help_text=_(
            "Kort en duidelijk, zoals “Picknicktafels bij de speeltuin”. Iedereen leest dit na een toekenning."
        ),
    )

    def __init__(self, *args, found: list[Capacity], **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)
        self.fields["capacity"].offer(found)


PLAN_LABELS = {
    "title": _("Hoe heet uw plan?"),
    "kind": _("Wat voor activiteit is het?"),
    "plan": _("Wat gaat u doen, en wat hebben bewoners eraan?"),
    "starts_on": _("Wanneer begint het?"),
    "ends_on": _("Wanneer is het klaar?"),
    "supporters": _("Hoeveel buurtgenoten steunen het plan?"),
    "support": _("Waaruit blijkt dat?"),
}


class PlanForm(forms.ModelForm):
    """What someone wants to do. Everything may still be empty in a concept, but the name."""

    kind = forms.ChoiceField(label=PLAN_LABELS["kind"], required=False)

    class Meta:
        model = Application
        fields = ["title", "kind", "plan", "starts_on", "ends_on", "supporters", "support"]
        labels = PLAN_LABELS
        help_texts = {
            "plan": _("Een paar zinnen is genoeg. Schrijf er geen namen van buren in."),
            "ends_on": _("Is het op één dag? Laat dit dan leeg."),
            "support": _(
                "Bijvoorbeeld een lijst met handtekeningen. Die kunt u straks als bijlage toevoegen."
            ),
        }
        widgets = {
            "plan": forms.Textarea(attrs={"rows": 8}),
            "starts_on": DateInput,
            "ends_on": DateInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_kinds(self, self.instance.regulation)

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        return day and near_day(day)

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        return day and near_day(day)

    def clean(self):
        values = super().clean()
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Dit is eerder dan het begin."))
        return values


def offer_kinds(form: forms.Form, regulation: Regulation) -> None:
    """Let someone choose a kind of activity that has a maximum of its own; without any there is nothing to ask."""
    if kinds := regulation.kinds:
        form.fields["kind"].choices = [("", _("Iets anders")), *((kind, kind) for kind in kinds)]
    else:
        del form.fields["kind"]


class LineForm(forms.ModelForm):
    """One line of a budget."""

    amount = AmountField(label=_("Bedrag in euro"), lowest=LEAST_AMOUNT)

    class Meta:
        model = BudgetLine
        fields = ["side", "what", "amount"]
        labels = {"side": _("Soort"), "what": _("Waarvoor of van wie?")}

    def has_changed(self) -> bool:
        """A kind that was chosen for a line that was left empty is no line."""
        return bool({"what", "amount"} & set(self.changed_data))


LineFormSet = forms.modelformset_factory(BudgetLine, form=LineForm, extra=3, can_delete=True, max_num=60)


class QuickForm(forms.Form):
    """A small request on one page. What does not fit is told with the way that does."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    capacity = CapacityField()
    title = forms.CharField(label=PLAN_LABELS["title"], max_length=120)
    kind = forms.ChoiceField(label=PLAN_LABELS["kind"], required=False)
    plan = forms.CharField(
        label=PLAN_LABELS["plan"], max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    starts_on = forms.DateField(label=PLAN_LABELS["starts_on"], widget=DateInput)
    supporters = forms.IntegerField(
        label=PLAN_LABELS["supporters"], required=False, min_value=0, max_value=100_000
    )
    amount = AmountField(label=_("Hoeveel euro hebt u nodig?"), lowest=LEAST_AMOUNT)

    def __init__(self, *args, regulation: Regulation, found: list[Capacity], **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)
        self.regulation = regulation
        # The amount, when it is above what can be asked for in this way.
        self.too_much: Decimal | None = None
        self.fields["capacity"].offer(found)
        offer_kinds(self, regulation)

    def clean_starts_on(self) -> date:
        return near_day(self.cleaned_data["starts_on"])

    def clean(self):
        values = super().clean()
        limit, amount = self.regulation.limit, values.get("amount")
        if limit is not None and amount is not None and amount > limit:
            self.too_much = amount
            self.add_error(
                "amount",
                _(
                    "Langs deze weg kunt u hoogstens %(limit)s vragen. Hieronder leest u waar u meer kunt vragen."
                )
                % {"limit": euros(self.regulation.limit)},
            )
        return values


class AttachmentForm(forms.Form):
    """A document with an application."""

    file = PaperField(label=_("Bestand"))
    title = forms.CharField(label=_("Wat is het?"), max_length=120)


class AnswerForm(forms.Form):
    """What was asked for."""

    answer = forms.CharField(
        label=_("Uw antwoord"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class ReceiptForm(forms.Form):
    """One receipt."""

    what = forms.CharField(label=_("Waarvoor?"), max_length=120)
    amount = AmountField(label=_("Bedrag in euro"), lowest=LEAST_AMOUNT)
    paid_on = forms.DateField(label=_("Wanneer betaald?"), widget=DateInput)
    file = PaperField(label=_("De bon of factuur"))

    def clean_paid_on(self) -> date:
        if (day := near_day(self.cleaned_data["paid_on"])) > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen."))
        return day


class ReportForm(forms.Form):
    """What came of it."""

    report = forms.CharField(
        label=_("Wat is er gebeurd?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Een paar zinnen: wat hebt u gedaan, hoeveel mensen deden mee, wat leverde het op?"),
    )


class ReasonForm(forms.Form):
    """Why; the applicant reads it."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De aanvrager leest dit letterlijk."),
    )


class ApplicationFilter(django_filters.FilterSet):
    """What the list of applications can be narrowed to."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    area = AreaChoiceFilter()
    regulation = django_filters.ModelChoiceFilter(
        label=_("Regeling"),
        queryset=lambda request: Regulation.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle regelingen"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(STATES.items())[1:], empty_label=_("Alles")
    )
    late = django_filters.ChoiceFilter(
        label=_("Termijn"), choices=[("ja", _("te laat"))], empty_label=_("Alles"), method="keep_late"
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def find(self, applications, name, words):
        return filtered(applications, words=words)

    def keep_late(self, applications, name, value):
        return late(applications)
