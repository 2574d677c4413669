"""Every write on programmes: texts, projects taken in, agenda and the steps of the life cycle."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.projects.actions import publish_projects
from programmes.projects.models import Project
from programmes.projects.states import UNFINISHED
from programmes.yearly.models import AgendaItem, Entry, Part, PartKind, Programme
from programmes.yearly.states import ProgrammeClosed
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.transitions.actions import perform


def create_programme(area: Area, year: int, *, title: str = "", by) -> Programme:
    """Create the programme of an area for a year, as a draft with all its parts still empty.

    Raises IntegrityError when the area has one for that year already; the form says so before.
    """
    with recorded(by=by, action="yearly.create_programme"):
        programme = Programme.objects.create(
            area=area,
            year=year,
            title=title or _("Programma %(area)s %(year)s") % {"area": area.name, "year": year},
            edited_by=by,
        )
        Part.objects.bulk_create(
            Part(programme=programme, kind=kind, title=_heading(kind), position=position, edited_by=by)
            for position, kind in enumerate(PartKind, start=1)
        )
    return programme


def edit_programme(programme: Programme, values: Mapping[str, Any], *, version: int, by) -> Programme:
    """Save the title and introduction of a draft that was read at `version`.

    Raises EditConflict when somebody saved it in between, ProgrammeClosed when it is no draft any more.
    """
    with _draft(programme, by=by, action="yearly.edit_programme"):
        return save_edit(programme, values, version=version, by=by, action="yearly.edit_programme")


def set_cover(programme: Programme, upload, *, alt: str = "", by) -> None:
    """Put a picture on the cover, or take it off when `upload` is None."""
    with _draft(programme, by=by, action="yearly.set_cover") as locked:
        locked.cover = store_picture(upload, alt=alt, by=by) if upload else None
        locked.save(update_fields=["cover"])


def edit_part(part: Part, values: Mapping[str, Any], *, version: int, by) -> Part:
    """Save a part of a draft that was read at `version`; raises as `edit_programme` does."""
    with _draft(part.programme, by=by, action="yearly.edit_part"):
        return save_edit(part, values, version=version, by=by, action="yearly.edit_part")


def set_part_picture(part: Part, upload, *, alt: str = "", credit: str = "", by) -> None:
    """Put a picture beside a part, or take it away when `upload` is None."""
    with _draft(part.programme, by=by, action="yearly.set_part_picture"):
        part.picture = store_picture(upload, alt=alt, credit=credit, by=by) if upload else None
        part.save(update_fields=["picture"])


def add_part(programme: Programme, *, kind: str, title: str, by) -> Part:
    """Add one more part (a second corporatie, say) behind the others of its kind."""
    with _draft(programme, by=by, action="yearly.add_part"):
        last = programme.parts.aggregate(last=Max("position"))["last"] or 0
        part = Part.objects.create(
            programme=programme, kind=kind, title=title, position=last + 1, edited_by=by
        )
        order = sorted(programme.parts.all(), key=lambda each: (_rank(each), each.position))
        _renumber(order, "position")
    return part


def move_part(part: Part, *, places: int, by) -> None:
    """Move a part `places` up (negative) or down."""
    with _draft(part.programme, by=by, action="yearly.move_part"):
        _renumber(_moved(list(part.programme.parts.all()), part, places), "position")


def remove_part(part: Part, *, by) -> None:
    """Take a part out of a draft; its text stays in the history."""
    with _draft(part.programme, by=by, action="yearly.remove_part"):
        part.delete()


def add_entry(programme: Programme, project: Project, *, promise: str = "", by) -> Entry:
    """Take a project into the programme; one that is in already is returned as it is."""
    return add_entries(programme, [project], promise=promise, by=by)[0]


def add_entries(programme: Programme, projects: Iterable[Project], *, promise: str = "", by) -> list[Entry]:
    """Take projects into the programme in one go; doing it twice changes nothing."""
    with _draft(programme, by=by, action="yearly.add_entries"):
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


def take_over_unfinished(programme: Programme, *, by) -> list[Entry]:
    """Take in every project of last year's programme that is not finished; doing it twice changes nothing."""
    projects = Project.objects.filter(
        pk__in=Entry.objects.filter(
            programme__area=programme.area_id, programme__year=programme.year - 1
        ).values("project"),
        state__in=UNFINISHED,
    ).order_by("pk")
    return add_entries(programme, projects, by=by)


def edit_entry(entry: Entry, values: Mapping[str, Any], *, version: int, by) -> Entry:
    """Save what is promised about a project this year; raises as `edit_programme` does."""
    with _draft(entry.programme, by=by, action="yearly.edit_entry"):
        return save_edit(entry, values, version=version, by=by, action="yearly.edit_entry")


def move_entry(entry: Entry, *, places: int, by) -> None:
    """Move a project `places` up (negative) or down among those of its theme; numbers follow."""
    with _draft(entry.programme, by=by, action="yearly.move_entry"):
        entries = list(entry.programme.entries.select_related("project__theme"))
        same = [each for each in entries if each.project.theme_id == entry.project.theme_id]
        rest = [each for each in entries if each.project.theme_id != entry.project.theme_id]
        ordered = sorted([*_moved(same, entry, places), *rest], key=_theme_rank)
        _renumber(ordered, "number")


def remove_entry(entry: Entry, *, by) -> None:
    """Take a project out of the programme; the project itself stays."""
    with _draft(entry.programme, by=by, action="yearly.remove_entry"):
        entry.delete()
        number_entries(entry.programme)


def number_entries(programme: Programme) -> None:
    """Number the entries from 1 in the order of the brochure: by theme, then as they stood.

    Runs inside the transaction of the action that changed them.
    """
    entries = list(programme.entries.select_related("project__theme").order_by("number"))
    _renumber(sorted(entries, key=_theme_rank), "number")


def save_agenda_item(
    programme: Programme,
    values: Mapping[str, Any],
    *,
    item: AgendaItem | None = None,
    version: int = 0,
    by,
) -> AgendaItem:
    """Add a date to the agenda, or change one that was read at `version`; raises as `edit_programme` does."""
    with _draft(programme, by=by, action="yearly.save_agenda_item"):
        if item is None:
            return AgendaItem.objects.create(programme=programme, edited_by=by, **values)
        return save_edit(item, values, version=version, by=by, action="yearly.save_agenda_item")


def remove_agenda_item(item: AgendaItem, *, by) -> None:
    """Take a date off the agenda of a draft."""
    with _draft(item.programme, by=by, action="yearly.remove_agenda_item"):
        item.delete()


def change_state(programme: Programme, step: str, *, by, reason: str = "") -> Programme:
    """Take a step in the life of a programme and do what follows from it, in one transaction.

    Adopting writes down what is agreed per project; publishing makes the projects public. Raises
    TransitionRefused (Dutch) when the step cannot be taken now.
    """
    return perform(
        programme,
        step,
        by=by,
        reason=reason,
        then=lambda locked: _FOLLOWS[step](locked, by=by, reason=reason.strip()),
    )


def _on_submit(programme: Programme, *, by, reason: str) -> None:
    # A theme can have changed since the last time that the entries were numbered.
    number_entries(programme)
    programme.returned_because = ""
    programme.save(update_fields=["returned_because"])


def _on_send_back(programme: Programme, *, by, reason: str) -> None:
    programme.returned_because = reason
    programme.save(update_fields=["returned_because"])


def _on_adopt(programme: Programme, *, by, reason: str) -> None:
    programme.adopted_at, programme.adopted_by = timezone.now(), by
    programme.save(update_fields=["adopted_at", "adopted_by"])
    for entry in programme.entries.select_related("project"):
        project = entry.project
        entry.agreed_title = project.title
        entry.agreed_what = project.what
        entry.agreed_state = project.state
        entry.agreed_start = project.start.index if project.start else None
        entry.agreed_end = project.end.index if project.end else None
        entry.agreed_cost = project.cost_total
        entry.save()


def _on_publish(programme: Programme, *, by, reason: str) -> None:
    programme.published_at = timezone.now()
    programme.save(update_fields=["published_at"])
    entries = programme.entries.select_related("project")
    publish_projects([entry.project for entry in entries], year=programme.year, by=by)


_FOLLOWS = {
    "submit": _on_submit,
    "send_back": _on_send_back,
    "adopt": _on_adopt,
    "publish": _on_publish,
}


@contextmanager
def _draft(programme: Programme, *, by, action: str) -> Iterator[Programme]:
    """Lock a programme for a change of its content; raises ProgrammeClosed when it is no draft any more."""
    with recorded(by=by, action=action):
        locked = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        if not locked.is_draft:
            raise ProgrammeClosed(locked)
        yield locked


def _moved(records: list, record, places: int) -> list:
    index = next(i for i, each in enumerate(records) if each.pk == record.pk)
    records.insert(max(0, index + places), records.pop(index))
    return records


def _renumber(records: list, field: str) -> None:
    changed = []
    for number, record in enumerate(records, start=1):
        if getattr(record, field) != number:
            setattr(record, field, number)
            changed.append(record)
    if changed:
        type(changed[0])._base_manager.bulk_update(changed, [field])


def _theme_rank(entry: Entry) -> tuple[int, str]:
    return entry.project.theme.position, entry.project.theme.name


def _rank(part: Part) -> int:
    return list(PartKind.values).index(part.kind)


def _heading(kind: PartKind) -> str:
    label = str(kind.label)
    return label[0].upper() + label[1:]
