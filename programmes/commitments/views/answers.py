"""The door for who got a letter: a signed link instead of an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from programmes.commitments import actions
from programmes.commitments.forms import AnswerForm
from programmes.commitments.models import StepKind
from programmes.commitments.queries import step_to_answer
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.transitions.states import TransitionRefused

QUESTIONS = {
    StepKind.KEPT: _("Is deze afspraak nagekomen?"),
    StepKind.MOVED: _("Bent u het eens met de nieuwe datum?"),
    StepKind.BROKEN: _("Begrijpt u waarom dit niet lukt?"),
}


@public
@never_cache
@limited("60/h", methods=("GET", "POST"))
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the one it was promised to whether it is true. Opening the link changes nothing: mail scanners do."""
    step = step_to_answer(token)
    if step is None:
        return render(request, "commitments/answer_gone.html", status=410)
    form = AnswerForm(request.POST or None)
    form.fields["agrees"].label = QUESTIONS[StepKind(step.kind)]
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["agrees"]
        try:
            if agrees:
                actions.confirm_step(step)
            else:
                actions.dispute_step(step, words=form.cleaned_data["words"])
        except actions.AnswerRefused:
            return render(request, "commitments/answer_gone.html", status=410)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            context = {"commitment": step.commitment, "agrees": agrees}
            return render(request, "commitments/answered.html", context)
    context = {"step": step, "commitment": step.commitment, "form": form}
    return render(request, "commitments/answer.html", context, status=422 if form.errors else 200)
