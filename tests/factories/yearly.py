from datetime import date

import factory

from programmes.yearly.actions import Decision
from programmes.yearly.models import AgendaItem, Entry, Part, PartKind, Programme
from tests.factories.projects import ProjectFactory
from tests.factories.territory import AreaFactory

# What the college decided, for who adopts a programme in a test.
DECISION = Decision(number="2025-0412", on=date(2025, 12, 9))


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    area = factory.SubFactory(AreaFactory)
    year = 2026
    title = factory.LazyAttribute(lambda programme: f"Programma {programme.area} {programme.year}")


class PartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Part

    programme = factory.SubFactory(ProgrammeFactory)
    kind = PartKind.FOREWORD
    title = "Voorwoord"
    text = "<p>Beste bewoner,</p>"


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    programme = factory.SubFactory(ProgrammeFactory)
    project = factory.SubFactory(ProjectFactory, area=factory.SelfAttribute("..programme.area"))
    number = factory.Sequence(lambda n: n + 1)


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    programme = factory.SubFactory(ProgrammeFactory)
    date = factory.LazyAttribute(lambda item: f"{item.programme.year}-05-12")
    title = "Wijkborrel"
    place = "Buurthuis De Schakel"
