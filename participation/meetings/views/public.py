"""The public doors: what is to come, one meeting, signing up for it, and calendars."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.meetings.actions import guests
from participation.meetings.documents import calendar_of, square_of
from participation.meetings.forms import PublicFilter, SignUpForm
from participation.meetings.models import Meeting, SignUp
from participation.meetings.queries import (
    been,
    for_calendar,
    link_token,
    own_sign_up,
    place_in_line,
    settled_here,
    shown,
    shown_in,
    sign_up_by_token,
    to_come,
    with_details,
)
from participation.meetings.states import ADOPTED
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422
PAGE_SIZE = 20
# More than this is not read ahead; the filter finds the rest.
MOST_TO_COME = 40


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the meetings of the whole gemeente: what is to come, then what was held."""
    narrowed = PublicFilter(request.GET, shown(), request=request)
    return _list(request, narrowed.qs, filter=narrowed)


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """List the meetings of an area."""
    found = get_object_or_404(Area, slug=slug)
    return _list(request, shown_in(found), area=found)


def _list(request: HttpRequest, meetings, **context) -> HttpResponse:
    past = Paginator(been(meetings), PAGE_SIZE).get_page(request.GET.get("page"))
    context |= {"coming": list(to_come(meetings)[:MOST_TO_COME]), "page": past}
    return render(request, "meetings/index.html", context)


def find(public_id: str) -> Meeting:
    """Return a meeting that anyone may know of, or raise Http404."""
    return get_object_or_404(with_details(shown()), public_id=public_id[:12])


@public
@never_cache
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a meeting: when, where, how one gets in, what it is about, and the way to come."""
    return _page(request, find(public_id))


def _page(request: HttpRequest, found: Meeting, *, form: SignUpForm | None = None) -> HttpResponse:
    mine = own_sign_up(found, request.user)
    if form is None and found.takes_guests and mine is None:
        form = SignUpForm(meeting=found, person=request.user)
    context = {
        "meeting": found,
        "form": form,
        "mine": mine,
        "mine_token": link_token(mine) if mine else "",
        "may_manage": request.user.has_perm("meetings.manage_meeting", found),
    } | _outcomes(found, may_read=settled_here(found))
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, "meetings/meeting.html", context, status=status)


def _outcomes(found: Meeting, *, may_read: bool) -> dict:
    return {
        "minutes": found.minutes if may_read else None,
        "decisions": list(found.meetingdecisions.all()) if may_read else [],
        "promises": list(found.meetingpromises.select_related("organisation")) if may_read else [],
    }


@public
@never_cache
@require_POST
@limited("20/h")
def sign_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign somebody up: at once with an account, by a letter without."""
    found = find(public_id)
    person = request.user if request.user.is_authenticated else None
    form = SignUpForm(request.POST, meeting=found, person=request.user)
    if not form.is_valid():
        return _page(request, found, form=form)
    values = dict(form.cleaned_data)
    values["number"] = values.pop("persons")
    try:
        guest = guests.sign_up(found, person=person, **{"email": getattr(person, "email", "")} | values)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    if person:
        messages.success(request, _("Gelukt. U krijgt ook een e-mail."))
        return redirect("meetings:own", link_token(guest))
    messages.success(
        request,
        _(
            "Kijk in uw e-mail. Klik daar op de link, dan is uw aanmelding zeker. Kijk ook bij ongewenste mail."
        ),
    )
    return redirect(found)


def find_own(token: str) -> SignUp:
    """Return the sign-up of a link, or raise Http404."""
    guest = sign_up_by_token(token)
    if guest is None:
        raise Http404
    return guest


@public
@never_cache
@limited("60/h")
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody their own sign-up, by the link of a letter: to confirm, to sign off, and the square for the door.

    Opening it changes nothing: mail scanners open links.
    """
    guest = find_own(token)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "confirm":
                guests.confirm(guest)
                messages.success(request, _("Bedankt. Hieronder ziet u hoe het ervoor staat."))
            elif request.POST.get("do") == "sign_off":
                guests.sign_off(guest)
                messages.success(request, _("U bent afgemeld. Bedankt dat u het laat weten."))
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        return redirect("meetings:own", token)
    found = guest.meeting
    context = {
        "guest": guest,
        "meeting": found,
        "token": token,
        "place": place_in_line(guest),
        "square": square_of(guest) if guest.is_coming and found.is_open else "",
    } | _outcomes(found, may_read=found.state == ADOPTED)
    return render(request, "meetings/own.html", context)


@public
@never_cache
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give a guest the meeting for their calendar, also when it is not for everyone."""
    found = find_own(token).meeting
    return _calendar(calendar_of([found], title=found.title))


@public_page
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a meeting for the calendar on a phone."""
    found = find(public_id)
    return _calendar(calendar_of([found], title=found.title))


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """Give the meetings of the whole gemeente, to subscribe to; those of one area are in its agenda."""
    return _calendar(calendar_of(for_calendar(shown()), title=_("Bijeenkomsten")))


def _calendar(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="bijeenkomsten.ics"'
    return response
