from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.territory.queries import areas_on
from participation.signals.queries.durations import (
    BY_AREA,
    BY_ORGANISATION,
    BY_ROUTE,
    name_of,
    years_with_signals,
)
from participation.signals.queries.facts import STANDS
from participation.signals.queries.terms import terms
from participation.signals.registry import stretches
from participation.signals.states import LIFE_CYCLE, ROUTES, TERMS


class TermsForm(forms.Form):
    """How many working days each state may take."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for state, days in terms().items():
            self.fields[state] = forms.IntegerField(
                label=capfirst(LIFE_CYCLE.states[state]),
                min_value=1,
                max_value=400,
                initial=days,
                help_text=gettext("Gewoonlijk %(days)d werkdagen.") % {"days": TERMS[state]},
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"required": _("Vul een aantal werkdagen in.")},
            )


class Lenient(forms.Form):
    """A GET form of which a field that is not understood is as if it was not there."""

    def _chosen(self, name: str):
        self.is_valid()
        return self.cleaned_data.get(name)


def area_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=_("Alle gebieden"),
        required=False,
    )


class FactsForm(Lenient):
    """Which signals are told of: how they stand, where, by which route and of which year."""

    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=[("", _("Alle")), *STANDS.items()])
    gebied = area_field()
    route = forms.ChoiceField(
        label=_("Route"),
        required=False,
        choices=[
            ("", _("Alle routes")),
            *((way.key, f"{way.number} {way.label}") for way in ROUTES.values()),
        ],
    )
    jaar = forms.TypedChoiceField(label=_("Binnengekomen in"), coerce=int, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["jaar"].choices = [
            ("", _("Alle jaren")),
            *((year, str(year)) for year in years_with_signals()),
        ]
        self.fields["gebied"].queryset = areas_on().only("name", "slug")

    @property
    def choice(self) -> dict:
        """What was chosen, as the query wants it."""
        return {
            "stand": self._chosen("stand") or "",
            "area": self._chosen("gebied"),
            "route": self._chosen("route") or "",
            "year": self._chosen("jaar") or None,
        }


class DurationsForm(Lenient):
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
    gebied = area_field()

    def __init__(self, data):
        super().__init__(data)
        years = years_with_signals()
        self.fields["jaar"].choices = [(year, str(year)) for year in years]
        self.fields["gebied"].queryset = areas_on().only("name", "slug")
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

    @property
    def area(self) -> Area | None:
        return self._chosen("gebied")
