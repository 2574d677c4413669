"""The money of areas in the API: what the open book of an area says, of all of them."""

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.territory.api import AreaFilter
from budgets.ledger.models import Line, Purpose
from budgets.openbook.queries import public_spending, public_sums
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Money, Shape
from wijkportaal.foundation.api.filters import DayFilter, Narrowing, YearFilter


class MoneyAreaRef(Shape):
    noun = "BudgetGebied"
    id = serializers.CharField(source="area_slug", help_text="De id van het gebied in deze API.")
    naam = serializers.CharField(source="area_name")


class BudgetShape(Shape):
    noun = "Budget"
    gebied = MoneyAreaRef(source="*")
    jaar = serializers.IntegerField(source="year")
    bestemming = serializers.CharField(source="purpose", allow_null=True)
    gekregen = Money(source="got")
    besteed = Money(source="spent")
    teVerantwoorden = Money(source="at_board", help_text="Voorgeschoten, en nog niet verantwoord.")
    over = Money(source="left")


class SpendingShape(Shape):
    noun = "Grootboekregel"
    id = serializers.IntegerField(source="pk")
    boeking = serializers.CharField(source="number", help_text="Het nummer van de boeking.")
    gebied = MoneyAreaRef(source="*")
    datum = serializers.DateField(source="on")
    jaar = serializers.IntegerField(source="year", help_text="Van welk budgetjaar.")
    bestemming = serializers.CharField(source="purpose", allow_null=True)
    bedrag = Money(source="amount", help_text="Onder nul is teruggeboekt.")


class MoneyNarrowing(Narrowing):
    gebied = AreaFilter("account__area")
    jaar = YearFilter(field_name="account__year", label=_("Alleen van dit budgetjaar."))
    bestemming = django_filters.ModelChoiceFilter(
        field_name="account__purpose",
        queryset=Purpose.objects.all(),
        to_field_name="slug",
        label=_("Alleen voor deze bestemming: de korte naam."),
    )

    class Meta:
        model = Line
        fields: list[str] = []


class SpendingNarrowing(MoneyNarrowing):
    vanaf = DayFilter(field_name="entry__on", lookup_expr="gte", label=_("Op deze dag of later geboekt."))
    tot = DayFilter(field_name="entry__on", lookup_expr="lt", label=_("Vóór deze dag geboekt."))


class Budgets(Resource):
    row = BudgetShape
    narrowing = MoneyNarrowing
    nouns = ("budget", "budgetten")
    about = "Wat gebieden per jaar en bestemming kregen, besteedden en over hebben. Bedragen zijn tekst in euro, zodat centen precies blijven."

    def records(self):
        return public_sums()


class LedgerLines(Resource):
    row = SpendingShape
    narrowing = SpendingNarrowing
    nouns = ("grootboekregel", "grootboekregels")
    about = "Wat er is uitgegeven, boeking voor boeking: dag, gebied, bestemming en bedrag. Zonder de woorden bij een boeking: daarin kunnen namen staan."

    def records(self):
        return public_spending()
