from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Facility, Organisation
from areas.organisations.states import ACCESSIBILITY
from areas.territory.models import Area
from participation.meetings.states import (
    ANNOUNCED,
    COMING,
    DOOR_BEFORE,
    DRAFT,
    HELD,
    IS_THERE,
    KIND_ICONS,
    KINDS,
    LIFE_CYCLE,
    MOST_PERSONS,
    PAST,
    PUBLIC,
    SIGN_UP_CYCLE,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.codes import new_code, written
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField


def there_field(label) -> models.CharField:
    """Whether something that some people need is there: unknown until someone says so."""
    return models.CharField(label, max_length=10, choices=list(IS_THERE.items()), default="unknown")


@tracked(exclude=["coming", "waiting", "attended"])
class Meeting(Edited):
    """Bijeenkomst: people who come together at a place and time, for everyone or for who is invited.

    The numbers of who comes, waits and came are written with the rows that they follow from, and stay when those go.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    kind = models.CharField(_("soort"), max_length=10, choices=list(KINDS.items()))
    title = models.CharField(_("titel"), max_length=120)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    also_areas = models.ManyToManyField(
        Area, through="MeetingArea", related_name="+", verbose_name=_("ook voor"), blank=True
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie organiseert het"),
    )
    intro = models.TextField(_("waar gaat het over"), max_length=3000, blank=True)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))

    facility = models.ForeignKey(
        Facility, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("plek")
    )
    place_note = models.CharField(_("andere plek, of welke zaal"), max_length=200, blank=True)
    wheelchair = models.CharField(
        _("met rolstoel of scootmobiel"),
        max_length=10,
        choices=list(ACCESSIBILITY.items()),
        default="unknown",
    )
    toilet = there_field(_("aangepast toilet"))
    hearing_loop = there_field(_("ringleiding"))
    transport = models.CharField(_("bus, fiets en auto"), max_length=200, blank=True)
    languages = models.CharField(_("taal en tolk"), max_length=200, blank=True)

    is_public = models.BooleanField(_("voor iedereen"), default=True)
    takes_sign_ups = models.BooleanField(_("aanmelden kan op de site"), default=True)
    seats = models.PositiveIntegerField(
        _("aantal plekken"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    sign_up_until = models.DateField(_("aanmelden tot en met"), null=True, blank=True)

    state = StateField(LIFE_CYCLE)
    state_reason = models.TextField(_("reden van de stand"), blank=True, editable=False)
    coming = models.PositiveIntegerField(_("komen"), default=0, editable=False)
    waiting = models.PositiveIntegerField(_("wachten"), default=0, editable=False)
    attended = models.PositiveIntegerField(_("waren er"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_lasts"),
        ]
        indexes = [
            models.Index(fields=["area", "starts_at"], name="meeting_area"),
            models.Index(fields=["state", "starts_at"], name="meeting_clock"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.public_id])

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.kind]

    @property
    def is_shown(self) -> bool:
        """Whether anyone may know of it."""
        return self.is_public and self.state in PUBLIC

    @property
    def is_past(self) -> bool:
        return self.state in PAST

    @property
    def is_open(self) -> bool:
        return self.state == ANNOUNCED and self.starts_at > timezone.now()

    @property
    def takes_guests(self) -> bool:
        """Whether somebody can sign up now."""
        last = self.sign_up_until
        return self.takes_sign_ups and self.is_open and (last is None or last >= timezone.localdate())

    @property
    def seats_left(self) -> int | None:
        """How many can still come; None when there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.coming)

    @property
    def is_full(self) -> bool:
        return self.seats is not None and (self.coming >= self.seats or self.waiting > 0)

    @property
    def door_is_open(self) -> bool:
        """Whether who comes in can be ticked off: from half a day before, until the minutes are settled."""
        return self.state in (DRAFT, ANNOUNCED, HELD) and self.starts_at - DOOR_BEFORE <= timezone.now()

    @property
    def place(self) -> str:
        """Where it is, in one line."""
        if self.facility_id is None:
            return self.place_note
        return ", ".join(
            part for part in (self.facility.name, self.place_note, self.facility.address) if part
        )

    @property
    def has_minutes(self) -> bool:
        return Minutes.objects.filter(meeting=self.pk).exclude(text="").exists()

    @property
    def host(self) -> str:
        """Who holds it, as anyone may read it."""
        return str(self.organiser) if self.organiser_id else str(_("de gemeente"))


@tracked()
class MeetingArea(models.Model):
    """Gebied van een bijeenkomst: another area for which it is held, beside its own."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="also")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("gebied van een bijeenkomst")
        verbose_name_plural = _("gebieden van een bijeenkomst")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "area"], name="meetingarea_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.area}"


@tracked()
class AgendaPoint(models.Model):
    """Agendapunt: one thing that a meeting talks about, in its order."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(_("volgorde"))
    title = models.CharField(_("waarover"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minuten"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["person", "name", "email", "needs", "code"])
class SignUp(models.Model):
    """Aanmelding: somebody who comes, waits for a seat, was invited or signed off.

    Nothing of it is public. The row goes some time after the meeting, what help one needs the day after.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("persoon")
    )
    name = models.CharField(_("naam"), max_length=100, blank=True)
    email = models.EmailField(_("e-mailadres"))
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("namens welke organisatie"),
    )
    persons = models.PositiveSmallIntegerField(
        _("met hoeveel mensen"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)],
    )
    needs = models.CharField(_("wat iemand nodig heeft"), max_length=300, blank=True)
    code = models.CharField(_("code voor de deur"), max_length=12, default=new_code, unique=True)
    state = StateField(SIGN_UP_CYCLE)
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    # The place in the line: the moment at which somebody said that they come.
    in_line_since = models.DateTimeField(_("aangemeld op"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("binnen sinds"), null=True, blank=True)

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["in_line_since", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="signup_address_once")]
        indexes = [models.Index(fields=["meeting", "state", "in_line_since"], name="signup_line")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def area(self) -> Area:
        """The area of its meeting, for who may do what."""
        return self.meeting.area

    @property
    def organiser_id(self) -> int | None:
        return self.meeting.organiser_id

    @property
    def written_code(self) -> str:
        return written(self.code)

    @property
    def is_coming(self) -> bool:
        return self.state == COMING


@tracked()
class HeadCount(models.Model):
    """Telling: how many people came for an organisation, or for none, counted at the door or afterwards."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="counts")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    number = models.PositiveIntegerField(_("aantal"), validators=[MaxValueValidator(5000)])

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], nulls_distinct=False, name="headcount_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation or '-'}: {self.number}"


@tracked()
class Minutes(Edited):
    """Verslag: what was said in a meeting. Public with it once it is settled that it is right."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    text = RichTextField(_("verslag"), max_length=30_000, blank=True)

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def area(self) -> Area:
        """The area of its meeting, for who may do what."""
        return self.meeting.area


class Outcome(models.Model):
    """What came of a meeting; public with its minutes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="%(class)ss")
    text = models.CharField(_("wat"), max_length=300)
    who = models.CharField(_("wie"), max_length=150)
    noted_at = models.DateTimeField(_("genoteerd op"), default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def area(self) -> Area:
        """The area of its meeting, for who may do what."""
        return self.meeting.area


@tracked()
class MeetingDecision(Outcome):
    """Besluit van een bijeenkomst: what those who were there agreed, and who decided it."""

    class Meta(Outcome.Meta):
        verbose_name = _("besluit van een bijeenkomst")
        verbose_name_plural = _("besluiten van een bijeenkomst")


@tracked()
class MeetingPromise(Outcome):
    """Toezegging: what somebody promised in a meeting, for which organisation and by when."""

    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("namens welke organisatie"),
    )
    due_on = models.DateField(_("klaar op"), null=True, blank=True)

    class Meta(Outcome.Meta):
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
