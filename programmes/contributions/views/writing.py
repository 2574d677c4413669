"""The doors for who supplies a part: what is asked of me, and writing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.contributions.queries import (
    contributions_of,
    earlier_contributions_of,
    parts_known_to,
    to_check_by,
)
from programmes.yearly import actions
from programmes.yearly.forms import PartForm, PictureForm
from programmes.yearly.models import Part
from wijkportaal.foundation.editing.queries import draft_of
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.pictures.actions import describe_picture

EARLIER = 20


@requires("yearly.contribute")
def mine(request: HttpRequest) -> HttpResponse:
    """Show what this person's organisation supplies, what is due first, and what the panel is asked."""
    context = {
        "parts": contributions_of(request.user),
        "programmes": to_check_by(request.user)[:50],
        "earlier": earlier_contributions_of(request.user)[:EARLIER],
    }
    return render(request, "contributions/mine.html", context)


def find_part(request: HttpRequest, pk: int) -> Part:
    """Return a part that this person supplies or manages, or raise Http404."""
    related = ("programme__area", "supplier", "picture", "edited_by", "signed_by")
    return get_object_or_404(parts_known_to(request.user).select_related(*related), pk=pk)


def frame_of(request: HttpRequest, part: Part) -> dict:
    """Return what every page of a part shows: whether this person manages it, and finds the text closed.

    It is closed when the programme went on, when it was signed, or when a supplier comes too late.
    """
    manages = request.user.has_perm("yearly.make_programme", part.programme)
    too_late = part.is_closed_to_supplier and not manages
    return {
        "part": part,
        "programme": part.programme,
        "manages": manages,
        "is_closed": not part.programme.is_draft or part.is_signed or too_late,
    }


@requires("yearly.write_part", find_part)
def part(request: HttpRequest, part: Part) -> HttpResponse:
    """Write a part; saves itself. What was typed too late is kept and shown when there is a new date."""
    frame = frame_of(request, part)
    if request.method == "GET" and frame["is_closed"]:
        if draft_of(part, person=request.user):
            messages.info(request, _("Wat u eerder typte en nog niet is opgeslagen, is bewaard."))
        return redirect("contributions:read", part.pk)
    return edit_record(
        request,
        part,
        form_class=PartForm,
        save=lambda form, version: actions.edit_part(
            part, form.cleaned_data, version=version, by=request.user
        ),
        template="contributions/part.html",
        done=reverse("contributions:read", args=[part.pk]),
        context=frame,
    )


@requires("yearly.write_part", find_part)
def picture(request: HttpRequest, part: Part) -> HttpResponse:
    """Choose the picture beside a text."""
    present = part.picture
    initial = {"picture": present, "alt": present.alt, "credit": present.credit} if present else {}
    form = PictureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_picture(part, form.cleaned_data, by=request.user)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De foto is opgeslagen."))
            return redirect("contributions:read", part.pk)
    context = frame_of(request, part) | {"form": form, "title": _("Foto")}
    return render(request, "contributions/form.html", context, status=422 if form.errors else 200)


def save_picture(part: Part, values: dict, *, by) -> None:
    """Put another picture beside a text, or describe the present one anew."""
    present = part.picture
    if values["picture"] != present:
        actions.set_part_picture(
            part, values["picture"] or None, alt=values["alt"], credit=values["credit"], by=by
        )
    elif present and (present.alt, present.credit) != (values["alt"], values["credit"]):
        describe_picture(present, alt=values["alt"], credit=values["credit"], by=by)
