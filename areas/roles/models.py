from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.roles.states import (
    BOARD_FUNCTIONS,
    DECISIONS,
    INVITATION_LIFE_CYCLE,
    OPEN,
    REVIEW_KINDS,
    REVIEW_LIFE_CYCLE,
    ROLES,
)
from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def today():
    return timezone.localdate()


class RoleFields(models.Model):
    """What a role and the invitation to it have in common."""

    role = models.CharField(_("rol"), max_length=20, choices=list(ROLES.items()))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    function = models.CharField(
        _("functie in het bestuur"), max_length=20, blank=True, choices=list(BOARD_FUNCTIONS.items())
    )

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """The role as one says it: “bestuurslid (voorzitter)”."""
        if self.function:
            return f"{self.get_role_display()} ({self.get_function_display()})"
        return str(self.get_role_display())


@tracked()
class RoleAssignment(RoleFields):
    """Rol: what a person may do in an area, and in all that lies in it, during a period.

    `valid_until` is the first day on which the role no longer holds; empty is until further notice.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="role_assignments", verbose_name=_("persoon")
    )
    valid_from = models.DateField(_("vanaf"), default=today)
    valid_until = models.DateField(_("tot"), null=True, blank=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        ordering = ["person__full_name", "role", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="role_period_ordered",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "area", "function"],
                condition=Q(valid_until=None),
                name="role_open_unique",
            ),
        ]
        indexes = [models.Index(fields=["area", "role"]), models.Index(fields=["role", "valid_until"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

    def holds_on(self, day) -> bool:
        """Whether the role holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def begins_later(self) -> bool:
        return self.valid_from > today()

    @property
    def can_end(self) -> bool:
        """Whether it can still end sooner than is written, or never begin."""
        return self.valid_until is None or self.valid_until > max(today(), self.valid_from)


@tracked(exclude=["token_hash"])
class Invitation(RoleFields):
    """Uitnodiging: a letter that offers someone a role; who takes it gets an account with that role.

    The token itself stands only in the letter; here is its hash, so a copy of the database opens nothing.
    """

    email = models.EmailField(_("e-mailadres"))
    full_name = models.CharField(_("naam"), max_length=150, blank=True)
    message = models.TextField(_("persoonlijke boodschap"), blank=True, max_length=1000)
    invited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("uitgenodigd door")
    )
    invited_at = models.DateTimeField(_("verstuurd op"), default=timezone.now)
    expires_at = models.DateTimeField(_("geldig tot"))
    token_hash = models.CharField(_("kenmerk van de link"), max_length=64, unique=True)
    state = StateField(INVITATION_LIFE_CYCLE)
    accepted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aangenomen door")
    )
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "area", "function"],
                condition=Q(state="open"),
                name="invitation_open_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.title}"

    @property
    def is_expired(self) -> bool:
        return self.state == "open" and self.expires_at <= timezone.now()


@tracked()
class AccessReview(models.Model):
    """Toegangscontrole: a round in which every role is looked at: is it still needed?"""

    kind = models.CharField(_("soort"), max_length=10, choices=list(REVIEW_KINDS.items()))
    state = StateField(REVIEW_LIFE_CYCLE)
    started_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("gestart door")
    )
    started_at = models.DateTimeField(_("gestart op"), default=timezone.now)
    due_on = models.DateField(_("klaar voor"))
    finished_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("afgerond door")
    )
    finished_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toegangscontrole")
        verbose_name_plural = _("toegangscontroles")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state="open"), name="review_one_open_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localdate(self.started_at).year}"

    @property
    def is_overdue(self) -> bool:
        return self.state == "open" and self.due_on < today()


@tracked()
class ReviewItem(models.Model):
    """Gecontroleerde rol: one role in a round of access review, with what was decided about it."""

    review = models.ForeignKey(
        AccessReview, models.CASCADE, related_name="items", verbose_name=_("toegangscontrole")
    )
    assignment = models.ForeignKey(RoleAssignment, models.CASCADE, related_name="+", verbose_name=_("rol"))
    decision = models.CharField(_("besluit"), max_length=10, choices=list(DECISIONS.items()), default=OPEN)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gecontroleerd door")
    )
    decided_at = models.DateTimeField(_("gecontroleerd op"), null=True, blank=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("gecontroleerde rol")
        verbose_name_plural = _("gecontroleerde rollen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "assignment"], name="review_item_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_decision_display()}"
