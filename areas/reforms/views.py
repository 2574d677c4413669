import hashlib
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from areas.reforms import actions, forms
from areas.reforms.actions import Outcome
from areas.reforms.models import Reform
from areas.reforms.states import ADD, END, MERGE, MOVE, REFORM_KINDS, RENAME, SPLIT
from areas.territory.actions import TerritoryRefused, name_in_frisian
from areas.territory.calculations import BadGeometry
from areas.territory.queries import areas_on
from wijkportaal.foundation.people.access import requires

CARRY_OUT = "reforms.carry_out_reform"
# The word in the address, the kind, its form.
STEPS = {
    "samenvoegen": (MERGE, forms.MergeForm),
    "splitsen": (SPLIT, forms.SplitForm),
    "hernoemen": (RENAME, forms.RenameForm),
    "verplaatsen": (MOVE, forms.MoveForm),
    "toevoegen": (ADD, forms.AddForm),
    "beeindigen": (END, forms.EndForm),
}


def reform_of(kind: str, form: forms.ReformForm, by) -> Callable[[], Outcome]:
    """Return the reform that a filled-in form asks for, ready to be tried out or carried out."""
    asked, decision = form.cleaned_data, form.decided()
    return {
        MERGE: lambda: actions.merge_areas(
            list(asked["areas"]),
            name=asked["name"],
            kind=asked["kind"],
            into=asked["into"],
            decision=decision,
            by=by,
        ),
        SPLIT: lambda: actions.split_area(asked["area"], form.parts(), decision=decision, by=by),
        RENAME: lambda: actions.rename_area(asked["area"], name=asked["name"], decision=decision, by=by),
        MOVE: lambda: actions.move_area(asked["area"], parent=asked["parent"], decision=decision, by=by),
        ADD: lambda: actions.add_area(
            name=asked["name"],
            kind=asked["kind"],
            parent=asked["parent"],
            border=form.border(),
            decision=decision,
            by=by,
        ),
        END: lambda: actions.end_area(asked["area"], successor=asked["successor"], decision=decision, by=by),
    }[kind]


def fingerprint(lines: list[str]) -> str:
    """Return what tells one preview from another."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@requires(CARRY_OUT)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what was changed, and what can be."""
    page = Paginator(Reform.objects.select_related("carried_out_by"), 30).get_page(request.GET.get("page"))
    steps = [(word, REFORM_KINDS[kind]) for word, (kind, _form) in STEPS.items()]
    return render(request, "reforms/index.html", {"page": page, "steps": steps})


@requires(CARRY_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def frisian_names(request: HttpRequest) -> HttpResponse:
    """Show and change the Frisian names of the areas of today."""
    form = forms.FrisianNamesForm(request.POST or None, areas=areas_on())
    if request.method == "POST" and form.is_valid():
        name_in_frisian(form.names(), by=request.user)
        messages.success(request, _("De Friese namen zijn opgeslagen."))
        return redirect("reforms:frisian_names")
    status = 422 if form.errors else 200
    return render(request, "reforms/frisian_names.html", {"form": form}, status=status)


@requires(CARRY_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: HttpRequest, step: str) -> HttpResponse:
    """Ask for a reform, show what it would do, and do it."""
    if step not in STEPS:
        raise Http404
    kind, form_class = STEPS[step]
    form = form_class(request.POST or None, request.FILES or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        reform = reform_of(kind, form, request.user)
        try:
            lines = actions.try_out(reform)
            # Only what was shown is carried out: after another choice the preview comes first again.
            if request.POST.get("confirm") == fingerprint(lines):
                messages.success(request, reform().reform.sentence)
                return redirect("reforms:index")
        except (TerritoryRefused, BadGeometry) as problem:
            form.add_error(None, str(problem) or _("De grenzen kunnen zo niet."))
    context = {
        "form": form,
        "lines": lines,
        "seen": fingerprint(lines),
        "title": REFORM_KINDS[kind],
        "sent_file": bool(request.FILES),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "reforms/carry_out.html", context, status=status)
