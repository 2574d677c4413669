"""The doors for question sets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.consultations.actions import sets
from participation.consultations.forms.rounds import QuestionSetForm, question_forms
from participation.consultations.models import QuestionSet
from participation.consultations.queries.rounds import areas_to_ask_in, sets_of
from participation.consultations.states import RoundRefused
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


@requires("consultations.make_some")
def new_set(request: HttpRequest) -> HttpResponse:
    """Make a question set."""
    return _form(request, None)


def find_set(request: HttpRequest, pk: int) -> QuestionSet:
    """Return a question set that this person can use, or raise Http404."""
    return get_object_or_404(sets_of(request.user), pk=pk)


@requires("consultations.use_set", find_set)
def question_set(request: HttpRequest, found: QuestionSet) -> HttpResponse:
    """Show a set; change it where one works, as long as nobody answered it."""
    if request.user.has_perm("consultations.edit_set", found) and not found.is_answered:
        return _form(request, found)
    context = {"set": found, "questions": list(found.questions.all()), "is_fixed": True}
    return render(request, "consultations/question_set.html", context | _where_to_copy(request, found))


def _where_to_copy(request: HttpRequest, found: QuestionSet | None) -> dict:
    """Return the areas that a copy can be for; the set's own comes first where that is possible."""
    areas = list(areas_to_ask_in(request.user)) if found else []
    return {"areas": sorted(areas, key=lambda area: (area.pk != found.area_id, area.name))}


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
    context = {"set": found, "form": form, "rows": rows, "refusal": refusal, "is_fixed": False}
    context |= _where_to_copy(request, found)
    wrong = refusal or form.errors or (data is not None and not rows.is_valid())
    return render(request, "consultations/question_set.html", context, status=UNPROCESSABLE if wrong else 200)


@require_POST
@requires("consultations.use_set", find_set)
def copy_set(request: HttpRequest, found: QuestionSet) -> HttpResponse:
    """Copy a set, to change it or to use it elsewhere."""
    areas = areas_to_ask_in(request.user)
    area = areas.filter(slug=request.POST.get("area", "")[:120]).first() or areas.first()
    made = sets.copy_set(found, area, by=request.user)
    messages.success(request, _("Dit is de kopie. U kunt haar veranderen."))
    return redirect("consultations:question_set", made.pk)
