from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from wijkportaal.portal.webhooks.models import HookDelivery, Webhook
from wijkportaal.portal.webhooks.states import ACTIVE, FAILED, WAITING


def webhooks() -> QuerySet[Webhook]:
    """Return the webhooks by name, each with how many messages wait and failed, and when the last arrived; one query."""
    return Webhook.objects.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=WAITING)),
        failed=Count("deliveries", filter=Q(deliveries__state=FAILED)),
        last_sent=Max("deliveries__sent_at"),
    ).order_by("name", "pk")


def active() -> QuerySet[Webhook]:
    """Return the webhooks that are told what happens."""
    return Webhook.objects.filter(state=ACTIVE)


def log_of(webhook: Webhook) -> QuerySet[HookDelivery]:
    """Return what went to a webhook, newest first."""
    return webhook.deliveries.select_related("happening").order_by("-asked_at", "-pk")


def due() -> QuerySet[HookDelivery]:
    """Return what is to be sent by now."""
    return HookDelivery.objects.filter(
        state=WAITING, due_at__lte=timezone.now(), webhook__state=ACTIVE
    ).order_by("due_at", "pk")
