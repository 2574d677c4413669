from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.roles import actions, queries
from areas.roles.forms import (
    AcceptForm,
    EndRoleForm,
    InvitationFilter,
    InvitationForm,
    PersonFilter,
    ReasonForm,
    RoleForm,
)
from areas.roles.models import AccessReview, Invitation, ReviewItem, RoleAssignment
from areas.roles.states import CONFIRMED, ENDED, OPEN, REVIEW_KINDS
from wijkportaal.foundation.people import actions as people_actions
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.people.queries import second_factors_of
from wijkportaal.foundation.privacy.queries import obstacles_for
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
REFUSALS = (actions.RoleRefused, TransitionRefused)
UNPROCESSABLE = 422


def find_person(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(Person, pk=pk)


def find_assignment(request: HttpRequest, pk: int) -> RoleAssignment:
    return get_object_or_404(RoleAssignment.objects.select_related("person", "area"), pk=pk)


def find_invitation(request: HttpRequest, pk: int) -> Invitation:
    return get_object_or_404(queries.invitations(), pk=pk)


def find_review(request: HttpRequest, pk: int) -> AccessReview:
    return get_object_or_404(queries.reviews(), pk=pk)


def find_item(request: HttpRequest, pk: int) -> ReviewItem:
    return get_object_or_404(ReviewItem.objects.select_related("review", "assignment__person"), pk=pk)


def attempt(request: HttpRequest, done: str, action, *args, **kwargs) -> None:
    """Call an action and say that it is done, or why it could not be."""
    try:
        action(*args, by=request.user, **kwargs)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


# --- People and their roles ----------------------------------------------------------------------------


@requires("roles.manage_roles")
def people(request: HttpRequest) -> HttpResponse:
    """List everyone with the roles they hold."""
    chosen = PersonFilter(request.GET, queryset=queries.people_list(), request=request)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "roles/people.html", {"filter": chosen, "page": page})


@requires("roles.manage_roles")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person with all roles, past ones too, and give a role."""
    found = find_person(request, pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.assign_role(found, data.pop("role"), data.pop("area"), by=request.user, tell=True, **data)
        except actions.RoleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("De rol is gegeven. %(person)s krijgt een e-mail.") % {"person": found}
            )
            return redirect("roles:person", pk=pk)
    context = {
        "person": found,
        "assignments": queries.assignments_of(found),
        "second_factors": second_factors_of(found).count(),
        "obstacles": obstacles_for(found),
        "form": form,
        "reason_form": ReasonForm(),
    }
    return render(request, "roles/person.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires("roles.manage_roles")
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Close someone's account."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            _("Het account is gesloten."),
            actions.block_person,
            find_person(request, pk),
            reason=form.cleaned_data["reason"],
        )
    else:
        messages.error(request, _("Schrijf erbij waarom u het account sluit."))
    return redirect("roles:person", pk=pk)


@require_POST
@requires("roles.manage_roles")
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    attempt(request, _("Het account is weer open."), people_actions.unblock_person, find_person(request, pk))
    return redirect("roles:person", pk=pk)


@require_POST
@requires("roles.manage_roles")
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Take someone's account away at their request; nothing can bring it back."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Schrijf erbij wanneer en hoe deze persoon het vroeg."))
        return redirect("roles:person", pk=pk)
    attempt(
        request,
        _("Het account is weggehaald. Wat deze persoon deed, staat er zonder naam."),
        actions.erase_person,
        find_person(request, pk),
        reason=form.cleaned_data["reason"],
    )
    return redirect("roles:person", pk=pk)


@require_POST
@requires("roles.manage_roles")
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second step of someone who lost their phone."""
    attempt(
        request,
        _("De tweede stap is gewist. Bij het volgende bezoek stelt deze persoon een nieuwe in."),
        actions.reset_second_factor,
        find_person(request, pk),
    )
    return redirect("roles:person", pk=pk)


@requires("roles.manage_roles")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role on a day, with a reason."""
    assignment = find_assignment(request, pk)
    form = EndRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(assignment, by=request.user, tell=True, **form.cleaned_data)
        except actions.RoleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De rol is beëindigd."))
            if assignment.person_id == request.user.pk:
                # Who ended their own role may not be allowed to see the people any more.
                return redirect("portal:workspace")
            return redirect("roles:person", pk=assignment.person_id)
    context = {"assignment": assignment, "form": form}
    return render(request, "roles/end.html", context, status=UNPROCESSABLE if form.errors else 200)


# --- Invitations ---------------------------------------------------------------------------------------


@requires("roles.manage_roles")
def invitations(request: HttpRequest) -> HttpResponse:
    """List invitations with what became of them."""
    chosen = InvitationFilter(request.GET, queryset=queries.invitations())
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "roles/invitations.html", {"filter": chosen, "page": page})


@requires("roles.manage_roles")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone by mail."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(data.pop("email"), data.pop("role"), data.pop("area"), by=request.user, **data)
        except actions.RoleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De uitnodiging is verstuurd."))
            return redirect("roles:invitations")
    return render(request, "roles/invite.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires("roles.manage_roles", find_invitation)
def resend(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Send an invitation again, with a new link."""
    attempt(request, _("De uitnodiging is opnieuw verstuurd."), actions.resend_invitation, found)
    return redirect("roles:invitations")


@require_POST
@requires("roles.manage_roles", find_invitation)
def withdraw(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Make an invitation useless."""
    attempt(request, _("De uitnodiging is ingetrokken."), actions.withdraw_invitation, found)
    return redirect("roles:invitations")


@public
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to who holds its link, and take it."""
    found = queries.open_invitation(actions.hash_of(token))
    if found is None:
        return render(request, "roles/invitation_gone.html", status=410)
    if request.user.is_authenticated and request.user.email != found.email:
        return render(request, "roles/invitation_other.html", {"invitation": found}, status=409)
    known = Person.objects.filter(email=found.email).first()
    form = AcceptForm(request.POST or None, initial={"full_name": known or found.full_name})
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(found, full_name=form.cleaned_data["full_name"])
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Welkom! U bent nu %(role)s.") % {"role": found.title})
            if request.user.is_authenticated:
                return redirect("portal:workspace")
            # By allauth, so that someone with a second factor is asked for it.
            return perform_login(request, person)
    context = {"invitation": found, "form": form}
    return render(request, "roles/invitation.html", context, status=UNPROCESSABLE if form.errors else 200)


# --- Access review -------------------------------------------------------------------------------------


@requires("roles.review_access")
def reviews(request: HttpRequest) -> HttpResponse:
    """Show when roles were last reviewed and when the next round is due; start one."""
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind in REVIEW_KINDS:
            attempt(request, _("De controle is gestart."), actions.start_review, kind)
        return redirect("roles:reviews")
    page = Paginator(queries.reviews(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "roles/reviews.html", {"calendar": queries.review_calendar(), "page": page})


@requires("roles.review_access", find_review)
def review(request: HttpRequest, found: AccessReview) -> HttpResponse:
    """Show one round: what is decided, what is still to do; afterwards its report."""
    shown = request.GET.get("toon", "")
    items = queries.items_of(found)
    if shown == "open":
        items = items.filter(decision=OPEN)
    page = Paginator(items, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"review": found, "page": page, "progress": queries.progress_of(found), "shown": shown}
    return render(request, "roles/review.html", context)


@require_POST
@requires("roles.review_access", find_item)
def decide(request: HttpRequest, item: ReviewItem) -> HttpResponse:
    """Confirm or end one role of a round."""
    note = request.POST.get("note", "").strip()[:200]
    decision = request.POST.get("decision")
    if decision == CONFIRMED:
        attempt(request, _("De rol is bevestigd."), actions.confirm_item, item, note=note)
    elif decision == ENDED:
        attempt(request, _("De rol is beëindigd."), actions.end_item, item, note=note)
    answer = redirect("roles:review", pk=item.review_id)
    query = request.GET.urlencode()
    if query:
        answer["Location"] += f"?{query}"
    return answer


@require_POST
@requires("roles.review_access", find_review)
def finish(request: HttpRequest, found: AccessReview) -> HttpResponse:
    """Close a round."""
    attempt(request, _("De controle is afgerond. Het verslag ligt vast."), actions.finish_review, found)
    return redirect("roles:review", pk=found.pk)
