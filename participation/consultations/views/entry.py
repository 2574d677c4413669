"""The doors for forms that came in: entering paper, and saying which forms count."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participation.consultations.actions import answers
from participation.consultations.forms.answers import PaperForm
from participation.consultations.models import Consultation
from participation.consultations.queries.rounds import double_doors, questions_of, responses_of
from participation.consultations.states import PAPER, RoundRefused
from participation.consultations.views.workspace import find, posted_number
from wijkportaal.foundation.people.access import requires

PAGE_SIZE = 30
UNPROCESSABLE = 422


@never_cache
@requires("consultations.work_on_round", find)
def paper(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Enter a form on paper; the next one is there at once, with the same street."""
    data = request.POST if request.method == "POST" else None
    form = PaperForm(
        data,
        questions=questions_of(found),
        consultation=found,
        initial={"street": request.GET.get("straat", "")[:12]},
    )
    if data is not None and form.is_valid():
        try:
            answers.enter_paper(found, form.filled_in, by=request.user)
        except RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Ingevoerd. Hier is het volgende formulier."))
            street = form.cleaned_data.get("street")
            query = f"?straat={street.pk}" if street else ""
            return redirect(reverse("consultations:paper", args=[found.public_id]) + query)
    context = {
        "round": found,
        "form": form,
        "number": found.responses.filter(channel=PAPER).count() + 1,
        "tab": "paper",
    }
    return render(request, "consultations/paper.html", context, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@requires("consultations.work_on_round", find)
def responses(request: HttpRequest, found: Consultation) -> HttpResponse:
    """List the forms; say of one that came late or is double whether it counts."""
    if request.method == "POST":
        return _decide(request, found)
    page = Paginator(responses_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    for each in page.object_list:
        each.consultation = found
    context = {
        "round": found,
        "page": page,
        "doubles": double_doors(page.object_list),
        "may_decide": request.user.has_perm("consultations.run_round", found) and not found.is_reported,
        "tab": "responses",
    }
    return render(request, "consultations/responses.html", context)


def _decide(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Let a form count or not. This is the wijkmanager's to say."""
    done = request.get_full_path()
    response = get_object_or_404(found.responses, pk=posted_number(request, "response"))
    if not request.user.has_perm("consultations.run_round", found):
        messages.error(request, _("De wijkmanager beslist of een formulier meetelt."))
        return redirect(done)
    try:
        answers.set_counts(response, request.POST.get("counts") == "ja", by=request.user)
    except RoundRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Opgeslagen."))
    return redirect(done)
