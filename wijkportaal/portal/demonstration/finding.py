"""All of Rietwolde can be found at once: the search is made whole at the end, not change by change."""

from wijkportaal.portal.search.actions import rebuild_index
from wijkportaal.portal.search.models import Change


def make_findable() -> None:
    """Make the index of the search from what is there now."""
    Change.objects.all().delete()
    for _done in rebuild_index():
        pass
