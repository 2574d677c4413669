"""The doors for asking professionals for their judgement: choose who, remind, and ask no longer."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from programmes.analysis import actions
from programmes.analysis.forms import AskForm
from programmes.analysis.models import Analysis, JudgementRequest
from programmes.analysis.queries import people_to_ask, requests_of, visible_to
from programmes.analysis.states import AnalysisClosed
from programmes.analysis.views.editor import find_analysis, overview_address
from wijkportaal.foundation.people.access import requires

USUAL_TERM = timedelta(days=14)
PLACE = "gevraagd"


@requires("analysis.make_analysis", find_analysis)
def ask(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Choose who is asked for a judgement; each gets a letter with the way to the form."""
    if request.method == "GET" and not analysis.is_draft:
        messages.info(request, str(AnalysisClosed()))
        return redirect(overview_address(analysis))
    candidates = people_to_ask(analysis, but=request.user)
    form = AskForm(
        request.POST or None,
        candidates=candidates,
        initial={"due_on": timezone.localdate() + USUAL_TERM},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.ask_for_judgements(
                analysis, form.chosen, due_on=values["due_on"], message=values["message"], by=request.user
            )
        except AnalysisClosed as closed:
            form.add_error(None, str(closed))
        else:
            said = ngettext(
                "%(number)d professional krijgt een brief.",
                "%(number)d professionals krijgen een brief.",
                len(made),
            )
            messages.success(request, said % {"number": len(made)})
            return redirect(overview_address(analysis, PLACE))
    context = {"form": form, "analysis": analysis, "candidates": candidates, "title": _("Oordelen vragen")}
    return render(request, "analysis/ask.html", context, status=422 if form.errors else 200)


@require_POST
@requires("analysis.make_analysis", find_analysis)
def remind(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Remind everyone who was asked and did not answer."""
    reminded = actions.remind_of_judgements(requests_of(analysis), by=request.user)
    if reminded:
        names = ", ".join(str(each.person) for each in reminded)
        messages.success(request, _("Herinnerd: %(names)s.") % {"names": names})
    else:
        messages.info(
            request, _("Niemand hoeft herinnerd te worden. Niemand krijgt twee brieven op een dag.")
        )
    return redirect(overview_address(analysis, PLACE))


def find_request(request: HttpRequest, pk: int) -> JudgementRequest:
    """Return a request in a buurtanalyse that this person may see, or raise Http404."""
    asked = JudgementRequest.objects.select_related("analysis__area", "person")
    return get_object_or_404(asked.filter(analysis__in=visible_to(request.user)), pk=pk)


@require_POST
@requires("analysis.make_analysis", find_request)
def withdraw(request: HttpRequest, asked: JudgementRequest) -> HttpResponse:
    """Ask someone no longer."""
    actions.withdraw_request(asked, by=request.user)
    messages.success(request, _("We vragen %(name)s niet meer.") % {"name": asked.person})
    return redirect(overview_address(asked.analysis, PLACE))
