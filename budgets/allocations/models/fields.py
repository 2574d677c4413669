from django.db import models

from wijkportaal.foundation.people.models import Person


def person_field(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=label
    )


def amount_field(label: str, **options) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)
