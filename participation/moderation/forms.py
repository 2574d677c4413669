from django import forms
from django.utils.translation import gettext_lazy as _

from participation.moderation.models import CommentRule, Reason
from wijkportaal.foundation.pictures.actions import COLUMNS, ROWS

OF_PHOTOS = (Reason.ON_PHOTO, Reason.CHILD)


class ReportForm(forms.Form):
    """What is wrong; the reasons fit what it is about."""

    reason = forms.ChoiceField(
        label=_("Wat is er mis?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er mis is.")},
    )
    words = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: waar op de foto, of om welke zin het gaat. Uw naam hoeft niet."),
    )

    def __init__(self, *args, is_picture: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [each for each in Reason if is_picture or each not in OF_PHOTOS]
        if is_picture:
            choices.sort(key=lambda each: each not in OF_PHOTOS)
        self.fields["reason"].choices = [(each.value, each.label) for each in choices]


class AppealForm(forms.Form):
    """Why the writer does not agree."""

    words = forms.CharField(
        label=_("Waarom bent u het er niet mee eens?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf waarom u het er niet mee eens bent.")},
    )


class JudgeForm(forms.Form):
    """Why; the writer reads this when something goes or stays away."""

    reason = forms.CharField(
        label=_("Reden"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Verplicht als u iets weghaalt. De schrijver leest dit."),
    )


def cells_of(chosen: list[str]) -> list[tuple[int, int]]:
    """Return the squares (column, row) that were ticked; what is none is left out."""
    numbers = {int(each) for each in chosen if each.isdecimal() and len(each) < 4}
    return [divmod(each, COLUMNS)[::-1] for each in sorted(numbers) if each < COLUMNS * ROWS]


class CommentRuleForm(forms.ModelForm):
    """How much residents may write at once, and what is read first."""

    class Meta:
        model = CommentRule
        fields = ("words", "links", "newcomers_words", "newcomers_links", "watched")
        labels = {
            "words": _("Hooguit zoveel woorden"),
            "links": _("Hooguit zoveel links"),
            "newcomers_words": _("Hooguit zoveel woorden van een nieuwkomer"),
            "newcomers_links": _("Hooguit zoveel links van een nieuwkomer"),
            "watched": _("Woorden die u eerst wilt lezen"),
        }
        help_texts = {
            "newcomers_words": _(
                "Nieuwkomer is wie zich deze week aanmeldde, of van wie nog niets op de site stond."
            ),
            "watched": _(
                "Op elke regel één woord. Een reactie met zo'n woord wacht tot iemand haar heeft gelezen. "
                "Met een * achter het woord tellen ook langere woorden mee: “scheld*”."
            ),
        }
        widgets = {"watched": forms.Textarea(attrs={"rows": 8})}

    def clean_watched(self) -> str:
        words = dict.fromkeys(
            line.strip() for line in self.cleaned_data["watched"].splitlines() if line.strip()
        )
        if wrong := [word for word in words if len(word.strip("*")) < 2 or "*" in word[:-1]]:
            raise forms.ValidationError(
                _("“%(word)s” is te kort, of het sterretje staat niet aan het eind."),
                params={"word": wrong[0]},
            )
        return "\n".join(words)

    def clean(self) -> dict:
        found = super().clean()
        for more, fewer in (("words", "newcomers_words"), ("links", "newcomers_links")):
            if found.get(fewer, 0) > found.get(more, found.get(fewer, 0)):
                self.add_error(fewer, _("Van een nieuwkomer mag het niet meer zijn dan van een ander."))
        return found
