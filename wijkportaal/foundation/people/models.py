from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.languages.states import DUTCH, LANGUAGES

# Where the address points of whoever is gone: a name that no mail can ever reach.
NOWHERE = "@portaal.invalid"


class People(BaseUserManager):
    """The people of the portal, found by e-mail address whatever its capitals."""

    def create_user(self, email, password=None, **fields):
        """Create a person; without a password they sign in by a code in the mail."""
        if not email:
            raise ValueError("A person needs an e-mail address.")
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        """Create a technician: may do all and sees Django's admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        return self.get(email=username.strip().lower())


@tracked(exclude=["password", "last_login"])
class Person(AbstractBaseUser, PermissionsMixin):
    """Persoon: someone who can sign in; what they may do follows from their roles in areas."""

    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    full_name = models.CharField(_("naam"), max_length=150, blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    language = models.CharField(
        _("taal van mails"), max_length=2, choices=list(LANGUAGES.items()), default=DUTCH
    )
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    is_staff = models.BooleanField(_("technisch beheerder"), default=False)
    joined_at = models.DateTimeField(_("sinds"), auto_now_add=True)
    second_factor_reset_at = models.DateTimeField(_("tweede stap gewist op"), null=True, blank=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def is_gone(self) -> bool:
        """Whether the account was taken away: there is nobody to give anything back to."""
        return self.email.endswith(NOWHERE)

    def clean(self) -> None:
        self.email = self.email.strip().lower()
