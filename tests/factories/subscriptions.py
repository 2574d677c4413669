import factory
from django.utils import timezone

from participation.subscriptions.models import Follower, Subscription


class FollowerFactory(factory.django.DjangoModelFactory):
    """Someone who follows by an address, without an account."""

    class Meta:
        model = Follower

    email = factory.Sequence(lambda n: f"volger{n}@voorbeeld.example")


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """A confirmed subscription."""

    class Meta:
        model = Subscription

    follower = factory.SubFactory(FollowerFactory)
    kind = "area"
    ident = "noord"
    rhythm = "at_once"
    confirmed_at = factory.LazyFunction(timezone.now)
