from django.db import models

from wijkportaal.foundation.people.models import Person


def amount_field(label, **options) -> models.DecimalField:
    """A column for an amount in euros."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)


def person_field(label) -> models.ForeignKey:
    """Who did something; the record outlives the account."""
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=label
    )
