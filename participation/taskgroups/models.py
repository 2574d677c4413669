from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.initiatives.models import Initiative, now, shown_name
from participation.taskgroups.states import (
    FORMING,
    HELP_CYCLE,
    LIFE_CYCLE,
    MEMBER,
    MEMBER_CYCLE,
    OPEN,
    QUIET_AFTER,
    RUNNING,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


@tracked(exclude=["member_count", "tasks_done", "tasks_open", "active_at"])
class TaskGroup(Edited):
    """Taakgroep: residents who carry out one thing together, with one of them as trekker.

    The counters and the day of the last sign of life are written with the rows that they follow from.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("naam"), max_length=100)
    aim = models.TextField(_("doel"), max_length=1500)
    wanted = models.CharField(_("wie of wat de groep zoekt"), max_length=200, blank=True)
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("uit het initiatief"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = StateField(LIFE_CYCLE)
    state_reason = models.TextField(_("reden van de stand"), blank=True, editable=False)
    member_count = models.PositiveSmallIntegerField(_("aantal leden"), default=0, editable=False)
    tasks_open = models.PositiveSmallIntegerField(_("open taken"), default=0, editable=False)
    tasks_done = models.PositiveSmallIntegerField(_("taken klaar"), default=0, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=now, editable=False)
    active_at = models.DateTimeField(_("laatste teken van leven"), default=now, editable=False)

    class Meta:
        verbose_name = _("taakgroep")
        verbose_name_plural = _("taakgroepen")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["area", "state"], name="taskgroup_area"),
            models.Index(fields=["state", "active_at"], name="taskgroup_quiet"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("taskgroups:group", args=[self.public_id])

    @property
    def least_members(self) -> int:
        """How many residents make a group: a setting of the gemeente."""
        return settings.LEAST_MEMBERS

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_quiet(self) -> bool:
        return self.is_running and self.active_at < timezone.now() - QUIET_AFTER

    @property
    def seeks_members(self) -> bool:
        return self.state == FORMING or bool(self.wanted and self.is_running)

    @cached_property
    def lead(self) -> "Member | None":
        """The trekker, or None when there is none or their account is gone."""
        return (
            self.members.filter(is_lead=True, state=MEMBER, person__is_active=True)
            .select_related("person")
            .first()
        )


@tracked(exclude=["email", "words"])
class Member(models.Model):
    """Lid van een taakgroep: who takes part, or was invited by e-mail, or asked to take part."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mailadres"), blank=True)
    words = models.CharField(_("waarom"), max_length=300, blank=True)
    is_lead = models.BooleanField(_("trekker"), default=False)
    shows_name = models.BooleanField(_("naam staat op de site"), default=False)
    state = StateField(MEMBER_CYCLE)
    since = models.DateTimeField(_("sinds"), default=now)

    class Meta:
        verbose_name = _("lid van een taakgroep")
        verbose_name_plural = _("leden van taakgroepen")
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=~Q(state="left"), name="groupmember_once"
            ),
            models.UniqueConstraint(
                fields=["group", "email"], condition=~Q(email=""), name="groupmember_invited_once"
            ),
            models.UniqueConstraint(fields=["group"], condition=Q(is_lead=True), name="groupmember_one_lead"),
        ]
        indexes = [models.Index(fields=["email"], name="groupmember_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return shown_name(self.person, shows=self.shows_name)

    @property
    def area(self) -> Area:
        return self.group.area


@tracked()
class Task(models.Model):
    """Taak: one thing that somebody of the group does, before a day."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="tasks")
    what = models.CharField(_("wat"), max_length=200)
    who = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("klaar op"), null=True, blank=True)
    done_at = models.DateTimeField(_("gedaan op"), null=True, blank=True)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["group", "done_at"], name="grouptask_of")]

    def __str__(self) -> str:
        return self.what

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()


@tracked(exclude=["words"])
class Message(models.Model):
    """Bericht: mail through the portal, to the group, to its trekker, or back to who wrote; no address is told."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("bericht"), max_length=2000)
    from_outside = models.BooleanField(_("van buiten de groep"), default=False)
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    at = models.DateTimeField(_("wanneer"), default=now)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["group", "-at"], name="groupmessage_newest")]

    def __str__(self) -> str:
        return str(_("bericht van %(day)s") % {"day": timezone.localdate(self.at)})


@tracked()
class HelpCall(models.Model):
    """Hulpvraag: a group asks the opbouwwerker for help (“wegenwacht”), with a day by which there is an answer."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="calls")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("wat is er nodig"), max_length=1000)
    state = StateField(HELP_CYCLE)
    asked_at = models.DateTimeField(_("gevraagd op"), default=now)
    due_on = models.DateField(_("antwoord uiterlijk op"))
    answer = models.TextField(_("antwoord"), blank=True, max_length=1000)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("hulpvraag")
        verbose_name_plural = _("hulpvragen")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["due_on"], condition=~Q(state="solved"), name="helpcall_open")]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def area(self) -> Area:
        return self.group.area

    @property
    def is_late(self) -> bool:
        return self.state == OPEN and self.due_on < timezone.localdate()


@tracked()
class TalkNote(models.Model):
    """Gespreksnotitie: what opbouwwerker and wijkmanager agreed about a group in their weekly talk; not public."""

    group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="notes")
    words = models.CharField(_("wat is afgesproken"), max_length=500)
    at = models.DateTimeField(_("wanneer"), default=now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("gespreksnotitie")
        verbose_name_plural = _("gespreksnotities")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.words[:60]
