"""The doors of following. A signed link is enough for who has no account; no page says who follows what."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from participation.subscriptions import actions
from participation.subscriptions.forms import AskForm, LinkForm, RhythmForm
from participation.subscriptions.models import Follower, Subscription
from participation.subscriptions.queries import (
    follower_by_token,
    follower_of,
    follows,
    list_of,
    list_token,
    subject_of,
    subscription_to_confirm,
)
from participation.subscriptions.registry import KINDS
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public

UNPROCESSABLE = 422


@public
@never_cache
@limited("20/h")
def follow(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """Follow something: at once for who signed in, after a confirmation by mail for who did not."""
    subject = subject_of(kind, ident)
    if subject is None:
        raise Http404
    person = request.user if request.user.is_authenticated else None
    present = follows(request.user, kind, ident)
    initial = {"rhythm": present.rhythm} if present else {}
    form = (RhythmForm if person else AskForm)(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if person:
                actions.follow(kind, ident, person=person, **form.cleaned_data)
                messages.success(request, _("U volgt nu “%(subject)s”.") % {"subject": subject.title})
                return redirect(subject.url)
            actions.ask_to_follow(kind, ident, **form.cleaned_data)
            return redirect("subscriptions:asked")
        except actions.FollowRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "kind": KINDS[kind], "subject": subject, "present": present}
    return render(request, "subscriptions/follow.html", context, status=UNPROCESSABLE if form.errors else 200)


@public
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that there is a mail to look for, whatever is known of the address."""
    return render(request, "subscriptions/asked.html")


@public
@never_cache
@limited("60/h")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address. Opening the link changes nothing: mail scanners do."""
    subscription = subscription_to_confirm(token, within=actions.CONFIRM_WITHIN)
    subject = subscription and subject_of(subscription.kind, subscription.ident)
    if subject is None:
        return render(request, "subscriptions/gone.html", status=410)
    if request.method == "POST":
        actions.confirm_follow(subscription)
        context = {"subject": subject, "token": list_token(subscription.follower)}
        return render(request, "subscriptions/confirmed.html", context)
    return render(request, "subscriptions/confirm.html", {"subscription": subscription, "subject": subject})


@public
@never_cache
@limited("10/h")
def mine(request: HttpRequest) -> HttpResponse:
    """Show what someone who signed in follows; send others the link to their list."""
    if request.user.is_authenticated:
        follower = follower_of(request.user)
        return redirect("subscriptions:list", list_token(follower)) if follower else _list(request, None)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.send_list_link(form.cleaned_data["email"])
        return redirect("subscriptions:asked")
    return render(
        request, "subscriptions/mine.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def with_follower(view: Callable) -> Callable:
    """Find whose link it is; 404 for a made-up one. The follower is None for who stopped already."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        try:
            follower = follower_by_token(token)
        except (BadSignature, ValueError) as forged:
            raise Http404 from forged
        return view(request, follower)

    return found


@public
@never_cache
@with_follower
def show_list(request: HttpRequest, follower: Follower | None) -> HttpResponse:
    """Show all that someone follows, to change it or to stop."""
    if follower is None:
        return render(request, "subscriptions/stopped.html")
    return _list(request, follower)


def _list(request: HttpRequest, follower: Follower | None) -> HttpResponse:
    lines = list_of(follower) if follower else []
    forms = [
        RhythmForm(initial={"rhythm": line.subscription.rhythm}, auto_id=f"id_{line.subscription.pk}_%s")
        for line in lines
    ]
    context = {
        "follower": follower,
        "lines": list(zip(lines, forms, strict=True)),
        "token": list_token(follower) if follower else "",
    }
    return render(request, "subscriptions/list.html", context)


@public
@never_cache
@limited("120/h")
@require_POST
@with_follower
def change(request: HttpRequest, follower: Follower | None) -> HttpResponse:
    """Change how soon someone hears of one thing, or stop it."""
    if follower is None:
        return render(request, "subscriptions/stopped.html")
    number = request.POST.get("subscription", "")
    mine = Subscription.objects.filter(follower=follower)
    subscription = get_object_or_404(mine, pk=int(number) if number.isdecimal() and len(number) < 12 else 0)
    if request.POST.get("do") == "stop":
        actions.stop_following(subscription)
        messages.success(request, _("U volgt dit niet meer."))
    else:
        form = RhythmForm(request.POST)
        if form.is_valid():
            actions.change_rhythm(subscription, form.cleaned_data["rhythm"])
            messages.success(request, _("Het is veranderd."))
    left = Follower.objects.filter(pk=follower.pk).exists()
    return redirect("subscriptions:list", list_token(follower)) if left else redirect("subscriptions:stopped")


@public
@never_cache
@limited("120/h")
@csrf_exempt  # a mail program posts here without a page of ours (RFC 8058); the link itself is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@with_follower
def stop(request: HttpRequest, follower: Follower | None) -> HttpResponse:
    """Stop all mail. Opening the link only asks: mail scanners open links, and post nothing."""
    if request.method == "POST" and follower:
        actions.stop_all(follower)
    if request.method == "POST" or follower is None:
        return render(request, "subscriptions/stopped.html")
    address = reverse("subscriptions:list", args=[list_token(follower)])
    return render(request, "subscriptions/stop.html", {"follower": follower, "list": address})


@public
@never_cache
def stopped(request: HttpRequest) -> HttpResponse:
    """Say that no mail will come any more."""
    return render(request, "subscriptions/stopped.html")
