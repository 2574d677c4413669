from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.neighbours.states import (
    CATEGORIES,
    KINDS,
    LASTS,
    LIFE_CYCLE,
    OPEN,
    SERVICES,
    SLOTS,
    SUBJECTS,
    TALK_CYCLE,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def now():
    return timezone.now()


def last_day():
    return timezone.localdate() + LASTS


@tracked(exclude=["title", "text", "place", "state_reason"])
class Notice(models.Model):
    """Oproep: a neighbour asks or offers help, a thing or a room. The words are not in the history."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, verbose_name=_("van"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("soort"), max_length=6, choices=list(KINDS.items()))
    category = models.CharField(
        _("waarover"), max_length=16, choices=[(name, each.label) for name, each in CATEGORIES.items()]
    )
    title = models.CharField(_("titel"), max_length=80)
    text = models.TextField(_("uitleg"), max_length=800, blank=True)
    place = models.CharField(_("straat of postcode"), max_length=60)
    slots = ArrayField(
        models.CharField(max_length=10, choices=list(SLOTS.items())),
        verbose_name=_("wanneer"),
        default=list,
        blank=True,
    )
    state = StateField(LIFE_CYCLE)
    state_reason = models.CharField(_("reden"), max_length=500, blank=True, editable=False)
    made_at = models.DateTimeField(_("gemaakt op"), default=now, editable=False)
    expires_on = models.DateField(_("staat tot en met"), default=last_day, editable=False)
    over_at = models.DateTimeField(_("voorbij sinds"), null=True, editable=False)

    class Meta:
        verbose_name = _("oproep")
        verbose_name_plural = _("oproepen")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["area", "category"], condition=Q(state=OPEN), name="notice_open_here"),
            models.Index(fields=["state", "expires_on"], name="notice_by_clock"),
            models.Index(fields=["person", "state"], name="notice_own"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("neighbours:notice", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def subject_label(self) -> str:
        """Whether it is about help, things or a room."""
        return str(SUBJECTS[CATEGORIES[self.category].subject])

    @property
    def shown_slots(self) -> list[str]:
        return [str(label) for slot, label in SLOTS.items() if slot in self.slots]


@tracked()
class Talk(models.Model):
    """Gesprek: somebody answers a notice. Nobody sees a name or an address until both agree."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="talks")
    person = models.ForeignKey(
        Person, verbose_name=_("wie reageert"), on_delete=models.CASCADE, related_name="+"
    )
    state = StateField(TALK_CYCLE)
    owner_agrees = models.BooleanField(_("de maker wil gegevens delen"), default=False)
    other_agrees = models.BooleanField(_("wie reageert wil gegevens delen"), default=False)
    begun_at = models.DateTimeField(_("begonnen op"), default=now, editable=False)
    over_at = models.DateTimeField(_("voorbij sinds"), null=True, editable=False)

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        ordering = ["-begun_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="talk_once")]
        indexes = [models.Index(fields=["person", "state"], name="talk_own")]

    def __str__(self) -> str:
        return str(self.notice)

    def get_absolute_url(self) -> str:
        return reverse("neighbours:talk", args=[self.pk])

    def is_owner(self, person) -> bool:
        """Whether somebody made the notice; the other one answered it."""
        return self.notice.person_id == person.pk

    def other_than(self, person) -> Person:
        """Return the one at the other side."""
        return self.person if self.is_owner(person) else self.notice.person


class Line(models.Model):
    """Regel in een gesprek: what one of the two wrote. Not in the history: it is theirs, and goes with the talk."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("bericht"), max_length=1000)
    at = models.DateTimeField(_("wanneer"), default=now)

    class Meta:
        verbose_name = _("regel in een gesprek")
        verbose_name_plural = _("regels in gesprekken")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(_("bericht van %(day)s") % {"day": timezone.localdate(self.at)})


@tracked()
class Block(models.Model):
    """Blokkade: somebody wants no contact with another any more; the other does not hear of it."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    whom = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("blokkade")
        verbose_name_plural = _("blokkades")
        constraints = [
            models.UniqueConstraint(fields=["by", "whom"], name="block_once"),
            models.CheckConstraint(condition=~Q(by=F("whom")), name="block_another"),
        ]

    def __str__(self) -> str:
        # Who it is about is told to nobody, also not in a copy of what is held of them.
        return str(_("blokkade"))


@tracked()
class Service(models.Model):
    """Hulpaanbod: what an organisation does as a profession, and who to call for it; it works where the organisation works."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("soort hulp"), max_length=16, choices=list(SERVICES.items()))
    text = models.CharField(_("wat u ervan kunt verwachten"), max_length=300)
    phone = models.CharField(_("telefoonnummer"), max_length=30)
    hours = models.CharField(_("wanneer te bellen"), max_length=120, blank=True)
    is_active = models.BooleanField(_("bestaat nog"), default=True)

    class Meta:
        verbose_name = _("hulpaanbod")
        verbose_name_plural = _("hulpaanbod")
        ordering = ["kind", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="service_once_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"
