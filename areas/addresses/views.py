from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from areas.addresses.calculations import read_digits, read_postcode
from areas.addresses.forms import FindForm
from areas.addresses.queries import areas_at, areas_named, areas_of_postcode, has_postcodes
from areas.territory.queries import map_of_areas
from wijkportaal.foundation.people.access import public


@public
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Bring someone to the page of where they live; ask again, with choices, when that is not sure."""
    form = FindForm(request.GET)
    areas, asked, postcode = [], False, None
    if form.is_valid():
        text, point = form.cleaned_data["q"].strip(), (form.cleaned_data["lon"], form.cleaned_data["lat"])
        postcode = read_postcode(text) or read_digits(text)
        asked = bool(text) or None not in point
        if None not in point:
            areas = areas_at(*point)
        elif postcode:
            areas = areas_of_postcode(postcode)
        elif text:
            areas = areas_named(text)
    if len(areas) == 1:
        return redirect(areas[0])
    context = {
        "form": form,
        "areas": areas,
        "asked": asked,
        "postcode": postcode,
        "is_point": bool(asked and form.cleaned_data["lat"] is not None),
        "has_postcodes": has_postcodes(),
        "map": map_of_areas(),
    }
    return render(request, "addresses/find.html", context)
