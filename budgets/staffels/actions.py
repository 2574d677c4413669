"""Every write on staffels. The data of a version goes through the reader of files, whoever writes it."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.territory.models import Area
from budgets.staffels.calculations.exchange import written
from budgets.staffels.calculations.parts import Part
from budgets.staffels.calculations.reading import read_draft
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.queries import next_number
from budgets.staffels.states import ADOPTED, DRAFT
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def make_staffel(area: Area, scheme: Scheme, *, by) -> StaffelVersion:
    """Begin a staffel with a first version in concept; also what a file brings in."""
    with recorded(by=by, action="staffels.make_staffel"):
        staffel = Staffel.objects.create(area=area, name=scheme.name[:120], slug=_free_slug(scheme.name))
        return _add_version(staffel, scheme, by=by, change=_("Eerste versie"))


def make_version(staffel: Staffel, scheme: Scheme, *, by, change: str) -> StaffelVersion:
    """Add a version in concept to a staffel; the ones that exist stay as they are."""
    with recorded(by=by, action="staffels.make_version"):
        locked = Staffel.objects.select_for_update().get(pk=staffel.pk)
        return _add_version(locked, scheme, by=by, change=change)


def propose_changed(staffel: Staffel, scheme: Scheme, *, by, change: str) -> StaffelVersion:
    """Save what a simulation showed as a proposal. Nothing changes for anyone until it is adopted.

    Raises TransitionRefused (Dutch) when the scheme has faults.
    """
    with recorded(by=by, action="staffels.propose_changed"):
        version = make_version(staffel, scheme, by=by, change=change)
        return propose(version, by=by)


def edit_scheme(version: StaffelVersion, scheme: Scheme, *, read_at: int, by) -> StaffelVersion:
    """Write other data in a version in concept that was read at `read_at`.

    Raises EditConflict when somebody saved it in between, TransitionRefused when it is no concept any more.
    """

    def then(locked: StaffelVersion) -> None:
        if locked.state != DRAFT:
            raise TransitionRefused(
                _("Deze versie is geen concept meer. Maak een nieuwe versie om iets te wijzigen.")
            )

    return save_edit(
        version, _columns(scheme), version=read_at, by=by, action="staffels.edit_scheme", then=then
    )


def edit_parts(
    version: StaffelVersion, change: Callable[[list[Part]], None], *, read_at: int, by
) -> StaffelVersion:
    """Add, change, move or take out parts of a version in concept: `change` gets the list. Raises as the other."""
    parts = list(version.scheme.parts)
    change(parts)
    return edit_scheme(version, replace(version.scheme, parts=tuple(parts)), read_at=read_at, by=by)


def propose(version: StaffelVersion, *, by) -> StaffelVersion:
    """Lay a concept before another to decide. Raises TransitionRefused when it has faults."""

    def then(locked: StaffelVersion) -> None:
        locked.proposed_by, locked.proposed_at = by, timezone.now()
        locked.save(update_fields=["proposed_by", "proposed_at"])

    return perform(version, "propose", by=by, then=then)


def send_back(version: StaffelVersion, *, by, reason: str) -> StaffelVersion:
    """Make a proposal a concept again, with what must be different."""

    def then(locked: StaffelVersion) -> None:
        locked.proposed_by = locked.proposed_at = None
        locked.save(update_fields=["proposed_by", "proposed_at"])

    return perform(version, "send_back", by=by, reason=reason, then=then)


def adopt(version: StaffelVersion, *, by, decision: str) -> StaffelVersion:
    """Record that a proposal was adopted, by which decision. An older version from the same year lapses.

    Raises PermissionDenied for the one who proposed it, TransitionRefused when another was first.
    """

    def then(locked: StaffelVersion) -> None:
        locked.decided_by, locked.decided_at, locked.decision = by, timezone.now(), decision.strip()[:300]
        locked.save(update_fields=["decided_by", "decided_at", "decision"])

    with recorded(by=by, action="staffels.adopt", reason=decision):
        # The staffel is the lock for all its versions: two that are adopted at once come one after the other.
        Staffel.objects.select_for_update().get(pk=version.staffel_id)
        older = StaffelVersion.objects.filter(
            staffel=version.staffel_id, first_year=version.first_year, state=ADOPTED
        ).exclude(pk=version.pk)
        for each in older:
            _lapse(each, by=None, reason=_("Vervangen door versie %(number)s.") % {"number": version.number})
        return perform(version, "adopt", by=by, reason=decision, then=then)


def lapse(version: StaffelVersion, *, by, reason: str) -> StaffelVersion:
    """Let an adopted version hold no longer, with the reason that anyone may read."""
    return _lapse(version, by=by, reason=reason)


def discard_draft(version: StaffelVersion, *, by) -> None:
    """Throw a concept away; a staffel that has nothing else goes with it."""
    with recorded(by=by, action="staffels.discard_draft"):
        locked = StaffelVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if locked.state != DRAFT:
            raise TransitionRefused(
                _("Alleen een concept kan weg. Wat is voorgesteld of vastgesteld, blijft bewaard.")
            )
        staffel = locked.staffel
        locked.delete()
        if not staffel.versions.exists():
            staffel.delete()


def _lapse(version: StaffelVersion, *, by, reason: str) -> StaffelVersion:
    def then(locked: StaffelVersion) -> None:
        locked.lapse_reason = reason.strip()[:1000]
        locked.save(update_fields=["lapse_reason"])

    return perform(version, "lapse", by=by, reason=reason, then=then)


def _add_version(staffel: Staffel, scheme: Scheme, *, by, change: str) -> StaffelVersion:
    return StaffelVersion.objects.create(
        staffel=staffel, number=next_number(staffel), edited_by=by, change=change[:300], **_columns(scheme)
    )


def _columns(scheme: Scheme) -> dict:
    """The columns of a scheme; it is read back first, so that what is stored can always be read."""
    body = written(scheme)
    read_draft(body)
    return {"body": body, "first_year": scheme.first_year, "last_year": scheme.last_year}


def _free_slug(name: str) -> str:
    base = slugify(name)[:120] or "staffel"
    taken = set(Staffel.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, 10_000)
        if (slug := base if number == 1 else f"{base}-{number}") not in taken
    )
