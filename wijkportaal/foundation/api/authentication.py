"""Who asks: a key in a header, or the session of somebody who signed in."""

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication

from wijkportaal.foundation.api.actions import note_use
from wijkportaal.foundation.api.models import AccessKey
from wijkportaal.foundation.api.queries import tokens, working_key
from wijkportaal.foundation.operations.limits import Failures

WRONG_TOKENS = Failures("api.tokens", "20/h")


class KeyAuthentication(BaseAuthentication):
    """A key in the header (`Authorization: Bearer …`); who tries many wrong ones waits."""

    kinds = ("bearer", "token")
    wrong: Failures

    def keys(self):
        """Return the keys among which to look."""
        raise NotImplementedError

    def person_of(self, key: AccessKey):
        """Return who asks with this key; None when it is no person."""
        return

    def refusal(self) -> str:
        return "The api_key is not valid (any more)."

    def authenticate(self, request):
        typed = self.typed(request)
        if not typed:
            return None
        key = working_key(self.keys(), typed)
        if key is None:
            # Only who is wrong is counted: who is right may share the address, and asks Redis once less.
            if wait := self.wrong.note(request):
                raise exceptions.Throttled(wait)
            raise exceptions.AuthenticationFailed(self.refusal())
        note_use(key)
        return self.person_of(key), key

    def typed(self, request) -> str:
        kind, _space, value = request.headers.get("Authorization", "").partition(" ")
        return value.strip() if kind.lower() in self.kinds else ""


class TokenAuthentication(KeyAuthentication):
    """A token of a person."""

    kinds = ("bearer",)
    wrong = WRONG_TOKENS

    def keys(self):
        return tokens()

    def person_of(self, key):
        return key.person

    def refusal(self) -> str:
        return _("Dit token werkt niet (meer). Maak een nieuw token op de pagina met uw tokens.")

    def authenticate_header(self, request) -> str:
        return "Bearer"
