"""What somebody follows, in the API: only their own."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from participation.subscriptions.actions import FollowRefused, follow
from participation.subscriptions.models import Rhythm, Subscription
from participation.subscriptions.queries import subject_of
from participation.subscriptions.registry import KINDS
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, Shape, Word, address_of
from wijkportaal.foundation.api.problems import BODY, Wrong
from wijkportaal.foundation.api.words import Words

SUBJECTS = Words((kind.name, kind.label) for kind in KINDS.values())
RHYTHMS = Words(zip(Rhythm.values, ("meteen", "elke dag", "elke week"), strict=True))


class SubscriptionShape(Shape):
    noun = "Abonnement"
    soort = Word(SUBJECTS, source="kind")
    id = serializers.CharField(source="ident", help_text="De id in deze API van wat u volgt.")
    ritme = Word(RHYTHMS, source="rhythm")
    sinds = Moment(source="confirmed_at")


class SubscriptionIn(serializers.Serializer):
    """What is sent to follow something."""

    noun = "NieuwAbonnement"
    soort = serializers.ChoiceField(choices=list(SUBJECTS.names.values()))
    id = serializers.CharField(max_length=200, help_text="De id in deze API van wat u wilt volgen.")
    ritme = serializers.ChoiceField(
        choices=list(RHYTHMS.names.values()), required=False, help_text="Anders elke week."
    )


class Subscriptions(Resource):
    row = SubscriptionShape
    incoming = SubscriptionIn
    refusals = (FollowRefused,)
    nouns = ("abonnement", "abonnementen")
    about = {
        "list": "Wat u volgt. Zonder token niets: niemand ziet wat een ander volgt.",
        "create": "Volg iets: u krijgt mail als er nieuws is. Nog eens sturen verandert hoe vaak.",
    }

    def records(self):
        if not self.person.is_authenticated:
            return Subscription.objects.none()
        own = Subscription.objects.filter(follower__person=self.person.pk)
        return own.exclude(confirmed_at=None).order_by("kind", "ident")

    def create(self, request):
        values = self.sent(request)
        kind, ident = SUBJECTS.key(values["soort"]), values["id"]
        if subject_of(kind, ident) is None:
            raise Wrong(BODY, {"id": [_("Dit bestaat niet of is niet openbaar.")]})
        rhythm = RHYTHMS.key(values["ritme"]) if "ritme" in values else Rhythm.WEEKLY

        def act():
            made = follow(kind, ident, person=self.person, rhythm=rhythm)
            return 201, dict(SubscriptionShape(made).data), address_of("abonnementen")

        return self.once(request, act)
