from django import forms
from django.utils.translation import gettext_lazy as _

from participation.signals.queries.durations import (
    BY_AREA,
    BY_ORGANISATION,
    BY_ROUTE,
    name_of,
    years_with_signals,
)
from participation.signals.registry import stretches


class DurationsForm(forms.Form):
    """Which year, by what, and from where to where; what is not understood is as it was."""

    jaar = forms.TypedChoiceField(label=_("Binnengekomen in"), coerce=int, required=False)
    per = forms.ChoiceField(
        label=_("Per"),
        required=False,
        choices=[
            (BY_AREA, _("wijk of dorp")),
            (BY_ROUTE, _("route")),
            (BY_ORGANISATION, _("afdeling of partner")),
        ],
    )
    deel = forms.ChoiceField(label=_("Van … tot …"), required=False)

    def __init__(self, data):
        super().__init__(data)
        years = years_with_signals()
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        every = stretches()
        self.fields["deel"].choices = [
            (name_of((begin, end)), _("van %(begin)s tot %(end)s") % {"begin": begin.label, "end": end.label})
            for begin, end in [every[-1], *every[:-1]]
        ]

    @property
    def year(self) -> int:
        return self._chosen("jaar") or self.fields["jaar"].choices[0][0]

    @property
    def by(self) -> str:
        return self._chosen("per") or BY_AREA

    @property
    def stretch(self) -> str:
        return self._chosen("deel") or self.fields["deel"].choices[0][0]

    def _chosen(self, name: str):
        self.is_valid()
        return self.cleaned_data.get(name)
