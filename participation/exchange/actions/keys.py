"""The keys of systems that come in, and the systems to which signals go."""

from datetime import date

from django.utils import timezone

from participation.exchange.models import Key, System
from wijkportaal.foundation.api.actions import new_secret
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.operations.vault import seal, unseal

PURPOSE = "exchange.system"


def make_key(name: str, *, scopes: list[str], valid_until: date, by) -> tuple[Key, str]:
    """Make a key for a system; returns it with the text that is shown this once and kept nowhere."""
    text, kept = new_secret()
    with recorded(by=by, action="exchange.make_key"):
        key = Key.objects.create(
            name=name.strip(), scopes=sorted(scopes), valid_until=valid_until, made_by=by, **kept
        )
    return key, text


def revoke_key(key: Key, *, by) -> None:
    """Let a key open nothing any more, from now on."""
    with recorded(by=by, action="exchange.revoke_key"):
        locked = Key.objects.select_for_update(of=("self",)).get(pk=key.pk)
        locked.revoked_at = locked.revoked_at or timezone.now()
        locked.save(update_fields=["revoked_at"])


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
