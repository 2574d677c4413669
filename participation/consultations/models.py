from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.consultations.states import (
    CHANNELS,
    DRAFT,
    LIFE_CYCLE,
    OPEN,
    OUTCOMES,
    PUBLIC,
    QUESTION_KINDS,
    REPLY_SIGNS,
    REPORTED,
    TEXT,
    TITLE_SIGNS,
    WISH_CYCLE,
    WISH_OPEN,
)
from participation.initiatives.models import Initiative
from participation.signals.models import Signal
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def now():
    """Return the time, asked for when a row is made: the demonstration sets the clock back."""
    return timezone.now()


@tracked()
class QuestionSet(Edited):
    """Vragenlijst: a few questions to go round with. Once somebody answered them it is not changed but copied."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    title = models.CharField(_("naam"), max_length=120)
    intro = models.TextField(_("wat u aan de deur zegt"), max_length=1000, blank=True)
    copy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("kopie van")
    )

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Question(models.Model):
    """Vraag: one question of a set, open or with choices. Where it asks for wishes each answer becomes a card."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = models.CharField(_("vraag"), max_length=250)
    kind = models.CharField(_("soort"), max_length=10, choices=list(QUESTION_KINDS.items()), default=TEXT)
    choices = models.JSONField(_("keuzes"), default=list, blank=True)
    asks_wishes = models.BooleanField(_("vraagt naar wensen"), default=False)

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "number"], name="question_number_once"),
            models.CheckConstraint(
                condition=Q(asks_wishes=False) | Q(kind=TEXT), name="question_wishes_are_written"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def field_name(self) -> str:
        """The name of its field, on every form and on the phone."""
        return f"vraag-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.kind == TEXT


@tracked(exclude=["figures"])
class Consultation(Edited):
    """Vragenronde: going round an area with a question set, from the first to the last day.

    `figures` are the numbers as they were when the result was told: after that nobody knows any more at which door
    what happened.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, related_name="consultations", verbose_name=_("vragenlijst")
    )
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("waarom deze ronde"), max_length=2000, blank=True)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    is_online = models.BooleanField(_("ook online"), default=True)
    state = StateField(LIFE_CYCLE)
    reported_on = models.DateField(_("teruggemeld op"), null=True, blank=True, editable=False)
    figures = models.JSONField(_("cijfers"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("vragenronde")
        verbose_name_plural = _("vragenrondes")
        ordering = ["-ends_on", "-pk"]
        indexes = [
            models.Index(fields=["area", "state"], name="consultation_area"),
            models.Index(fields=["state", "ends_on"], name="consultation_clock"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consultation_lasts")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:round", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_reported(self) -> bool:
        return self.state == REPORTED

    @property
    def is_walked(self) -> bool:
        """Whether people can be asked today."""
        return self.state == OPEN and self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def is_coming(self) -> bool:
        return self.state == OPEN and timezone.localdate() < self.starts_on

    @property
    def takes_answers(self) -> bool:
        """Whether residents can answer online now."""
        return self.is_online and self.is_walked

    @property
    def takes_paper(self) -> bool:
        """Paper comes in until the result is told."""
        return self.state in PUBLIC and not self.is_reported and not self.is_coming


@tracked()
class WalkStreet(models.Model):
    """Straat van een ronde: a street, or a part of one, that is walked."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="streets")
    name = models.CharField(_("straat"), max_length=120)

    class Meta:
        verbose_name = _("straat van een ronde")
        verbose_name_plural = _("straten van een ronde")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "name"], name="walkstreet_once")]

    def __str__(self) -> str:
        return self.name


class WalkAddress(models.Model):
    """Adres van een ronde: one door. Nothing is known of who lives there."""

    street = models.ForeignKey(WalkStreet, models.CASCADE, related_name="addresses")
    number = models.CharField(_("huisnummer"), max_length=12)
    position = models.PositiveSmallIntegerField(_("plaats in de straat"))

    class Meta:
        verbose_name = _("adres van een ronde")
        verbose_name_plural = _("adressen van een ronde")
        ordering = ["street", "position"]
        constraints = [models.UniqueConstraint(fields=["street", "number"], name="walkaddress_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def full(self) -> str:
        """The street with the number."""
        return f"{self.street.name} {self.number}"


@tracked(exclude=["email"])
class Walker(models.Model):
    """Loper: who goes along the doors of some streets. Only they see their list."""

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="walkers")
    email = models.EmailField(_("e-mailadres"))
    streets = models.ManyToManyField(WalkStreet, related_name="walkers", verbose_name=_("straten"))

    class Meta:
        verbose_name = _("loper")
        verbose_name_plural = _("lopers")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["consultation", "email"], name="walker_once")]
        indexes = [models.Index(fields=["email"], name="walker_email")]

    def __str__(self) -> str:
        return self.email

    def get_absolute_url(self) -> str:
        return reverse("consultations:walk", args=[self.public_id])

    @property
    def area(self) -> Area:
        return self.consultation.area


# No history: at which door nobody was is not to be read a year later.
class Visit(models.Model):
    """Bezoek: what happened at a door. `key` was made on the phone, so that what comes twice is kept once."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="visits")
    street = models.ForeignKey(WalkStreet, models.CASCADE, related_name="+")
    address = models.ForeignKey(WalkAddress, models.SET_NULL, null=True, blank=True, related_name="visits")
    walker = models.ForeignKey(Walker, models.SET_NULL, null=True, blank=True, related_name="visits")
    key = models.CharField(_("sleutel"), max_length=40, unique=True)
    outcome = models.CharField(_("wat er gebeurde"), max_length=10, choices=list(OUTCOMES.items()))
    note = models.CharField(_("wanneer terugkomen"), max_length=100, blank=True)
    at = models.DateTimeField(_("wanneer"))
    received_at = models.DateTimeField(_("ontvangen op"), default=now)

    class Meta:
        verbose_name = _("bezoek")
        verbose_name_plural = _("bezoeken")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["consultation", "address", "at"], name="visit_of")]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


@tracked()
class Response(models.Model):
    """Ingevuld formulier: what one person answered. `counts` is empty while somebody has to say whether a late one does."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="responses")
    channel = models.CharField(_("hoe"), max_length=10, choices=list(CHANNELS.items()))
    street = models.ForeignKey(WalkStreet, models.SET_NULL, null=True, blank=True, related_name="+")
    visit = models.OneToOneField(Visit, models.SET_NULL, null=True, blank=True, related_name="response")
    given_at = models.DateTimeField(_("ingevuld op"), default=now)
    is_late = models.BooleanField(_("te laat"), default=False)
    counts = models.BooleanField(_("telt mee"), null=True, default=True)
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ingevoerd door")
    )

    class Meta:
        verbose_name = _("ingevuld formulier")
        verbose_name_plural = _("ingevulde formulieren")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["consultation", "-given_at"], name="response_newest")]

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def area(self) -> Area:
        return self.consultation.area


# What people said is taken away after its term, and nothing of it may stay behind in a history.
class Answer(models.Model):
    """Antwoord: what was said to one question; `choices` are places in the question's choices."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(_("antwoord"), blank=True)
    choices = models.JSONField(_("keuzes"), default=list)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        ordering = ["question__number"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="answer_once")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def chosen(self) -> list[str]:
        """What was chosen, in words."""
        return [label for place, label in enumerate(self.question.choices) if place in self.choices]


class Respondent(models.Model):
    """Invuller: who wants to hear what becomes of their wish, as far as they said. Forgotten once they were told."""

    response = models.OneToOneField(Response, models.CASCADE, related_name="respondent")
    name = models.CharField(_("naam"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    told_at = models.DateTimeField(_("bericht gekregen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("invuller")
        verbose_name_plural = _("invullers")

    def __str__(self) -> str:
        return self.name or str(_("een bewoner"))


# A title begins as the first words of somebody, and may hold a name until it is looked at.
@tracked(exclude=["title", "words", "card_count"])
class Wish(models.Model):
    """Wens: what one or more people want, and the answer to it. Its cards say who said it how."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="wishes")
    title = models.CharField(_("wens in het kort"), max_length=TITLE_SIGNS)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thema")
    )
    is_public = models.BooleanField(_("staat in de uitkomst"), default=True)
    state = StateField(WISH_CYCLE)
    reply = models.TextField(_("antwoord aan bewoners"), max_length=REPLY_SIGNS, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("initiatief")
    )
    signal = models.ForeignKey(
        Signal, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("signaal")
    )
    words = models.TextField(blank=True, editable=False)
    card_count = models.PositiveIntegerField(_("hoe vaak gezegd"), default=0, editable=False)

    class Meta:
        verbose_name = _("wens")
        verbose_name_plural = _("wensen")
        ordering = ["-card_count", "pk"]
        indexes = [models.Index(fields=["consultation", "state", "-card_count"], name="wish_of")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:wish", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.consultation.area

    @property
    def is_open(self) -> bool:
        return self.state == WISH_OPEN


@tracked(exclude=["text"])
class WishCard(models.Model):
    """Wenskaart: one wish as one person said it. It always lies with a wish, and moves when wishes are merged."""

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="cards")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="cards")
    text = models.TextField(_("wat iemand zei"))

    class Meta:
        verbose_name = _("wenskaart")
        verbose_name_plural = _("wenskaarten")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
