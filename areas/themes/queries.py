from django.db.models import QuerySet

from areas.themes.models import Theme


def themes_in_use() -> QuerySet[Theme]:
    """Return the themes that can be chosen for something new."""
    return Theme.objects.filter(is_active=True)
