"""The doors of recognition as a decision: ask, judge, propose and decide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.organisations.models import Organisation
from participation.recognition.actions import deciding, declaring
from participation.recognition.forms import AskForm, JudgeForm, ProposeForm
from participation.recognition.models import Criterion, Recognition
from participation.recognition.queries import standing_of
from participation.recognition.views.files import APART, find_body, save_part, show_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.views import take_step


@require_POST
@requires("recognition.keep_file", find_body)
def ask(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Ask to be recognised, or to be recognised again."""
    return save_part(
        request,
        body,
        "ask_form",
        AskForm(request.POST),
        said=_("Uw aanvraag is bij de gemeente. U krijgt een e-mail als er een besluit is."),
        act=lambda values: deciding.ask_recognition(body, values["words"], by=request.user),
    )


@require_POST
@requires("recognition.judge_file", find_body)
def judge(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Say what the gemeente thinks of a criterion that nobody can count."""
    pk = request.POST.get("criterion", "")
    criterion = Criterion.objects.filter(pk=int(pk[:9]) if pk.isdecimal() else 0, kind="judged").first()
    if criterion is None:
        raise Http404
    return save_part(
        request,
        body,
        "judge_form",
        JudgeForm(request.POST, prefix=f"eis-{criterion.pk}"),
        said=_("Uw oordeel staat in het dossier."),
        act=lambda values: declaring.judge_criterion(body, criterion, **values, by=request.user),
    )


@require_POST
@requires("recognition.judge_file", find_body)
def propose(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Advise on a request; somebody else decides."""
    waiting = _subject(body)
    form = ProposeForm(request.POST, first_day=timezone.localdate())
    return save_part(
        request,
        body,
        "propose_form",
        form,
        said=_("Uw voorstel ligt klaar voor wie beslist."),
        act=lambda _values: deciding.propose(waiting, **form.values(), by=request.user),
    )


@require_POST
@requires("recognition.see_file", find_body)
def step(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Take a step in the life of the recognition; the rules of each step say who may."""
    subject = _subject(body)
    if request.POST.get("step") in APART:
        raise Http404
    return take_step(
        request,
        subject,
        change=lambda name, reason: deciding.decide(subject, name, by=request.user, reason=reason),
        done=reverse("recognition:file", args=[body.slug]),
        show=lambda context: show_file(request, body, **context),
    )


def _subject(body: Organisation) -> Recognition:
    """Return the recognition that a step is about, or raise Http404."""
    if (found := standing_of(body).subject) is None:
        raise Http404
    return found
