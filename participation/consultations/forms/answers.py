"""What people answer. `AnswerFields` is the same on the site, on paper and for what a phone sends."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.consultations.actions.answers import Form, Given
from participation.consultations.models import Consultation, Question
from participation.consultations.queries.rounds import streets_of
from participation.consultations.states import MOST_SIGNS, ONE
from participation.signals.calculations import MOST_LINKS, link_count, shown_name
from wijkportaal.foundation.operations.forms import OpenForm


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
    def needs_answers(self) -> bool:
        """Whether something must be answered."""
        return True

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
        if (
            self.needs_answers
            and not self.errors
            and not any(values.get(question.field_name) for question in self.questions)
        ):
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


class OnlineForm(OpenForm, StreetAnswers):
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
