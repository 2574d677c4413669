from django import forms
from django.utils.translation import gettext_lazy as _

from participation.moderation.models import Reason
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
