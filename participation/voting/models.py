from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.voting.calculations.ballots import Terms
from participation.voting.calculations.lots import commitment_of, new_seed
from participation.voting.states import (
    APPROVAL,
    BY_CODE,
    CHANNELS,
    CHECKS,
    CLOSED,
    LIFE_CYCLE,
    METHODS,
    MOST_ON_ONE,
    MOST_STICKERS,
    MOST_VOTES,
    MOST_WORDS,
    ONLINE,
    OPEN,
    PAPER_STATES,
    PUBLIC,
    PUBLISHED,
    RULES,
    WAITING,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.codes import new_secret
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.models import StateField


def new_public_id() -> str:
    """Make the name of a round in addresses."""
    return get_random_string(8, "23456789bcdfghjkmnpqrstvwxyz")


def person_field(label) -> models.ForeignKey:
    """Who did something; the record outlives the account."""
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=label
    )


@tracked(exclude=["secret", "lot_seed"])
class VotingRound(Edited):
    """Stemronde: a choice between plans by the residents of an area, with its method, its check and its rule.

    Nothing of it changes once it is planned. `secret` leads from a code to its ballot and is emptied when the round
    is counted; `lot_seed` is shown with the result, its checksum from the moment that the round is planned.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("waar gaat het over"), max_length=2000, blank=True)
    who = models.CharField(_("wie mag stemmen"), max_length=200)
    starts_at = models.DateTimeField(_("open vanaf"))
    ends_at = models.DateTimeField(_("open tot"))
    check_by = models.CharField(_("controle"), max_length=10, choices=list(CHECKS.items()), default=BY_CODE)
    method = models.CharField(
        _("hoe stemt men"), max_length=10, choices=list(METHODS.items()), default=APPROVAL
    )
    most = models.PositiveSmallIntegerField(
        _("hoeveel per persoon"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STICKERS)],
    )
    most_each = models.PositiveSmallIntegerField(
        _("hoeveel stickers op één plan"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ON_ONE)],
    )
    rule = models.CharField(_("regel"), max_length=20, choices=list(RULES.items()), default=MOST_VOTES)
    budget = models.DecimalField(_("budget in euro"), max_digits=12, decimal_places=2)
    minimum = models.PositiveIntegerField(_("hoeveel stemmen een plan minstens nodig heeft"), default=1)
    ceilings = models.JSONField(_("plafond per categorie"), default=dict, blank=True)
    eligible = models.PositiveIntegerField(_("hoeveel mensen mogen stemmen"), null=True, blank=True)
    state = StateField(LIFE_CYCLE)
    closed_because = models.TextField(_("waarom eerder gesloten"), blank=True, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, blank=True, editable=False)
    lot_seed = models.CharField(max_length=64, default=new_seed, editable=False)

    class Meta:
        verbose_name = _("stemronde")
        verbose_name_plural = _("stemrondes")
        ordering = ["-ends_at", "-pk"]
        indexes = [
            models.Index(fields=["area", "state"], name="votinground_area"),
            models.Index(fields=["state", "starts_at"], name="votinground_clock"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="votinground_lasts"),
            models.CheckConstraint(condition=Q(budget__gt=0), name="votinground_has_money"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voting:round", args=[self.public_id])

    @property
    def lot_commitment(self) -> str:
        """The checksum that fixes the seed of the lot before anybody votes."""
        return commitment_of(self.lot_seed)

    @property
    def pepper(self) -> str:
        """What leads from a code to its ballot: half of it in this row, half in the settings. Empty once counted, or held elsewhere."""
        return f"{self.secret}{settings.SECRET_KEY}" if self.secret else ""

    @property
    def takes_votes(self) -> bool:
        return self.state == OPEN and self.starts_at <= timezone.now() < self.ends_at

    @property
    def takes_paper(self) -> bool:
        """Whether ballots on paper can be entered: from the opening to the count, and not where others held the vote."""
        return self.state in {OPEN, CLOSED} and bool(self.pepper)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_published(self) -> bool:
        return self.state == PUBLISHED

    def terms_for(self, plans) -> Terms:
        """What one may choose from these plans."""
        costs = {plan.number: plan.cost for plan in plans}
        return Terms(self.method, self.most, self.most_each, self.budget, costs)


@tracked()
class VotePlan(models.Model):
    """Stemplan: what can be chosen in a round, with what it costs, its category and where it is."""

    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    title = models.CharField(_("titel"), max_length=120)
    words = models.TextField(_("wat houdt het in"), max_length=MOST_WORDS, blank=True)
    cost = models.DecimalField(
        _("kosten in euro"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    category = models.CharField(_("categorie"), max_length=60, blank=True)
    place = models.CharField(_("plek"), max_length=120, blank=True)
    photo = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("foto")
    )
    initiative = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("initiatief"),
    )

    class Meta:
        verbose_name = _("stemplan")
        verbose_name_plural = _("stemplannen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["voting_round", "number"], name="voteplan_number_once"),
            models.UniqueConstraint(fields=["voting_round", "initiative"], name="voteplan_initiative_once"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="voteplan_cost_not_below_zero"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        """The area of its round, for who may do what."""
        return self.voting_round.area


@tracked()
class PlanSetAside(models.Model):
    """Terzijdelegging: a plan that won and is not carried out, with the reason that everyone reads and who decided."""

    plan = models.OneToOneField(VotePlan, models.CASCADE, related_name="set_aside")
    reason = models.TextField(_("waarom"), max_length=2000)
    decided_by = models.CharField(_("wie besloot dit"), max_length=150)
    decided_on = models.DateField(_("besloten op"))
    noted_by = person_field(_("genoteerd door"))

    class Meta:
        verbose_name = _("terzijdelegging")
        verbose_name_plural = _("terzijdeleggingen")

    def __str__(self) -> str:
        return str(self.plan)


@tracked()
class CodeBatch(models.Model):
    """Partij codes: codes for the letters to an area, given to the printer once and then only known by their mark."""

    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="batches")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("voor welk gebied"))
    size = models.PositiveIntegerField(_("hoeveel"))
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    made_by = person_field(_("gemaakt door"))

    class Meta:
        verbose_name = _("partij codes")
        verbose_name_plural = _("partijen codes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.area}: {self.size}"


class VotingCode(models.Model):
    """Stemcode: the mark of a code with which one vote can be cast. It does not say whether that was done.

    Not in the history and without a moment: nothing may tell which code belongs to which ballot.
    """

    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="codes")
    batch = models.ForeignKey(CodeBatch, models.CASCADE, null=True, related_name="codes")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("gebied"))
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("stemcode")
        verbose_name_plural = _("stemcodes")
        constraints = [models.UniqueConstraint(fields=["voting_round", "mark"], name="votingcode_once")]


class Ballot(models.Model):
    """Stem: what somebody chose, by the number of each plan. It knows no person, no code and no moment.

    The key is made from the code and the secret of the round, so that a code has one ballot whatever happens at the
    same time; once the secret is gone nobody can find the ballot of a code (docs/adr/0115-secret-ballots.md).
    """

    key = models.CharField(max_length=64, primary_key=True)
    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="ballots")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("gebied"))
    channel = models.CharField(
        _("hoe gestemd"), max_length=10, choices=list(CHANNELS.items()), default=ONLINE
    )
    choices = models.JSONField(_("keuze"))

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")


@tracked()
class PaperBallot(models.Model):
    """Stembiljet: a ballot on paper with the number that is written on it; two people enter it, and must agree."""

    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField(_("volgnummer"), validators=[MinValueValidator(1)])
    state = models.CharField(
        _("stand"), max_length=10, choices=list(PAPER_STATES.items()), default=WAITING, editable=False
    )

    class Meta:
        verbose_name = _("stembiljet")
        verbose_name_plural = _("stembiljetten")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["voting_round", "number"], name="paperballot_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def area(self) -> Area:
        """The area of its round, for who may do what."""
        return self.voting_round.area


@tracked(exclude=["key"])
class PaperEntry(models.Model):
    """Invoer: what one person read on a paper ballot. `key` is that of the ballot of its code, where there is one."""

    paper = models.ForeignKey(PaperBallot, models.CASCADE, related_name="entries")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("ingevoerd door"))
    choices = models.JSONField(_("keuze"), default=list)
    is_invalid = models.BooleanField(_("ongeldig"), default=False)
    key = models.CharField(max_length=64, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoeren")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "by"], name="paperentry_once_each")]

    def says_the_same_as(self, other: "PaperEntry") -> bool:
        return (self.choices, self.is_invalid, self.key) == (other.choices, other.is_invalid, other.key)


@tracked()
class VotingResult(models.Model):
    """Uitslag: what a count gave, word for word as it was then; a second one when a winner was set aside."""

    voting_round = models.ForeignKey(VotingRound, models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField(_("telling"))
    counted_at = models.DateTimeField(_("geteld op"), default=timezone.now)
    outcome = models.JSONField(_("uitkomst"))

    class Meta:
        verbose_name = _("uitslag")
        verbose_name_plural = _("uitslagen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["voting_round", "number"], name="votingresult_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)
