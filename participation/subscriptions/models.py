from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.subscriptions import calculations


class Rhythm(models.TextChoices):
    """Ritme: how soon somebody wants to hear of news."""

    AT_ONCE = calculations.AT_ONCE, _("meteen")
    DAILY = calculations.DAILY, _("een keer per dag, ’s ochtends")
    WEEKLY = calculations.WEEKLY, _("een keer per week, op maandag")


class Follower(models.Model):
    """Volger: somebody who gets mail about what they follow, by their account or by an address alone.

    No history is kept of followers and of what they follow: it is nobody's business afterwards.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persoon"),
    )
    email = models.EmailField(_("e-mailadres zonder account"), blank=True)
    since = models.DateTimeField(_("sinds"), default=timezone.now)
    bounced_at = models.DateTimeField(_("post kwam terug op"), null=True, blank=True)

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(email="") | Q(person__isnull=False, email=""),
                name="follower_account_or_address",
            ),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="follower_address_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def address(self) -> str:
        """Where the mail goes."""
        return self.person.email if self.person else self.email

    @property
    def masked_address(self) -> str:
        """The address as its owner knows it and a stranger does not: the link to a list may be passed on."""
        return calculations.masked(self.address)


class Subscription(models.Model):
    """Abonnement: one thing that a follower wants to hear of, and how soon."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="subscriptions")
    kind = models.CharField(_("soort"), max_length=30)
    ident = models.CharField(_("kenmerk"), max_length=200)
    rhythm = models.CharField(_("hoe vaak"), max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("abonnement")
        verbose_name_plural = _("abonnementen")
        ordering = ["kind", "asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["follower", "kind", "ident"], name="subscription_once"),
        ]
        indexes = [models.Index(fields=["kind", "ident"], name="subscription_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ident}"


class News(models.Model):
    """Nieuwtje: something that happened and that followers are told, once for each key.

    Only what everyone may read: it goes out by mail, and nothing can be called back.
    """

    key = models.CharField(_("sleutel"), max_length=200, unique=True)
    title = models.CharField(_("kop"), max_length=200)
    text = models.TextField(_("tekst"), blank=True)
    url = models.CharField(_("pad in het portaal"), max_length=300, blank=True)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("nieuwtje")
        verbose_name_plural = _("nieuwtjes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """Onderwerp: one thing that a piece of news is about; the first is the closest."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(_("soort"), max_length=30)
    ident = models.CharField(_("kenmerk"), max_length=200)
    position = models.PositiveSmallIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")
        constraints = [models.UniqueConstraint(fields=["news", "kind", "ident"], name="topic_once")]
        indexes = [models.Index(fields=["kind", "ident"], name="topic_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ident}"


class Pending(models.Model):
    """Nog te melden: news that waits for the mail to one follower; the row goes with the mail."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="pending")
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="+")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField(_("aan de beurt op"), db_index=True)

    class Meta:
        verbose_name = _("nog te melden nieuwtje")
        verbose_name_plural = _("nog te melden nieuwtjes")
        constraints = [models.UniqueConstraint(fields=["follower", "news"], name="pending_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
