"""The keys of systems that come in, and the systems to which signals go."""

import secrets
from datetime import date

from django.utils import timezone

from participation.exchange.models import Key, System
from participation.exchange.queries import digest_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.operations.vault import seal, unseal

PURPOSE = "exchange.system"


def make_key(name: str, *, scopes: list[str], valid_until: date, by) -> tuple[Key, str]:
    """Make a key for a system; returns it with the text that is shown this once and kept nowhere."""
    text = f"wp_{secrets.token_urlsafe(30)}"
    with recorded(by=by, action="exchange.make_key"):
        key = Key.objects.create(
            name=name.strip(),
            start=text[:7],
            digest=digest_of(text),
            scopes=sorted(scopes),
            valid_until=valid_until,
            made_by=by,
        )
    return key, text


def revoke_key(key: Key, *, by) -> None:
    """Let a key open nothing any more, from now on."""
    with recorded(by=by, action="exchange.revoke_key"):
        locked = Key.objects.select_for_update(of=("self",)).get(pk=key.pk)
        locked.revoked_at = locked.revoked_at or timezone.now()
        locked.save(update_fields=["revoked_at"])


def note_use(key: Key) -> None:
    """Note that a key was used, at most once an hour."""
    now = timezone.now()
    if key.used_at is None or (now - key.used_at).total_seconds() > 3600:
        Key.objects.filter(pk=key.pk).update(used_at=now)


def save_system(system: System | None, *, secret: str, by, **values) -> System:
    """Write down to which system signals to an organisation go; an empty secret keeps the one that there was."""
    with recorded(by=by, action="exchange.save_system"):
        found = System.objects.select_for_update(of=("self",)).get(pk=system.pk) if system else System()
        for name, value in values.items():
            setattr(found, name, value)
        if secret:
            found.secret = seal(secret, purpose=PURPOSE)
        found.save()
    return found


def secret_of(system: System) -> str:
    """Return the key with which we speak to a system; empty when there is none, or it cannot be read any more."""
    return unseal(system.secret, purpose=PURPOSE)
