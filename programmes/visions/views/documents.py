"""The doors to the documents of a visie: read one, add one, show or hide it, take it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from programmes.visions import actions
from programmes.visions.models import Vision, VisionDocument
from programmes.visions.queries import documents_of, visible_to
from programmes.visions.views.editor import find_vision, while_changing
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.files.forms import DocumentForm
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.views import settle


@public
@require_safe
def document(request: HttpRequest, area: str, year: int, document: int) -> HttpResponse:
    """Send a document of a visie: a public one to everyone, another to who works on the visie."""
    visions = visible_to(request.user).select_related("area")
    vision = get_object_or_404(visions, area__slug=area, first_year=year)
    inside = request.user.has_perm("visions.see_draft", vision)
    found = get_object_or_404(documents_of(vision, inside=inside), pk=document)
    return send_file(found.file, is_public=found.is_public and vision.is_public)


@requires("visions.make_vision", find_vision)
@while_changing(later=True)
def documents(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Show the documents of a visie and add one."""
    return settle(
        request,
        DocumentForm(request.POST or None, request.FILES or None),
        act=lambda values: actions.add_document(vision, values.pop("document"), **values, by=request.user),
        said=_("Het document is toegevoegd."),
        template="visions/documents.html",
        context={
            "vision": vision,
            "title": _("Documenten"),
            "documents": documents_of(vision, inside=True),
        },
        done=reverse("visions:documents", args=[vision.pk]),
        refusals=(EditRefused,),
    )


def find_document(request: HttpRequest, pk: int) -> VisionDocument:
    """Return a document of a visie that this person may see, or raise Http404."""
    documents = VisionDocument.objects.select_related("vision__area", "file")
    return get_object_or_404(documents.filter(vision__in=visible_to(request.user)), pk=pk)


@require_POST
@requires("visions.make_vision", find_document)
def change_document(request: HttpRequest, document: VisionDocument) -> HttpResponse:
    """Let everyone read a document or not, or take it away."""
    try:
        match request.POST.get("do"):
            case "show" | "hide" as wish:
                actions.show_document(document, is_public=wish == "show", by=request.user)
            case "remove":
                actions.remove_document(document, by=request.user)
                messages.success(request, _("Het document is verwijderd."))
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect("visions:documents", document.vision_id)
