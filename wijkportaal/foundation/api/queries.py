import hashlib

from django.db.models import QuerySet

from wijkportaal.foundation.api.models import AccessKey, Token
from wijkportaal.foundation.people.models import Person


def digest_of(secret: str) -> str:
    """Return what is stored of a key; it is random enough to need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def working_key(keys: QuerySet, typed: str) -> AccessKey | None:
    """Return the working key among these that somebody showed; None for any other."""
    found = keys.filter(digest=digest_of(typed[:200])).first() if typed else None
    return found if found and found.works else None


def tokens() -> QuerySet[Token]:
    """Return all tokens of people who may still sign in, each with its person."""
    return Token.objects.select_related("person").filter(person__is_active=True)


def tokens_of(person: Person) -> QuerySet[Token]:
    """Return the tokens of one person, newest first."""
    return Token.objects.filter(person=person)
