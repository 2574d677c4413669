"""Wording and checks. `AnswerFields` is the same on the site, on paper and for what a phone sends."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from participation.consultations.actions.answers import Form, Given
from participation.consultations.models import Consultation, Question, QuestionSet, Wish
from participation.consultations.queries.rounds import areas_to_ask_in, sets_for, streets_of
from participation.consultations.states import (
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_SIGNS,
    ONE,
    QUESTION_KINDS,
    REPLY_SIGNS,
    TEXT,
    WISH_CYCLE,
)
from participation.signals.calculations import MOST_LINKS, link_count, shown_name
from participation.signals.forms.intake import GuardedForm
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


class LongTextField(forms.CharField):
    """Text that the browser does not cut off: who wrote too much keeps it all, and reads how much too much it is."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value) -> str:
        text = super().clean(value)
        if (number := len(text)) > MOST_SIGNS:
            raise ValidationError(
                _("Dit antwoord is te lang: %(number)d tekens. Er passen er %(most)d. Kort het in.")
                % {"number": number, "most": MOST_SIGNS}
            )
        return text


def _field_of(question: Question) -> forms.Field:
    if question.is_open:
        return LongTextField(label=question.text)
    options = [(str(place), choice) for place, choice in enumerate(question.choices)]
    if question.kind == ONE:
        return forms.ChoiceField(
            label=question.text, choices=options, required=False, widget=forms.RadioSelect
        )
    return forms.MultipleChoiceField(
        label=question.text, choices=options, required=False, widget=forms.CheckboxSelectMultiple
    )


class AnswerFields(forms.Form):
    """The questions of a round, and who wants to hear what becomes of it. No question needs an answer, one does."""

    name = forms.CharField(label=_("Naam"), required=False, max_length=80)
    email = forms.EmailField(label=_("E-mailadres"), required=False)

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.field_name] = _field_of(question)

    @property
    def asked(self) -> list:
        """The fields of the questions, for the page."""
        return [self[question.field_name] for question in self.questions]

    def clean_name(self) -> str:
        name = shown_name(self.cleaned_data["name"])
        if link_count(name) or "//" in name:
            raise ValidationError(_("Vul hier alleen een naam in."))
        return name

    def clean(self) -> dict:
        values = super().clean()
        if not self.errors and not any(values.get(question.field_name) for question in self.questions):
            raise ValidationError(_("Geef antwoord op minstens één vraag."))
        return values

    @property
    def given(self) -> list[Given]:
        """What was answered, question by question."""
        found = []
        for question in self.questions:
            value = self.cleaned_data[question.field_name]
            if not value:
                continue
            if question.is_open:
                found.append(Given(question, text=value.strip()))
            else:
                chosen = [value] if question.kind == ONE else value
                found.append(Given(question, choices=tuple(int(place) for place in chosen)))
        return found

    @property
    def filled_in(self) -> Form:
        values = self.cleaned_data
        return Form(self.given, values.get("street"), values["name"], values["email"])


class StreetAnswers(AnswerFields):
    """Answers of which one may say in which street they were given."""

    street = forms.ModelChoiceField(label=_("In welke straat woont u?"), queryset=None, required=False)

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["street"].queryset = streets_of(consultation)
        self.fields["street"].empty_label = _("Een andere straat, of dat zeg ik liever niet")
        if not self.fields["street"].queryset.exists():
            del self.fields["street"]


class OnlineForm(GuardedForm, StreetAnswers):
    """Answers of somebody without an account, with what keeps machines out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Dan krijgt u één e-mail, met wat er met uw wens gebeurt. Daarna vergeten wij uw adres."
        )

    def clean(self) -> dict:
        values = super().clean()
        for question in self.questions:
            if question.is_open and link_count(values.get(question.field_name) or "") > MOST_LINKS:
                self.add_error(
                    question.field_name,
                    _("Er staan te veel links in uw tekst. Hoogstens %(most)d mag.") % {"most": MOST_LINKS},
                )
        return values


class PaperForm(StreetAnswers):
    """A form on paper, by who enters it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "street" in self.fields:
            self.fields["street"].label = _("Straat")
            self.fields["street"].empty_label = _("Niet ingevuld")
        self.fields["email"].help_text = _("Alleen als iemand het zelf opschreef, om de uitkomst te horen.")


class ReplyForm(forms.Form):
    """The answer to a wish: what residents read, and for an initiative what it is about."""

    FIRST_WORDS = {
        "become_initiative": _(
            "Hier zoeken wij bewoners bij die het willen doen. De gemeente helpt daarbij."
        ),
        "become_signal": _("Wij hebben dit doorgegeven aan wie erover gaat."),
    }

    reply = forms.CharField(
        label=_("Wat lezen bewoners?"),
        max_length=REPLY_SIGNS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Gewone taal, zonder namen. Dit staat in de uitkomst en in het bericht aan wie het vroeg."
        ),
    )
    theme = forms.ModelChoiceField(
        label=_("Waar gaat het over?"), queryset=Theme.objects.none(), empty_label=_("Kies een thema")
    )

    def __init__(self, *args, step: str, wish: Wish, **kwargs):
        super().__init__(*args, auto_id=f"id_{step}_%s", **kwargs)
        self.fields["reply"].initial = self.FIRST_WORDS.get(step, "")
        if step == "become_initiative":
            self.fields["theme"].queryset = themes_in_use()
            self.fields["theme"].initial = wish.theme_id
        else:
            del self.fields["theme"]
        if step == "reconsider":
            del self.fields["reply"]


class WishForm(forms.ModelForm):
    """What a wish comes down to, for anyone to read."""

    class Meta:
        model = Wish
        fields = ["title", "theme", "is_public"]
        labels = {"title": _("De wens in het kort"), "is_public": _("Staat in de uitkomst op de site")}
        help_texts = {"title": _("Zo leest iedereen het. Zonder namen en huisnummers.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_wish_%s", **kwargs)
        self.fields["theme"].queryset = themes_in_use() | Theme.objects.filter(pk=self.instance.theme_id)
        self.fields["theme"].empty_label = _("Nog geen")


class SplitForm(forms.Form):
    """A second wish in what somebody said."""

    text = forms.CharField(label=_("De andere wens"), max_length=MOST_SIGNS)


class WishFilter(django_filters.FilterSet):
    """What the list of wishes can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    state = django_filters.ChoiceFilter(
        label=_("Antwoord"), choices=list(WISH_CYCLE.states.items()), empty_label=_("Alle wensen")
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema’s"),
    )

    class Meta:
        model = Wish
        fields: list[str] = []

    def find(self, wishes, name, words):
        for word in words.split()[:6]:
            wishes = wishes.filter(title__icontains=word)
        return wishes
