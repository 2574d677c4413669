"""Every table that points to a person says in a personal.py what it holds of them: silence is not allowed."""

from datetime import timedelta

from django.apps import apps
from django.db.models import EmailField

from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.registry import HOLDINGS, RETENTIONS, in_words

# Addresses that are of no resident: of an organisation, of the gemeente, or of somebody at work for another.
NOT_OF_A_RESIDENT = {
    "branding.Gemeente.email",
    "flows.PartnerCall.contact_email",
    "organisations.Organisation.email",
    "organisations.Function.email",
}


def tables():
    """Models with a table of their own; the lines of the history follow the table that they are of."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    ]


def test_every_table_that_points_to_a_person_is_declared():
    declared = {(holding.model, holding.by.partition("__")[0]) for holding in HOLDINGS}
    silent = [
        f"{model._meta.label}.{field.name}"
        for model in tables()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person and (model, field.name) not in declared
    ]
    assert silent == [], "Say with own() or work() in the personal.py of the room what it holds of a person."


def test_every_address_is_declared_or_is_not_of_a_resident():
    declared = {f"{holding.model._meta.label}.{holding.address or holding.by}" for holding in HOLDINGS}
    shown = {f"{holding.model._meta.label}.{name}" for holding in HOLDINGS for name in holding.shows}
    silent = (
        {
            f"{model._meta.label}.{field.name}"
            for model in tables()
            for field in model._meta.get_fields()
            if isinstance(field, EmailField)
        }
        - declared
        - shown
    )
    assert silent - NOT_OF_A_RESIDENT == set(), (
        "Declare them with own(…, address=…) in the personal.py of the room."
    )


def test_what_is_declared_exists():
    for holding in HOLDINGS:
        for name in [*holding.shows, *holding.wipes]:
            holding.model._meta.get_field(name)
        str(holding.of(Person(pk=0), ["niemand@voorbeeld.example"]).query)
        assert holding.title and str(holding.fate)
    for each in RETENTIONS.values():
        assert timedelta(days=1) <= each.least <= each.term < each.most and in_words(each.term)
