"""The doors of who makes an initiative: begin, write together, send in, say how it went."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.initiatives.actions import handling, making
from participation.initiatives.forms import (
    AcceptForm,
    InitiativeForm,
    InviteForm,
    JudgeForm,
    NewInitiativeForm,
    PhotoForm,
)
from participation.initiatives.models import Initiative
from participation.initiatives.queries import (
    invitations_for,
    made_by,
    with_details,
)
from participation.initiatives.queries import (
    own as own_initiatives,
)
from participation.initiatives.states import OPEN
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle_part, take_step

UNPROCESSABLE = 422
MOST = 50


def mine(request: HttpRequest) -> HttpResponse:
    """List one's own initiatives, invitations to make one with others, and comments that were removed."""
    context = {
        "initiatives": list(own_initiatives(request.user)[:MOST]),
        "invitations": list(invitations_for(request.user)),
        "accept_form": AcceptForm(),
    }
    return render(request, "initiatives/mine.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Begin an initiative."""
    form = NewInitiativeForm(request.POST or None, person=request.user)
    if slug := request.GET.get("gebied", "")[:120]:
        form.initial["area"] = form.fields["area"].queryset.filter(slug=slug).first()
    if request.method == "POST" and form.is_valid():
        made = making.begin(by=request.user, **form.cleaned_data)
        messages.success(request, _("Uw initiatief staat klaar. Alleen u ziet het, tot u het instuurt."))
        return redirect("initiatives:edit", made.public_id)
    return render(
        request, "initiatives/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def find_own(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative that this person makes, or raise Http404."""
    mine = with_details(Initiative.objects.filter(made_by(request.user)))
    return get_object_or_404(mine, public_id=public_id[:12])


@requires("initiatives.change_own", find_own)
def own(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Show makers how it stands, who makes it, and what they can do now; take a step."""
    if request.method == "POST":
        return take_step(
            request,
            initiative,
            change=lambda step, reason: handling.take_step(initiative, step, by=request.user, reason=reason),
            done=reverse("initiatives:own", args=[initiative.public_id]),
            show=lambda context: _own(request, initiative, **context),
        )
    return _own(request, initiative)


def _own(request: HttpRequest, initiative: Initiative, **more) -> HttpResponse:
    context = {
        "initiative": initiative,
        "steps": available(initiative, request.user),
        "makers": list(initiative.makers.all()),
        "invited": list(initiative.makers.model.objects.filter(initiative=initiative, person=None)),
        "invite_form": InviteForm(),
        "photo_form": PhotoForm(
            initial={
                "picture": initiative.picture,
                "alt": initiative.picture.alt if initiative.picture else "",
            }
        ),
        "judge_form": JudgeForm(
            initial={
                "held": {True: "ja", False: "nee"}.get(initiative.rung_held),
                "words": initiative.rung_judgement,
            }
        ),
        "trail": list(initiative.steps.all()),
    } | more
    refused = any(getattr(each, "errors", None) for each in more.values()) or "refusal" in more
    return render(request, "initiatives/own.html", context, status=UNPROCESSABLE if refused else 200)


@requires("initiatives.change_own", find_own)
def edit(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Write the text together with the other makers; it saves itself as long as it is a draft."""
    if not initiative.is_editable:
        return redirect("initiatives:own", initiative.public_id)
    return edit_record(
        request,
        initiative,
        form_class=InitiativeForm,
        save=lambda form, version: making.edit(
            initiative, form.cleaned_data, version=version, by=request.user
        ),
        template="initiatives/edit.html",
        done=reverse("initiatives:own", args=[initiative.public_id]),
        saves_at_once=initiative.state != OPEN,
        context={"initiative": initiative},
    )


@require_POST
@requires("initiatives.change_own", find_own)
def change_makers(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Invite someone, let someone go, or show or hide one's own name."""
    match request.POST.get("do"):
        case "invite":
            form = InviteForm(request.POST)
            if not form.is_valid():
                return _own(request, initiative, invite_form=form)
            try:
                making.invite(initiative, form.cleaned_data["email"], by=request.user)
            except TransitionRefused as refused:
                form.add_error("email", str(refused))
                return _own(request, initiative, invite_form=form)
            messages.success(request, _("De uitnodiging is verstuurd."))
        case "show" | "hide" as wish:
            making.show_name(initiative, shows_name=wish == "show", by=request.user)
        case "remove":
            pk = request.POST.get("maker", "")
            maker = get_object_or_404(
                initiative.makers.model.objects.filter(initiative=initiative),
                pk=int(pk) if pk.isdecimal() else 0,
            )
            try:
                making.remove_maker(maker, by=request.user)
            except TransitionRefused as refused:
                messages.error(request, str(refused))
            if maker.person_id == request.user.pk and not initiative.makers.model.objects.filter(
                initiative=initiative, person=request.user
            ):
                return redirect("initiatives:mine")
    return redirect("initiatives:own", initiative.public_id)


@require_POST
@requires("initiatives.change_own", find_own)
def photo(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Show a photo with the initiative, or take it off."""
    if "remove" in request.POST:
        making.set_picture(initiative, None, alt="", by=request.user)
        return redirect("initiatives:own", initiative.public_id)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _own(request, initiative, photo_form=form)
    making.set_picture(
        initiative, form.cleaned_data["picture"], alt=form.cleaned_data["alt"], by=request.user
    )
    messages.success(request, _("De foto staat erbij."))
    return redirect("initiatives:own", initiative.public_id)


@require_POST
@requires("initiatives.change_own", find_own)
def judge(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Say whether the makers could decide what was promised."""
    return settle_part(
        request,
        JudgeForm(request.POST),
        act=lambda values: making.judge_rung(initiative, **values, by=request.user),
        said=_("Bedankt. Iedereen kan dit nu lezen."),
        done=reverse("initiatives:own", args=[initiative.public_id]),
        show=lambda wrong: _own(request, initiative, judge_form=wrong),
    )


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an initiative with the others, or say no."""
    invitation = get_object_or_404(invitations_for(request.user), pk=pk)
    if "no" in request.POST:
        making.remove_maker(invitation, by=request.user)
        messages.info(request, _("U doet niet mee. Uw adres is vergeten."))
        return redirect("initiatives:mine")
    making.accept_invitation(invitation, shows_name="shows_name" in request.POST, by=request.user)
    messages.success(request, _("U schrijft nu mee."))
    return redirect("initiatives:own", invitation.initiative.public_id)
