"""The doors to the file of a panel or dorpsbelang: the overview, the file itself, and what a board declares in it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas.organisations.models import Organisation
from participation.recognition.actions import declaring
from participation.recognition.forms import (
    AskForm,
    BodyFilter,
    DeclareForm,
    FileForm,
    JudgeForm,
    MeetingForm,
    MembersForm,
    ProposeForm,
)
from participation.recognition.models import DeclaredMeeting
from participation.recognition.queries import (
    board_of,
    bodies_open_to,
    file_of,
    standing_of,
    standings,
)
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle_part

PAGE_SIZE = 40
UNPROCESSABLE = 422
# Steps with a form of their own, and the one that only the clock takes.
APART = {"propose", "expire"}
BY_ANOTHER = {"recognise": "proposed_by_id", "refuse": "proposed_by_id"} | dict.fromkeys(
    ("withdraw", "uphold"), "doubted_by_id"
)


@requires("recognition.see_files")
def overview(request: HttpRequest) -> HttpResponse:
    """List the files that someone may see, with what each lacks; who sees one only goes there."""
    found = bodies_open_to(request.user).order_by("name", "pk")
    if not request.user.has_perm("recognition.see_overview") and found.count() == 1:
        return redirect("recognition:file", found.get().slug)
    narrowed = BodyFilter(request.GET, found, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "standings": standings(page.object_list), "filter": narrowed}
    return render(request, "recognition/overview.html", context)


def find_body(request: HttpRequest, slug: str, **_more) -> Organisation:
    """Return a panel or dorpsbelang of which this person may see the file, or raise Http404."""
    return get_object_or_404(bodies_open_to(request.user), slug=slug)


@requires("recognition.see_file", find_body)
def file(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Show the file: how each criterion stands, what is declared, and the recognition with its steps."""
    return show_file(request, body)


def show_file(request: HttpRequest, body: Organisation, **more) -> HttpResponse:
    """Show the file, with a form of the page that was wrong and what was typed in it."""
    person, standing = request.user, standing_of(body)
    may_judge = person.has_perm("recognition.judge_file", body)
    subject = standing.subject
    steps = (
        [step for step in available(subject, person) if step.transition.name not in APART] if subject else []
    )
    own = [
        step
        for step in steps
        if getattr(subject, BY_ANOTHER.get(step.transition.name, ""), None) == person.pk
    ]
    current = standing.current
    first_day = current.valid_until if current else timezone.localdate()
    context = {
        "body": body,
        "standing": standing,
        "file": standing.file,
        "subject": subject,
        "steps": [step for step in steps if step not in own],
        "is_own_proposal": bool(own),
        "board": [
            (member, DeclareForm(prefix=f"lid-{member.pk}", initial=_declared(member)))
            for member in board_of(body)
        ],
        "meetings": list(standing.file.meetings.all()[:12]) if standing.file.pk else [],
        "members": list(standing.file.member_counts.all()) if standing.file.pk else [],
        "may_keep": person.has_perm("recognition.keep_file", body),
        "may_judge": may_judge,
        "judged": [
            (line, JudgeForm(prefix=f"eis-{line.criterion.pk}"))
            for line in standing.lines
            if may_judge and line.criterion.is_judged
        ],
        "meeting_form": MeetingForm(),
        "members_form": MembersForm(initial={"year": timezone.localdate().year}),
        "ask_form": AskForm(),
        "propose_form": ProposeForm(first_day=first_day),
    } | more
    faulty = next((form for form in more.values() if getattr(form, "errors", None)), None)
    for name in ("board", "judged"):
        # The form that was wrong stands in place of the empty one with its prefix.
        context[name] = [
            (each, faulty if faulty is not None and faulty.prefix == form.prefix else form)
            for each, form in context[name]
        ]
    context["faulty"] = faulty
    status = UNPROCESSABLE if faulty is not None or "refusal" in more else 200
    return render(request, "recognition/file.html", context, status=status)


def _declared(member) -> dict:
    declared = getattr(member, "declaration", None)
    return {"tie": declared.tie, "on_board_since": declared.on_board_since} if declared else {}


def save_part(request: HttpRequest, body: Organisation, name: str, form, *, said: str, act) -> HttpResponse:
    """Save one of the small forms of the page, or show the page again with what was typed."""
    return settle_part(
        request,
        form,
        act=act,
        said=said,
        done=reverse("recognition:file", args=[body.slug]),
        show=lambda wrong: show_file(request, body, **{name: wrong}),
    )


@requires("recognition.keep_file", find_body)
def edit(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Write down what the board declares of its statutes, KvK and how it is chosen."""
    known = file_of(body)
    form = FileForm(request.POST or None, request.FILES or None, instance=known)
    if request.method == "POST" and form.is_valid():
        declaring.keep_file(body, form.details(), by=request.user)
        messages.success(request, _("Het dossier is bewaard."))
        return redirect("recognition:file", body.slug)
    context = {"body": body, "file": known, "form": form}
    return render(request, "recognition/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires("recognition.keep_file", find_body)
def declare(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Say of somebody on the board whether they sit in raad or college."""
    pk = request.POST.get("member", "")
    member = next((each for each in board_of(body) if str(each.pk) == pk), None)
    if member is None:
        raise Http404
    return save_part(
        request,
        body,
        "declare_form",
        DeclareForm(request.POST, prefix=f"lid-{member.pk}"),
        said=_("De verklaring is bewaard."),
        act=lambda values: declaring.declare(member, **values, by=request.user),
    )


@require_POST
@requires("recognition.keep_file", find_body)
def count_members(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Write down the number of members of a year."""
    return save_part(
        request,
        body,
        "members_form",
        MembersForm(request.POST),
        said=_("Het aantal leden is bewaard."),
        act=lambda values: declaring.count_members(body, **values, by=request.user),
    )


@require_POST
@requires("recognition.keep_file", find_body)
def meetings(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Write down a meeting that was held, or take one out."""
    if (pk := request.POST.get("remove", "")).isdecimal():
        found = get_object_or_404(
            DeclaredMeeting.objects.select_related("account"), pk=int(pk[:12]), file__organisation=body
        )
        declaring.remove_meeting(found, by=request.user)
        messages.success(request, _("De vergadering is uit het dossier."))
        return redirect("recognition:file", body.slug)
    return save_part(
        request,
        body,
        "meeting_form",
        MeetingForm(request.POST, request.FILES),
        said=_("De vergadering staat in het dossier."),
        act=lambda values: declaring.add_meeting(body, dict(values), by=request.user),
    )


@require_safe
@requires("recognition.see_file", find_body)
def statutes(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Send the statutes to who may see the file."""
    if (stored := file_of(body).statutes) is None:
        raise Http404
    return send_file(stored, is_public=False)


def find_meeting(request: HttpRequest, pk: int) -> DeclaredMeeting:
    """Return a meeting with an account in a file that this person may see, or raise Http404."""
    meetings_with = DeclaredMeeting.objects.exclude(account=None).select_related(
        "account", "file__organisation"
    )
    return get_object_or_404(meetings_with, pk=pk, file__organisation__in=bodies_open_to(request.user))


@require_safe
@requires("recognition.see_file", find_meeting)
def account(request: HttpRequest, meeting: DeclaredMeeting) -> HttpResponse:
    """Send the account that was given in a meeting."""
    return send_file(meeting.account, is_public=False)
