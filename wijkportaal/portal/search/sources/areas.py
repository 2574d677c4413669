"""Areas, organisations and places."""

from collections.abc import Iterable

from django.db.models import QuerySet

from areas.organisations.models import Facility, Organisation, ServedArea
from areas.organisations.queries import facilities_visible_to, organisations_visible_to
from areas.territory.models import Area
from wijkportaal.foundation.richtext.calculations import plain
from wijkportaal.portal.search.registry import Found, searchable


@searchable("area", kind="gebied", model=Area, visible=lambda person: Area.objects.all())
def read_areas(areas: QuerySet) -> Iterable[Found]:
    """Areas, also those that have ended: their page says what became of them."""
    for area in areas.select_related("parent"):
        above = area.parent.name if area.parent else ""
        yield Found(
            area.pk,
            area.name,
            [area.frisian_name, area.get_kind_display(), above],
            area.get_absolute_url(),
            area=area.pk,
        )


@searchable(
    "organisation",
    kind="organisatie",
    model=Organisation,
    visible=organisations_visible_to,
    watched=[(ServedArea, "organisation_id")],
)
def read_organisations(organisations: QuerySet) -> Iterable[Found]:
    """Organisations by what everybody reads of them: no person, no telephone number. In the area where they began."""
    for each in organisations.prefetch_related("served__area"):
        served = list(each.served.all())
        yield Found(
            each.pk,
            each.name,
            [each.get_kind_display(), plain(each.description), *(row.area.name for row in served)],
            each.get_absolute_url(),
            area=served[0].area_id if len(served) == 1 else None,
        )


@searchable("facility", kind="plek", model=Facility, visible=facilities_visible_to)
def read_facilities(facilities: QuerySet) -> Iterable[Found]:
    """Places with their address and when they are open."""
    for each in facilities.select_related("manager"):
        keeper = each.manager.name if each.manager else ""
        yield Found(
            each.pk,
            each.name,
            [each.get_kind_display(), each.address, keeper, each.opening_hours],
            each.get_absolute_url(),
            area=each.area_id,
        )
