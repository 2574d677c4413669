"""Organisations in the API: only what each chose to make public."""

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.organisations.models import Organisation
from areas.organisations.queries import (
    organisations_for,
    organisations_visible_to,
    public_details,
    with_areas,
)
from areas.organisations.states import ORGANISATION_KINDS
from areas.territory.api import AreaFilter, AreaRef
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import PageLink, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words

DETAILS = {"telefoonnummer": "phone", "emailadres": "email", "website": "website", "adres": "address"}
KINDS = Words(ORGANISATION_KINDS.items())


class OrganisationFilter(django_filters.ModelChoiceFilter):
    """Of one organisation, by its id. `field_name` is the path to it."""

    def __init__(self, field_name: str = "organisation", **options) -> None:
        options = {"label": _("Alleen van deze organisatie: de id."), **options}
        queryset = Organisation.objects.all()
        super().__init__(field_name=field_name, queryset=queryset, to_field_name="slug", **options)


class OrganisationRef(Shape):
    noun = "OrganisatieVerwijzing"
    id = serializers.CharField(source="slug", help_text="De id van de organisatie in deze API.")
    naam = serializers.CharField(source="name")


class ContactShape(Shape):
    noun = "Contact"
    telefoonnummer = serializers.CharField()
    emailadres = serializers.CharField()
    website = serializers.CharField()
    adres = serializers.CharField()


class OrganisationShape(OrganisationRef):
    noun = "Organisatie"
    soort = Word(KINDS, source="kind")
    gebieden = serializers.SerializerMethodField(help_text="Waar zij nu werkt.")
    contact = serializers.SerializerMethodField(help_text="Wat zij openbaar maakte.")
    bestaat = serializers.BooleanField(source="is_active")
    zelf = SelfLink("organisaties", "slug")
    pagina = PageLink()

    @extend_schema_field(AreaRef(many=True))
    def get_gebieden(self, organisation) -> list[dict]:
        return AreaRef([served.area for served in organisation.served_now], many=True).data

    @extend_schema_field(ContactShape)
    def get_contact(self, organisation) -> dict[str, str]:
        details = public_details(organisation)
        return {dutch: details.get(name, "") for dutch, name in DETAILS.items()}


class OrganisationNarrowing(Narrowing):
    soort = WordFilter(KINDS, field_name="kind", label=_("Alleen deze soort."))
    gebied = AreaFilter(label=_("Die in dit gebied werken: de id van het gebied."), method="working_in")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def working_in(self, organisations, _name, area):
        return organisations.filter(pk__in=[each.pk for each in organisations_for(area)])


class Organisations(Resource):
    row = OrganisationShape
    narrowing = OrganisationNarrowing
    nouns = ("organisatie", "organisaties")
    about = "Wijkpanels, dorpsbelangen, partners en afdelingen, en waar zij werken. Van hun gegevens alleen wat zij zelf openbaar maakten."

    def records(self):
        return with_areas(organisations_visible_to(self.person)).order_by("name", "pk")

    def one(self, ident: str):
        return self.found(self.records().filter(slug=ident))
