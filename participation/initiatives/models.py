from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from participation.initiatives.states import (
    COMMENT_CYCLE,
    EDITABLE,
    ENDED,
    JUDGED,
    LIFE_CYCLE,
    RUNG_HELP,
    RUNGS,
    SHOWN,
    SUPPORTABLE,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.models import StateField


def now():
    """Return the time, asked for when a row is made: the demonstration sets the clock back."""
    return timezone.now()


class InitiativeKind(models.TextChoices):
    """Soort initiatief: an idea of one's own, or a task of the gemeente that residents want to do."""

    IDEA = "idea", _("eigen initiatief")
    CHALLENGE = "challenge", _("uitdaagrecht: een taak van de gemeente overnemen")


@tracked(exclude=["summary", "supporters_here", "supporters_elsewhere", "comment_count"])
class Initiative(Edited):
    """Initiatief: what residents or a village association want to do, and what they ask of the gemeente.

    The summary and the counters follow from other rows and are written with them, so that a list of thousands
    reads one table.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    kind = models.CharField(
        _("soort"), max_length=10, choices=InitiativeKind.choices, default=InitiativeKind.IDEA
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("namens"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(_("titel"), max_length=120)
    what = models.TextField(_("wat"), blank=True, max_length=4000)
    why = models.TextField(_("waarom"), blank=True, max_length=3000)
    summary = models.CharField(_("samenvatting"), max_length=210, blank=True, editable=False)
    street = models.CharField(_("straat of plek"), max_length=200, blank=True)
    # WGS84; 6 decimals is a decimetre.
    longitude = models.DecimalField(_("lengtegraad"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("breedtegraad"), max_digits=8, decimal_places=6, null=True, blank=True)
    with_whom = models.TextField(_("met wie"), blank=True, max_length=1000)
    own_effort = models.TextField(_("wat de makers zelf doen"), blank=True, max_length=2000)
    cost = models.DecimalField(_("kosten"), max_digits=12, decimal_places=2, null=True, blank=True)
    asks_money = models.BooleanField(_("geld"), default=False)
    asks_permission = models.BooleanField(_("toestemming"), default=False)
    asks_help = models.BooleanField(_("hulp"), default=False)
    asked = models.TextField(_("wat de makers precies vragen"), blank=True, max_length=1000)
    picture = models.ForeignKey(
        Picture, verbose_name=_("foto"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Of a challenge (uitdaagrecht).
    task = models.TextField(_("taak van de gemeente"), blank=True, max_length=2000)
    present_cost = models.DecimalField(
        _("wat de taak nu kost per jaar"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    offer = models.TextField(_("aanbod"), blank=True, max_length=3000)
    agreement = models.TextField(_("afspraak"), blank=True, max_length=4000)
    agreed_until = models.DateField(_("de afspraak loopt tot"), null=True, blank=True)

    state = StateField(LIFE_CYCLE)
    state_reason = models.TextField(_("reden van de stand"), blank=True, editable=False)
    answer_by = models.DateField(_("antwoord uiterlijk op"), null=True, blank=True, editable=False)
    rung = models.CharField(_("trede"), max_length=10, choices=list(RUNGS.items()), blank=True)
    rung_words = models.TextField(_("wat de makers mogen beslissen"), blank=True, max_length=1000)
    rung_held = models.BooleanField(_("hield de gemeente zich daaraan"), null=True, blank=True)
    rung_judgement = models.TextField(_("wat de makers daarvan vonden"), blank=True, max_length=1000)

    supporters_here = models.PositiveIntegerField(_("steun uit het gebied"), default=0, editable=False)
    supporters_elsewhere = models.PositiveIntegerField(_("steun van elders"), default=0, editable=False)
    comment_count = models.PositiveIntegerField(_("aantal reacties"), default=0, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=now, editable=False)
    published_at = models.DateTimeField(_("op de site sinds"), null=True, blank=True, editable=False)
    withheld_from = models.DateTimeField(_("stond op de site sinds"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="initiative_point_whole",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="initiative_cost_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(present_cost=None) | Q(present_cost__gte=0),
                name="initiative_present_cost_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="initiative_newest"),
            models.Index(fields=["area", "-published_at"], name="initiative_area"),
            models.Index(fields=["state", "created_at"], name="initiative_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:initiative", args=[self.public_id])

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def is_challenge(self) -> bool:
        return self.kind == InitiativeKind.CHALLENGE

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def takes_support(self) -> bool:
        return self.state in SUPPORTABLE

    @property
    def takes_comments(self) -> bool:
        return self.is_public and self.state not in ENDED

    @property
    def can_be_judged(self) -> bool:
        return bool(self.rung) and self.state in JUDGED

    @property
    def rung_help(self) -> str:
        return RUNG_HELP.get(self.rung, "")

    @property
    def supporters(self) -> int:
        return self.supporters_here + self.supporters_elsewhere

    @property
    def has_point(self) -> bool:
        return self.longitude is not None and self.latitude is not None

    @property
    def asks(self) -> list[str]:
        """What the makers ask, in words; “niets” when they ask nothing."""
        names = ("asks_money", "asks_permission", "asks_help")
        found = [str(self._meta.get_field(name).verbose_name) for name in names if getattr(self, name)]
        return found or [str(_("niets"))]


def shown_name(person: Person | None, *, shows: bool) -> str:
    """Return a name as anyone may read it: only who chose so, and who is still here, has one."""
    if shows and person is not None and person.is_active and person.full_name:
        return person.full_name
    return str(_("een bewoner"))


@tracked(exclude=["email"])
class Maker(models.Model):
    """Maker: who makes an initiative, or was asked by e-mail to make it with the others.

    An invitation has an address and no person; who accepts it is a person and the address goes.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="makers")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mailadres"), blank=True)
    shows_name = models.BooleanField(_("naam staat op de site"), default=False)
    is_first = models.BooleanField(_("begon het initiatief"), default=False)
    since = models.DateTimeField(_("sinds"), default=now)

    class Meta:
        verbose_name = _("maker")
        verbose_name_plural = _("makers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="initiativemaker_once"),
            models.UniqueConstraint(
                fields=["initiative", "email"], condition=~Q(email=""), name="initiativemaker_invited_once"
            ),
        ]
        indexes = [models.Index(fields=["email"], name="initiativemaker_invited")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return shown_name(self.person, shows=self.shows_name)

    @property
    def area(self) -> Area:
        return self.initiative.area


class Support(models.Model):
    """Steun: one person who is in favour of an initiative, from its area or from elsewhere.

    Nobody sees whose it is, and no history is kept of it: to support or not is a choice like a vote.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    from_here = models.BooleanField(_("woont in het gebied"), default=True)
    at = models.DateTimeField(_("wanneer"), default=now)

    class Meta:
        verbose_name = _("steun")
        verbose_name_plural = _("steun")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="initiativesupport_once")
        ]

    def __str__(self) -> str:
        return str(self.initiative)


# Words stay out of the history, so that what was removed is gone from it too.
@tracked(exclude=["words", "answer"])
class Comment(models.Model):
    """Reactie: what somebody writes below an initiative; a question waits for an answer of the wijkmanager."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(
        Person,
        verbose_name=_("schrijver"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    shows_name = models.BooleanField(_("met naam"), default=False)
    is_question = models.BooleanField(_("vraag aan de wijkmanager"), default=False)
    words = models.TextField(_("reactie"), max_length=4000)
    state = StateField(COMMENT_CYCLE)
    state_reason = models.TextField(_("reden"), blank=True, editable=False)
    is_unread = models.BooleanField(_("nog niet bekeken"), default=False, editable=False)
    at = models.DateTimeField(_("wanneer"), default=now)
    removed_at = models.DateTimeField(_("weggehaald op"), null=True, blank=True, editable=False)
    answer = models.TextField(_("antwoord"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["initiative", "state", "at"], name="initiativecomment_of"),
            models.Index(fields=["at"], condition=Q(state="waiting"), name="initiativecomment_queue"),
            models.Index(fields=["at"], condition=Q(is_unread=True), name="initiativecomment_unread"),
        ]

    def __str__(self) -> str:
        return str(_("reactie bij “%(initiative)s”") % {"initiative": self.initiative})

    @property
    def area(self) -> Area:
        return self.initiative.area

    @property
    def name(self) -> str:
        return shown_name(self.person, shows=self.shows_name)

    @property
    def is_shown(self) -> bool:
        return self.state == SHOWN


class Outcome(models.TextChoices):
    """Uitkomst van een toets: whether a department can agree."""

    NONE = "", _("nog geen antwoord")
    YES = "yes", _("het kan")
    IF = "if", _("het kan onder voorwaarden")
    NO = "no", _("het kan niet")


@tracked()
class Check(models.Model):
    """Haalbaarheidstoets: what a department was asked about an initiative, and its answer with the reason."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="checks")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("afdeling of partner"), on_delete=models.PROTECT, related_name="+"
    )
    question = models.CharField(_("vraag"), max_length=300)
    asked_at = models.DateTimeField(_("gevraagd op"), default=now)
    due_on = models.DateField(_("antwoord uiterlijk op"))
    outcome = models.CharField(
        _("uitkomst"), max_length=3, choices=Outcome.choices, default=Outcome.NONE, blank=True
    )
    reason = models.TextField(_("reden"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("haalbaarheidstoets")
        verbose_name_plural = _("haalbaarheidstoetsen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "organisation"], name="initiativecheck_once"),
            models.CheckConstraint(condition=Q(outcome="") | ~Q(reason=""), name="initiativecheck_says_why"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"], condition=Q(outcome=""), name="initiativecheck_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.question}"

    @property
    def area(self) -> Area:
        return self.initiative.area

    @property
    def is_late(self) -> bool:
        return not self.outcome and self.due_on < timezone.localdate()


@tracked()
class Step(models.Model):
    """Stap van een initiatief: one change of its state, with the reason that anyone can read."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(_("stap"), max_length=30)
    state = models.CharField(_("werd"), max_length=30, choices=list(LIFE_CYCLE.states.items()))
    reason = models.TextField(_("reden"), blank=True)
    at = models.DateTimeField(_("wanneer"), default=now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("stap van een initiatief")
        verbose_name_plural = _("stappen van initiatieven")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["initiative", "-at"], name="initiativestep_newest")]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_state_display()}"
