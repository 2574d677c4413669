import secrets
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wijkportaal.foundation.api.models import AccessKey, Reply, Token
from wijkportaal.foundation.api.queries import digest_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.people.models import Person

# As long as a program may send the same once more; after that its key is free again.
KEEP_REPLIES = timedelta(days=1)


class SentOtherwise(Exception):
    """An idempotency key that was used before, for something else."""


def new_secret() -> tuple[str, dict[str, str]]:
    """Make a secret; returns it with what is kept of it: its beginning, to know it by, and its checksum."""
    text = f"wp_{secrets.token_urlsafe(30)}"
    return text, {"start": text[:7], "digest": digest_of(text)}


def note_use(key: AccessKey) -> None:
    """Note that a key was used, at most once an hour."""
    now = timezone.now()
    if key.used_at is None or (now - key.used_at).total_seconds() > 3600:
        type(key)._default_manager.filter(pk=key.pk).update(used_at=now)


def make_token(name: str, *, scopes: list[str], valid_until: date, by: Person) -> tuple[Token, str]:
    """Make a token for oneself; returns it with the text that is shown this once and kept nowhere."""
    text, kept = new_secret()
    with recorded(by=by, action="api.make_token"):
        token = Token.objects.create(
            name=name.strip(), scopes=sorted(scopes), valid_until=valid_until, person=by, **kept
        )
    return token, text


def revoke_token(token: Token, *, by: Person) -> None:
    """Let a token open nothing any more, from now on."""
    with recorded(by=by, action="api.revoke_token"):
        locked = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
        locked.revoked_at = locked.revoked_at or timezone.now()
        locked.save(update_fields=["revoked_at"])


def answer_once(
    person: Person, key: str, sent: str, act: Callable[[], tuple[int, dict, str]]
) -> tuple[Reply, bool]:
    """Do something under an idempotency key; returns what was answered, and whether it was done now.

    `sent` is all that was sent; `act` gives a status, a body and the address of what it made. Of two at the same time
    the second waits for the first and gets its answer. What fails keeps nothing, so that the key can be used again.
    Raises SentOtherwise when the key was used for something else.
    """
    with transaction.atomic():
        reply, is_new = Reply.objects.get_or_create(
            person=person, mark=digest_of(key), defaults={"request": digest_of(sent)}
        )
        if not is_new and reply.request != digest_of(sent):
            raise SentOtherwise
        if is_new:
            reply.status, reply.body, reply.location = act()
            reply.save(update_fields=["status", "body", "location"])
        return reply, is_new


def replies_past(term: timedelta = KEEP_REPLIES) -> QuerySet[Reply]:
    """Return what was answered longer ago than a program may send it again."""
    return Reply.objects.filter(made_at__lt=timezone.now() - term)


def forget_replies(term: timedelta = KEEP_REPLIES) -> int:
    """Forget what was answered longer ago than a program may send it again; returns how many."""
    return replies_past(term).delete()[0]
