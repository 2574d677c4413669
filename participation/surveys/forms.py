from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from participation.surveys.models import Survey, SurveyQuestion
from participation.surveys.queries import areas_to_ask_in, questions_of
from participation.surveys.scales import MEASURES
from participation.surveys.states import (
    BY_CODE,
    CHOICE,
    LONGEST_REMARK,
    MOST_CODES,
    MOST_LETTERS,
    MOST_OPTIONS,
    TEXT,
)
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.codes import read_code

MONTH = timedelta(days=28)
CODE_ATTRS = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class SurveyForm(forms.ModelForm):
    """A survey: what it is about, when, and who can answer."""

    starts_on = forms.DateField(label=_("Eerste dag"), widget=DateInput)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DateInput)

    class Meta:
        model = Survey
        fields = ["title", "year", "intro", "starts_on", "ends_on", "access", "addresses"]
        labels = {
            "title": _("Hoe heet de peiling?"),
            "year": _("Over welk jaar gaat het?"),
            "intro": _("Waar gaat het over?"),
            "access": _("Wie kan antwoorden?"),
            "addresses": _("Hoeveel adressen vraagt u?"),
        }
        help_texts = {
            "year": _("Zo staat de uitkomst naast die van andere jaren."),
            "intro": _("Leg kort uit wat de wijkaanpak in dit gebied is. Niet iedereen kent dat woord."),
            "access": _(
                "Met codes is het beeld zekerder. Kan iedereen antwoorden, dan zegt de uitkomst minder over wie zweeg."
            ),
            "addresses": _("Alleen met codes. Daarmee rekent het portaal uit hoe zeker de uitkomst is."),
        }
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "access": forms.RadioSelect,
            "year": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De laatste dag komt niet voor de eerste."))
        if values.get("addresses") and values.get("access") and values["access"] != BY_CODE:
            self.add_error(
                "addresses", _("Dit telt alleen als elk huishouden één code krijgt. Laat het leeg.")
            )
        return values


class NewSurveyForm(SurveyForm):
    """A new survey: where."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    field_order = ["area", "title"]

    def __init__(self, *args, person, **kwargs):
        today = timezone.localdate()
        usual = {"year": today.year, "starts_on": today, "ends_on": today + MONTH}
        super().__init__(*args, **kwargs | {"initial": usual | kwargs.get("initial", {})})
        self.fields["area"].queryset = areas_to_ask_in(person)


class RepeatForm(forms.Form):
    """The same survey again: where, over which year and when."""

    areas = forms.ModelMultipleChoiceField(
        label=_("In welke gebieden?"), queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    year = forms.IntegerField(
        label=_("Over welk jaar?"),
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    starts_on = forms.DateField(label=_("Eerste dag"), widget=DateInput)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DateInput)

    def __init__(self, *args, survey: Survey, person, **kwargs):
        today = timezone.localdate()
        usual = {
            "areas": [survey.area_id],
            "year": max(survey.year + 1, today.year),
            "starts_on": today,
            "ends_on": today + MONTH,
        }
        super().__init__(*args, **kwargs, initial=usual)
        self.fields["areas"].queryset = areas_to_ask_in(person)

    def clean(self):
        values = super().clean()
        if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
            self.add_error("ends_on", _("De laatste dag komt niet voor de eerste."))
        return values


class OptionsField(forms.CharField):
    """Answers to choose from, one on a line. Gives a list of texts."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 5}), **options)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        lines = [line.strip() for line in super().clean(value or "").splitlines()]
        options = list(dict.fromkeys(line[:100] for line in lines if line))
        if len(options) > MOST_OPTIONS:
            raise ValidationError(_("Hooguit %(most)d antwoorden."), params={"most": MOST_OPTIONS})
        return options


class QuestionForm(forms.ModelForm):
    """A question of the survey's own."""

    options = OptionsField(
        label=_("De antwoorden"), help_text=_("Op elke regel één. Leeg bij een open antwoord.")
    )

    class Meta:
        model = SurveyQuestion
        fields = ["text", "kind", "options"]
        labels = {"text": _("Wat vraagt u?"), "kind": _("Hoe antwoordt men?")}
        help_texts = {"text": _("Eén korte vraag. Vraag niet naar namen, adressen of gezondheid.")}
        widgets = {"kind": forms.RadioSelect}

    def clean(self):
        values = super().clean()
        if values.get("kind") == CHOICE and "options" in values and len(values["options"]) < 2:
            self.add_error("options", _("Geef minstens twee antwoorden om uit te kiezen."))
        if values.get("kind") == TEXT:
            values["options"] = []
        return values


class BatchForm(forms.Form):
    """How many codes, and as which file."""

    size = forms.IntegerField(label=_("Hoeveel codes?"), min_value=1, max_value=MOST_CODES)
    file = forms.ChoiceField(
        label=_("Als wat?"),
        choices=[("xlsx", _("Excel, voor de drukker")), ("pdf", _("brieven met de vragen erbij (pdf)"))],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def clean(self):
        values = super().clean()
        if values.get("file") == "pdf" and (values.get("size") or 0) > MOST_LETTERS:
            self.add_error(
                "size", _("Als pdf kan dit met hooguit %(most)d tegelijk.") % {"most": MOST_LETTERS}
            )
        return values


class AnswerForm(forms.Form):
    """The questions of a survey. Every one may be left open, all of them may not."""

    code = forms.CharField(
        label=_("Uw code"),
        max_length=60,
        help_text=_("Twaalf letters en cijfers, uit de brief. Uw code wordt niet bij uw antwoorden bewaard."),
        widget=forms.TextInput(attrs=CODE_ATTRS),
    )

    def __init__(self, *args, survey: Survey, on_paper: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not survey.is_by_code:
            del self.fields["code"]
        elif on_paper:
            self.fields["code"].required = False
            self.fields["code"].label = _("De code op het formulier")
            self.fields["code"].help_text = _("Laat leeg als er geen code op staat.")
        self.questions = questions_of(survey)
        for scale in survey.scales:
            self.fields[scale.key] = _choice(
                scale.question, [(answer.key, answer.label) for answer in scale.answers], scale.help_text
            )
        for question in self.questions:
            if question.kind == CHOICE:
                options = [(str(number), text) for number, text in enumerate(question.options)]
                self.fields[question.key] = _choice(question.text, options)
            else:
                self.fields[question.key] = forms.CharField(
                    label=question.text,
                    required=False,
                    max_length=LONGEST_REMARK,
                    help_text=_("Schrijf geen namen op. Alleen wie in dit gebied werkt, leest dit."),
                    widget=forms.Textarea(attrs={"rows": 3}),
                )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if typed and not read_code(typed):
            raise ValidationError(_("Deze code klopt niet. Kijk nog eens goed in de brief."))
        return read_code(typed)

    def clean(self):
        values = super().clean()
        if not self.errors and not any(values.get(name) for name in self.fields if name != "code"):
            raise ValidationError(_("Geef minstens één antwoord. Wat u niet weet, slaat u over."))
        return values

    @property
    def values(self) -> dict[str, str]:
        """The answers that were chosen, by question."""
        open_keys = {question.key for question in self.questions if question.kind == TEXT} | {"code"}
        return {name: value for name, value in self.cleaned_data.items() if value and name not in open_keys}

    @property
    def remarks(self) -> dict[SurveyQuestion, str]:
        """What was written at the open questions."""
        return {
            question: self.cleaned_data[question.key] for question in self.questions if question.kind == TEXT
        }


def _choice(label, choices, help_text="") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, help_text=help_text, widget=forms.RadioSelect
    )


class TrendForm(forms.Form):
    """Of which area the years are shown, or by which measure the areas stand beside each other."""

    gebied = forms.ModelChoiceField(
        label=_("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("alle gebieden"),
    )
    maat = forms.ChoiceField(label=_("Maat"), required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = Area.objects.filter(pk__in=areas).order_by("name")
        self.fields["maat"].choices = [
            ("", _("alle maten")),
            *((key, each.measure) for key, each in MEASURES.items()),
        ]


class WorkFilter(django_filters.FilterSet):
    """What the list of surveys can be narrowed to; a wrong value is left out rather than refused."""

    gebied = AreaChoiceFilter(field_name="area")
    jaar = django_filters.NumberFilter(label=_("Jaar"), field_name="year", min_value=2000, max_value=2100)

    class Meta:
        model = Survey
        fields: list[str] = []
