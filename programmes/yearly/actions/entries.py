"""Writes on the projects that are taken into a programme, and on its agenda."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.projects.actions import publish_projects
from programmes.projects.models import Project
from programmes.yearly.actions.drafts import moved, renumber, while_adopted, while_draft
from programmes.yearly.calculations import look_back_line
from programmes.yearly.models import AgendaItem, Entry, Programme
from programmes.yearly.queries import last_entries
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused


def add_entry(programme: Programme, project: Project, *, promise: str = "", by) -> Entry:
    """Take a project into the programme; one that is in already is returned as it is."""
    return add_entries(programme, [project], promise=promise, by=by)[0]


def add_entries(programme: Programme, projects: Iterable[Project], *, promise: str = "", by) -> list[Entry]:
    """Take projects into the programme in one go; doing it twice changes nothing."""
    with while_draft(programme, by=by, action="yearly.add_entries"):
        present = {entry.project_id: entry for entry in programme.entries.all()}
        number = max((entry.number for entry in present.values()), default=0)
        entries = []
        for project in projects:
            if project.pk not in present:
                number += 1
                present[project.pk] = Entry.objects.create(
                    programme=programme, project=project, number=number, promise=promise, edited_by=by
                )
            entries.append(present[project.pk])
        number_entries(programme)
    return entries


def take_over(programme: Programme, projects: Iterable[Project] | None = None, *, by) -> list[Entry]:
    """Take in projects of last year's programme: those that are named, or all that are not finished.

    The project itself goes on, with its state and its trail; what was promised becomes a line that looks
    back. Doing it twice changes nothing.
    """
    with while_draft(programme, by=by, action="yearly.take_over"):
        before = {entry.project_id: entry for entry in last_entries(programme)}
        if projects is not None:
            wanted = {project.pk for project in projects}
            before = {key: entry for key, entry in before.items() if key in wanted}
        entries = add_entries(programme, [entry.project for entry in before.values()], by=by)
        for entry in entries:
            if entry.carried_from_id is None:
                entry.carried_from = before[entry.project_id]
                entry.look_back = look_back_line(entry.carried_from)
                entry.save(update_fields=["carried_from", "look_back"])
    return entries


def edit_entry(entry: Entry, values: Mapping[str, Any], *, version: int, by) -> Entry:
    """Save what is promised about a project this year; raises as `edit_programme` does."""
    with while_draft(entry.programme, by=by, action="yearly.edit_entry"):
        return save_edit(entry, values, version=version, by=by, action="yearly.edit_entry")


def move_entry(entry: Entry, *, places: int, by) -> None:
    """Move a project `places` up (negative) or down among those of its theme; numbers follow."""
    with while_draft(entry.programme, by=by, action="yearly.move_entry"):
        entries = list(entry.programme.entries.select_related("project__theme"))
        same = [each for each in entries if each.project.theme_id == entry.project.theme_id]
        rest = [each for each in entries if each.project.theme_id != entry.project.theme_id]
        ordered = sorted([*moved(same, entry, places), *rest], key=_theme_rank)
        renumber(ordered, "number")


def remove_entry(entry: Entry, *, by) -> None:
    """Take a project out of the programme; the project itself stays."""
    with while_draft(entry.programme, by=by, action="yearly.remove_entry"):
        entry.delete()
        number_entries(entry.programme)


def agree(entry: Entry) -> None:
    """Keep with an entry what residents are told of its project from now on."""
    project = entry.project
    entry.agreed_title = project.title
    entry.agreed_what = project.what
    entry.agreed_state = project.state
    entry.agreed_start = project.start.index if project.start else None
    entry.agreed_end = project.end.index if project.end else None
    entry.agreed_cost = project.cost_total
    entry.save()


def add_after_adoption(programme: Programme, project: Project, *, promise: str, by) -> Entry:
    """Take a project into an adopted programme, under a number of its own; one that was dropped comes back.

    Raises EditRefused when it is in already.
    """
    with while_adopted(programme, by=by, action="yearly.add_after_adoption") as locked:
        entry = locked.entries.filter(project=project).first()
        if entry and entry.dropped_at is None:
            raise EditRefused(_("Dit project staat al in het programma."))
        if entry is None:
            last = locked.entries.aggregate(last=Max("number"))["last"] or 0
            entry = Entry(programme=locked, project=project, number=last + 1, version=0)
        entry.promise, entry.added_at = promise, timezone.now()
        entry.dropped_at, entry.dropped_because = None, ""
        _touch(entry, by=by)
        agree(entry)
        if locked.is_published:
            publish_projects([project], year=locked.year, by=by)
    return entry


def drop_after_adoption(entry: Entry, *, because: str, by) -> Entry:
    """Take a project out of an adopted programme. It stays known: it was promised. Raises EditRefused."""
    with while_adopted(entry.programme, by=by, action="yearly.drop_after_adoption", reason=because):
        locked = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        if locked.dropped_at is not None:
            raise EditRefused(_("Dit project is al uit het programma gehaald."))
        locked.dropped_at, locked.dropped_because = timezone.now(), because
        _touch(locked, by=by)
        locked.save()
    return locked


def _touch(entry: Entry, *, by) -> None:
    entry.version, entry.edited_at, entry.edited_by = entry.version + 1, timezone.now(), by


def number_entries(programme: Programme) -> None:
    """Number the entries from 1 in the order of the brochure: by theme, then as they stood.

    Runs inside the transaction of the action that changed them.
    """
    entries = list(programme.entries.select_related("project__theme").order_by("number"))
    renumber(sorted(entries, key=_theme_rank), "number")


def save_agenda_item(
    programme: Programme,
    values: Mapping[str, Any],
    *,
    item: AgendaItem | None = None,
    version: int = 0,
    by,
) -> AgendaItem:
    """Add a date to the agenda, or change one that was read at `version`; raises as `edit_programme` does."""
    with while_draft(programme, by=by, action="yearly.save_agenda_item"):
        if item is None:
            return AgendaItem.objects.create(programme=programme, edited_by=by, **values)
        return save_edit(item, values, version=version, by=by, action="yearly.save_agenda_item")


def remove_agenda_item(item: AgendaItem, *, by) -> None:
    """Take a date off the agenda of a draft."""
    with while_draft(item.programme, by=by, action="yearly.remove_agenda_item"):
        item.delete()


def _theme_rank(entry: Entry) -> tuple[int, str]:
    return entry.project.theme.position, entry.project.theme.name
