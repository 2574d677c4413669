"""The doors with which a panel looks for members: its texts, the print that is made of them, and who signed up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas.organisations.models import Organisation
from areas.organisations.queries import served_areas
from participation.recognition.actions import recruiting
from participation.recognition.documents import address_of
from participation.recognition.forms import RecruitmentForm
from participation.recognition.queries import drawing_of, recruitment_of, sign_ups_of
from participation.recognition.views.files import find_body
from wijkportaal.foundation.documents.previews import draw_png
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires

# Pixels of a picture for other sites.
SQUARE = 1080


@requires("recognition.keep_file", find_body)
def recruit(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Change what the panel says, take the print with it, and see who signed up."""
    areas = served_areas(body)
    found = recruitment_of(body)
    if found is None:
        if request.method == "POST":
            name = areas[0].name if areas else body.name
            recruiting.begin_recruitment(body, by=request.user, area_name=name)
            return redirect("recognition:recruit", body.slug)
        return render(request, "recognition/begin_recruiting.html", {"body": body})
    return edit_record(
        request,
        found,
        form_class=RecruitmentForm,
        save=lambda form, version: recruiting.edit_recruitment(
            found, form.cleaned_data, version=version, by=request.user
        ),
        template="recognition/recruit.html",
        done=reverse("recognition:recruit", args=[body.slug]),
        saves_at_once=False,
        context={
            "body": body,
            "recruitment": found,
            "address": address_of(found),
            "job": None if found.is_drawn else drawing_of(found),
            "sign_ups": list(sign_ups_of(body)),
            "area": areas[0] if areas else None,
        },
    )


@require_safe
@requires("recognition.keep_file", find_body)
def download(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Send the poster, the flyer, or the picture for other sites."""
    found, name = recruitment_of(body), request.resolver_match.kwargs["name"]
    stored = getattr(found, name, None) if name in recruiting.KIT else None
    if stored is None:
        raise Http404
    if name != "square":
        return send_file(stored, is_public=False)
    with stored.open() as content:
        picture = draw_png(content.read(), 1, width=SQUARE)
    response = HttpResponse(picture, content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{body.slug}.png"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@requires("recognition.keep_file", find_body)
def settle_sign_up(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Forget somebody whom the board has answered."""
    pk = request.POST.get("sign_up", "")
    made = get_object_or_404(sign_ups_of(body), pk=int(pk[:12]) if pk.isdecimal() else 0)
    recruiting.settle_sign_up(made, by=request.user)
    messages.success(request, _("De aanmelding is afgehandeld en verwijderd."))
    return redirect("recognition:recruit", body.slug)
