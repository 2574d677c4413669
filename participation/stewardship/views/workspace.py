"""The doors for who keeps the records: the list with what ends first, one form for all of a body, and its documents."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.stewardship import actions
from participation.stewardship.forms import RecordForms
from participation.stewardship.models import Agreement, Stewardship
from participation.stewardship.queries import (
    areas_to_place_in,
    facilities_in,
    initiatives_to_grow,
    kept_by,
    with_lines,
    workbench_of,
)
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires

PAGE_SIZE = 40
UNPROCESSABLE, CONFLICT = 422, 409


@require_safe
@requires("stewardship.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List what someone keeps, first what has an agreement that ends first."""
    page = Paginator(workbench_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "stewardship/workbench.html", {"page": page})


@requires("stewardship.register")
def new(request: HttpRequest) -> HttpResponse:
    """Register a body: from nothing, or in one step from an initiative that was agreed to."""
    initiative = (
        initiatives_to_grow(request.user).filter(public_id=request.GET.get("initiatief", "")[:12]).first()
    )
    initial = {"starts_on": timezone.localdate()}
    if initiative:
        initial |= {
            "name": initiative.title,
            "what": initiative.what[:3000],
            "areas": [initiative.area_id],
            "organisation": initiative.organisation_id,
        }
    agreed = None
    if initiative and initiative.agreement:
        agreed = {
            "about": Truncator(initiative.agreement).chars(200),
            "with_whom": _("de gemeente"),
            "starts_on": timezone.localdate(),
            "ends_on": initiative.agreed_until,
        }
    body = Stewardship()
    areas = [initiative.area] if initiative else areas_to_place_in(request.user, body)
    forms = RecordForms(
        request.POST or None,
        request.FILES or None,
        body=body,
        person=request.user,
        may_place=True,
        facilities=facilities_in(areas, body),
        initial=initial,
        agreed=agreed,
    )
    if request.method == "POST" and forms.is_valid():
        made = actions.register(**forms.told, initiative=initiative, by=request.user)
        messages.success(request, _("“%(name)s” staat nu op de site.") % {"name": made.name})
        return redirect("stewardship:edit", made.public_id)
    context = {"forms": forms, "initiative": initiative}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "stewardship/edit.html", context, status=status)


def find_body(request: HttpRequest, public_id: str) -> Stewardship:
    """Return a body whose record this person may change, or raise Http404."""
    return get_object_or_404(with_lines(kept_by(request.user)), public_id=public_id[:12])


@requires("stewardship.keep", find_body)
def edit(request: HttpRequest, body: Stewardship) -> HttpResponse:
    """Change the record of a body with all its lines in one form."""
    # The form writes on its instance while it validates; what is shown around it stays as it was.
    title, version = body.name, body.version
    may_place = request.user.has_perm("stewardship.place", body)
    if "remove" in request.POST and may_place:
        return _remove(request, body)
    forms = RecordForms(
        request.POST or None,
        request.FILES or None,
        body=body,
        person=request.user,
        may_place=may_place,
        facilities=facilities_in(body.areas.all(), body),
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if forms.is_valid():
            try:
                kept = actions.keep(body, **forms.told, version=_version(request), by=request.user)
            except EditConflict:
                forms.body.add_error(
                    None,
                    _(
                        "Iemand anders heeft dit intussen gewijzigd. Open de pagina opnieuw in een ander venster."
                    ),
                )
                status, version = CONFLICT, _version(request)
            else:
                messages.success(request, _("Opgeslagen."))
                return redirect("stewardship:edit", kept.public_id)
    context = {"forms": forms, "body": body, "title": title, "version": version, "may_remove": may_place}
    return render(request, "stewardship/edit.html", context, status=status)


def _remove(request: HttpRequest, body: Stewardship) -> HttpResponse:
    try:
        actions.remove(body, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
        return redirect("stewardship:edit", body.public_id)
    messages.success(request, _("“%(name)s” is weg.") % {"name": body.name})
    return redirect("stewardship:workbench")


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def find_agreement(request: HttpRequest, pk: int) -> Agreement:
    """Return an agreement with a document in a record that this person keeps, or raise Http404."""
    found = Agreement.objects.exclude(document=None).select_related("document", "stewardship")
    return get_object_or_404(found, pk=pk, stewardship__in=kept_by(request.user))


@require_safe
@requires("stewardship.keep", find_agreement)
def document(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """Send the document of an agreement to who keeps the record."""
    return send_file(agreement.document, is_public=False)
