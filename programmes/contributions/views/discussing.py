"""The doors to a text as it is read together: remarks in place, sign-off, earlier versions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.contributions import actions
from programmes.contributions.calculations import side_by_side
from programmes.contributions.forms import RemarkForm, ReplyForm
from programmes.contributions.models import Remark
from programmes.contributions.queries import (
    Version,
    discussion_of,
    last_years_part,
    parts_known_to,
    versions_of,
)
from programmes.contributions.views.writing import find_part, frame_of
from programmes.yearly import actions as yearly
from programmes.yearly.models import Part
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422
# These are buttons here; the others follow from something else or have a page of their own.
BUTTONS = ("sign_off", "reopen")


def _reading(request: HttpRequest, part: Part) -> dict:
    steps = available(part, request.user) if part.programme.is_draft else []
    return frame_of(request, part) | {
        "discussion": discussion_of(part),
        "steps": [step for step in steps if step.transition.name in BUTTONS],
        "reply_form": ReplyForm(),
    }


@requires("yearly.write_part", find_part)
def read(request: HttpRequest, part: Part) -> HttpResponse:
    """Show a part as it is now, with the remarks at their passages and what can be done."""
    return render(request, "contributions/read.html", _reading(request, part))


@require_POST
@requires("yearly.write_part", find_part)
def step(request: HttpRequest, part: Part) -> HttpResponse:
    """Sign a part off as it was read, or open it again."""
    try:
        if request.POST.get("step") == "sign_off":
            version = request.POST.get("version", "")
            yearly.sign_off(part, version=int(version) if version.isdecimal() else 0, by=request.user)
            messages.success(request, _("“%(part)s” is afgetekend. Dank u wel!") % {"part": part})
        elif request.POST.get("step") == "reopen":
            yearly.reopen_part(part, by=request.user)
            return redirect("contributions:part", part.pk)
    except EditConflict as conflict:
        refusal = _(
            "%(name)s heeft de tekst net gewijzigd. Hieronder staat hij zoals hij nu is. Lees hem na en teken dan af."
        ) % {"name": conflict.record.edited_by or _("Iemand anders")}
        return _refused(request, conflict.record, refusal)
    except (TransitionRefused, EditRefused) as refused:
        return _refused(request, part, str(refused))
    return redirect("contributions:read", part.pk)


def _refused(request: HttpRequest, part: Part, refusal: str) -> HttpResponse:
    part = find_part(request, part.pk)
    context = _reading(request, part) | {"refusal": refusal}
    return render(request, "contributions/read.html", context, status=409)


@requires("yearly.write_part", find_part)
def remark(request: HttpRequest, part: Part) -> HttpResponse:
    """Say something of a passage; `?alinea=3` is about the third, `?passage=…` about these words."""
    form = RemarkForm(request.POST or None, initial={"quote": _quoted(request, part)})
    if request.method == "POST" and form.is_valid():
        made = actions.add_remark(part, **form.cleaned_data, by=request.user)
        messages.success(request, _("Uw opmerking staat erbij."))
        return redirect(reverse("contributions:read", args=[part.pk]) + f"#opmerking-{made.pk}")
    context = frame_of(request, part) | {"form": form, "title": _("Opmerking bij een passage")}
    return render(request, "contributions/form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _quoted(request: HttpRequest, part: Part) -> str:
    if words := request.GET.get("passage", ""):
        return words[:500]
    wanted = request.GET.get("alinea", "")
    placed = discussion_of(part).passages if wanted.isdecimal() else []
    return next((each.passage.text[:500] for each in placed if str(each.number) == wanted), "")


def find_remark(request: HttpRequest, pk: int) -> Remark:
    """Return a remark on a part that this person knows, or raise Http404."""
    remarks = Remark.objects.filter(part__in=parts_known_to(request.user))
    return get_object_or_404(remarks.select_related("part__programme__area"), pk=pk)


def find_part_of_remark(request: HttpRequest, pk: int) -> Part:
    """Return the part of which a remark is, with the remark on it; the right to the part is what counts."""
    found = find_remark(request, pk)
    found.part.asked = found
    return found.part


@require_POST
@requires("yearly.write_part", find_part_of_remark)
def answer(request: HttpRequest, part: Part) -> HttpResponse:
    """Answer a remark, settle it, or take that back."""
    asked = part.asked
    match request.POST.get("do"):
        case "resolve":
            actions.resolve(asked, by=request.user)
            messages.success(request, _("De opmerking is opgelost."))
        case "reopen":
            actions.open_again(asked, by=request.user)
        case _reply:
            form = ReplyForm(request.POST)
            if not form.is_valid():
                context = _reading(request, part) | {"answered": asked.pk, "form": form, "reply_form": form}
                return render(request, "contributions/read.html", context, status=UNPROCESSABLE)
            actions.reply_to(asked, text=form.cleaned_data["text"], by=request.user)
    return redirect(reverse("contributions:read", args=[part.pk]) + f"#opmerking-{asked.pk}")


@requires("yearly.write_part", find_part)
def versions(request: HttpRequest, part: Part) -> HttpResponse:
    """List the versions of a part, with who and when; put one back."""
    found = versions_of(part)
    if request.method == "POST":
        return _restore(request, part, found)
    context = frame_of(request, part) | {"versions": found, "last_year": last_years_part(part)}
    return render(request, "contributions/versions.html", context)


def _restore(request: HttpRequest, part: Part, found: list[Version]) -> HttpResponse:
    version = _chosen(found, request.POST.get("versie", ""))
    seen = request.POST.get("version", "")
    try:
        actions.restore_version(part, version, seen=int(seen) if seen.isdecimal() else 0, by=request.user)
    except EditConflict as conflict:
        messages.error(
            request,
            _("%(name)s heeft de tekst net gewijzigd. Kijk eerst wat er nu staat.")
            % {"name": conflict.record.edited_by or _("Iemand anders")},
        )
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("De oude tekst staat er weer. De tekst van daarna blijft bij de versies.")
        )
    return redirect("contributions:versions", part.pk)


def _chosen(found: list[Version], number: str) -> Version:
    version = next((each for each in found if str(each.number) == number), None)
    if version is None:
        raise Http404
    return version


@requires("yearly.write_part", find_part)
def compare(request: HttpRequest, part: Part) -> HttpResponse:
    """Show the text of now beside an earlier version (`?versie=3`), or beside last year's."""
    if number := request.GET.get("versie", ""):
        version = _chosen(versions_of(part), number)
        context = {"version": version, "old": version.text}
    else:
        last_year = last_years_part(part)
        context = {"last_year": last_year, "old": last_year.text if last_year else ""}
    rows = side_by_side(context["old"], part.text)
    context |= frame_of(request, part) | {"rows": rows}
    return render(request, "contributions/compare.html", context)
