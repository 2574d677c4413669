"""The doors of who takes part: found a group, its tasks, members, messages, and calling for help."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.initiatives.models import Initiative
from participation.initiatives.queries import made_by
from participation.taskgroups import actions
from participation.taskgroups.forms import (
    CallForm,
    GroupForm,
    HandOverForm,
    InviteForm,
    NewGroupForm,
    TaskForm,
    WriteForm,
)
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.queries import (
    invitations_for,
    messages_of,
    open_to,
    place_of,
    tasks_of,
    waiting_members,
    with_details,
)
from participation.taskgroups.queries import own as own_groups
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle_part, take_step

UNPROCESSABLE = 422
RECENT = 10


def mine(request: HttpRequest) -> HttpResponse:
    """List one's own groups and the invitations to take part in one."""
    context = {"groups": list(own_groups(request.user)), "invitations": list(invitations_for(request.user))}
    return render(request, "taskgroups/mine.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Found a group: from nothing, or in one step from an initiative of one's own."""
    plan = (
        Initiative.objects.filter(made_by(request.user), public_id=request.GET.get("initiatief", "")[:12])
        .select_related("area")
        .first()
    )
    initial = {"name": plan.title[:100], "aim": plan.what[:1500], "area": plan.area_id} if plan else {}
    form = NewGroupForm(request.POST or None, person=request.user, initial=initial)
    if slug := request.GET.get("gebied", "")[:120]:
        form.initial["area"] = form.fields["area"].queryset.filter(slug=slug).first()
    if request.method == "POST" and form.is_valid():
        made = actions.found_group(by=request.user, initiative=plan, **form.cleaned_data)
        messages.success(request, _("De taakgroep staat er. Nodig nu buren uit om mee te doen."))
        return redirect("taskgroups:own", made.public_id)
    context = {"form": form, "plan": plan}
    return render(request, "taskgroups/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_own(request: HttpRequest, public_id: str) -> TaskGroup:
    """Return a group of which this person sees the inside, or raise Http404."""
    return get_object_or_404(with_details(open_to(request.user)), public_id=public_id[:12])


@requires("taskgroups.take_part", find_own)
def own(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Show the inside of a group: tasks, members, messages, help and steps; take a step."""
    if request.method == "POST":
        return take_step(
            request,
            group,
            change=lambda step, reason: actions.take_step(group, step, by=request.user, reason=reason),
            done=_address(group),
            show=lambda context: _inside(request, group, **context),
        )
    return _inside(request, group)


def _address(group: TaskGroup) -> str:
    return reverse("taskgroups:own", args=[group.public_id])


def _inside(request: HttpRequest, group: TaskGroup, **more) -> HttpResponse:
    leads = request.user.has_perm("taskgroups.lead_group", group)
    context = {
        "group": group,
        "steps": available(group, request.user),
        "tasks": list(tasks_of(group)),
        "waiting": list(waiting_members(group)) if leads else [],
        "letters": list(messages_of(group)[:RECENT]),
        "calls": list(group.calls.all()[:RECENT]),
        "place": place_of(group, request.user),
        "leads": leads,
        "may_support": request.user.has_perm("taskgroups.support_group", group),
        "task_form": TaskForm(group=group),
        "invite_form": InviteForm(),
        "hand_form": HandOverForm(group=group),
        "write_form": WriteForm(),
        "call_form": CallForm(),
    } | more
    faulty = next((form for form in more.values() if getattr(form, "errors", None)), None)
    context["faulty"] = faulty
    status = UNPROCESSABLE if faulty or "refusal" in more else 200
    return render(request, "taskgroups/own.html", context, status=status)


def _save(request: HttpRequest, group: TaskGroup, name: str, form, *, said: str, act) -> HttpResponse:
    """Save one of the small forms of the page, or show the page again with what was typed."""
    return settle_part(
        request,
        form,
        act=act,
        said=said,
        done=_address(group),
        show=lambda wrong: _inside(request, group, **{name: wrong}),
    )


@requires("taskgroups.lead_group", find_own)
def edit(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Change what the group says of itself."""
    return edit_record(
        request,
        group,
        form_class=GroupForm,
        save=lambda form, version: actions.edit_group(
            group, form.cleaned_data, version=version, by=request.user
        ),
        template="taskgroups/edit.html",
        done=_address(group),
        saves_at_once=False,
        context={"group": group},
    )


@require_POST
@requires("taskgroups.take_part", find_own)
def change_tasks(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Add a task, tick it off, or take it off the list."""
    wish, pk = request.POST.get("do"), request.POST.get("task", "")
    if wish == "add":
        return _save(
            request,
            group,
            "task_form",
            TaskForm(request.POST, group=group),
            said=_("De taak staat op de lijst."),
            act=lambda values: actions.save_task(group, None, **values, by=request.user),
        )
    task = get_object_or_404(group.tasks, pk=int(pk[:12]) if pk.isdecimal() else 0)
    try:
        match wish:
            case "done" | "undo":
                actions.mark_task(task, done=wish == "done", by=request.user)
            case "mine":
                who = group.members.filter(person=request.user, state="member").first()
                actions.save_task(group, task, what=task.what, who=who, due_on=task.due_on, by=request.user)
            case "remove":
                actions.remove_task(task, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    return redirect(_address(group))


@require_POST
@requires("taskgroups.take_part", find_own)
def change_members(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Invite, admit, turn away, hand over or leave; the rules of each step say who may."""
    wish, pk = request.POST.get("do"), request.POST.get("member", "")
    leads = request.user.has_perm("taskgroups.lead_group", group)
    if wish in {"invite", "hand_over"} and leads:
        if wish == "invite":
            form, name, said = InviteForm(request.POST), "invite_form", _("De uitnodiging is verstuurd.")
        else:
            form, name, said = (
                HandOverForm(request.POST, group=group),
                "hand_form",
                _("De trekker is nu iemand anders."),
            )
        act = {
            "invite": lambda values: actions.invite(group, values["email"], by=request.user),
            "hand_over": lambda values: actions.hand_over(group, values["member"], by=request.user),
        }[wish]
        return _save(request, group, name, form, said=said, act=act)
    member = get_object_or_404(group.members, pk=int(pk[:12]) if pk.isdecimal() else 0)
    try:
        match wish:
            case "admit":
                actions.admit_member(member, by=request.user)
                messages.success(request, _("Welkom! Het nieuwe lid krijgt een e-mail."))
            case "turn_away" if leads:
                actions.turn_away(member, by=request.user)
            case "leave":
                actions.leave_group(member, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    if member.person_id == request.user.pk and wish == "leave":
        return redirect("taskgroups:mine")
    return redirect(_address(group))


@require_POST
@requires("taskgroups.take_part", find_own)
def write(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Write to the whole group, or answer somebody from outside."""
    pk = request.POST.get("answers", "")
    about = get_object_or_404(group.messages, pk=int(pk[:12])) if pk.isdecimal() else None
    return _save(
        request,
        group,
        "write_form",
        WriteForm(request.POST),
        said=_("Uw bericht is verstuurd."),
        act=lambda values: actions.write_message(group, values["message"], by=request.user, answers=about),
    )


@require_POST
@requires("taskgroups.take_part", find_own)
def call(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Ask the opbouwwerker for help, or say that it is solved."""
    if (pk := request.POST.get("solved", "")).isdecimal():
        found = get_object_or_404(group.calls, pk=int(pk[:12]))
        try:
            actions.solve_call(found, by=request.user)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        return redirect(_address(group))
    return _save(
        request,
        group,
        "call_form",
        CallForm(request.POST),
        said=_("Uw vraag is bij de opbouwwerker. U krijgt binnen vijf dagen antwoord."),
        act=lambda values: actions.call_for_help(group, values["call"], by=request.user),
    )


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part after an invitation, or say no."""
    invitation = get_object_or_404(invitations_for(request.user), pk=pk)
    if "no" in request.POST:
        actions.turn_away(invitation, by=request.user)
        messages.info(request, _("U doet niet mee. Uw adres is vergeten."))
        return redirect("taskgroups:mine")
    try:
        actions.accept_place(invitation, shows_name="shows_name" in request.POST, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect("taskgroups:mine")
    messages.success(request, _("U doet nu mee."))
    return redirect("taskgroups:own", invitation.group.public_id)
