"""Every write on projects: text, place, money, partners, photos and the steps of their life."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from django.db.models import Max, ProtectedError, Sum
from django.utils import timezone

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.subscriptions.actions import tell_followers
from programmes.projects import letters
from programmes.projects.calculations import fingerprint, marker_of, summary_of, written_period
from programmes.projects.models import (
    CostLine,
    Partnership,
    Project,
    ProjectDocument,
    ProjectPhoto,
    TrailKind,
    TrailLine,
)
from programmes.projects.states import LIFE_CYCLE
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import drop_draft, save_edit
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.files.actions import attach_file, remove_attached, show_attached
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.pictures.actions import (
    COLUMNS,
    ROWS,
    blur_picture,
    delete_picture,
    describe_picture,
    store_picture,
)
from wijkportaal.foundation.richtext.calculations import clean
from wijkportaal.foundation.transitions.actions import perform


def create_project(area: Area, *, theme: Theme, title: str, by, **fields) -> Project:
    """Create a project (an idea) in an area; it is not public before a programme with it is published."""
    with recorded(by=by, action="projects.create_project"):
        project = Project(area=area, theme=theme, title=title, edited_by=by, **fields)
        _work_out(project)
        project.save()
    return project


def edit_project(
    project: Project,
    values: Mapping[str, Any],
    *,
    version: int,
    by,
    partners: Iterable | None = None,
    reason: str = "",
) -> Project:
    """Save edited fields of a project that was read at `version`; return it as it is now.

    Raises EditConflict when somebody saved it in between. A public project that moves to another period
    gets a line in its trail, with `reason`.
    """
    before = project.start, project.end

    def then(locked: Project) -> list[str]:
        more = _work_out(locked)
        after = locked.start, locked.end
        if after != before:
            locked.checked_at = timezone.now()
            more.append("checked_at")
            if locked.is_public:
                _add_trail(
                    locked,
                    TrailKind.PERIOD,
                    old=written_period(before),
                    new=written_period(after),
                    reason=reason,
                    by=by,
                )
        if partners is not None and _set_partners(locked, partners):
            more.append("version")
        return more

    return save_edit(project, values, version=version, by=by, action="projects.edit_project", then=then)


def set_costs(project: Project, lines: Iterable[Mapping[str, Any]], *, seen: str, by) -> Project:
    """Replace the cost lines of a project; `seen` is the fingerprint of the lines that the form showed.

    A line with an `id` changes that line, one without is new, and lines that are not named go. Raises
    EditConflict when somebody changed the costs in between; changes to the text do not matter.
    """
    with recorded(by=by, action="projects.set_costs"):
        locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        present = list(locked.costs.all())
        if fingerprint(present) != seen:
            raise EditConflict(locked)
        kept = {line.pk: line for line in present}
        for line in lines:
            cost = kept.pop(line.get("id"), None) or CostLine(project=locked)
            for name in ("source", "description", "amount", "certainty"):
                setattr(cost, name, line[name])
            cost.save()
        CostLine.objects.filter(pk__in=kept).delete()
        locked.cost_total = locked.costs.aggregate(total=Sum("amount"))["total"]
        locked.save(update_fields=["cost_total"])
        drop_draft(project, by=by, form="costs")
    return locked


def add_photo(project: Project, upload, *, alt: str, credit: str = "", by) -> ProjectPhoto:
    """Store an uploaded picture and put it last among the photos of a project."""
    with recorded(by=by, action="projects.add_photo"):
        last = project.photos.aggregate(last=Max("position"))["last"] or 0
        picture = store_picture(upload, alt=alt, credit=credit, by=by)
        return ProjectPhoto.objects.create(project=project, picture=picture, position=last + 1)


def remove_photo(photo: ProjectPhoto, *, by) -> None:
    """Take a photo off a project. The picture itself stays: a programme may have been printed with it."""
    with recorded(by=by, action="projects.remove_photo"):
        photo.delete()


def drop_photo(ident: str, *, by, reason: str) -> None:
    """Take a photo (by its number) off a project, as moderation asks, and delete it.

    When a programme shows it too it stays there, and nothing on it can be recognised any more.
    """
    with recorded(by=by, action="projects.drop_photo", reason=reason):
        photo = ProjectPhoto.objects.select_for_update(of=("self",)).select_related("picture").get(pk=ident)
        picture = photo.picture
        photo.delete()
        try:
            delete_picture(picture, by=by)
        except ProtectedError:
            blur_picture(picture, product(range(COLUMNS), range(ROWS)), by=by)


def describe_photo(photo: ProjectPhoto, *, alt: str, credit: str = "", by) -> None:
    """Change what is said about a photo of a project."""
    with recorded(by=by, action="projects.describe_photo"):
        describe_picture(photo.picture, alt=alt, credit=credit, by=by)


def move_photo(photo: ProjectPhoto, *, places: int, by) -> None:
    """Move a photo `places` up (negative) or down among the photos of its project."""
    with recorded(by=by, action="projects.move_photo"):
        photos = list(ProjectPhoto.objects.select_for_update().filter(project=photo.project_id))
        index = photos.index(photo)
        photos.insert(max(0, index + places), photos.pop(index))
        _number(photos)


def arrange_photos(project: Project, order: Iterable[ProjectPhoto], *, by) -> None:
    """Put the photos of a project in an order; what is not named comes last."""
    with recorded(by=by, action="projects.arrange_photos"):
        place = {photo.pk: number for number, photo in enumerate(order)}
        photos = list(ProjectPhoto.objects.select_for_update().filter(project=project.pk))
        _number(sorted(photos, key=lambda photo: place.get(photo.pk, len(place))))


def _number(photos: Iterable[ProjectPhoto]) -> None:
    for position, each in enumerate(photos, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])


def add_document(
    project: Project, checked: CheckedFile, *, title: str, is_public: bool, by
) -> ProjectDocument:
    """Store a checked document with a project. The same document twice is kept once."""
    with recorded(by=by, action="projects.add_document"):
        Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        return attach_file(project.documents, checked, title=title, is_public=is_public, by=by)


def rename_document(document: ProjectDocument, *, title: str, by) -> None:
    """Give a document another title."""
    with recorded(by=by, action="projects.rename_document"):
        document.title = title
        document.save(update_fields=["title"])


def show_document(document: ProjectDocument, *, is_public: bool, by) -> None:
    """Let everyone read a document, or only who works on the project."""
    with recorded(by=by, action="projects.show_document"):
        show_attached(document, is_public=is_public)


def remove_document(document: ProjectDocument, *, by) -> None:
    """Delete a document with its file."""
    with recorded(by=by, action="projects.remove_document"):
        remove_attached(document, by=by)


def change_state(project: Project, step: str, *, by, reason: str = "") -> Project:
    """Take a step in the life of a project; a public one tells it in its trail.

    Raises TransitionRefused (Dutch) when the step cannot be taken now.
    """
    old = Project.objects.values_list("state", flat=True).get(pk=project.pk)
    return perform(
        project, step, by=by, reason=reason, then=lambda locked: _tell_state(locked, old, reason, by=by)
    )


def bring_to_state(project: Project, target: str, *, by, reason: str = "") -> Project:
    """Take all steps that lead to a state; the trail tells them as one. Raises as `change_state`."""
    with recorded(by=by, action="projects.bring_to_state", reason=reason):
        old = Project.objects.values_list("state", flat=True).get(pk=project.pk)
        for step in LIFE_CYCLE.path(old, target) or ():
            project = perform(project, step.name, by=by, reason=reason)
        _tell_state(project, old, reason, by=by)
    return project


def _tell_state(project: Project, old: str, reason: str, *, by) -> None:
    project.state_reason = reason.strip()
    project.checked_at = timezone.now()
    project.save(update_fields=["state_reason", "checked_at"])
    _add_trail(project, TrailKind.STATE, old=old, new=project.state, reason=project.state_reason, by=by)


def add_note(project: Project, words: str, *, by) -> Project:
    """Tell residents in a few words how a project goes."""
    with recorded(by=by, action="projects.add_note"):
        _add_trail(project, TrailKind.NOTE, reason=words.strip(), by=by)
        return confirm_project(project, by=by)


def confirm_project(project: Project, *, by) -> Project:
    """Note that what stands there of a project's state and period is true today."""
    with recorded(by=by, action="projects.confirm_project"):
        locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        locked.checked_at = timezone.now()
        locked.save(update_fields=["checked_at"])
    return locked


def publish_projects(projects: Iterable[Project], *, year: int, by) -> None:
    """Make projects public with the programme of `year` that promises them."""
    with recorded(by=by, action="projects.publish_projects"):
        for project in projects:
            if project.published_at is None:
                project.published_at = timezone.now()
                project.save(update_fields=["published_at"])
            _add_trail(project, TrailKind.PROGRAMME, new=str(year), by=by)


def _work_out(project: Project) -> list[str]:
    """Set the columns that follow from others; return the names of those that changed."""
    marker = marker_of(project.place)
    worked_out = {
        "summary": summary_of(clean(project.what)),
        "marker_longitude": marker and marker[0],
        "marker_latitude": marker and marker[1],
    }
    changed = [name for name, value in worked_out.items() if getattr(project, name) != value]
    for name in changed:
        setattr(project, name, worked_out[name])
    return changed


def _set_partners(project: Project, organisations: Iterable) -> bool:
    wanted = {organisation.pk: organisation for organisation in organisations}
    present = {partnership.organisation_id: partnership for partnership in project.partnerships.all()}
    for key in present.keys() - wanted.keys():
        present[key].delete()
    for key in wanted.keys() - present.keys():
        Partnership.objects.create(project=project, organisation=wanted[key])
    return wanted.keys() != present.keys()


def _add_trail(
    project: Project, kind: TrailKind, *, old: str = "", new: str = "", reason: str = "", by
) -> None:
    line = TrailLine.objects.create(project=project, kind=kind, old=old, new=new, reason=reason, by=by)
    if project.is_public and kind != TrailKind.PROGRAMME:
        _tell_followers(project, line, by=by)


def _tell_followers(project: Project, line: TrailLine, *, by) -> None:
    """Tell who follows a project, its area, theme or street what its trail now says."""
    tell_followers(
        "project",
        project.public_id,
        key=f"projects.trail:{line.pk}",
        title=letters.news_title(project, line),
        text=line.reason,
        url=project.get_absolute_url(),
        area=project.area,
        theme=project.theme,
        place=project.street,
        by=by,
    )
