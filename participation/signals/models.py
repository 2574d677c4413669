from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from participation.signals.calculations import days_left, direction_of
from participation.signals.states import CLOSED, LIFE_CYCLE, NEW, OPEN, ROUTES, TERMS, Route
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.models import StateField

# Without letters and numbers that look alike: people read it out on the telephone.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def new_public_id() -> str:
    """Make the short, lasting reference of a signal."""
    return get_random_string(7, ID_LETTERS)


class Kind(models.TextChoices):
    """Soort signaal: what somebody hands in."""

    REPORT = "report", _("melding")
    QUESTION = "question", _("vraag")
    WISH = "wish", _("wens")


class Channel(models.TextChoices):
    """Weg naar binnen: how a signal reached the gemeente."""

    WEB = "web", _("website")
    DOOR = "door", _("aan de deur")
    STREET = "street", _("op straat of op een bijeenkomst")
    PHONE = "phone", _("telefoon")
    LETTER = "letter", _("brief of e-mail")
    ROUND = "round", _("vragenronde")
    SYSTEM = "system", _("meldsysteem")


class Board(models.TextChoices):
    """Bestuur: who has to choose on route IV."""

    ALDERMAN = "alderman", _("de wethouder")
    COUNCIL = "council", _("de raad")


class Verdict(models.TextChoices):
    """Oordeel: what the sender says of the answer."""

    NONE = "", _("nog niets gehoord")
    SOLVED = "solved", _("opgelost")
    NOT_SOLVED = "not_solved", _("niet opgelost")


# What somebody wrote is not in the history: it is taken away after its term, and nothing of it may stay behind.
@tracked(
    exclude=["title", "text", "words", "search", "fingerprint", "place", "latitude", "longitude", "reports"]
)
class Signal(models.Model):
    """Signaal: something that somebody saw, asks or wishes in an area, and what becomes of it.

    `lead` is the signal that stands for all that were merged, itself included; `merged_into` is the one it was
    merged into at first, so that undoing a merge brings back what was before. `due_on` is always the day on which
    somebody must hear something new. `words` is the text as it is compared, `reports` how many people it stands
    for; both are written with what they follow from.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices, default=Kind.REPORT)
    channel = models.CharField(_("weg naar binnen"), max_length=10, choices=Channel.choices)
    title = models.CharField(_("onderwerp"), max_length=120)
    text = models.TextField(_("wat is er aan de hand, of wat wenst u"))
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    place = models.CharField(_("waar, in woorden"), max_length=200, blank=True)
    # WGS84, 6 decimals is a decimetre.
    latitude = models.DecimalField(_("breedtegraad"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("lengtegraad"), max_digits=9, decimal_places=6, null=True, blank=True)
    photo = models.ForeignKey(
        Picture, verbose_name=_("foto"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    wants_public = models.BooleanField(_("mag op de site"), default=False)
    published_at = models.DateTimeField(_("op de site sinds"), null=True, blank=True)
    public_text = models.TextField(_("tekst op de site"), blank=True)
    photo_public = models.BooleanField(_("foto op de site"), default=False)

    route = models.CharField(
        _("route"),
        max_length=10,
        blank=True,
        choices=[(route.key, route.label) for route in ROUTES.values()],
    )
    state = StateField(LIFE_CYCLE)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("afdeling of partner"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    responsible = models.ForeignKey(
        Person,
        verbose_name=_("wie pakt het op"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    analysis = models.TextField(_("wat er speelt, en wie er nodig zijn"), blank=True)
    has_script = models.BooleanField(_("de gemeente heeft zelf een plan"), null=True, blank=True)
    has_power = models.BooleanField(_("de gemeente kan zelf beslissen"), null=True, blank=True)
    board = models.CharField(_("aan wie voorgelegd"), max_length=10, choices=Board.choices, blank=True)

    received_at = models.DateTimeField(_("ontvangen op"), default=timezone.now)
    due_on = models.DateField(_("uiterlijk iets laten horen op"))
    triaged_on = models.DateField(_("beoordeeld op"), null=True, blank=True)
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True)
    verdict = models.CharField(
        _("oordeel van de inzender"), max_length=10, choices=Verdict.choices, blank=True, default=Verdict.NONE
    )
    reopened = models.PositiveSmallIntegerField(_("hoe vaak heropend"), default=0)

    lead = models.ForeignKey(
        "self",
        verbose_name=_("hoort bij"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="members",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("samengevoegd met"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    reports = models.PositiveIntegerField(_("hoeveel mensen"), default=1)
    external_id = models.CharField(_("kenmerk in een ander systeem"), max_length=80, blank=True)
    words = models.TextField(blank=True, editable=False)
    fingerprint = models.CharField(max_length=32, blank=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("words", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="signal_point_whole",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="signal_not_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into=None, lead=None) | Q(merged_into__isnull=False, lead__isnull=False),
                name="signal_merged_has_lead",
            ),
            models.UniqueConstraint(
                fields=["external_id"], condition=~Q(external_id=""), name="signal_external_once"
            ),
        ]
        indexes = [
            # The inbox: what is open, first what is due first; all of it, or of one area, or of one person.
            models.Index(
                fields=["due_on", "id"], condition=Q(lead=None, state__in=OPEN), name="signal_open_due"
            ),
            models.Index(
                fields=["area", "due_on", "id"],
                condition=Q(lead=None, state__in=OPEN),
                name="signal_open_area",
            ),
            models.Index(fields=["responsible", "due_on"], name="signal_responsible"),
            models.Index(fields=["organisation", "due_on"], name="signal_organisation"),
            models.Index(fields=["-received_at", "-id"], name="signal_newest"),
            models.Index(fields=["area", "-received_at"], name="signal_area_newest"),
            models.Index(fields=["fingerprint", "area"], name="signal_fingerprint"),
            models.Index(fields=["latitude", "longitude"], name="signal_point"),
            models.Index(
                fields=["area", "-published_at"],
                condition=Q(lead=None, published_at__isnull=False),
                name="signal_public",
            ),
            models.Index(fields=["closed_on"], name="signal_closed"),
            GinIndex(fields=["search"], name="signal_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("signals:signal", args=[self.public_id])

    @property
    def head(self) -> "Signal":
        """The signal that stands for this one: itself, unless it was merged."""
        return self.lead or self

    @property
    def way(self) -> Route | None:
        """The route that was chosen."""
        return ROUTES.get(self.route)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_new(self) -> bool:
        return self.state == NEW

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def time_left(self) -> str:
        """How long there still is before somebody must hear something."""
        return days_left(timezone.localdate(), self.due_on)

    @property
    def direction(self) -> str:
        """The type of regie in words."""
        return direction_of(self.has_script, self.has_power)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, when it has a point."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)


class Sender(models.Model):
    """Inzender: who handed a signal in, as far as they said; forgotten some time after the signal was closed.

    No history is kept of it. `name_public` is the sender's own choice.
    """

    signal = models.OneToOneField(Signal, on_delete=models.CASCADE, related_name="sender")
    name = models.CharField(_("naam"), max_length=150, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    name_public = models.BooleanField(_("naam mag op de site"), default=False)

    class Meta:
        verbose_name = _("inzender")
        verbose_name_plural = _("inzenders")
        indexes = [models.Index(fields=["email"], name="sender_email")]

    def __str__(self) -> str:
        return self.name or str(_("een bewoner"))


@tracked()
class Term(models.Model):
    """Termijn: how many working days a state of a signal may take in this gemeente; without a row the usual one."""

    state = models.CharField(
        _("stand"), max_length=30, unique=True, choices=[(state, LIFE_CYCLE.states[state]) for state in TERMS]
    )
    days = models.PositiveSmallIntegerField(_("werkdagen"))

    class Meta:
        verbose_name = _("termijn van een signaal")
        verbose_name_plural = _("termijnen van signalen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(days__range=(1, 400)), name="signalterm_days_sensible")
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class StepKind(models.TextChoices):
    """Soort bericht: what happened to a signal."""

    RECEIVED = "received", _("ontvangen")
    MOVED = "moved", _("nieuwe stand")
    SAID = "said", _("bericht")
    NOTED = "noted", _("notitie")
    ADDED = "added", _("aanvulling van de inzender")
    MERGED = "merged", _("samengevoegd")
    SPLIT = "split", _("weer losgemaakt")
    CONFIRMED = "confirmed", _("opgelost, zegt de inzender")
    DISPUTED = "disputed", _("niet opgelost, zegt de inzender")


# What stands on the site; the words of a sender never do.
PUBLIC_STEPS = (StepKind.RECEIVED, StepKind.MOVED, StepKind.SAID)
# What only who works on it may read.
INSIDE_STEPS = (StepKind.NOTED,)


@tracked(exclude=["text"])
class SignalStep(models.Model):
    """Stap van een signaal: one thing that happened to it, with what the sender was told. Written once."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("wat er gebeurde"), max_length=10, choices=StepKind.choices)
    state = models.CharField(
        _("stand daarna"), max_length=30, choices=list(LIFE_CYCLE.states.items()), blank=True
    )
    name = models.CharField(_("stap"), max_length=20, blank=True)
    text = models.TextField(_("wat er is gezegd"), blank=True)
    due_on = models.DateField(_("volgende bericht uiterlijk op"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    other = models.ForeignKey(
        Signal,
        verbose_name=_("ander signaal"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("stap van een signaal")
        verbose_name_plural = _("stappen van signalen")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["signal", "-at"], name="signalstep_newest")]

    def __str__(self) -> str:
        return f"{self.signal}: {self.get_kind_display()}"


class SavedFilter(models.Model):
    """Bewaard filter: a choice above the inbox that somebody keeps under a name of their own."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("van"))
    name = models.CharField(_("naam"), max_length=40)
    query = models.CharField(_("keuze"), max_length=500)

    class Meta:
        verbose_name = _("bewaard filter")
        verbose_name_plural = _("bewaarde filters")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="savedfilter_name_once")]

    def __str__(self) -> str:
        return self.name
