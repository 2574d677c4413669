"""Systems beside Rietwolde that are told what happens, at addresses that exist nowhere."""

from datetime import timedelta

from django.utils import timezone

from programmes.projects.models import Project
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.portal.webhooks.actions.hooks import make_webhook, switch
from wijkportaal.portal.webhooks.models import Happening, HookDelivery
from wijkportaal.portal.webhooks.sources import KINDS, SOURCES, told

STEPS = {"arrived": ("arrive",), "failed": ("give_up",), "waiting": ()}


def register_webhooks(*, by) -> None:
    """Make a webhook that waits for something to happen, and one with a message in each state that was switched off."""
    make_webhook(
        "Wijkapp", address="https://wijkapp.rietwolde.example/hook", kinds=["evaluatie.gepubliceerd"], by=by
    )
    source = next(source for source in SOURCES if source.model is Project)
    hook, _secret = make_webhook(
        "Zaaksysteem", address="https://zaken.rietwolde.example/berichten", kinds=list(KINDS), by=by
    )
    projects = (
        Project.objects.filter(published_at__isnull=False).select_related("area").order_by("pk")[: len(STEPS)]
    )
    for number, (steps, project) in enumerate(zip(STEPS.values(), projects, strict=True)):
        happening = Happening.objects.create(
            key=f"demonstration:{number}",
            kind="project.nieuwe-stand",
            at=timezone.now() - timedelta(hours=3 * number + 1),
            data=told(source, project),
        )
        arrived = "arrive" in steps
        delivery = HookDelivery.objects.create(
            webhook=hook,
            happening=happening,
            attempts=8 if "give_up" in steps else int(arrived),
            answer=200 if arrived else 503 if steps else None,
            milliseconds=84 if arrived else 9020 if steps else None,
            fault="" if arrived or not steps else "Het adres antwoordde met fout 503.",
            sent_at=timezone.now() if arrived else None,
        )
        for step in steps:
            perform(delivery, step, by=None)
    switch(hook, "switch_off", by=by, because="Het adres antwoordde met fout 503.")
