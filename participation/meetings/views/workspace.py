"""The doors for who holds meetings: the list, making one, its steps, its agenda and who comes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.meetings.actions import guests, making
from participation.meetings.forms import InviteForm, MeetingForm, NewMeetingForm, PointForm, WorkFilter
from participation.meetings.models import AgendaPoint, Meeting, SignUp
from participation.meetings.queries import guests_of, managed, others_of, with_details
from participation.meetings.states import DRAFT
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import take_step

PAGE_SIZE = 30
UNPROCESSABLE = 422
# What is taken over when a meeting is made like another one.
COPIED = [
    "kind",
    "title",
    "area",
    "organiser",
    "intro",
    "facility",
    "place_note",
    "wheelchair",
    "toilet",
    "hearing_loop",
    "transport",
    "languages",
    "is_public",
    "takes_sign_ups",
    "seats",
]


@requires("meetings.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the meetings that this person holds, the newest first."""
    narrowed = WorkFilter(request.GET, managed(request.user).order_by("-starts_at", "-pk"), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "meetings/workbench.html", {"page": page, "filter": narrowed})


@requires("meetings.make_some")
def new(request: HttpRequest) -> HttpResponse:
    """Make a meeting, from nothing or like an earlier one."""
    like = managed(request.user).filter(public_id=request.GET.get("zoals", "")[:12]).first()
    initial = {name: getattr(like, name) for name in COPIED} if like else {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewMeetingForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = making.make_meeting(values.pop("area"), by=request.user, like=like, **values)
        messages.success(
            request, _("De bijeenkomst staat klaar als concept. Vul de agenda in en kondig haar aan.")
        )
        return redirect("meetings:overview", made.public_id)
    context = {"form": form, "like": like}
    return render(request, "meetings/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find(request: HttpRequest, public_id: str) -> Meeting:
    """Return a meeting that this person holds, or raise Http404."""
    return get_object_or_404(with_details(managed(request.user)), public_id=public_id[:12])


@requires("meetings.manage_meeting", find)
def overview(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Show all of a meeting: how it stands, its agenda and who comes."""
    return show(request, found, {})


def show(request: HttpRequest, found: Meeting, more: dict) -> HttpResponse:
    """Make the page of a meeting; `more` is what a refused step or form adds."""
    context = {
        "meeting": found,
        "here": "overview",
        # That it was held is of no use to who still prepares it.
        "steps": [
            step
            for step in available(found, request.user)
            if not (step.transition.name == "hold" and step.lacking)
        ],
        "guests": list(guests_of(found)),
        "others": list(others_of(found)),
        "point_form": PointForm(),
        "invite_form": InviteForm(),
    } | more
    return render(request, "meetings/overview.html", context, status=UNPROCESSABLE if more else 200)


@requires("meetings.manage_meeting", find)
def edit(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Change a meeting; who comes hears of another time or place."""
    return edit_record(
        request,
        found,
        form_class=MeetingForm,
        save=lambda form, version: making.edit_meeting(
            found, form.cleaned_data, version=version, by=request.user
        ),
        template="meetings/edit.html",
        done=_address(found),
        saves_at_once=found.state == DRAFT,
        context={"meeting": found},
        options={"person": request.user},
    )


def _address(found: Meeting) -> str:
    return reverse("meetings:overview", args=[found.public_id])


@require_POST
@requires("meetings.manage_meeting", find)
def step(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Take a step in the life of a meeting."""
    return take_step(
        request,
        found,
        change=lambda name, reason: making.take_step(found, name, by=request.user, reason=reason),
        done=_address(found),
        show=lambda more: show(request, found, more),
    )


@require_POST
@requires("meetings.manage_meeting", find)
def change_agenda(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Put something on the agenda, let it come earlier, or take it off."""
    wish = request.POST.get("do")
    if wish == "add":
        form = PointForm(request.POST)
        if not form.is_valid():
            return show(request, found, {"point_form": form})
        _try(request, lambda: making.add_point(found, **form.cleaned_data, by=request.user))
        return redirect(_address(found) + "#agenda")
    point: AgendaPoint = get_object_or_404(found.points, pk=number_in(request, "point"))
    act = {"up": making.raise_point, "remove": making.remove_point}.get(wish)
    if act:
        _try(request, lambda: act(point, by=request.user))
    return redirect(_address(found) + "#agenda")


@require_POST
@requires("meetings.manage_meeting", find)
def change_guests(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Invite people, give somebody a seat, or sign them off."""
    wish = request.POST.get("do")
    if wish == "invite":
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                number = guests.invite(found, form.cleaned_data["addresses"], by=request.user)
            except TransitionRefused as refused:
                form.add_error("addresses", str(refused))
            else:
                messages.success(request, _("Uitgenodigd: %(number)d.") % {"number": number})
                return redirect(_address(found) + "#gasten")
        return show(request, found, {"invite_form": form})
    guest: SignUp = get_object_or_404(found.sign_ups, pk=number_in(request, "guest"))
    act = {"seat": guests.give_seat, "off": guests.sign_off}.get(wish)
    if act:
        _try(request, lambda: act(guest, by=request.user))
    return redirect(_address(found) + "#gasten")


def number_in(request: HttpRequest, name: str) -> int:
    """Return the key of a record in a form, 0 for what is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _try(request: HttpRequest, act) -> None:
    try:
        act()
    except TransitionRefused as refused:
        messages.error(request, str(refused))
