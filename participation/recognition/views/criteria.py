"""The doors to what the gemeente asks of a panel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.recognition.actions.declaring import save_criterion
from participation.recognition.forms import CriterionForm
from participation.recognition.models import Criterion
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


@requires("recognition.set_criteria")
def criteria(request: HttpRequest) -> HttpResponse:
    """List what the gemeente asks, and what it could ask."""
    return render(request, "recognition/criteria.html", {"criteria": list(Criterion.objects.all())})


@requires("recognition.set_criteria")
def add(request: HttpRequest) -> HttpResponse:
    """Add a criterion that the gemeente judges itself."""
    return _save(request, None)


@requires("recognition.set_criteria")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the number of a criterion, or whether it holds."""
    return _save(request, get_object_or_404(Criterion, pk=pk))


def _save(request: HttpRequest, criterion: Criterion | None) -> HttpResponse:
    form = CriterionForm(request.POST or None, instance=criterion)
    if request.method == "POST" and form.is_valid():
        save_criterion(criterion, form.cleaned_data, by=request.user)
        messages.success(request, _("De eis is bewaard. Alle dossiers zijn meteen opnieuw bekeken."))
        return redirect("recognition:criteria")
    context = {"form": form, "criterion": criterion}
    return render(
        request, "recognition/edit_criterion.html", context, status=UNPROCESSABLE if form.errors else 200
    )
