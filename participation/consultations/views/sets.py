"""The doors for question sets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.consultations.actions import sets
from participation.consultations.forms.rounds import QuestionSetForm, question_forms
from participation.consultations.models import QuestionSet
from participation.consultations.queries.rounds import areas_to_ask_in, is_answered, sets_of
from participation.consultations.states import RoundRefused
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


@requires("consultations.make_some")
def new_set(request: HttpRequest) -> HttpResponse:
    """Make a question set."""
    return _form(request, None)


def find_set(request: HttpRequest, pk: int) -> QuestionSet:
    """Return a question set of where this person works, or raise Http404."""
    return get_object_or_404(sets_of(request.user), pk=pk)


@requires("consultations.edit_set", find_set)
def question_set(request: HttpRequest, found: QuestionSet) -> HttpResponse:
    """Show a set, and change it as long as nobody answered it."""
    if is_answered(found):
        context = {"set": found, "questions": list(found.questions.all()), "is_answered": True}
        return render(request, "consultations/question_set.html", context)
    return _form(request, found)


def _form(request: HttpRequest, found: QuestionSet | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = QuestionSetForm(data, instance=found and QuestionSet.objects.get(pk=found.pk), person=request.user)
    rows = question_forms(data, question_set=found)
    refusal = ""
    if data is not None and form.is_valid() & rows.is_valid():
        values = {name: form.cleaned_data[name] for name in ("area", "title", "intro")}
        try:
            if found is None:
                made = sets.make_set(questions=rows.questions, by=request.user, **values)
            else:
                version = request.POST.get("version", "")
                made = sets.edit_set(
                    found,
                    values,
                    questions=rows.questions,
                    version=int(version) if version.isdecimal() and len(version) < 9 else 0,
                    by=request.user,
                )
        except RoundRefused as refused:
            refusal = str(refused)
        except EditConflict as conflict:
            refusal = _("%(who)s sloeg deze lijst net op. Open de pagina opnieuw om die versie te zien.") % {
                "who": conflict.record.edited_by or _("Iemand anders")
            }
        else:
            messages.success(request, _("De vragenlijst is opgeslagen."))
            return redirect("consultations:question_set", made.pk)
    context = {"set": found, "form": form, "rows": rows, "refusal": refusal, "is_answered": False}
    wrong = refusal or form.errors or (data is not None and not rows.is_valid())
    return render(request, "consultations/question_set.html", context, status=UNPROCESSABLE if wrong else 200)


@require_POST
@requires("consultations.edit_set", find_set)
def copy_set(request: HttpRequest, found: QuestionSet) -> HttpResponse:
    """Copy a set, to change it or to use it elsewhere."""
    area = areas_to_ask_in(request.user).filter(slug=request.POST.get("area", "")[:120]).first()
    made = sets.copy_set(found, area=area, by=request.user)
    messages.success(request, _("Dit is de kopie. U kunt haar veranderen."))
    return redirect("consultations:question_set", made.pk)
