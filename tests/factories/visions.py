from datetime import date

import factory

from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionTheme
from tests.factories.projects import ThemeFactory
from tests.factories.territory import AreaFactory


class VisionFactory(factory.django.DjangoModelFactory):
    """An adopted visie of 2022 to 2032."""

    class Meta:
        model = Vision

    area = factory.SubFactory(AreaFactory)
    title = factory.LazyAttribute(lambda vision: f"Visie {vision.area}")
    first_year = 2022
    last_year = 2032
    made_by = "Dorpsbelang en de gemeente, met 140 bewoners."
    decided_by = "gemeenteraad"
    decided_on = date(2022, 3, 14)
    state = "adopted"


class VisionThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisionTheme

    vision = factory.SubFactory(VisionFactory)
    theme = factory.SubFactory(ThemeFactory)


class GoalFactory(factory.django.DjangoModelFactory):
    """A goal of an adopted visie; `chapter__vision__area=` says where."""

    class Meta:
        model = Goal

    chapter = factory.SubFactory(VisionThemeFactory)
    title = factory.Sequence(lambda n: f"Elke straat heeft schaduw {n}")


class ExecutionPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExecutionPlan

    vision = factory.SubFactory(VisionFactory)
    title = "Uitvoeringsplan"
    first_year = 2025
    last_year = 2027


class PlanLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanLine

    plan = factory.SubFactory(ExecutionPlanFactory)
    goal = factory.SubFactory(GoalFactory, chapter__vision=factory.SelfAttribute("...plan.vision"))
    what = "Twintig bomen planten"
    how = "Samen met de school, op boomfeestdag."
    when = "voorjaar 2026"
    who = "de groenploeg"
