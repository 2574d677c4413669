"""Question sets with their questions, and rounds."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, QuestionSet
from participation.consultations.queries.rounds import areas_to_ask_in, sets_for
from participation.consultations.states import MOST_CHOICES, MOST_QUESTIONS, QUESTION_KINDS, TEXT
from wijkportaal.foundation.components.forms import DateInput


class QuestionSetForm(forms.ModelForm):
    """Of which area a set is, its name, and what one says before the questions."""

    class Meta:
        model = QuestionSet
        fields = ["area", "title", "intro"]
        labels = {"area": _("Voor welk gebied?"), "title": _("Naam van de vragenlijst")}
        help_texts = {
            "area": _("Een lijst van de hele gemeente is overal te gebruiken."),
            "intro": _("Eén of twee zinnen: wie u bent, waarom u belt en hoe lang het duurt."),
        }
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_ask_in(person)
        self.fields["area"].empty_label = _("Kies een gebied")


class ChoicesField(forms.CharField):
    """Choices, one on a line; gives a list without doubles."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        lines = list(
            dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip())
        )
        if len(lines) > MOST_CHOICES:
            raise ValidationError(_("Hooguit %(most)d keuzes."), params={"most": MOST_CHOICES})
        if any(len(line) > 100 for line in lines):
            raise ValidationError(_("Houd een keuze korter dan 100 tekens."))
        return lines


class QuestionForm(forms.Form):
    """One question of a set; a row without text is no question."""

    text = forms.CharField(label=_("Vraag"), max_length=250, required=False)
    kind = forms.ChoiceField(label=_("Soort"), choices=list(QUESTION_KINDS.items()), initial=TEXT)
    choices = ChoicesField(label=_("Keuzes"), help_text=_("Op elke regel één. Alleen bij vragen met keuzes."))
    asks_wishes = forms.BooleanField(
        label=_("Hier noemen mensen hun wensen: elk antwoord wordt een wenskaart"), required=False
    )

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("text"):
            if values.get("choices"):
                self.add_error("text", _("Schrijf de vraag bij deze keuzes."))
            return values
        if values.get("kind") == TEXT:
            if values.get("choices"):
                self.add_error(
                    "choices", _("Een open vraag heeft geen keuzes. Kies een andere soort, of maak dit leeg.")
                )
        elif len(values.get("choices") or []) < 2 and "choices" not in self.errors:
            self.add_error("choices", _("Geef minstens twee keuzes."))
        elif values.get("asks_wishes"):
            self.add_error("asks_wishes", _("Alleen bij een open vraag kunnen mensen hun wens opschrijven."))
        return values


class BaseQuestions(forms.BaseFormSet):
    """The questions of a set, in their order, and a few empty rows."""

    @property
    def questions(self) -> list[dict]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]

    def clean(self) -> None:
        if not any(self.errors) and not self.questions:
            raise ValidationError(_("Schrijf minstens één vraag op."))


QuestionFormSet = forms.formset_factory(
    QuestionForm, formset=BaseQuestions, extra=0, max_num=MOST_QUESTIONS, absolute_max=MOST_QUESTIONS
)
# The rows of a new set, and how many are free below the questions of an old one.
FIRST_ROWS, FREE_ROWS = 4, 2


def question_forms(data=None, *, question_set: QuestionSet | None = None) -> BaseQuestions:
    """Return the questions of a set to write or change."""
    initial = (
        list(question_set.questions.values("text", "kind", "choices", "asks_wishes")) if question_set else []
    )
    rows = max(FIRST_ROWS, len(initial) + FREE_ROWS)
    initial += [{"kind": TEXT} for _row in range(min(rows, MOST_QUESTIONS) - len(initial))]
    formset = QuestionFormSet(data, initial=initial if data is None else None, prefix="vraag")
    for form in formset.forms:
        form.empty_permitted = False
    return formset


class RoundForm(forms.ModelForm):
    """A round: what it is about, with which questions, and from when to when."""

    starts_on = forms.DateField(label=_("Eerste dag"), widget=DateInput)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DateInput)

    class Meta:
        model = Consultation
        fields = ["title", "intro", "question_set", "starts_on", "ends_on", "is_online"]
        labels = {
            "title": _("Hoe heet de vragenronde?"),
            "intro": _("Waarom gaat u rond?"),
            "question_set": _("Welke vragen?"),
            "is_online": _("Bewoners kunnen ook online antwoorden"),
        }
        help_texts = {
            "intro": _("Wat doet u met de antwoorden, en wanneer horen mensen daar iets van?"),
            "ends_on": _("Na deze dag sluit de ronde vanzelf."),
        }
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        area = self.instance.area if self.instance.area_id else None
        self.fields["question_set"].queryset = sets_for(person, area)
        self.fields["question_set"].empty_label = _("Kies een vragenlijst")

    def clean(self) -> dict:
        values = super().clean()
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De laatste dag komt na de eerste."))
        return values


class NewRoundForm(RoundForm):
    """A round to begin, with its area."""

    class Meta(RoundForm.Meta):
        fields = ["area", *RoundForm.Meta.fields]
        labels = {**RoundForm.Meta.labels, "area": _("In welk gebied?")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["area"].queryset = areas_to_ask_in(person).exclude(kind="gemeente")
        self.fields["area"].empty_label = _("Kies een gebied")

    def clean(self) -> dict:
        values = super().clean()
        area, chosen = values.get("area"), values.get("question_set")
        if area and chosen and chosen.area_id not in {area.pk, *area.ancestor_ids}:
            self.add_error(
                "question_set", _("Deze lijst is van een ander gebied. Maak er eerst een kopie van.")
            )
        return values
