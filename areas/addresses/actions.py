from areas.addresses.models import Postcode
from wijkportaal.foundation.audit.actions import recorded


def replace_postcodes(postcodes: list[Postcode], *, by) -> int:
    """Put these postcodes in the place of all that were known; returns how many there are."""
    with recorded(by=by, action="addresses.replace_postcodes"):
        Postcode.objects.all().delete()
        Postcode.objects.bulk_create(postcodes, batch_size=5000)
    return len(postcodes)
