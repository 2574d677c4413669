"""Bringing messages to webhooks. Each is a row; nothing is sent inside a transaction."""

import json
import time
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.portal.webhooks.actions.hooks import secret_of, switch
from wijkportaal.portal.webhooks.client import GONE, Answer, NotDelivered, post
from wijkportaal.portal.webhooks.letters import switched_off_letter
from wijkportaal.portal.webhooks.models import Happening, HookDelivery, Webhook
from wijkportaal.portal.webhooks.queries import due
from wijkportaal.portal.webhooks.signatures import signature_of
from wijkportaal.portal.webhooks.sources import TEST
from wijkportaal.portal.webhooks.states import ACTIVE, GIVE_UP_AFTER, KEEP_LOG, TRY_AGAIN_AFTER, WAITING

# A worker that dies while it speaks to an address lets the row go after this.
LEASE = timedelta(minutes=5)
AT_ONCE = 50


def request_delivering() -> None:
    """Ask a worker to send, when there is something to send."""
    if due().exists():
        request_job("webhooks.deliver", subject=_("Berichten sturen"), key="webhooks.deliver")


def send_all() -> int:
    """Send what is due, one by one; returns how many arrived.

    After one failure the rest for that webhook waits for the next turn, so that an address that does not answer holds
    up nobody else.
    """
    arrived, failing = 0, set()
    for delivery in _claimed():
        if delivery.webhook_id in failing:
            HookDelivery.objects.filter(pk=delivery.pk, state=WAITING).update(
                due_at=timezone.now() + TRY_AGAIN_AFTER[0]
            )
        elif _send(delivery):
            arrived += 1
        else:
            failing.add(delivery.webhook_id)
    return arrived


def _claimed() -> list[HookDelivery]:
    with transaction.atomic():
        locked = due().select_for_update(of=("self",), skip_locked=True)
        found = list(locked.select_related("webhook", "happening")[:AT_ONCE])
        HookDelivery.objects.filter(pk__in=[each.pk for each in found]).update(due_at=timezone.now() + LEASE)
    return found


def _send(delivery: HookDelivery) -> bool:
    try:
        answer = _post(delivery)
    except NotDelivered as failure:
        _try_later(delivery, failure)
        return False

    def then(locked: HookDelivery) -> None:
        locked.sent_at, locked.fault, locked.attempts = timezone.now(), "", locked.attempts + 1
        locked.answer, locked.milliseconds = answer.status, answer.milliseconds
        locked.save()
        Webhook.objects.filter(pk=locked.webhook_id).update(failing_since=None)

    perform(delivery, "arrive", by=None, then=then)
    return True


def _post(delivery: HookDelivery) -> Answer:
    secret = secret_of(delivery.webhook)
    if not secret:
        raise NotDelivered(_("Het geheim is niet meer te lezen. Maak een nieuw geheim."))
    happening, moment = delivery.happening, int(time.time())
    body = json.dumps(
        {"type": happening.kind, "timestamp": happening.at.isoformat(), "data": happening.data},
        ensure_ascii=False,
    ).encode()
    mark = f"msg_{happening.mark.hex}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Wijkportaal",
        "webhook-id": mark,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature_of(secret, mark, moment, body),
    }
    return post(delivery.webhook.address, body, headers)


def _try_later(delivery: HookDelivery, failure: NotDelivered) -> None:
    now = timezone.now()
    HookDelivery.objects.filter(pk=delivery.pk).update(
        attempts=F("attempts") + 1,
        fault=str(failure)[:300],
        answer=failure.status,
        milliseconds=failure.milliseconds,
    )
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since=None).update(failing_since=now)
    delivery.refresh_from_db()
    if delivery.attempts > len(TRY_AGAIN_AFTER):
        perform(delivery, "give_up", by=None)
    else:
        later = now + TRY_AGAIN_AFTER[delivery.attempts - 1]
        HookDelivery.objects.filter(pk=delivery.pk, state=WAITING).update(due_at=later)
    webhook = Webhook.objects.select_related("made_by").get(pk=delivery.webhook_id)
    lasting = webhook.failing_since is not None and webhook.failing_since < now - GIVE_UP_AFTER
    if webhook.state == ACTIVE and (failure.status == GONE or lasting):
        _switch_off(webhook, str(failure))


def _switch_off(webhook: Webhook, because: str) -> None:
    with recorded(by=None, action="webhooks.switch_off"):
        switch(webhook, "switch_off", by=None, because=because)
        if webhook.made_by and webhook.made_by.is_active:
            letter = switched_off_letter(webhook, because)
            send_letter(to=webhook.made_by.email, subject=letter.subject, body=letter.body)


def send_test(webhook: Webhook, *, by) -> HookDelivery:
    """Put a message in line that says nothing happened, to see whether it arrives."""
    with recorded(by=by, action="webhooks.send_test"):
        data = {"bericht": _("Dit is een proef. Er is niets gebeurd.")}
        happening = Happening.objects.create(key=f"{TEST}:{uuid4()}", kind=TEST, at=timezone.now(), data=data)
        made = HookDelivery.objects.create(webhook=webhook, happening=happening)
        request_delivering()
    return made


def try_again(delivery: HookDelivery, *, by) -> None:
    """Send a message once more, with the same mark. Raises TransitionRefused while it is on its way."""

    def then(locked: HookDelivery) -> None:
        locked.attempts, locked.fault, locked.due_at = 0, "", timezone.now()
        locked.save(update_fields=["attempts", "fault", "due_at"])

    perform(delivery, "try_again", by=by, then=then)
    request_delivering()


def happenings_past(term: timedelta = KEEP_LOG) -> QuerySet[Happening]:
    """Return what happened longer ago than the log of it is kept."""
    return Happening.objects.filter(at__lt=timezone.now() - term)


def forget_old(term: timedelta = KEEP_LOG) -> int:
    """Take the log away after its term, with what it was about; returns how many happenings went."""
    with recorded(by=None, action="webhooks.forget_old"):
        old = happenings_past(term).values_list("pk", flat=True)[:5000]
        gone, _by_model = Happening.objects.filter(pk__in=list(old)).delete()
    return gone
