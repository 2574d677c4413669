from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Facility, Organisation
from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.stewardship.calculations import Votes, act_by, answer, majority, owns_something, term_on
from participation.stewardship.states import (
    EXPIRING,
    FORM_HELP,
    FORM_ICONS,
    FORMS,
    HELD,
    HELD_ICONS,
    HOW,
    LEGAL_FORMS,
    LONGEST_NOTICE,
    OWNS,
    TRUST,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.files.models import StoredFile


def ordered(name: str) -> models.CheckConstraint:
    """The last day is not before the first; either may be unknown."""
    return models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name=name
    )


@tracked(exclude=["contact_email"])
class Stewardship(Edited):
    """Zeggenschapsvorm: a body in which residents govern something of their own area, with who has how many seats.

    `ends_on` is its last day. The votes are only told when they differ by seat.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    form = models.CharField(_("vorm"), max_length=20, choices=list(FORMS.items()))
    name = models.CharField(_("naam"), max_length=120)
    what = models.TextField(_("wat de bewoners doen"), max_length=3000)
    areas = models.ManyToManyField(
        Area, through="StewardshipArea", related_name="+", verbose_name=_("gebieden")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("uit het initiatief"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    legal_form = models.CharField(
        _("rechtsvorm"), max_length=12, choices=list(LEGAL_FORMS.items()), blank=True
    )
    kvk_number = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("e-mailadres van de contactpersoon"), blank=True)
    starts_on = models.DateField(_("sinds"), null=True, blank=True)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    seats = models.PositiveSmallIntegerField(_("aantal zetels"), null=True, blank=True)
    resident_seats = models.PositiveSmallIntegerField(_("zetels van bewoners"), null=True, blank=True)
    votes_equal = models.BooleanField(_("elke zetel heeft evenveel stemmen"), null=True, blank=True)
    votes = models.PositiveIntegerField(_("aantal stemmen"), null=True, blank=True)
    resident_votes = models.PositiveIntegerField(_("stemmen van bewoners"), null=True, blank=True)
    others_appointed_by = models.CharField(_("wie de anderen benoemt"), max_length=200, blank=True)
    professionals_serve = models.BooleanField(
        _("professionals werken voor de bewoners"), null=True, blank=True
    )
    is_independent = models.BooleanField(_("onafhankelijk"), null=True, blank=True)

    class Meta:
        verbose_name = _("zeggenschapsvorm")
        verbose_name_plural = _("zeggenschapsvormen")
        ordering = ["name", "pk"]
        constraints = [
            ordered("stewardship_days_ordered"),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(resident_seats=None) | Q(resident_seats__lte=F("seats")),
                name="stewardship_seats_fit",
            ),
            models.CheckConstraint(
                condition=Q(votes=None) | Q(resident_votes=None) | Q(resident_votes__lte=F("votes")),
                name="stewardship_votes_fit",
            ),
            models.CheckConstraint(
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^\d{8}$"), name="stewardship_kvk_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stewardship:stewardship", args=[self.public_id])

    @property
    def icon(self) -> str:
        return FORM_ICONS[self.form]

    @property
    def form_help(self) -> str:
        return FORM_HELP[self.form]

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def majority(self) -> str:
        """Whether residents have the majority: yes, no or unknown."""
        return majority(
            Votes(self.seats, self.resident_seats, self.votes_equal, self.votes, self.resident_votes)
        )

    @property
    def other_seats(self) -> int | None:
        if self.seats is None or self.resident_seats is None:
            return None
        return self.seats - self.resident_seats

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What makes a trust, each with how it stands; empty for other forms."""
        if self.form != TRUST:
            return []
        ways = [holding.how for holding in self.holdings.all() if not holding.has_ended]
        return [
            (_("Bewoners hebben de meerderheid"), self.majority),
            (_("Professionals werken in dienst van de bewoners"), answer(self.professionals_serve)),
            (_("Heeft eigen bezit"), owns_something(ways, OWNS)),
            (_("Is onafhankelijk"), answer(self.is_independent)),
        ]

    @property
    def expiring(self) -> list["Agreement"]:
        """The agreements that end soon; none of a body that ended itself."""
        return [] if self.has_ended else [each for each in self.agreements.all() if each.term == EXPIRING]


@tracked()
class StewardshipArea(models.Model):
    """Gebied van een zeggenschapsvorm: an area in which the body works."""

    stewardship = models.ForeignKey(Stewardship, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gebied van een zeggenschapsvorm")
        verbose_name_plural = _("gebieden van zeggenschapsvormen")
        constraints = [models.UniqueConstraint(fields=["stewardship", "area"], name="stewardship_area_once")]

    def __str__(self) -> str:
        return str(self.area)


@tracked()
class Holding(models.Model):
    """Bezit of beheer: something that a body owns, manages or rents, such as a building or a playground."""

    stewardship = models.ForeignKey(Stewardship, on_delete=models.CASCADE, related_name="holdings")
    kind = models.CharField(_("soort"), max_length=10, choices=list(HELD.items()), default="building")
    how = models.CharField(_("hoe"), max_length=7, choices=list(HOW.items()), default="manages")
    facility = models.ForeignKey(
        Facility,
        verbose_name=_("voorziening in het portaal"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("wat"), max_length=120)
    place = models.CharField(_("waar"), max_length=150, blank=True)
    starts_on = models.DateField(_("sinds"), null=True, blank=True)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("bezit of beheer")
        verbose_name_plural = _("bezit en beheer")
        ordering = ["pk"]
        constraints = [ordered("holding_days_ordered")]

    def __str__(self) -> str:
        return self.name

    @property
    def icon(self) -> str:
        return HELD_ICONS[self.kind]

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()


@tracked()
class Agreement(models.Model):
    """Beheerafspraak: what a body and another party agreed, from a day until another; both days count."""

    stewardship = models.ForeignKey(Stewardship, on_delete=models.CASCADE, related_name="agreements")
    about = models.CharField(_("waarover"), max_length=200)
    with_whom = models.CharField(_("met wie"), max_length=150)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    notice_months = models.PositiveSmallIntegerField(
        _("opzegtermijn in maanden"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_NOTICE)],
    )
    renewed_by = models.CharField(_("wie verlengt"), max_length=150, blank=True)
    document = models.ForeignKey(
        StoredFile,
        verbose_name=_("stuk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("beheerafspraak")
        verbose_name_plural = _("beheerafspraken")
        ordering = ["ends_on", "pk"]
        constraints = [ordered("agreement_days_ordered")]
        indexes = [models.Index(fields=["ends_on"], name="agreement_by_end")]

    def __str__(self) -> str:
        return self.about

    @property
    def term(self) -> str:
        """How it stands today."""
        return term_on(
            timezone.localdate(),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            notice_months=self.notice_months,
        )

    @property
    def act_by(self):
        """The last day on which it can be ended or renewed in time."""
        return act_by(self.ends_on, self.notice_months)
