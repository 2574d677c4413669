from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Function, Organisation
from participation.recognition.calculations import is_kvk
from participation.recognition.states import (
    CHOSEN_BY,
    HOLDING,
    JUDGED,
    LIFE_CYCLE,
    MEASURES,
    MEETING_KINDS,
    OPEN,
    TIES,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def now():
    return timezone.now()


def today():
    return timezone.localdate()


def _by(label) -> models.ForeignKey:
    """A person who did something; what they did stays when their account goes."""
    return models.ForeignKey(
        Person,
        verbose_name=label,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )


@tracked()
class Criterion(models.Model):
    """Eis: what the gemeente asks of a panel or dorpsbelang, with its number.

    Most kinds are worked out from the file; those of kind `judged` have a title of their own and are judged by people.
    """

    kind = models.CharField(
        _("soort eis"), max_length=12, choices=[(name, each.label) for name, each in MEASURES.items()]
    )
    title = models.CharField(_("wat de eis is"), max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(_("aantal"), null=True, blank=True)
    help_text = models.CharField(_("uitleg voor het bestuur"), max_length=300, blank=True)
    is_active = models.BooleanField(_("de eis geldt"), default=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0, editable=False)

    class Meta:
        verbose_name = _("eis")
        verbose_name_plural = _("eisen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=~Q(kind=JUDGED), name="criterion_kind_once"),
            models.CheckConstraint(condition=~Q(kind=JUDGED, title=""), name="criterion_judged_has_title"),
        ]

    def __str__(self) -> str:
        if self.kind == JUDGED:
            return self.title
        name = str(MEASURES[self.kind].label)
        if self.number is None:
            return name
        bound = _("hoogstens") if self.kind == "terms" else _("minstens")
        return f"{name}: {bound} {self.number}"

    @property
    def is_judged(self) -> bool:
        return self.kind == JUDGED


@tracked()
class LegitimacyFile(models.Model):
    """Dossier van een bestuur: what a panel or dorpsbelang declares of its statutes, KvK and how its board is chosen."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="+"
    )
    statutes = models.ForeignKey(
        StoredFile,
        verbose_name=_("statuten"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    statutes_on = models.DateField(_("datum van de statuten"), null=True, blank=True)
    aim = models.TextField(_("doel volgens de statuten"), max_length=1500, blank=True)
    statutory_area = models.CharField(_("gebied volgens de statuten"), max_length=200, blank=True)
    kvk_number = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    chosen_by = models.CharField(
        _("het bestuur is gekozen"), max_length=12, choices=list(CHOSEN_BY.items()), blank=True
    )

    class Meta:
        verbose_name = _("dossier van een bestuur")
        verbose_name_plural = _("dossiers van besturen")
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^\d{8}$"), name="legitimacyfile_kvk_form"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("recognition:file", args=[self.organisation.slug])

    @property
    def has_kvk(self) -> bool:
        return is_kvk(self.kvk_number)


@tracked()
class BoardDeclaration(models.Model):
    """Verklaring van een bestuurslid: whether somebody on a board sits in raad or college, and since when they are on it."""

    function = models.OneToOneField(
        Function, verbose_name=_("bestuurslid"), on_delete=models.CASCADE, related_name="declaration"
    )
    tie = models.CharField(_("raad of college"), max_length=8, choices=list(TIES.items()))
    on_board_since = models.DateField(_("in het bestuur sinds"), null=True, blank=True)
    declared_on = models.DateField(_("verklaard op"), default=today)

    class Meta:
        verbose_name = _("verklaring van een bestuurslid")
        verbose_name_plural = _("verklaringen van bestuursleden")

    def __str__(self) -> str:
        return f"{self.function}: {self.get_tie_display()}"


@tracked()
class MemberCount(models.Model):
    """Ledental: how many members a panel or dorpsbelang had in a year."""

    file = models.ForeignKey(LegitimacyFile, on_delete=models.CASCADE, related_name="member_counts")
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.PositiveIntegerField(_("aantal leden"))

    class Meta:
        verbose_name = _("ledental")
        verbose_name_plural = _("ledentallen")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["file", "year"], name="membercount_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"


@tracked()
class DeclaredMeeting(models.Model):
    """Gehouden vergadering: a meeting that a board says it held, and of which year it gave account there."""

    file = models.ForeignKey(LegitimacyFile, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("gehouden op"))
    kind = models.CharField(
        _("soort vergadering"), max_length=10, choices=list(MEETING_KINDS.items()), default="board"
    )
    is_public = models.BooleanField(_("iedereen mocht erbij zijn"), default=False)
    account_year = models.PositiveSmallIntegerField(_("verantwoording over het jaar"), null=True, blank=True)
    account = models.ForeignKey(
        StoredFile,
        verbose_name=_("stuk van de verantwoording"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("gehouden vergadering")
        verbose_name_plural = _("gehouden vergaderingen")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "held_on", "kind"], name="declaredmeeting_once"),
            # The account is given to the members, or it is none.
            models.CheckConstraint(
                condition=Q(account_year=None, account=None) | Q(kind="members", account_year__isnull=False),
                name="declaredmeeting_account_to_members",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"


@tracked()
class CriterionJudgement(models.Model):
    """Oordeel over een eis: what the gemeente thought on a day of a criterion that cannot be counted; the newest counts."""

    file = models.ForeignKey(LegitimacyFile, on_delete=models.CASCADE, related_name="judgements")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField(_("in orde"))
    note = models.CharField(_("waarom"), max_length=500)
    on = models.DateField(_("op"), default=today)
    by = _by(_("door"))

    class Meta:
        verbose_name = _("oordeel over een eis")
        verbose_name_plural = _("oordelen over eisen")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.note}"


@tracked()
class Recognition(models.Model):
    """Erkenning: the decision that a panel or dorpsbelang speaks for its area during a period, or that it does not.

    `checked` is how the criteria stood when the proposal was made. The period is half-open.
    """

    file = models.ForeignKey(LegitimacyFile, on_delete=models.CASCADE, related_name="recognitions")
    state = StateField(LIFE_CYCLE)
    words = models.TextField(_("toelichting van het bestuur"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("gevraagd op"), default=now, editable=False)
    asked_by = _by(_("gevraagd door"))
    advice = models.TextField(_("advies"), max_length=3000, blank=True)
    checked = models.JSONField(_("hoe de eisen ervoor stonden"), default=list, editable=False)
    proposed_by = _by(_("voorgesteld door"))
    valid_from = models.DateField(_("erkend vanaf"), null=True, blank=True)
    valid_until = models.DateField(_("erkend tot"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True, editable=False)
    decided_by = _by(_("besloten door"))
    reason = models.TextField(_("reden bij de laatste stap"), max_length=2000, blank=True, editable=False)
    doubted_by = _by(_("intrekking voorgesteld door"))
    doubt = models.TextField(_("waarom intrekken"), max_length=2000, blank=True, editable=False)
    ended_on = models.DateField(_("ingetrokken op"), null=True, blank=True, editable=False)
    ended_by = _by(_("ingetrokken door"))

    class Meta:
        verbose_name = _("erkenning")
        verbose_name_plural = _("erkenningen")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(state__in=OPEN), name="recognition_one_open_request"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="recognition_period_ordered",
            ),
            models.CheckConstraint(
                condition=(Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")))
                & (Q(ended_by=None) | Q(doubted_by=None) | ~Q(ended_by=F("doubted_by"))),
                name="recognition_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["state", "valid_until"], name="recognition_by_clock")]

    def __str__(self) -> str:
        return str(_("erkenning van %(name)s") % {"name": self.file})

    def get_absolute_url(self) -> str:
        return self.file.get_absolute_url()

    def holds_on(self, day) -> bool:
        """Whether the organisation is recognised by this decision on a day."""
        return self.state in HOLDING and self.valid_from <= day < self.valid_until

    @property
    def last_day(self):
        """The last day on which it holds, as people say it."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None


@tracked(exclude=["poster", "flyer", "square", "drawn_version"])
class Recruitment(Edited):
    """Werving: what a panel says to find members, on a page and in the print that is made of it."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="+"
    )
    headline = models.CharField(_("kop"), max_length=60)
    what = models.TextField(_("wat doet u?"), max_length=500)
    meets = models.CharField(_("wanneer komt u bij elkaar?"), max_length=160)
    asks = models.TextField(_("wat vraagt u van een nieuw lid?"), max_length=300)
    gives = models.CharField(_("wat krijgt iemand ervoor terug?"), max_length=160, blank=True)
    is_open = models.BooleanField(_("de pagina staat aan"), default=True)
    # Made by a worker from the texts of `drawn_version`.
    poster = models.OneToOneField(
        StoredFile, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    flyer = models.OneToOneField(
        StoredFile, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    square = models.OneToOneField(
        StoredFile, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    drawn_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("werving")
        verbose_name_plural = _("wervingen")

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("recognition:join", args=[self.organisation.slug])

    @property
    def is_drawn(self) -> bool:
        """Whether the print says what the page says."""
        return self.poster_id is not None and self.drawn_version == self.version


class SignUp(models.Model):
    """Aanmelding bij een panel: somebody who wants to join, for the board alone, and forgotten after three months.

    Not in the history: it is a message, and no address of a passer-by should be kept.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("naam"), max_length=80)
    contact = models.CharField(_("e-mailadres of telefoonnummer"), max_length=120)
    words = models.TextField(_("bericht"), max_length=1000, blank=True)
    at = models.DateTimeField(_("wanneer"), default=now)

    class Meta:
        verbose_name = _("aanmelding bij een panel")
        verbose_name_plural = _("aanmeldingen bij panels")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="signup_oldest")]

    def __str__(self) -> str:
        return self.name
