"""Writes about somebody's own data: the copy they ask for, leaving, and what the clock clears away."""

import logging
from datetime import timedelta

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people.actions import forget_person
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy import letters
from wijkportaal.foundation.privacy.documents import archive_of
from wijkportaal.foundation.privacy.models import Clearing, Export, KeepingTerm
from wijkportaal.foundation.privacy.queries import addresses_of, obstacles_for, retentions, term_of
from wijkportaal.foundation.privacy.registry import HOLDINGS, LEAVING, Holding, Retention

logger = logging.getLogger(__name__)

KEEP_EXPORT = timedelta(days=7)
# Asking again before this gives the copy that there is: nobody keeps a worker busy.
ASK_AGAIN_AFTER = timedelta(hours=1)


class CannotLeave(Exception):
    """Something that must be handed over before somebody leaves; the message says what, in Dutch."""


def ask_for_export(person: Person) -> Export:
    """Let a worker make a copy of all that is held of a person, in place of the one that there was."""
    now = timezone.now()
    with transaction.atomic():
        Export.objects.get_or_create(person=person)
        export = Export.objects.select_for_update().get(person=person)
        if export.job_id and export.asked_at > now - ASK_AGAIN_AFTER and not export.job.is_failed:
            return export
        export.asked_at, export.data, export.size, export.expires_at = now, b"", 0, None
        export.job = request_job(
            "privacy.make_export",
            subject=_("Uw gegevens verzamelen"),
            by=person,
            arguments={"export": export.pk},
            key=f"privacy.export:{export.pk}",
        )
        export.save()
    return export


def make_export(work, export: Export) -> None:
    """Make the file and say by mail that it is there; the mail itself holds nothing of it."""
    archive = archive_of(export.person)
    with work.finishing():
        export.data, export.size = archive, len(archive)
        export.expires_at = timezone.now() + term_of("privacy.exports")
        export.save(update_fields=["data", "size", "expires_at"])
        letter = letters.export_letter(export)
        send_letter(to=export.person.email, subject=letter.subject, body=letter.body)


def exports_past(term: timedelta = KEEP_EXPORT) -> QuerySet[Export]:
    """Return the copies that can be fetched no longer."""
    now = timezone.now()
    return Export.objects.filter(Q(expires_at__lt=now) | Q(asked_at__lt=now - term))


def forget_exports(term: timedelta = KEEP_EXPORT) -> int:
    """Delete the copies that can be fetched no longer; returns how many."""
    return exports_past(term).delete()[0]


def set_term(retention: Retention, term: timedelta, *, by) -> None:
    """Keep something for another term from now on; the portal's own term is written down as none of the gemeente."""
    with recorded(by=by, action="privacy.set_term"):
        own = KeepingTerm.objects.select_for_update().filter(name=retention.name)
        if term == retention.term:
            for each in own:
                each.delete()
        elif found := own.first():
            found.days = term.days
            found.save(update_fields=["days"])
        else:
            KeepingTerm.objects.create(name=retention.name, days=term.days)


def send_leaving_code(person: Person, code: str) -> None:
    """Send somebody the code with which they confirm that they leave."""
    letter = letters.code_letter(code)
    send_letter(to=person.email, subject=letter.subject, body=letter.body)


def leave(person: Person, *, by: Person | None = None) -> None:
    """Take away somebody's account at their own wish: their own things go, what they did stays without their name.

    `by` is who does it for them. Raises CannotLeave (Dutch) when something must be handed over first.
    """
    by = by or person
    with recorded(by=by, action="privacy.leave"):
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if obstacles := obstacles_for(locked):
            raise CannotLeave(" ".join(each.text for each in obstacles))
        addresses = addresses_of(locked)
        for prepare in LEAVING:
            prepare(locked, by=by)
        for holding in HOLDINGS:
            _take_away(holding, locked, addresses)
        forget_person(locked, by=by)


def _take_away(holding: Holding, person: Person, addresses: list[str]) -> None:
    if not (holding.goes or holding.wipes):
        return
    rows = holding.of(person, addresses)
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return
    found = holding.model._default_manager.filter(pk__in=keys)
    empty = {name: _nothing(holding.model, name) for name in holding.wipes}
    if holding.goes:
        found.delete()
    else:
        found.update(**empty)
    _take_from_history(holding, keys)


def _take_from_history(holding: Holding, keys: list[int]) -> None:
    """Empty in the lines of the history what was emptied, or all texts when the row itself is gone."""
    for events in getattr(holding.model, "pgh_event_models", {}).values():
        kept = {each.name for each in events._meta.get_fields() if each.concrete}
        names = [name for name in holding.wipes or holding.shows if name in kept]
        empty = {name: _nothing(events, name) for name in names if _is_text(events._meta.get_field(name))}
        if empty:
            with pgtrigger.ignore(f"{events._meta.label}:append_only"):
                events.objects.filter(pgh_obj_id__in=keys).update(**empty)


def _is_text(kind) -> bool:
    return isinstance(kind, models.CharField | models.TextField) and not kind.choices


def _nothing(model, name: str):
    kind = model._meta.get_field(name)
    if kind.null:
        return None
    return "" if _is_text(kind) else kind.get_default()


def clear_everything() -> None:
    """Clear away all that is past its term, each kind apart: what fails is noted and does not stop the others."""
    for kept in retentions():
        name = kept.retention.name
        try:
            removed, failed = kept.retention.clear(kept.term), False
        except Exception:
            logger.exception("clearing %s failed", name)
            removed, failed = 0, True
        Clearing.objects.get_or_create(name=name)
        Clearing.objects.filter(name=name).update(
            ran_at=timezone.now(),
            removed=removed,
            removed_ever=F("removed_ever") + removed,
            failed=failed,
        )
