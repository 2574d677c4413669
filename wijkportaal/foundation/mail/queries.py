from datetime import datetime

from django.db.models import QuerySet

from wijkportaal.foundation.mail.models import Letter


def refused_since(moment: datetime) -> QuerySet[Letter]:
    """Return the letters of which the mail relay refused the address, or kept putting them off, since a moment."""
    return Letter.objects.filter(refused_at__gte=moment)
