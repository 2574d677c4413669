from datetime import date

import factory

from programmes.analysis.models import (
    Analysis,
    Experience,
    Judgement,
    JudgementRequest,
    Measurement,
    MeasurementKind,
    Outcome,
)
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.territory import AreaFactory


class AnalysisFactory(factory.django.DjangoModelFactory):
    """A published buurtanalyse of 2026."""

    class Meta:
        model = Analysis

    area = factory.SubFactory(AreaFactory)
    year = 2026
    strengths = "<p>Buren helpen elkaar.</p>"
    state = "published"


class JudgementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Judgement

    analysis = factory.SubFactory(AnalysisFactory)
    theme = factory.SubFactory(ThemeFactory)
    score = 2
    words = "Het wordt drukker bij het spreekuur."
    person = factory.SubFactory(PersonFactory)


class JudgementRequestFactory(factory.django.DjangoModelFactory):
    """A professional who was asked long before the day to answer."""

    class Meta:
        model = JudgementRequest

    analysis = factory.SubFactory(AnalysisFactory)
    person = factory.SubFactory(PersonFactory)
    asked_on = date(2026, 1, 5)
    due_on = date(2099, 1, 1)


class ExperienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Experience

    analysis = factory.SubFactory(AnalysisFactory)
    words = "Er is nergens een bankje."
    heard = "spreekuur"
    person = factory.SubFactory(PersonFactory)


class OutcomeFactory(factory.django.DjangoModelFactory):
    """A public outcome without measurements."""

    class Meta:
        model = Outcome

    area = factory.SubFactory(AreaFactory)
    theme = factory.SubFactory(ThemeFactory)
    title = "Ouderen wonen veilig thuis"
    indicator = "Ouderen die vallen"
    unit = "%"
    source = "GGD"
    is_public = True


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measurement

    outcome = factory.SubFactory(OutcomeFactory)
    year = factory.Sequence(lambda n: 2000 + n % 90)
    kind = MeasurementKind.MEASURED
    value = "12.00"
