"""Projects in the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.organisations.api import OrganisationFilter, OrganisationRef
from areas.territory.api import AreaFilter, AreaRef
from areas.themes.api import ThemeFilter, ThemeRef
from programmes.projects.models import Certainty, MoneySource, Project, TrailKind
from programmes.projects.queries import find_project, for_list, visible_to, with_details
from programmes.projects.states import LIFE_CYCLE
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, Money, Outline, PageLink, Place, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words

STATES = Words(LIFE_CYCLE.states.items())
SOURCES, CERTAINTIES, STEPS = Words(MoneySource.choices), Words(Certainty.choices), Words(TrailKind.choices)


class ProjectRef(Shape):
    noun = "ProjectVerwijzing"
    id = serializers.CharField(source="public_id", help_text="De id van het project in deze API.")
    titel = serializers.CharField(source="title")


class ProjectRow(ProjectRef):
    noun = "Project"
    samenvatting = serializers.CharField(source="summary")
    gebied = AreaRef(source="area")
    thema = ThemeRef(source="theme")
    stand = Word(STATES, source="state")
    periode = serializers.CharField(
        source="period", help_text="Wanneer, in woorden. Leeg als het niet bekend is."
    )
    trekker = serializers.CharField(source="lead", help_text="Wie het leidt.")
    straat = serializers.CharField(source="street")
    kosten = Money(source="cost_total", allow_null=True, help_text="In euro, van alle bronnen samen.")
    locatie = Place("marker_longitude", "marker_latitude")
    gepubliceerdOp = Moment(source="published_at", allow_null=True)
    zelf = SelfLink("projecten", "public_id")
    pagina = PageLink()


class CostShape(Shape):
    noun = "Kostenregel"
    bron = Word(SOURCES, source="source", help_text="Wie betaalt.")
    toelichting = serializers.CharField(source="description")
    bedrag = Money(source="amount")
    zekerheid = Word(CERTAINTIES, source="certainty")


class TrailShape(Shape):
    noun = "Projectstap"
    soort = Word(STEPS, source="kind")
    van = serializers.CharField(source="old")
    naar = serializers.CharField(source="new")
    reden = serializers.CharField(source="reason")
    op = Moment(source="at")


class ProjectWhole(ProjectRow):
    noun = "ProjectVolledig"
    tekst = serializers.CharField(source="what", help_text="Wat er gebeurt, als HTML.")
    waarom = serializers.CharField(source="why")
    rolBewoners = serializers.CharField(source="residents_role")
    redenStand = serializers.CharField(source="state_reason", help_text="Waarom het zo staat.")
    partners = OrganisationRef(many=True)
    kostenregels = CostShape(source="costs", many=True)
    plek = Outline(source="place", help_text="De plek, straat of het gebied op de kaart.")
    stappen = TrailShape(source="trail", many=True, help_text="Wat er eerder gebeurde, het nieuwste eerst.")


class ProjectNarrowing(Narrowing):
    gebied = AreaFilter()
    thema = ThemeFilter()
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))
    trekker = OrganisationFilter("lead_organisation", label=_("Alleen wat deze organisatie leidt: de id."))

    class Meta:
        model = Project
        fields: list[str] = []


class Projects(Resource):
    row, whole = ProjectRow, ProjectWhole
    narrowing = ProjectNarrowing
    place = ("marker_longitude", "marker_latitude")
    nouns = ("project", "projecten")
    about = "Wat er in wijken en dorpen gebeurt: wat, waar, wanneer, door wie en voor hoeveel. Met een token ook wat nog niet openbaar is in de gebieden waar u werkt."

    def records(self):
        return for_list(visible_to(self.person))

    def one(self, ident: str):
        details = with_details(visible_to(self.person)).prefetch_related("trail")
        return self.found(details.filter(find_project(ident)))
