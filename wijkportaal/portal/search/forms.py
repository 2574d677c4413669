from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.queries import areas_on
from wijkportaal.portal.search.calculations import query_text
from wijkportaal.portal.search.queries import Question
from wijkportaal.portal.search.registry import KINDS

# As far back as a choice goes.
YEARS_BACK = 12


class SearchForm(forms.Form):
    """What somebody looks for; a wrong choice is left out rather than refused."""

    q = forms.CharField(
        label=_("Waar zoekt u naar?"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-search": ""}),
    )
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    gebied = forms.ModelChoiceField(
        label=_("Gebied, met alles wat erin ligt"),
        queryset=None,
        to_field_name="slug",
        required=False,
        empty_label=_("Alle gebieden"),
    )
    jaar = forms.TypedChoiceField(label=_("Jaar"), required=False, coerce=int, empty_value=None)

    def __init__(self, asked) -> None:
        typed = {name: asked.get(name, "")[:200].replace("\x00", "") for name in ("soort", "gebied", "jaar")}
        super().__init__({"q": query_text(asked.get("q", ""))} | typed)
        # Chosen by the link below a result of which there are more, so no field: other words let it go.
        self.title = asked.get("titel", "")[:250].replace("\x00", "")
        this_year = timezone.localdate().year
        years = range(this_year + 1, this_year - YEARS_BACK, -1)
        self.fields["soort"].choices = [("", _("Alles")), *((key, kind.many) for key, kind in KINDS.items())]
        self.fields["jaar"].choices = [("", _("Alle jaren")), *((year, year) for year in years)]
        self.fields["gebied"].queryset = areas_on().only(
            "name", "slug", "ancestor_ids", "ends_on", "starts_on"
        )

    @property
    def question(self) -> Question:
        """What is looked for, as far as it is understood."""
        self.is_valid()
        values = self.cleaned_data
        return Question(
            words=values.get("q", ""),
            kind=values.get("soort", ""),
            area=values.get("gebied"),
            year=values.get("jaar"),
            title=self.title,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was chosen."""
        return bool(self.title) or any(self.cleaned_data.get(name) for name in ("soort", "gebied", "jaar"))
