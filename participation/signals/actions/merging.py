"""Joining signals about the same thing, and taking them apart again."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from participation.signals.models import Signal, SignalStep, StepKind
from participation.signals.queries.likeness import the_same
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal


class MergeRefused(Exception):
    """Signals that cannot be joined; the message says why, in Dutch."""


def merge_signals(signals: Iterable[Signal], into: Signal, *, by) -> int:
    """Let signals go on as one with another, and tell their senders; returns how many were joined.

    Each keeps all that it had, so that `split_signal` brings it back. Merging into something that was merged leads to
    what stands for it now, and what was merged into these comes along. Raises MergeRefused when nothing is left to
    join, or one of them is closed: what its sender was told stays true.
    """
    with recorded(by=by, action="signals.merge_signals"):
        steps = join(signals, into, by=by)
        if not steps:
            raise MergeRefused(refusal("Deze signalen horen al bij elkaar."))
        tell_later(steps)
    return len(steps)


def foremost(signals: Iterable[Signal]) -> Signal:
    """Return which of signals best stands for all: one that is on the site, or may be, before one that may not, so
    that nothing disappears from the site; else the oldest."""
    return min(
        signals, key=lambda each: (not each.is_public, not each.wants_public, each.received_at, each.pk)
    )


def merge_same(signal: Signal, candidates, *, by) -> int:
    """Merge all open candidates that say word for word the same into a signal; returns how many."""
    return merge_signals(the_same(signal, candidates).order_by("received_at", "pk"), signal, by=by)


def join(signals: Iterable[Signal], into: Signal, *, by) -> list[SignalStep]:
    """Do what a merge is, in the caller's transaction; returns the steps of which the senders are to be told."""
    target = Signal.objects.get(pk=into.pk).head.pk
    wanted = Signal.objects.filter(pk__in=[signal.pk for signal in signals]).order_by()
    ids = {lead or pk for pk, lead in wanted.values_list("pk", "lead")} | {target}
    # Locked in one order, so that two who merge at once wait for each other and never for ever.
    locked = {
        each.pk: each
        for each in Signal.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    lead = locked.pop(target)
    if lead.lead_id is not None:
        raise MergeRefused(refusal("Dit signaal is net met een ander samengevoegd. Ververs de pagina."))
    joined = [each for each in locked.values() if each.lead_id is None]
    if joined and not all(each.is_open for each in (lead, *joined)):
        raise MergeRefused(
            refusal("Wat is afgehandeld, kunt u niet samenvoegen. De inzender kreeg daar al antwoord op.")
        )
    Signal.objects.filter(lead__in=joined).update(lead=lead)
    Signal.objects.filter(pk__in=[each.pk for each in joined]).update(lead=lead, merged_into=lead)
    lead.reports += sum(each.reports for each in joined)
    lead.save(update_fields=["reports"])
    return SignalStep.objects.bulk_create(
        SignalStep(signal=each, kind=StepKind.MERGED, other=lead, due_on=lead.due_on, by=by)
        for each in joined
    )


def split_signal(signal: Signal, *, by) -> Signal:
    """Undo a merge: the signal stands for itself again, with what had been merged into it. Its sender is told.

    Raises MergeRefused when it was not merged.
    """
    with recorded(by=by, action="signals.split_signal"):
        lead = Signal.objects.select_for_update(of=("self",)).filter(pk=signal.lead_id).first()
        parents = dict(Signal.objects.filter(lead=lead).values_list("pk", "merged_into")) if lead else {}
        if signal.pk not in parents:
            raise MergeRefused(refusal("Dit signaal is niet samengevoegd."))
        own = _below(signal.pk, parents)
        Signal.objects.filter(pk__in=own).update(lead=signal.pk)
        Signal.objects.filter(pk=signal.pk).update(lead=None, merged_into=None, reports=len(own) + 1)
        lead.reports = max(1, lead.reports - len(own) - 1)
        lead.save(update_fields=["reports"])
        SignalStep.objects.create(signal=lead, kind=StepKind.SPLIT, other=signal, by=by)
        tell_later([SignalStep.objects.create(signal=signal, kind=StepKind.SPLIT, other=lead, by=by)])
    signal.refresh_from_db()
    return signal


def _below(top: int, parents: dict[int, int]) -> set[int]:
    """Return all that was merged into `top`, also by way of others."""
    children: dict[int, list[int]] = {}
    for pk, parent in parents.items():
        children.setdefault(parent, []).append(pk)
    found, newest = set(), [top]
    while newest:
        newest = [child for pk in newest for child in children.get(pk, ())]
        found.update(newest)
    return found


def tell_later(steps: Iterable[SignalStep]) -> None:
    """Let a worker write to the senders of these steps, in the caller's transaction."""
    ids = [step.pk for step in steps]
    if ids:
        request_job("signals.tell_senders", subject=_("Inzenders bericht sturen"), arguments={"steps": ids})
