"""Writes on bodies of residents, with what they hold and agreed, and the reminders before an agreement ends."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.stewardship.letters import expiring_letter
from participation.stewardship.models import Agreement, Holding, Stewardship, StewardshipArea
from participation.stewardship.queries import nearly_over, who_to_remind
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.files.actions import delete_file, store_file
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter

Lines = Iterable[Mapping[str, Any]]


def register(
    values: Mapping[str, Any],
    *,
    by,
    holdings: Lines = (),
    agreements: Lines = (),
    initiative: Initiative | None = None,
) -> Stewardship:
    """Write a body down, with its `areas`, what it holds and what it agreed; `initiative` is what it came of."""
    fields = dict(values)
    areas = fields.pop("areas")
    with recorded(by=by, action="stewardship.register"):
        made = Stewardship.objects.create(initiative=initiative, edited_by=by, **fields)
        _place(made, areas)
        _keep_lines(Holding, made, holdings, by=by)
        _keep_lines(Agreement, made, agreements, by=by)
    return made


def keep(
    body: Stewardship, values: Mapping[str, Any], *, holdings: Lines, agreements: Lines, version: int, by
) -> Stewardship:
    """Change the record of a body that was read at `version`. Raises EditConflict as usual.

    A line with the `id` of one that is there changes it, one without is new, and what is not among the lines goes.
    """
    fields = dict(values)
    areas = fields.pop("areas", None)

    def then(locked: Stewardship) -> list[str]:
        changed = [
            areas is not None and _place(locked, areas),
            _keep_lines(Holding, locked, holdings, by=by),
            _keep_lines(Agreement, locked, agreements, by=by),
        ]
        # A change of the lines alone is a new version of the record too.
        return ["name"] if any(changed) else []

    return save_edit(body, fields, version=version, by=by, action="stewardship.keep", then=then)


def remove(body: Stewardship, *, by) -> None:
    """Take a record away that should not have been made. Raises EditRefused (Dutch) when there is more to it."""
    with recorded(by=by, action="stewardship.remove"):
        locked = Stewardship.objects.select_for_update(of=("self",)).get(pk=body.pk)
        if locked.holdings.exists() or locked.agreements.exists():
            raise EditRefused(
                refusal("Hier hangen nog bezit of afspraken aan. Is het gestopt? Vul dan de laatste dag in.")
            )
        locked.delete()


def _place(body: Stewardship, areas: Iterable[Area]) -> bool:
    wanted = {area.pk for area in areas}
    present = {row.area_id: row for row in StewardshipArea.objects.filter(stewardship=body)}
    for key in present.keys() - wanted:
        present[key].delete()
    for key in sorted(wanted - present.keys()):
        StewardshipArea.objects.create(stewardship=body, area_id=key)
    return wanted != present.keys()


def _keep_lines(model: type[Model], body: Stewardship, lines: Lines, *, by) -> bool:
    """Let these be the lines of a body; returns whether anything changed."""
    known = {row.pk: row for row in model.objects.filter(stewardship=body)}
    kept, changed = set(), False
    for line in lines:
        fields = dict(line)
        row = known.get(fields.pop("id", None)) or model(stewardship=body)
        upload, old = fields.pop("upload", None), None
        is_new = row.pk is None or any(getattr(row, name) != value for name, value in fields.items())
        for name, value in fields.items():
            setattr(row, name, value)
        if upload:
            old, row.document = row.document, store_file(upload, by=by)
        if is_new or upload:
            row.save()
            changed = True
        if old:
            delete_file(old, by=by)
        kept.add(row.pk)
    for key in known.keys() - kept:
        document = getattr(known[key], "document", None)
        known[key].delete()
        if document:
            delete_file(document, by=by)
        changed = True
    return changed


def remind() -> None:
    """Write to wijkmanagers and contact persons about agreements that end soon. Safe to call at any time.

    Each address hears it once for each end: an agreement that is renewed has another.
    """
    for agreement in nearly_over():
        letter = expiring_letter(agreement)
        for address in who_to_remind(agreement.stewardship):
            key = f"stewardship.expiring:{agreement.pk}:{agreement.ends_on}:{address}"
            send_letter(to=address, subject=letter.subject, body=letter.body, key=key)
