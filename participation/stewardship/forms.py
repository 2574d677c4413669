import re

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Facility, Organisation
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from participation.recognition.calculations import is_kvk
from participation.stewardship.models import Agreement, Holding, Stewardship
from participation.stewardship.queries import areas_to_place_in
from participation.stewardship.states import FORMS, LONGEST_NOTICE
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.files.forms import PdfField

MOST_LINES = 40
# The fields that say who governs a body; they stand together on the page.
GOVERNING = (
    "seats", "resident_seats", "votes_equal", "votes", "resident_votes", "others_appointed_by",
    "professionals_serve", "is_independent",
)  # fmt: skip


class PublicFilter(django_filters.FilterSet):
    """What the public list can be narrowed to; a wrong value is left out rather than refused."""

    area = AreaChoiceFilter(areas_within_gemeente, field_name="areas", distinct=True)
    form = django_filters.ChoiceFilter(
        label=_("Vorm"), choices=list(FORMS.items()), empty_label=_("Alle vormen")
    )

    class Meta:
        model = Stewardship
        fields: list[str] = []


class LastingForm(forms.ModelForm):
    """What begins and ends: the last day is not before the first."""

    def clean(self) -> dict:
        values = super().clean()
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt vóór de eerste dag."))
        return values


class StewardshipForm(LastingForm):
    """A body: what it is, who governs it. Who may not place it cannot change its areas and organisation."""

    areas = forms.ModelMultipleChoiceField(
        label=_("In welke gebieden?"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één gebied.")},
    )
    kvk_number = forms.CharField(
        label=_("KvK-nummer"), required=False, max_length=20, help_text=_("Acht cijfers, zoals 12345678.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Stewardship
        fields = [
            "form", "name", "what", "areas", "organisation", "legal_form", "kvk_number", "website",
            "contact_email", "starts_on", "ends_on", *GOVERNING,
        ]  # fmt: skip
        labels = {
            "form": _("Welke vorm?"),
            "name": _("Hoe heet het?"),
            "what": _("Wat doen de bewoners?"),
            "organisation": _("Welke organisatie hoort erbij?"),
            "legal_form": _("Rechtsvorm"),
            "starts_on": _("Sinds wanneer?"),
            "ends_on": _("Tot en met welke dag?"),
            "seats": _("Hoeveel zetels heeft het bestuur?"),
            "resident_seats": _("Hoeveel daarvan zijn van bewoners van het gebied?"),
            "votes_equal": _("Heeft elke zetel evenveel stemmen?"),
            "votes": _("Zo niet: hoeveel stemmen zijn er samen?"),
            "resident_votes": _("En hoeveel daarvan hebben bewoners?"),
            "others_appointed_by": _("Wie benoemt de anderen?"),
            "professionals_serve": _("Werken professionals in dienst van de bewoners?"),
            "is_independent": _("Is het onafhankelijk van gemeente en partners?"),
        }
        help_texts = {
            "what": _("Een paar zinnen. Iedereen leest dit."),
            "organisation": _("Het bestuur van deze organisatie kan deze pagina dan zelf bijhouden."),
            "contact_email": _(
                "Staat niet op de site. Wij mailen voordat een afspraak afloopt. Leeg: dan krijgt het bestuur "
                "van de organisatie de mail."
            ),
            "ends_on": _("Laat leeg zolang het bestaat."),
            "others_appointed_by": _("Zoals “de woningcorporatie” of “de leden”."),
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 4}),
            "starts_on": DateInput,
            "ends_on": DateInput,
        }

    def __init__(self, *args, person, may_place: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", _("Kies een vorm")), *FORMS.items()]
        self.fields["legal_form"].choices = [
            ("", _("Niet bekend")),
            *self.fields["legal_form"].choices[1:],
        ]
        if not may_place:
            del self.fields["areas"], self.fields["organisation"]
            return
        self.fields["areas"].queryset = areas_to_place_in(person, self.instance)
        if self.instance.pk:
            self.initial["areas"] = [area.pk for area in self.instance.areas.all()]
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True).order_by("name")
        self.fields["organisation"].empty_label = _("Geen organisatie in het portaal")

    @property
    def about(self) -> list[BoundField]:
        """The fields that say what it is."""
        return [field for field in self.visible_fields() if field.name not in GOVERNING]

    @property
    def governing(self) -> list[BoundField]:
        """The fields that say who governs it."""
        return [field for field in self.visible_fields() if field.name in GOVERNING]

    def clean_kvk_number(self) -> str:
        number = re.sub(r"[\s.]", "", self.cleaned_data["kvk_number"])
        if number and not is_kvk(number):
            raise ValidationError(_("Een KvK-nummer heeft acht cijfers. Kijk het na op kvk.nl."))
        return number

    def clean(self) -> dict:
        values = super().clean()
        for part, whole, said in (
            ("resident_seats", "seats", _("Dit zijn meer zetels dan het bestuur heeft.")),
            ("resident_votes", "votes", _("Dit zijn meer stemmen dan er samen zijn.")),
        ):
            if None not in (values.get(part), values.get(whole)) and values[part] > values[whole]:
                self.add_error(part, said)
        return values


class HoldingForm(LastingForm):
    """Something that a body owns, manages or rents: a place of the portal, or in words."""

    class Meta:
        model = Holding
        fields = ["how", "kind", "facility", "name", "place", "starts_on", "ends_on"]
        labels = {
            "how": _("Bezit, beheert of huurt"),
            "facility": _("Voorziening in het portaal"),
            "name": _("Of in woorden: wat is het?"),
            "place": _("Waar is dat?"),
        }
        widgets = {"starts_on": DateInput, "ends_on": DateInput}

    def __init__(self, *args, facilities: list[Facility], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facility"].queryset = Facility.objects.filter(pk__in=[each.pk for each in facilities])
        # Looked up once for all lines.
        self.fields["facility"].choices = [
            ("", _("Staat er niet bij")),
            *((each.pk, each.name) for each in facilities),
        ]
        self.fields["name"].required = False
        # What bears the name of its place takes the name of another one when that is chosen.
        if self.instance.facility and self.instance.name == self.instance.facility.name:
            self.initial["name"] = ""

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("name"):
            if facility := values.get("facility"):
                values["name"] = facility.name[:120]
            else:
                self.add_error("name", _("Kies een voorziening, of schrijf op wat het is."))
        return values


class AgreementForm(LastingForm):
    """What was agreed with whom, until when, with the document if there is one."""

    upload = PdfField(label=_("Het stuk"), required=False)

    class Meta:
        model = Agreement
        fields = ["about", "with_whom", "starts_on", "ends_on", "notice_months", "renewed_by"]
        labels = {
            "about": _("Waarover?"),
            "with_whom": _("Met wie?"),
            "notice_months": _("Opzegtermijn in maanden"),
            "renewed_by": _("Wie zorgt voor de verlenging?"),
        }
        help_texts = {"notice_months": _("Van 1 tot en met %(most)d.") % {"most": LONGEST_NOTICE}}
        widgets = {"starts_on": DateInput, "ends_on": DateInput}


def _lines(model, form, **options):
    return forms.modelformset_factory(
        model, form=form, extra=1, can_delete=True, max_num=MOST_LINES, absolute_max=MOST_LINES, **options
    )


HoldingFormSet, AgreementFormSet = _lines(Holding, HoldingForm), _lines(Agreement, AgreementForm)


class RecordForms:
    """The form of a body with the lines of what it holds and agreed: one page, saved at once.

    `agreed` is an agreement to begin with.
    """

    def __init__(
        self, data, files, *, body: Stewardship, person, may_place, facilities, initial=None, agreed=None
    ):
        self.body = StewardshipForm(data, instance=body, person=person, may_place=may_place, initial=initial)
        self.holdings = HoldingFormSet(
            data,
            queryset=Holding.objects.filter(stewardship=body.pk).select_related("facility"),
            prefix="bezit",
            form_kwargs={"facilities": facilities},
        )
        self.agreements = AgreementFormSet(
            data,
            files,
            queryset=Agreement.objects.filter(stewardship=body.pk).select_related("document"),
            prefix="afspraak",
            # Only shown: what comes back is a line of its own, also when nobody changed a word of it.
            initial=[agreed] if agreed and data is None else None,
        )

    @property
    def every(self) -> list[forms.BaseForm]:
        """All forms of the page, for the summary of what is wrong."""
        return [self.body, *self.holdings.forms, *self.agreements.forms]

    def is_valid(self) -> bool:
        # All three are asked, so that the page tells everything that is wrong at once.
        return all([self.body.is_valid(), self.holdings.is_valid(), self.agreements.is_valid()])

    @property
    def told(self) -> dict:
        """The values and lines as the actions take them."""
        return {
            "values": self.body.cleaned_data,
            "holdings": _kept(self.holdings),
            "agreements": _kept(self.agreements),
        }


def _kept(formset: forms.BaseModelFormSet) -> list[dict]:
    """The lines that stay; an empty extra line is none."""
    gone = set(formset.deleted_forms)
    return [
        {name: value for name, value in form.cleaned_data.items() if name not in {"id", "DELETE"}}
        | {"id": form.instance.pk}
        for form in formset.forms
        if form not in gone and (form.instance.pk or form.has_changed())
    ]
