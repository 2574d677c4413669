"""The doors of who carries projects: their list, the report on one, and the link in a letter."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.progress import actions
from programmes.progress.forms import OwnProjectsFilter, ReportForm
from programmes.progress.queries import open_link, organisations_by_name, own_projects, unchecked
from programmes.projects.models import Project
from programmes.projects.queries import trail_of
from programmes.projects.views.public import find_visible
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
CONFLICT, UNPROCESSABLE = 409, 422


@requires("progress.see_own_projects")
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """List what the organisation of this person leads or takes part in, in all areas."""
    projects = own_projects(request.user)
    narrowed = OwnProjectsFilter(request.GET, projects, request=request)
    context = {
        "page": Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "filter": narrowed,
        "silent": unchecked(projects).order_by().count(),
        "organisations": organisations_by_name(request.user),
    }
    return render(request, "progress/own_projects.html", context)


@requires("progress.report_progress", find_visible)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, project: Project) -> HttpResponse:
    """Say how a project stands: in its row of the list, or on a page of its own without scripts."""
    if request.htmx and "rij" in request.GET:
        return render(request, "progress/_row.html", {"project": project})
    form, status, saved = _take_report(request, project, by=request.user)
    if saved:
        said = _("Opgeslagen. Bewoners zien dit bij het project.") if saved.is_public else _("Opgeslagen.")
        return _answer(request, saved, said)
    context = {"form": form, "project": project, "conflict": status == CONFLICT}
    template = "progress/_form_row.html" if request.htmx else "progress/report.html"
    return render(request, template, context, status=status)


@require_POST
@requires("progress.report_progress", find_visible)
def confirm(request: HttpRequest, project: Project) -> HttpResponse:
    """Say in one click that what stands there is still true."""
    actions.confirm_project(project, by=request.user)
    return _answer(request, project, _("Bevestigd: dit klopt vandaag."))


def _answer(request: HttpRequest, project: Project, said: str) -> HttpResponse:
    if request.htmx:
        project.refresh_from_db()
        return render(request, "progress/_row.html", {"project": project, "said": said})
    messages.success(request, f"{project}: {said}")
    return redirect("progress:own_projects")


@require_POST
@requires("progress.ask_for_report", find_visible)
def ask(request: HttpRequest, project: Project) -> HttpResponse:
    """Send who carries a project a link to say how it stands."""
    if asked := actions.ask_for_report(project, by=request.user):
        names = ", ".join(recipient.name for recipient in asked)
        messages.success(request, _("De vraag is gemaild aan %(names)s.") % {"names": names})
    else:
        messages.error(
            request,
            _("Er is geen e-mailadres om dit aan te vragen. Kies een trekker uit de lijst met een adres."),
        )
    return redirect(reverse("projects:state", args=[project.public_id]))


@public
@never_cache
@limited("60/h", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let who got a letter say how one project stands, and nothing else. Opening it changes nothing."""
    link = open_link(token)
    if link is None:
        return render(request, "progress/link_gone.html", status=410)
    if request.method == "POST" and "still" in request.POST:
        actions.confirm_project(link.project, by=link.person)
        return render(request, "progress/thanks.html", {"project": link.project})
    form, status, saved = _take_report(request, link.project, by=link.person)
    if saved:
        return render(request, "progress/thanks.html", {"project": saved})
    context = {
        "link": link,
        "project": link.project,
        "form": form,
        "conflict": status == CONFLICT,
        "trail": trail_of(link.project)[:3],
    }
    return render(request, "progress/by_link.html", context, status=status)


def _take_report(request: HttpRequest, project: Project, *, by) -> tuple[ReportForm, int, Project | None]:
    """Return the form, the status to answer with, and the project when the report was written down."""
    if request.method != "POST":
        return ReportForm(project=project), 200, None
    form = ReportForm(request.POST, request.FILES, project=project)
    if not form.is_valid():
        return form, UNPROCESSABLE, None
    try:
        saved = actions.report_progress(project, form.report(), seen=form.cleaned_data["seen"], by=by)
    except EditConflict as conflict:
        return _form_again(request, conflict.record), CONFLICT, None
    except TransitionRefused as refused:
        form.add_error("step", str(refused))
        return form, UNPROCESSABLE, None
    return form, 200, saved


def _form_again(request: HttpRequest, project: Project) -> ReportForm:
    """Return the form with what was typed, ready to be sent over what somebody else said in between."""
    typed = request.POST.copy()
    typed["seen"] = project.stamp
    form = ReportForm(typed, request.FILES, project=project)
    form.is_valid()
    return form
