from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.reach.traits import ALL_TRAITS
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person


class ActivityKind(models.TextChoices):
    """Soort activiteit: what there was to take part in."""

    MEETING = "meeting", _("bijeenkomst")
    CONSULTATION = "consultation", _("meedenken")
    VOTE = "vote", _("stemming")
    SURVEY = "survey", _("peiling")
    INITIATIVE = "initiative", _("initiatief")
    TASKGROUP = "taskgroup", _("taakgroep")
    ROUND = "round", _("langs de deuren")
    EVENT = "event", _("feest of activiteit")
    OTHER = "other", _("iets anders")


class Channel(models.TextChoices):
    """Manier: along which way people took part."""

    PLACE = "place", _("ter plaatse")
    ONLINE = "online", _("online")
    PAPER = "paper", _("op papier")
    DOOR = "door", _("aan de deur")
    PHONE = "phone", _("per telefoon")


class Source(models.TextChoices):
    """Herkomst: whether people said it themselves, or somebody counted."""

    TOLD = "told", _("wat mensen zelf zeiden")
    COUNTED = "counted", _("geteld")


@tracked()
class Activity(models.Model):
    """Activiteit: anything that residents could take part in; `source` names it in the room that keeps it, if one does."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    name = models.CharField(_("wat was het"), max_length=120)
    kind = models.CharField(
        _("soort"), max_length=20, choices=ActivityKind.choices, default=ActivityKind.MEETING
    )
    held_on = models.DateField(_("wanneer"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door wie")
    )
    source = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["area", "held_on"], name="activity_area_day")]
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="activity_source_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reach:activity", args=[self.key])

    @property
    def key(self) -> str:
        """Its name in addresses: that of its room, or its own number."""
        return self.source or str(self.pk)


@tracked()
class Turnout(models.Model):
    """Opkomst: how many people took part in an activity along one way, counted by hand."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="turnouts")
    channel = models.CharField(_("hoe"), max_length=10, choices=Channel.choices, default=Channel.PLACE)
    people = models.PositiveIntegerField(_("hoeveel mensen"))

    class Meta:
        verbose_name = _("opkomst")
        verbose_name_plural = _("opkomsten")
        ordering = ["channel"]
        constraints = [models.UniqueConstraint(fields=["activity", "channel"], name="turnout_once")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.people}"

    @property
    def area(self) -> Area:
        """The area of its activity, for who may do what."""
        return self.activity.area


class GroupCount(models.Model):
    """Groepstelling: how many people of one group took part in an activity along one way. A number, and nothing else.

    Not in the history: a line for each answer would say who was there when.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="group_counts")
    channel = models.CharField(_("hoe"), max_length=10, choices=Channel.choices)
    source = models.CharField(_("waar het vandaan komt"), max_length=10, choices=Source.choices)
    trait = models.CharField(
        _("kenmerk"), max_length=20, choices=[(key, trait.label) for key, trait in ALL_TRAITS.items()]
    )
    group = models.CharField(_("groep"), max_length=80)
    people = models.PositiveIntegerField(_("hoeveel mensen"), default=0)

    class Meta:
        verbose_name = _("groepstelling")
        verbose_name_plural = _("groepstellingen")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "channel", "source", "trait", "group"], name="groupcount_once"
            )
        ]


class Result(models.TextChoices):
    """Resultaat: what an attempt to reach somebody brought."""

    UNKNOWN = "unknown", _("nog niet bekend")
    WORKED = "worked", _("dit hielp")
    PARTLY = "partly", _("dit hielp een beetje")
    FAILED = "failed", _("dit hielp niet")


@tracked()
class Attempt(models.Model):
    """Poging: what was tried to reach people who are missed, and what it brought."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    tried_on = models.DateField(_("wanneer"))
    whom = models.CharField(_("voor wie"), max_length=80)
    what = models.CharField(_("wat is geprobeerd"), max_length=300)
    result = models.CharField(
        _("wat bracht het"), max_length=10, choices=Result.choices, default=Result.UNKNOWN
    )
    learned = models.CharField(_("wat leerden we"), max_length=300, blank=True)
    noted_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("genoteerd door"),
    )

    class Meta:
        verbose_name = _("poging")
        verbose_name_plural = _("pogingen")
        ordering = ["-tried_on", "-pk"]

    def __str__(self) -> str:
        return self.what
