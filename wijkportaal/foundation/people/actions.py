from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import erase_from_history, recorded
from wijkportaal.foundation.languages.speaking import language_asked
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import NOWHERE, Person


def add_person(email: str, *, by, full_name: str = "", phone: str = "", verified: bool = False) -> Person:
    """Return the person with this address, made if there is none.

    `verified` says that the address is known to be theirs (they followed a link from a letter to it).
    Someone new has no password: they sign in by a code in the mail.
    """
    address = email.strip().lower()
    with recorded(by=by, action="people.add_person"):
        person = Person.objects.filter(email=address).first()
        if person is None:
            person = Person.objects.create_user(
                email=address,
                full_name=full_name.strip(),
                phone=phone.strip(),
                language=language_asked(),
            )
        own, _created = EmailAddress.objects.get_or_create(
            user=person, email=address, defaults={"primary": True, "verified": verified}
        )
        if verified and not own.verified:
            own.verified = True
            own.save(update_fields=["verified"])
    return person


def change_profile(person: Person, *, full_name: str, phone: str, language: str, by) -> Person:
    """Change what someone says of themselves."""
    with recorded(by=by, action="people.change_profile"):
        person.full_name, person.phone = full_name.strip(), phone.strip()
        person.language = language
        person.save(update_fields=["full_name", "phone", "language"])
    return person


def block_person(person: Person, *, by, reason: str = "") -> Person:
    """Take someone's way in; open sessions end with their next click. Their history stays."""
    with recorded(by=by, action="people.block_person", reason=reason):
        person.is_active = False
        person.save(update_fields=["is_active"])
    return person


def unblock_person(person: Person, *, by, reason: str = "") -> Person:
    """Give someone their way in back."""
    with recorded(by=by, action="people.unblock_person", reason=reason):
        person.is_active = True
        person.save(update_fields=["is_active"])
    return person


def reset_second_factor(person: Person, *, by) -> None:
    """Take away all apps, passkeys and recovery codes of someone; the person row notes when it was done."""
    with recorded(by=by, action="people.reset_second_factor"):
        Authenticator.objects.filter(user=person).delete()
        person.second_factor_reset_at = timezone.now()
        person.save(update_fields=["second_factor_reset_at"])


def forget_person(person: Person, *, by) -> Person:
    """Erase who someone was, now and in the history (AVG, art. 17). What they did stays, without their name.

    Their addresses, second factors and the letters to them go; the row stays, because records point to it.
    """
    with recorded(by=by, action="people.forget_person"):
        addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
        Letter.objects.filter(to__in=addresses).delete()
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        SocialAccount.objects.filter(user=person).delete()
        forgotten = {"email": f"vertrokken-{person.pk}{NOWHERE}", "full_name": "", "phone": ""}
        for field, value in forgotten.items():
            setattr(person, field, value)
        person.full_name = _("iemand die is vertrokken")
        person.is_active = person.is_staff = person.is_superuser = False
        person.set_unusable_password()
        person.save()
        erase_from_history(person, fields=forgotten, by=by)
    return person
