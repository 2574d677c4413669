"""The doors for who works on projects; all need a role in the area of the project."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms.models import BaseModelFormSet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.organisations.models import Organisation
from areas.organisations.queries import organisations_for
from areas.territory.models import Area
from areas.territory.queries import areas_on
from programmes.projects import actions
from programmes.projects.calculations import fingerprint
from programmes.projects.forms import (
    CostFormSet,
    NewProjectForm,
    PhotoForm,
    PhotoWordsForm,
    ProjectFilter,
    ProjectForm,
)
from programmes.projects.models import CostLine, Project, ProjectPhoto
from programmes.projects.queries import (
    border_feature,
    documents_of,
    features_of,
    for_list,
    in_my_areas,
    trail_of,
)
from programmes.projects.views.public import PAGE_SIZE, find_visible
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.files.forms import DocumentForm
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle, take_step


def workbench(request: HttpRequest) -> HttpResponse:
    """List the projects in the areas where this person works, public or not."""
    projects = ProjectFilter(request.GET, for_list(in_my_areas(request.user)), request=request)
    page = Paginator(projects.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "projects/workbench.html", {"page": page, "filter": projects})


def find_area_by_slug(request: HttpRequest, area: str) -> Area:
    return get_object_or_404(areas_on(), slug=area)


@requires("projects.add_project", find_area_by_slug)
def new_project(request: HttpRequest, area: Area) -> HttpResponse:
    """Start a project in an area with its title and theme."""
    form = NewProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        project = actions.create_project(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("Het project staat er. Vul nu de rest in."))
        return redirect("projects:edit", project.public_id)
    status = 422 if form.errors else 200
    return render(request, "projects/new.html", {"form": form, "area": area}, status=status)


@requires("projects.edit_project", find_visible)
def edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Edit all about a project that is text or place; saves itself."""

    def save(form: ProjectForm, version: int) -> Project:
        return actions.edit_project(
            project,
            form.edited_values(),
            version=version,
            by=request.user,
            partners=form.cleaned_data["partners"],
            reason=form.cleaned_data.get("period_reason", ""),
        )

    return edit_record(
        request,
        project,
        form_class=ProjectForm,
        save=save,
        template="projects/edit.html",
        done=reverse("projects:edit", args=[project.public_id]),
        saves_at_once=not project.is_public,
        context=_beside(request, project) | {"tab": "edit"},
        options={"organisations": _organisations_for(project)},
    )


def _organisations_for(project: Project):
    """The organisations that work in the area, and those that the project has already."""
    keys = {organisation.pk for organisation in organisations_for(project.area)}
    keys |= {project.lead_organisation_id} | set(
        project.partnerships.values_list("organisation_id", flat=True)
    )
    return Organisation.objects.filter(pk__in=keys - {None})


def _beside(request: HttpRequest, project: Project) -> dict:
    """What every page of one project shows beside its form."""
    return {"project": project, "steps": available(project, request.user), "trail": trail_of(project)[:5]}


@requires("projects.edit_project", find_visible)
def place_map(request: HttpRequest, project: Project) -> HttpResponse:
    """Give the border of the area to draw a place in, as GeoJSON."""
    features = border_feature(project.area) or features_of(project)
    return JsonResponse({"type": "FeatureCollection", "features": features})


@requires("projects.edit_project", find_visible)
def costs(request: HttpRequest, project: Project) -> HttpResponse:
    """Edit the cost lines of a project, all in one form."""
    lines = list(project.costs.all())
    formset = CostFormSet(
        request.POST or None, queryset=CostLine.objects.filter(project=project), prefix="costs"
    )
    context = _beside(request, project) | {"tab": "costs", "formset": formset, "seen": fingerprint(lines)}
    if request.method == "POST" and formset.is_valid():
        try:
            actions.set_costs(project, _lines(formset), seen=request.POST.get("seen", ""), by=request.user)
        except EditConflict:
            context |= {"theirs": lines}
            return render(request, "projects/costs.html", context, status=409)
        messages.success(request, _("De kosten zijn opgeslagen."))
        return redirect("projects:costs", project.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/costs.html", context, status=status)


def _lines(formset: BaseModelFormSet) -> list[dict]:
    """The cost lines that stay, as the action takes them; an empty extra line is none."""
    gone = set(formset.deleted_forms)
    return [
        {**{name: form.cleaned_data[name] for name in form._meta.fields}, "id": form.instance.pk}
        for form in formset.forms
        if form not in gone and form.cleaned_data.get("amount") is not None
    ]


@requires("projects.edit_project", find_visible)
def photos(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the photos of a project and add one."""
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.add_photo(
            project, values["picture"], alt=values["alt"], credit=values["credit"], by=request.user
        )
        messages.success(request, _("De foto is toegevoegd."))
        return redirect("projects:photos", project.public_id)
    return _photos_page(request, project, form)


def _photos_page(
    request: HttpRequest, project: Project, form: PhotoForm, words: PhotoWordsForm | None = None
) -> HttpResponse:
    """Show the photos, each with the form of its words; `words` is one that came back with faults."""
    forms = [_words_form(photo) for photo in project.photos.select_related("picture")]
    forms = [words if words and words.photo == each.photo else each for each in forms]
    context = _beside(request, project) | {"tab": "photos", "form": form, "words_forms": forms}
    status = 422 if form.errors or words else 200
    return render(request, "projects/photos.html", context, status=status)


def _words_form(photo: ProjectPhoto, data=None) -> PhotoWordsForm:
    initial = {"alt": photo.picture.alt, "credit": photo.picture.credit}
    form = PhotoWordsForm(data, initial=initial, prefix=f"foto-{photo.pk}")
    form.photo = photo
    return form


def find_photo(request: HttpRequest, address: str, photo: int):
    project = find_visible(request, address)
    found = get_object_or_404(project.photos.select_related("project__area", "picture"), pk=photo)
    found.area = project.area
    return found


@require_POST
@requires("projects.edit_project", find_photo)
def change_photo(request: HttpRequest, photo) -> HttpResponse:
    """Move a photo up or down, say what is to be seen on it, or take it away."""
    match request.POST.get("do"):
        case "up":
            actions.move_photo(photo, places=-1, by=request.user)
        case "down":
            actions.move_photo(photo, places=1, by=request.user)
        case "describe":
            form = _words_form(photo, request.POST)
            if not form.is_valid():
                return _photos_page(request, photo.project, PhotoForm(), form)
            actions.describe_photo(photo, **form.cleaned_data, by=request.user)
            messages.success(request, _("De tekst bij de foto is opgeslagen."))
        case "remove":
            actions.remove_photo(photo, by=request.user)
            messages.success(request, _("De foto is van het project gehaald."))
    return redirect("projects:photos", photo.project.public_id)


@requires("projects.edit_project", find_visible)
def documents(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the documents of a project and add one."""
    return settle(
        request,
        DocumentForm(request.POST or None, request.FILES or None),
        act=lambda values: actions.add_document(project, values.pop("document"), **values, by=request.user),
        said=_("Het document is toegevoegd."),
        template="projects/documents.html",
        context=_beside(request, project)
        | {"tab": "documents", "documents": documents_of(project, inside=True)},
        done=reverse("projects:documents", args=[project.public_id]),
    )


def find_document(request: HttpRequest, address: str, document: int):
    project = find_visible(request, address)
    found = get_object_or_404(documents_of(project, inside=True), pk=document)
    found.area = project.area
    return found


@require_POST
@requires("projects.edit_project", find_document)
def change_document(request: HttpRequest, document) -> HttpResponse:
    """Let everyone read a document or not, or take it away."""
    match request.POST.get("do"):
        case "show" | "hide" as wish:
            actions.show_document(document, is_public=wish == "show", by=request.user)
        case "remove":
            actions.remove_document(document, by=request.user)
            messages.success(request, _("Het document is verwijderd."))
    return redirect("projects:documents", document.project.public_id)


@requires("projects.change_state", find_visible)
def state(request: HttpRequest, project: Project) -> HttpResponse:
    """Take a step in the life of a project, with a reason where residents need one."""
    context = _beside(request, project) | {"tab": "state", "trail": trail_of(project)}
    if request.method != "POST":
        return render(request, "projects/state.html", context)
    return take_step(
        request,
        project,
        change=lambda step, reason: actions.change_state(project, step, by=request.user, reason=reason),
        done=reverse("projects:state", args=[project.public_id]),
        show=lambda refused: render(request, "projects/state.html", context | refused, status=422),
        said=_("De stand is veranderd. Dit is te zien op de pagina van het project."),
    )


def _missing():
    raise Http404
