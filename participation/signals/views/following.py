"""The doors for who sent a signal: a secret link instead of an account, and a list for who has one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participation.signals.actions import intake, keeping
from participation.signals.forms.handling import AddForm
from participation.signals.models import Sender, Signal
from participation.signals.queries.following import follow_token, sent_by, signal_by_token
from participation.signals.queries.inbox import steps_for_sender
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.privacy.queries import addresses_of
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 25


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show who signed in what they handed in, by the addresses that are proved to be theirs."""
    signals = sent_by(addresses_of(request.user))
    page = Paginator(signals, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(signal, signal.head, follow_token(signal)) for signal in page]
    return render(request, "signals/mine.html", {"page": page, "lines": lines})


@public
@never_cache
@limited("60/h")
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Show how a signal stands; take what its sender adds, whether it is solved, or that they be forgotten.

    Opening the link changes nothing: mail scanners open links.
    """
    signal = signal_by_token(token)
    if signal is None:
        raise Http404
    form = AddForm(request.POST if "words" in request.POST else None)
    if request.method == "POST" and _answer(request, signal, form):
        return redirect("signals:follow", token)
    context = {
        "signal": signal,
        "head": signal.head,
        "steps": steps_for_sender(signal),
        "form": form,
        "has_sender": Sender.objects.filter(signal=signal).exists(),
        "asked": request.POST.get("do", ""),
    }
    return render(request, "signals/follow.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, signal: Signal, form: AddForm) -> bool:
    """Do what was asked; tells whether it is done."""
    asked = request.POST.get("do", "")
    try:
        if asked == "solved":
            intake.confirm_solved(signal)
            messages.success(request, _("Dank u wel. Fijn dat het is opgelost."))
        elif asked == "forget":
            keeping.forget_sender(signal)
            messages.success(
                request, _("Wij hebben uw naam en e-mailadres weggehaald. U krijgt geen mail meer.")
            )
        elif not form.is_valid():
            return False
        elif asked == "not_solved":
            intake.dispute_solved(signal, form.cleaned_data["words"])
            messages.success(request, _("Dank u wel. Wij gaan er weer mee aan de slag."))
        else:
            intake.add_words(signal, form.cleaned_data["words"])
            messages.success(request, _("Dank u wel. Wij hebben het erbij gezet."))
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    return True
