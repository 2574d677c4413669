from datetime import timedelta

import factory
from django.utils import timezone

from participation.initiatives.calculations import summary_of
from participation.initiatives.models import Check, Comment, Initiative, Maker
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.territory import AreaFactory


class InitiativeFactory(factory.django.DjangoModelFactory):
    """An initiative on the site that seeks support, with everything that a page shows; `maker=` makes it."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    theme = factory.SubFactory(ThemeFactory)
    title = factory.Sequence(lambda n: f"Moestuin {n}")
    what = "Wij maken twaalf bakken op het veld."
    why = "Buren leren elkaar kennen."
    summary = factory.LazyAttribute(lambda made: summary_of(made.what))
    street = "Lindestraat"
    longitude = "5.100000"
    latitude = "53.100000"
    state = "open"
    published_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))

    @factory.post_generation
    def maker(self, create, extracted, **kwargs):
        if extracted:
            Maker.objects.create(initiative=self, person=extracted, is_first=True)


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    words = "Wat een goed plan!"
    state = "shown"


class CheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Check

    initiative = factory.SubFactory(InitiativeFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind="department")
    question = "Kan dit op het veld?"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=9))
