"""Bringing signals to melding systems and hearing how they stand. Each is a row; nothing is sent inside a transaction."""

from datetime import timedelta
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.exchange import shapes
from participation.exchange.actions.keys import secret_of
from participation.exchange.client import NotReached, ask
from participation.exchange.models import Delivery, Shape, System
from participation.exchange.queries import anything_due, due, to_collect
from participation.exchange.shapes import Standing, Unreadable
from participation.exchange.states import LOOK_EVERY, SENT, TRY_AGAIN_AFTER, WAITING
from participation.signals.actions import handling
from participation.signals.models import Signal
from participation.signals.states import ADDRESSED, TAKEN
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.transitions.actions import perform

# A worker that dies while it speaks to a system lets the row go after this.
LEASE = timedelta(minutes=5)
AT_ONCE = 50


def request_exchange() -> None:
    """Ask a worker to send and to look, when there is something to do; the clock calls it every minute."""
    if anything_due():
        request_job("exchange.exchange", subject=_("Signalen uitwisselen"), key="exchange.exchange")


def collect() -> int:
    """Put the signals in line that were addressed to an organisation with a system; returns how many."""
    with recorded(by=None, action="exchange.collect"):
        found = list(to_collect()[:AT_ONCE])
        by_organisation = {system.organisation_id: system for system in System.objects.filter(is_active=True)}
        for signal in found:
            Delivery.objects.create(signal=signal, system=by_organisation[signal.organisation_id])
    return len(found)


def send_all() -> int:
    """Send what is due, one by one; returns how many arrived."""
    return sum(_send(delivery) for delivery in _claimed(WAITING))


def look_all() -> int:
    """Ask how what was sent stands; returns of how many that changed something."""
    return sum(_look(delivery) for delivery in _claimed(SENT))


def _claimed(state: str) -> list[Delivery]:
    with transaction.atomic():
        locked = due(state).select_for_update(of=("self",), skip_locked=True)
        found = list(locked.select_related("signal__area", "system__organisation")[:AT_ONCE])
        Delivery.objects.filter(pk__in=[each.pk for each in found]).update(due_at=timezone.now() + LEASE)
    return found


def _send(delivery: Delivery) -> bool:
    try:
        their_id = _hand_over(delivery)
    except NotReached as failure:
        _try_later(delivery, str(failure), is_final=failure.is_final)
        return False
    except Unreadable:
        # It may have arrived: sending it again could make two of it.
        _try_later(delivery, _("Het antwoord van het systeem is niet te lezen."), is_final=True)
        return False

    def then(locked: Delivery) -> None:
        locked.their_id, locked.sent_at, locked.fault = their_id, timezone.now(), ""
        locked.due_at = timezone.now() + LOOK_EVERY
        locked.save()
        said = _("Doorgegeven aan het meldsysteem van %(system)s, kenmerk %(id)s.")
        handling.note(locked.signal, said % {"system": locked.system, "id": their_id}, by=None)

    perform(delivery, "arrive", by=None, then=then)
    return True


def _hand_over(delivery: Delivery) -> str:
    signal, system = delivery.signal, delivery.system
    what = {"text": signal.text, "category": system.category, "place": signal.place, "point": signal.point}
    base, secret, once = (
        system.address.rstrip("/"),
        secret_of(system),
        {"Idempotency-Key": str(delivery.mark)},
    )
    if system.shape == Shape.OPEN311:
        answer = ask(f"{base}/requests.json", headers=once, form=shapes.open311_form(**what, key=secret))
        their_id, token = shapes.open311_id(answer)
        if not (their_id or token):
            raise Unreadable("service_request_id")
        return their_id or f"token:{token}"
    body = shapes.signalen_body(**what, moment=signal.received_at.isoformat())
    headers = once | ({"Authorization": f"Bearer {secret}"} if secret else {})
    return shapes.signalen_id(ask(f"{base}/signals/v1/public/signals/", headers=headers, body=body))


def _try_later(delivery: Delivery, fault: str, *, is_final: bool) -> None:
    attempts = delivery.attempts + 1
    Delivery.objects.filter(pk=delivery.pk).update(attempts=attempts, fault=fault[:300])
    if is_final or attempts > len(TRY_AGAIN_AFTER):
        perform(delivery, "give_up", by=None)
    else:
        later = timezone.now() + TRY_AGAIN_AFTER[attempts - 1]
        Delivery.objects.filter(pk=delivery.pk, state=WAITING).update(due_at=later)


def _look(delivery: Delivery) -> bool:
    now = timezone.now()
    try:
        standing = _standing(delivery)
    except (NotReached, Unreadable) as failure:
        fault = str(failure) if isinstance(failure, NotReached) else _("Het antwoord is niet te lezen.")
        Delivery.objects.filter(pk=delivery.pk).update(
            looked_at=now, due_at=now + LOOK_EVERY, fault=fault[:300]
        )
        return False
    fresh = {"looked_at": now, "due_at": now + LOOK_EVERY, "fault": ""}
    if standing is None:
        Delivery.objects.filter(pk=delivery.pk).update(**fresh)
        return False
    with recorded(by=None, action="exchange.look"):
        Delivery.objects.filter(pk=delivery.pk).update(**fresh, said=standing.notes)
        signal = Signal.objects.select_related("area", "organisation").get(pk=delivery.signal_id)
        if standing.is_closed:
            perform(delivery, "close", by=None)
        return _bring_home(signal, delivery, standing)


def _standing(delivery: Delivery) -> Standing | None:
    """Ask the system how it stands; None while it has no number for it yet."""
    system = delivery.system
    base, secret = system.address.rstrip("/"), secret_of(system)
    if system.shape == Shape.SIGNALEN:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        address = f"{base}/signals/v1/public/signals/{quote(delivery.their_id, safe='')}"
        return shapes.signalen_standing(ask(address, headers=headers))
    if token := delivery.their_id.removeprefix("token:") if delivery.their_id.startswith("token:") else "":
        their_id, _token = shapes.open311_id(ask(f"{base}/tokens/{quote(token, safe='')}.json", headers={}))
        if their_id:
            Delivery.objects.filter(pk=delivery.pk).update(their_id=their_id)
        return None
    return shapes.open311_standing(
        ask(f"{base}/requests/{quote(delivery.their_id, safe='')}.json", headers={})
    )


def _bring_home(signal: Signal, delivery: Delivery, standing: Standing) -> bool:
    """Let the sender hear what the other system says, unless a colleague took the signal elsewhere since."""
    is_theirs = signal.organisation_id == delivery.system.organisation_id and signal.lead_id is None
    if not is_theirs or signal.state not in {ADDRESSED, TAKEN}:
        return False
    name = str(delivery.system)
    if standing.is_cancelled:
        said = standing.notes or _("%(name)s doet dit niet.") % {"name": name}
        handling.move_signal(signal, "decline", by=None, text=said, reason=said)
    elif standing.is_closed:
        said = standing.notes or _("%(name)s heeft dit afgehandeld.") % {"name": name}
        handling.move_signal(signal, "finish", by=None, text=said)
    elif standing.is_in_hand and signal.state == ADDRESSED:
        handling.move_signal(signal, "accept", by=None, text=_("%(name)s is ermee bezig.") % {"name": name})
    else:
        return False
    return True


def try_again(delivery: Delivery, *, by) -> None:
    """Send once more what did not arrive. Raises TransitionRefused when it did since."""

    def then(locked: Delivery) -> None:
        locked.attempts, locked.fault, locked.due_at = 0, "", timezone.now()
        locked.save(update_fields=["attempts", "fault", "due_at"])

    perform(delivery, "try_again", by=by, then=then)
    request_exchange()
