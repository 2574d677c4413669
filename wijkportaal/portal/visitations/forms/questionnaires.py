"""What a version of the questionnaire asks: a line for each statement, theme by theme, and a few lines for new ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkportaal.portal.visitations.actions.questionnaires import Words
from wijkportaal.portal.visitations.models import Questionnaire, Statement
from wijkportaal.portal.visitations.states import THEME_ICONS, THEMES

NEW_LINES = 2


@dataclass(frozen=True)
class ThemeLines:
    """The lines of one theme: those that are there, each with its tick, and the empty ones."""

    key: str
    known: list[tuple[forms.BoundField, forms.BoundField]]
    new: list[forms.BoundField]

    @property
    def label(self) -> str:
        return str(THEMES[self.key])

    @property
    def icon(self) -> str:
        return THEME_ICONS[self.key]


class StatementField(forms.CharField):
    """A statement: one line of text, in a field that shows all of it on a telephone."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs) -> None:
        longest = Statement._meta.get_field("text").max_length
        super().__init__(required=False, max_length=longest, **kwargs)

    def to_python(self, value) -> str:
        return " ".join(super().to_python(value).split())


class QuestionnaireForm(forms.Form):
    """The name and the statements of a version. A line that is made empty goes."""

    name = forms.CharField(label=_("Hoe heet de vragenlijst?"), max_length=100)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args, questionnaire: Questionnaire, **kwargs):
        super().__init__(*args, **kwargs)
        self.statements = list(questionnaire.statements.all())
        self.fields["name"].initial = questionnaire.name
        self.fields["version"].initial = questionnaire.version
        for theme in THEMES:
            for place, statement in enumerate(self._of(theme), start=1):
                self.fields[f"text_{statement.pk}"] = StatementField(
                    label=gettext("Stelling %(number)d") % {"number": place}, initial=statement.text
                )
                self.fields[f"other_{statement.pk}"] = forms.BooleanField(
                    label=gettext("Dit vraagt iets anders dan vroeger"), required=False
                )
            for number in range(NEW_LINES):
                self.fields[f"new_{theme}_{number}"] = StatementField(label=gettext("Nieuwe stelling"))

    def _of(self, theme: str) -> list[Statement]:
        return [statement for statement in self.statements if statement.theme == theme]

    @property
    def themes(self) -> list[ThemeLines]:
        """The lines as the page shows them."""
        return [
            ThemeLines(
                theme,
                [(self[f"text_{each.pk}"], self[f"other_{each.pk}"]) for each in self._of(theme)],
                [self[f"new_{theme}_{number}"] for number in range(NEW_LINES)],
            )
            for theme in THEMES
        ]

    @property
    def words(self) -> list[Words]:
        """What was typed, in the order of the page."""
        return list(self._words())

    def _words(self) -> Iterator[Words]:
        typed = self.cleaned_data
        for theme in THEMES:
            for each in self._of(theme):
                yield Words(theme, typed[f"text_{each.pk}"], each.pk, typed[f"other_{each.pk}"])
            for number in range(NEW_LINES):
                yield Words(theme, typed[f"new_{theme}_{number}"])

    def clean(self) -> dict:
        """The same thing is asked once."""
        seen = set()
        for name, text in list(self.cleaned_data.items()):
            said = text.casefold() if name.startswith(("text_", "new_")) else ""
            if said and said in seen:
                self.add_error(name, gettext("Deze stelling staat er al."))
            seen.add(said)
        return self.cleaned_data
