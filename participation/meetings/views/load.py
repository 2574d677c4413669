"""The door for who looks at how much overleg there is, so that it can be cut."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.meetings.calculations import Load
from participation.meetings.forms import LoadForm
from participation.meetings.queries import load_in, years_with_meetings
from participation.meetings.states import KINDS
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import bar_chart
from wijkportaal.foundation.people.access import requires

# As many bars as one can still compare; the table has all.
BARS = 12


@requires("meetings.see_load")
def load(request: HttpRequest) -> HttpResponse:
    """Show how much overleg there was in a year, in hours × people: by area, by organisation and by kind."""
    years = years_with_meetings(request.user)
    form = LoadForm(request.GET or None, years=years)
    chosen = form.cleaned_data if form.is_valid() else {}
    year = chosen.get("jaar") or (years[0] if years else timezone.localdate().year)
    kinds = [chosen["soort"]] if chosen.get("soort") else []
    found = load_in(request.user, year=year, kinds=kinds)
    before = load_in(request.user, year=year - 1, kinds=kinds)
    context = {
        "form": form if form.is_bound else LoadForm(initial={"jaar": year}, years=years),
        "years": years,
        "before_year": year - 1,
        "load": found,
        "before": before,
        "parts": [
            (_("Per gebied"), _("Gebied"), _chart(found.areas, _("Gebied")), _rows(found.areas)),
            (
                _("Per organisatie"),
                _("Organisatie"),
                _chart(found.organisations, _("Organisatie")),
                _rows(found.organisations),
            ),
            (
                _("Per soort"),
                _("Soort"),
                None,
                [(KINDS[each.name].capitalize(), each) for each in found.kinds],
            ),
        ],
    }
    return render(request, "meetings/load.html", context)


def _rows(loads: list[Load]) -> list[tuple[str, Load]]:
    return [(each.name or _("Bewoners en anderen"), each) for each in loads]


def _chart(loads: list[Load], column: str):
    shown = loads[:BARS]
    if not shown:
        return None
    return bar_chart(
        caption=_("Uren × mensen"),
        labels=[name for name, _each in _rows(shown)],
        values=[each.person_hours for each in shown],
        unit=_("uur"),
        decimals=0,
        first_column=column,
        palette=palette_of(gemeente()),
    )
