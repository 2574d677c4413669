"""The public doors: what is asked and offered, without who; who helps as a profession; and renewing by a letter."""

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.neighbours.actions import prolong
from participation.neighbours.forms import PublicFilter, WordsForm
from participation.neighbours.letters import RENEW_SALT
from participation.neighbours.models import Notice, Talk
from participation.neighbours.queries import public_notices, seen_by, services_for
from participation.neighbours.states import EXPIRED, LASTS, OPEN
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.privacy.queries import term_of

PAGE_SIZE = 24
UNPROCESSABLE = 422


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List what is asked and offered: the kind, the title and roughly where."""
    narrowed = PublicFilter(request.GET, public_notices(), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "neighbours/index.html", {"page": page, "filter": narrowed})


@public_page
def services(request: HttpRequest) -> HttpResponse:
    """List who helps as a profession, and who to call."""
    return render(request, "neighbours/services.html", {"services": services_for()})


def find_notice(request: HttpRequest, public_id: str) -> Notice:
    """Return a notice that this person may open, or raise Http404."""
    return get_object_or_404(seen_by(request.user), public_id=public_id[:12])


@public_page
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one notice; its words, and answering it, are for who signed in."""
    return show_notice(request, find_notice(request, public_id))


def show_notice(request: HttpRequest, found: Notice, **more) -> HttpResponse:
    """Show a notice, with a form of the page that was wrong and what was typed in it."""
    person = request.user
    talk = Talk.objects.filter(notice=found, person=person.pk).first() if person.is_authenticated else None
    context = {
        "notice": found,
        "is_maker": person.is_authenticated and found.person_id == person.pk,
        "talk": talk,
        "answer_form": WordsForm(),
        "services": services_for(found.area),
    } | more
    return render(request, "neighbours/notice.html", context, status=UNPROCESSABLE if more else 200)


@public
@limited("30/h")
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Let a notice stand longer, by the link of the letter; looking at it changes nothing."""
    try:
        pk, until = signing.loads(token[:400], salt=RENEW_SALT, max_age=LASTS + term_of("neighbours.over"))
    except signing.BadSignature as error:
        raise Http404 from error
    found = get_object_or_404(Notice.objects.select_related("area"), pk=pk, state__in=(OPEN, EXPIRED))
    is_done = str(found.expires_on) != until
    if request.method == "POST" and not is_done:
        prolong(found, by=None)
        messages.success(request, _("Uw oproep staat er weer zes weken."))
        return redirect("neighbours:renew", token)
    return render(request, "neighbours/renew.html", {"notice": found, "is_done": is_done})
