from datetime import date

import factory

from programmes.approaches.actions import save_approach
from programmes.approaches.models import Approach, Mandate, Party, Question
from tests.factories.territory import AreaFactory


class QuestionFactory(factory.django.DjangoModelFactory):
    """A compound question of which script and power are known."""

    class Meta:
        model = Question

    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Wat doen we met het lege winkelcentrum {n}?")
    problem = "Vijf van de acht winkels staan leeg."
    has_script = False
    has_power = True


class PartyFactory(factory.django.DjangoModelFactory):
    """A party that agreed to do something."""

    class Meta:
        model = Party

    question = factory.SubFactory(QuestionFactory)
    name = factory.Sequence(lambda n: f"Partij {n}")
    interest = 4
    influence = 4
    role = "trekker"
    responsibility = "Maakt het plan."


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    area = factory.SubFactory(AreaFactory)
    who = "de wijkmanager"
    what = "kleine aanvragen van bewoners"
    up_to = "1000.00"
    decision = "Mandaatregister, artikel 12"
    since = date(2024, 1, 1)


class ApproachFactory(factory.django.DjangoModelFactory):
    """A special approach that runs, made by its action; takes what that takes."""

    class Meta:
        model = Approach

    kind = "focus_area"
    title = factory.Sequence(lambda n: f"Aandachtswijk {n}")
    first_year = 2025
    last_year = 2028
    why = "De wijk heeft een paar jaar extra hulp nodig."

    @classmethod
    def _create(cls, model_class, *args, areas=(), projects=(), state="running", **fields):
        made = save_approach(Approach(state=state), {**fields, "areas": areas, "projects": projects}, by=None)
        return Approach.objects.get(pk=made.pk)
