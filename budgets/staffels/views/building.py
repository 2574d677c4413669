"""The builder: what a version in concept says, part by part. Every page works without JavaScript."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import AreaKind
from areas.territory.queries import areas_on
from budgets.staffels import actions
from budgets.staffels.calculations.exchange import PARTS
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.forms import OverrideForm, PartForm, SchemeForm
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import boards_of
from budgets.staffels.views.finding import UNPROCESSABLE, find_version
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused


class Choice(NamedTuple):
    """A kind of part as a page offers it: a template would call the class itself."""

    kind: str
    title: str
    help: str


def part_types() -> list[tuple[str, list[Choice]]]:
    """Return the kinds of part under what they do: give money, or change what was given."""
    giving, changing = (
        [Choice(part.type, part.title, part.help) for part in PARTS.values() if part.adds is adds]
        for adds in (True, False)
    )
    return [(_("Onderdelen die geld geven"), giving), (_("Onderdelen die het bedrag veranderen"), changing)]


def areas_of_scheme(version: StaffelVersion) -> list[tuple[str, str]]:
    """Return the areas that can be named, by their key."""
    scheme = version.scheme
    areas = list(areas_on(scheme.reference.on(version.first_year)))
    kept = [
        each
        for each in areas
        if each.kind in scheme.kinds or (not scheme.kinds and each.kind != AreaKind.GEMEENTE)
    ]
    named = [(each.slug, each.name_then) for each in kept]
    if scheme.grouped:
        boards = sorted(set(boards_of(kept, scheme.reference.on(version.first_year)).values()))
        named += [(board, board) for board in boards]
    return named


@requires("staffels.edit_staffel", find_version)
def edit(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Change what a concept says beside its parts."""
    form = SchemeForm(request.POST or None, scheme=version.scheme)
    return _save(
        request, version, form, title=_("Gegevens van de staffel"), change=lambda _scheme: form.scheme
    )


def find_with_kind(request: HttpRequest, pk: int, kind: str) -> StaffelVersion:
    if kind not in PARTS:
        raise Http404
    version = find_version(request, pk)
    version.asked = kind
    return version


@requires("staffels.edit_staffel", find_with_kind)
def add_part(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Add a part of a kind, behind those that are there."""
    part_type = PARTS[version.asked]
    form = PartForm(
        request.POST or None, part_type=part_type, scheme=version.scheme, areas=areas_of_scheme(version)
    )
    return _save(
        request,
        version,
        form,
        title=part_type.title,
        lead=part_type.help,
        change=lambda scheme: replace(scheme, parts=(*scheme.parts, form.part)),
    )


def find_with_part(request: HttpRequest, pk: int, place: int) -> StaffelVersion:
    version = find_version(request, pk)
    if not 1 <= place <= len(version.scheme.parts):
        raise Http404
    version.asked = place - 1
    return version


@requires("staffels.edit_staffel", find_with_part)
def edit_part(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Change one part."""
    place, scheme = version.asked, version.scheme
    part = scheme.parts[place]
    form = PartForm(
        request.POST or None, part_type=type(part), scheme=scheme, areas=areas_of_scheme(version), part=part
    )
    return _save(
        request,
        version,
        form,
        title=part.title,
        lead=part.help,
        change=lambda scheme: replace(
            scheme, parts=(*scheme.parts[:place], form.part, *scheme.parts[place + 1 :])
        ),
    )


@require_POST
@requires("staffels.edit_staffel", find_with_part)
def arrange_part(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Move a part one place up or down, or take it out."""
    place, parts = version.asked, list(version.scheme.parts)
    if "weg" in request.POST:
        parts.pop(place)
    else:
        other = place + (1 if "omlaag" in request.POST else -1)
        if 0 <= other < len(parts):
            parts[place], parts[other] = parts[other], parts[place]
    return _save_at_once(request, version, replace(version.scheme, parts=tuple(parts)))


@requires("staffels.edit_staffel", find_version)
def add_override(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Add a decision outside the rule."""
    form = OverrideForm(request.POST or None, areas=areas_of_scheme(version))
    return _save(
        request,
        version,
        form,
        title=_("Besluit buiten de regel"),
        lead=_(
            "Kreeg een gebied een ander bedrag dan de regel geeft? Bij het bedrag staat dan wie dat besloot en waarom."
        ),
        change=lambda scheme: replace(scheme, overrides=(*scheme.overrides, form.override())),
    )


def find_with_override(request: HttpRequest, pk: int, place: int) -> StaffelVersion:
    version = find_version(request, pk)
    if not 1 <= place <= len(version.scheme.overrides):
        raise Http404
    version.asked = place - 1
    return version


@requires("staffels.edit_staffel", find_with_override)
def edit_override(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Change a decision outside the rule."""
    place, scheme = version.asked, version.scheme
    form = OverrideForm(
        request.POST or None, areas=areas_of_scheme(version), override=scheme.overrides[place]
    )

    def change(scheme: Scheme) -> Scheme:
        before, after = scheme.overrides[:place], scheme.overrides[place + 1 :]
        return replace(scheme, overrides=(*before, form.override(), *after))

    return _save(request, version, form, title=_("Besluit buiten de regel"), change=change)


@require_POST
@requires("staffels.edit_staffel", find_with_override)
def drop_override(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Take a decision outside the rule out of a concept."""
    overrides = [each for number, each in enumerate(version.scheme.overrides) if number != version.asked]
    return _save_at_once(request, version, replace(version.scheme, overrides=tuple(overrides)))


def _save(
    request: HttpRequest, version: StaffelVersion, form, *, title, change: Callable[[Scheme], Scheme], lead=""
) -> HttpResponse:
    """Show one form of the builder, and write what it changes in the scheme."""
    asks_more = "more" in request.POST
    if request.method == "POST" and not asks_more and form.is_valid():
        try:
            actions.edit_scheme(version, change(version.scheme), read_at=_read_at(request), by=request.user)
        except EditConflict:
            form.add_error(None, _conflict())
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect(version)
    if asks_more:
        # Only more rows were asked for: what is not filled in yet is no mistake.
        form._errors = {}
    context = {"form": form, "version": version, "title": title, "lead": lead}
    return render(request, "staffels/build.html", context, status=UNPROCESSABLE if form.errors else 200)


def _save_at_once(request: HttpRequest, version: StaffelVersion, scheme: Scheme) -> HttpResponse:
    try:
        actions.edit_scheme(version, scheme, read_at=_read_at(request), by=request.user)
    except EditConflict:
        messages.error(request, _conflict())
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Opgeslagen."))
    return redirect(version)


def _conflict() -> str:
    return _(
        "Iemand anders heeft deze staffel intussen gewijzigd. Bekijk wat er nu staat en probeer het opnieuw."
    )


def _read_at(request: HttpRequest) -> int:
    """The version of the record that the form was made from."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
