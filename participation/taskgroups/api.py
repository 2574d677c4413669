"""Taakgroepen in the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.territory.api import AreaFilter, AreaRef
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.queries import running_first
from participation.taskgroups.states import LIFE_CYCLE
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, PageLink, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words

STATES = Words(LIFE_CYCLE.states.items())


class TaskGroupShape(Shape):
    noun = "Taakgroep"
    id = serializers.CharField(source="public_id")
    naam = serializers.CharField(source="name")
    doel = serializers.CharField(source="aim")
    zoekt = serializers.CharField(source="wanted", help_text="Wie of wat de groep zoekt.")
    gebied = AreaRef(source="area")
    stand = Word(STATES, source="state")
    leden = serializers.IntegerField(source="member_count")
    openTaken = serializers.IntegerField(source="tasks_open")
    takenKlaar = serializers.IntegerField(source="tasks_done")
    begonnenOp = Moment(source="created_at")
    zelf = SelfLink("taakgroepen", "public_id")
    pagina = PageLink()


class TaskGroupNarrowing(Narrowing):
    gebied = AreaFilter()
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))

    class Meta:
        model = TaskGroup
        fields: list[str] = []


class TaskGroups(Resource):
    row = TaskGroupShape
    narrowing = TaskGroupNarrowing
    nouns = ("taakgroep", "taakgroepen")
    about = "Groepen bewoners die samen iets uitvoeren. Zonder de namen van wie erin zit."

    def records(self):
        return running_first(TaskGroup.objects.all())

    def one(self, ident: str):
        return self.found(TaskGroup.objects.select_related("area").filter(public_id=ident))
