from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser

# Where the session keeps what the OpenID Connect provider said about its second factor.
ASSURANCE_KEY = "people_assurance"
# Where the session keeps for whom a second factor was found, so that not every page asks the database.
SECOND_FACTOR_KEY = "people_second_factor"

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(request) -> bool:
    """Whether the person of this session has passed, or at least has, a second factor.

    With an app or passkey of one's own allauth asks for it at every sign-in. A sign-in at the OpenID
    Connect provider counts when that named a level that we accept.
    """
    person, session = request.user, request.session
    if session.get(SECOND_FACTOR_KEY) == person.pk:
        return True
    if not (_assured_elsewhere(request, person) or second_factors_of(person).exists()):
        return False
    session[SECOND_FACTOR_KEY] = person.pk
    return True


def second_factors_of(person: AbstractBaseUser):
    """Return the apps and passkeys of a person; recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS)


def _assured_elsewhere(request, person) -> bool:
    said = request.session.get(ASSURANCE_KEY) or {}
    return bool(said.get("sufficient")) and any(
        record.get("method") == "socialaccount" and record.get("uid") == said.get("uid")
        for record in get_authentication_records(request, person)
    )
