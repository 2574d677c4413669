"""The public doors: the rounds, answering one, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from participation.consultations.actions.answers import answer_online
from participation.consultations.drawings import column_labels, show_figures
from participation.consultations.forms.answers import OnlineForm
from participation.consultations.queries.figures import figures_of
from participation.consultations.queries.rounds import public_rounds, questions_of, visible_to
from participation.consultations.queries.wishes import told_wishes
from participation.consultations.states import RoundRefused
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public

UNPROCESSABLE = 422
# As many as anyone looks back on.
MOST = 60


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the rounds in which one can answer now, those that come, and what came of the others."""
    rounds = list(public_rounds()[:MOST])
    context = {
        "now": [each for each in rounds if each.is_walked],
        "coming": [each for each in rounds if each.is_coming],
        "past": [each for each in rounds if not each.is_walked and not each.is_coming],
    }
    return render(request, "consultations/index.html", context)


@public
@limited("40/h")
@never_cache
def consultation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a round: its questions to answer while it runs, and what came of it once that was told."""
    found = get_object_or_404(
        public_rounds().select_related("area", "question_set"), public_id=public_id[:12]
    )
    context = {"round": found, "is_thanked": "bedankt" in request.GET}
    form = None
    if found.takes_answers and not context["is_thanked"]:
        form = OnlineForm(request.POST or None, questions=questions_of(found), consultation=found)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            answer_online(found, form.filled_in)
        except RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{found.get_absolute_url()}?bedankt=1")
    if found.is_reported:
        context |= {
            "figures": show_figures(figures_of(found), for_anyone=True),
            "columns": column_labels(),
            "wishes": told_wishes(found),
        }
    context |= {"form": form, "may_work": visible_to(request.user).filter(pk=found.pk).exists()}
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, "consultations/round.html", context, status=status)
