from django import forms
from django.utils.translation import gettext_lazy as _

from participation.ideas.models import IdeaAnswer
from participation.ideas.registry import sources
from participation.ideas.states import ANSWERS, NO, PARTLY


class AnswerForm(forms.ModelForm):
    """What becomes of an idea, by whom and when, or why not."""

    class Meta:
        model = IdeaAnswer
        fields = ["answer", "why", "who", "when"]
        labels = {
            "answer": _("Wat wordt ervan?"),
            "why": _("Waarom?"),
            "who": _("Wie pakt het op?"),
            "when": _("Wanneer?"),
        }
        help_texts = {
            "why": _("In gewone taal. Iedereen leest dit."),
            "who": _("Een organisatie of functie, zoals “Afdeling Groen” of “de taakgroep”."),
            "when": _("Zoals “voorjaar 2027”."),
        }
        widgets = {"answer": forms.RadioSelect, "why": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [each for each in self.fields["answer"].choices if each[0]]

    def clean(self) -> dict:
        values = super().clean()
        answer = values.get("answer")
        if answer in (NO, PARTLY) and not values.get("why"):
            self.add_error("why", _("Schrijf erbij waarom niet. Wie het bedacht, wil dat weten."))
        if answer and answer != NO and not values.get("who"):
            self.add_error("who", _("Schrijf erbij wie het oppakt."))
        return values


class ChoiceForm(forms.Form):
    """Which ideas the page shows; a wrong value is left out rather than refused."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)
    antwoord = forms.ChoiceField(
        label=_("Antwoord"), choices=[("", _("Alle ideeën")), *ANSWERS.items()], required=False
    )
    soort = forms.ChoiceField(label=_("Waar komt het vandaan?"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        self.fields["soort"].choices = [
            ("", _("Overal vandaan")),
            *((source.name, str(source.label).capitalize()) for source in sources()),
        ]
