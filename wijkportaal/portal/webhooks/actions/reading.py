"""Finding what happened: the history of some tables is read from where it was left (docs/adr/0146).

A line of the history gets its number before its transaction commits, so a lower number can show up after a higher one
was read. Therefore what is younger than OVERLAP is read again and again, and each happening has a key that is there once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.webhooks.models import Happening, HookDelivery, ReadingMark, Webhook
from wijkportaal.portal.webhooks.queries import active
from wijkportaal.portal.webhooks.sources import SOURCES, Source, told

# Longer than any transaction of ours takes.
OVERLAP = timedelta(minutes=10)
AT_ONCE = 500


def collect() -> int:
    """Put in line what happened since the last time, for each webhook that wants it; returns how many messages."""
    hooks = list(active())
    if not hooks:
        # Whoever begins later is not told what happened before.
        ReadingMark.objects.all().delete()
        return 0
    with recorded(by=None, action="webhooks.collect"):
        return sum(_read(source, hooks) for source in SOURCES)


def _read(source: Source, hooks: list[Webhook]) -> int:
    settled = timezone.now() - OVERLAP
    mark, _created = ReadingMark.objects.select_for_update(of=("self",)).get_or_create(
        source=source.label, defaults={"position": _last_before(source, settled)}
    )
    wanted = {kind for hook in hooks for kind in hook.kinds}
    since = min(hook.active_since for hook in hooks)
    number, lines = 0, _lines(source, mark.position)
    while batch := _some(lines):
        found = [
            (line, kind) for line, before in batch for kind in source.meaning(before, line) if kind in wanted
        ]
        number += _tell(source, [pair for pair in found if pair[0]["pgh_created_at"] >= since], hooks)
        older = [line["pgh_id"] for line, _before in batch if line["pgh_created_at"] < settled]
        mark.position = max([mark.position, *older])
    mark.save(update_fields=["position"])
    return number


def _last_before(source: Source, moment: datetime) -> int:
    lines = source.history.objects.filter(pgh_created_at__lt=moment)
    return lines.aggregate(last=Max("pgh_id"))["last"] or 0


def _lines(source: Source, position: int) -> Iterator[tuple[dict, dict]]:
    """Yield each line after a position with the one before it of the same record; empty when there was none."""
    history = source.history.objects
    previous = history.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by(
        "-pgh_id"
    )
    before = {f"before_{column}": Subquery(previous.values(column)[:1]) for column in source.columns}
    lines = (
        history.filter(pgh_id__gt=position)
        .exclude(pgh_label="deleted")
        .annotate(before_id=Subquery(previous.values("pgh_id")[:1]), **before)
        .order_by("pgh_id")
        .values("pgh_id", "pgh_obj_id", "pgh_created_at", "before_id", *source.columns, *before)
    )
    for line in lines.iterator(chunk_size=AT_ONCE):
        known = line["before_id"] is not None
        yield line, {column: line[f"before_{column}"] for column in source.columns} if known else {}


def _some(lines: Iterator) -> list:
    return [pair for _number, pair in zip(range(AT_ONCE), lines, strict=False)]


def _tell(source: Source, found: list[tuple[dict, str]], hooks: list[Webhook]) -> int:
    """Write down what anyone may know of, and a message for each webhook that wants it and has none yet."""
    if not found:
        return 0
    public = source.public().in_bulk({line["pgh_obj_id"] for line, _kind in found})
    news = [
        Happening(
            key=f"{source.label}:{line['pgh_id']}:{kind}",
            kind=kind,
            at=line["pgh_created_at"],
            data=told(source, public[line["pgh_obj_id"]], line.get("state", "")),
        )
        for line, kind in found
        if line["pgh_obj_id"] in public
    ]
    Happening.objects.bulk_create(news, ignore_conflicts=True)
    kept = Happening.objects.filter(key__in=[each.key for each in news])
    messages = [
        HookDelivery(webhook=hook, happening=happening)
        for happening in kept
        for hook in hooks
        if happening.kind in hook.kinds and happening.at >= hook.active_since
    ]
    before = HookDelivery.objects.count()
    HookDelivery.objects.bulk_create(messages, ignore_conflicts=True)
    return HookDelivery.objects.count() - before
