"""The addresses of other systems, and their secrets."""

from django.utils import timezone

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.operations.vault import seal, unseal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.portal.webhooks.models import HookDelivery, Webhook
from wijkportaal.portal.webhooks.signatures import new_secret
from wijkportaal.portal.webhooks.states import WAITING

PURPOSE = "webhooks.webhook"


def make_webhook(name: str, *, address: str, kinds: list[str], by) -> tuple[Webhook, str]:
    """Register an address; returns it with its secret, which is shown this once."""
    secret = new_secret()
    with recorded(by=by, action="webhooks.make_webhook"):
        made = Webhook.objects.create(
            name=name.strip(),
            address=address,
            kinds=sorted(kinds),
            secret=seal(secret, purpose=PURPOSE),
            made_by=by,
        )
    return made, secret


def change_webhook(webhook: Webhook, *, name: str, address: str, kinds: list[str], by) -> Webhook:
    """Change where it goes and what is told."""
    with recorded(by=by, action="webhooks.change_webhook"):
        locked = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        locked.name, locked.address, locked.kinds = name.strip(), address, sorted(kinds)
        locked.save()
    return locked


def renew_secret(webhook: Webhook, *, by) -> str:
    """Give a webhook another secret and return it; the old one signs nothing any more."""
    secret = new_secret()
    with recorded(by=by, action="webhooks.renew_secret"):
        locked = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        locked.secret = seal(secret, purpose=PURPOSE)
        locked.save(update_fields=["secret"])
    return secret


def secret_of(webhook: Webhook) -> str:
    """Return the secret with which messages are signed; empty when it cannot be read any more."""
    return unseal(webhook.secret, purpose=PURPOSE)


def switch(webhook: Webhook, step: str, *, by, because: str = "") -> Webhook:
    """Switch a webhook on or off. On: what happens from now on is told, and what waited is let go."""

    def then(locked: Webhook) -> None:
        locked.off_because, locked.failing_since = because[:300], None
        if step == "switch_on":
            locked.active_since = timezone.now()
            HookDelivery.objects.filter(webhook=locked, state=WAITING).delete()
        locked.save()

    return perform(webhook, step, by=by, then=then)


def remove_webhook(webhook: Webhook, *, by) -> None:
    """Take a webhook away, with its log."""
    with recorded(by=by, action="webhooks.remove_webhook"):
        Webhook.objects.filter(pk=webhook.pk).delete()
