"""Made-up content for the catalogue of components: a form in every state, a map and a list of pages."""

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.charts.drawing import (
    Chart,
    Series,
    age_chart,
    bar_chart,
    line_chart,
    stacked_bar_chart,
)
from wijkportaal.foundation.components.forms import ColourInput, DateInput


class ExampleForm(forms.Form):
    title = forms.CharField(
        label=_("Titel"), max_length=80, help_text=_("Kort en duidelijk, zonder afkortingen.")
    )
    email = forms.EmailField(label=_("E-mailadres"))
    phone = forms.CharField(
        label=_("Telefoonnummer"), required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    amount = forms.DecimalField(label=_("Bedrag in euro's"), min_value=0, required=False, localize=True)
    start = forms.DateField(label=_("Begint op"), widget=DateInput)
    theme = forms.ChoiceField(
        label=_("Thema"),
        choices=[("", _("Kies een thema")), ("groen", _("Groen")), ("verkeer", _("Verkeersveiligheid"))],
    )
    text = forms.CharField(label=_("Wat gaat er gebeuren?"), widget=forms.Textarea(attrs={"rows": 4}))
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("idee", _("Idee")), ("gepland", _("Gepland")), ("klaar", _("Klaar"))],
        widget=forms.RadioSelect,
    )
    partners = forms.MultipleChoiceField(
        label=_("Wie doen er mee?"),
        choices=[("wijkpanel", _("Wijkpanel")), ("corporatie", _("Corporatie")), ("school", _("School"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photo = forms.FileField(
        label=_("Foto"), required=False, help_text=_("Een jpg- of png-bestand tot 10 MB.")
    )
    colour = forms.CharField(label=_("Kleur"), widget=ColourInput, required=False)
    agreed = forms.BooleanField(label=_("De bewoners weten hiervan"))


class PointForm(forms.Form):
    latitude = forms.DecimalField(label=_("Breedtegraad"), required=False, max_digits=9, decimal_places=6)
    longitude = forms.DecimalField(label=_("Lengtegraad"), required=False, max_digits=9, decimal_places=6)


WRONG_DATA = {"title": "", "email": "sjoukje@", "start": "morgen", "theme": "", "text": "", "status": ""}


def _ring(*points: tuple[float, float]) -> list:
    return [[list(point) for point in (*points, points[0])]]


_NORTH = _ring(
    (5.774, 53.210), (5.790, 53.213), (5.806, 53.211), (5.803, 53.201), (5.788, 53.199), (5.776, 53.201)
)
_MIDDLE = _ring(
    (5.776, 53.201), (5.788, 53.199), (5.803, 53.201), (5.806, 53.192), (5.792, 53.188), (5.779, 53.190)
)
_WATER = _ring((5.806, 53.211), (5.824, 53.208), (5.827, 53.194), (5.806, 53.192), (5.803, 53.201))

EXAMPLE_MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name, "url": url, "detail": detail, **extra},
            "geometry": {"type": "Polygon", "coordinates": ring},
        }
        for name, url, detail, extra, ring in (
            ("Noorderkwartier", "/componenten#kaart", "4.120 inwoners", {}, _NORTH),
            ("Molenwijk", "/componenten#kaart", "2.875 inwoners", {"current": True}, _MIDDLE),
            ("Waterrijk", "/componenten#kaart", "1.960 inwoners", {"other": True}, _WATER),
        )
    ]
    + [
        {
            "type": "Feature",
            "properties": {"name": "Buurthuis De Spil", "number": 1, "detail": "Open op werkdagen"},
            "geometry": {"type": "Point", "coordinates": [5.7905, 53.1945]},
        }
    ],
}


def example_page():
    return Paginator(range(1, 138), 12).page(5)


def example_charts() -> list[Chart]:
    return [
        line_chart(
            caption="Inwoners van Molenwijk",
            labels=range(2019, 2026),
            series=[
                Series("Molenwijk", [2790, 2801, None, 2833, 2841, 2841, 2875]),
                Series("Gemiddelde wijk", [2510, 2550, 2600, 2610, 2630, 2650, 2700], is_comparison=True),
            ],
            source="CBS",
        ),
        bar_chart(
            caption="Huishoudens in Molenwijk",
            labels=["Alleenwonend", "Samen zonder kinderen", "Gezin met kinderen", "Eenoudergezin"],
            values=[520, 388, 402, None],
            highlight="Alleenwonend",
            source="CBS, 2025",
        ),
        stacked_bar_chart(
            caption="Woningen naar eigendom",
            labels=["Molenwijk", "Hele gemeente"],
            series=[
                Series("Koop", [61, 65]),
                Series("Huur van corporatie", [31, 24]),
                Series("Andere huur", [8, 11]),
            ],
            unit="%",
            source="CBS, 2025",
        ),
        age_chart(
            caption="Leeftijd van de inwoners",
            bands=["0–14", "15–24", "25–44", "45–64", "65+"],
            left=Series("Molenwijk", [16, 11, 26, 27, 20]),
            right=Series("Gemeente", [15, 13, 25, 26, 21]),
            source="CBS, 2025",
        ),
    ]
