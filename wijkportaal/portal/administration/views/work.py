from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wijkportaal.foundation.jobs.actions import cancel_job, retry_job
from wijkportaal.foundation.jobs.states import FAILED, WAITING
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.administration.queries.work import TABS, first_tab, jobs_in, tabs

LINES = 30
# More at once would keep whoever clicked waiting; there is a button to go on.
MOST_AT_ONCE = 200


@requires("jobs.view_all_jobs")
@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest) -> HttpResponse:
    """Show the work that takes time; try again what failed, stop what has not begun."""
    asked = request.POST if request.method == "POST" else request.GET
    tab = asked.get("stand", "")
    tab = tab if tab in TABS else first_tab()
    wanted = asked.get("zoek", "").replace("\0", "")[:80]
    if request.method == "POST":
        _act(request, tab, wanted)
        return redirect(f"{reverse('administration:jobs')}?{urlencode({'stand': tab, 'zoek': wanted})}")
    page = Paginator(jobs_in(tab, wanted), LINES).get_page(request.GET.get("page"))
    context = {"page": page, "tabs": tabs(tab), "tab": tab, "wanted": wanted}
    return render(request, "administration/jobs.html", context)


def _act(request: HttpRequest, tab: str, wanted: str) -> None:
    """Do what was asked with the chosen work, or with all of it, and say how much that was."""
    found = jobs_in(tab, wanted)
    if request.POST.get("do", "").endswith("_all"):
        found = found[:MOST_AT_ONCE]
    else:
        found = found.filter(pk__in=_chosen(request))
    if not (chosen := list(found)):
        messages.error(request, _("Kies eerst een taak. Misschien is zij intussen begonnen of klaar."))
        return
    if request.POST.get("do", "").startswith("cancel"):
        number = sum(cancel_job(job, by=request.user) for job in chosen if job.state == WAITING)
        said = ngettext("%d taak is gestopt.", "%d taken zijn gestopt.", number)
    else:
        number = sum(retry_job(job, by=request.user).is_open for job in chosen if job.state == FAILED)
        said = ngettext("%d taak staat weer in de rij.", "%d taken staan weer in de rij.", number)
    messages.success(request, said % number)


def _chosen(request: HttpRequest) -> list[int]:
    return [
        int(key)
        for key in request.POST.getlist("job")[:MOST_AT_ONCE]
        if key.isascii() and key.isdigit() and len(key) < 19
    ]
