"""The doors to one step: see it, write in it, move, repeat and close it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.cycle import actions
from programmes.cycle.forms import CheckForm, FileForm, LinkForm, MoveForm, PeriodForm, ReasonForm, StepForm
from programmes.cycle.models import CycleStep
from programmes.cycle.queries import doorways_of, lacking_of, to_do_of, visible_to, with_contents
from programmes.cycle.states import LIFE_CYCLE
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle


def find_step(request: HttpRequest, pk: int, **_more) -> CycleStep:
    """Return a step of where this person works, or raise Http404."""
    return get_object_or_404(visible_to(request.user), pk=pk)


@requires("cycle.see_step", find_step)
def step(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Show one step with all that hangs on it."""
    return show_step(request, step)


def show_step(request: HttpRequest, step: CycleStep, *, status: int = 200, **forms) -> HttpResponse:
    """Make the page of a step; `forms` replaces one of its small forms by what was sent."""
    shown = get_object_or_404(with_contents(visible_to(request.user)), pk=step.pk)
    may = {name: request.user.has_perm(f"cycle.{name}", shown) for name in ("edit_step", "move_step")}
    doorways = doorways_of(shown, request.user)
    context = {
        "step": shown,
        "area": shown.cycle.area,
        "lacks": to_do_of(shown, doorways, may_edit=may["edit_step"]) if shown.is_open else [],
        "doorways": doorways,
        "transitions": available(shown, request.user),
        "may": may,
        "check_form": CheckForm(),
        "file_form": FileForm(),
        "link_form": LinkForm(),
    }
    return render(request, "cycle/step.html", context | forms, status=status)


@requires("cycle.edit_step", find_step)
def edit(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Write what came out of a step, and change what it is for."""
    return edit_record(
        request,
        step,
        form_class=StepForm,
        save=lambda form, version: actions.edit_step(
            step, form.cleaned_data, version=version, by=request.user
        ),
        template="cycle/edit_step.html",
        done=step.get_absolute_url(),
        saves_at_once=False,
        context={"step": step, "area": step.cycle.area},
        options={"person": request.user},
    )


@requires("cycle.move_step", find_step)
def move(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Give a step another period, with the reason."""
    form = MoveForm(request.POST or None, initial={"starts_on": step.starts_on, "ends_on": step.ends_on})
    return _settle(
        request,
        step,
        form,
        title=_("Verplaatsen"),
        why=_("De stap krijgt andere dagen. Bewoners lezen waarom."),
        done=_("De stap heeft een andere periode."),
        act=lambda values: actions.move_step(
            step, values["starts_on"], values["ends_on"], by=request.user, reason=values["reason"]
        ),
    )


@requires("cycle.move_step", find_step)
def repeat(request: HttpRequest, step: CycleStep) -> HttpResponse:
    """Plan a step once more, such as a second evening."""
    return _settle(
        request,
        step,
        PeriodForm(request.POST or None),
        title=_("Herhalen"),
        why=_("Er komt een tweede keer bij in dezelfde cyclus, met dezelfde punten. De eerste blijft staan."),
        done=_("De stap staat nog een keer in de cyclus."),
        act=lambda values: actions.repeat_step(step, values["starts_on"], values["ends_on"], by=request.user),
    )


@dataclass(frozen=True)
class Asked:
    """A step of the cycle with the transition that someone asks for."""

    step: CycleStep
    name: str

    @property
    def area(self) -> Area:
        return self.step.area


def find_transition(request: HttpRequest, pk: int, name: str) -> Asked:
    """Return a step of where this person works and one of the transitions, or raise Http404."""
    if name not in LIFE_CYCLE.by_name:
        raise Http404
    return Asked(find_step(request, pk), name)


@requires("cycle.change_state", find_transition)
def change_state(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Begin, finish, skip or take up a step again; what needs no reason is done at once by its button."""
    step, transition = asked.step, LIFE_CYCLE.by_name[asked.name]
    at_once = request.method == "POST" and "at_once" in request.POST
    form = ReasonForm({"reason": ""} if at_once else request.POST or None, needed=transition.needs_reason)
    return _settle(
        request,
        step,
        form,
        title=transition.label,
        why=transition.why,
        done=_("Opgeslagen."),
        lacks=lacking_of(step) if asked.name == "finish_step" else [],
        act=lambda values: actions.change_state(step, asked.name, by=request.user, reason=values["reason"]),
    )


def _settle(request: HttpRequest, step: CycleStep, form, *, title, why, done, act, lacks=()) -> HttpResponse:
    """Show one short form and do what it asks; then comes the page of the step that it made or changed."""
    context = {
        "step": step,
        "area": step.cycle.area,
        "title": title,
        "why": why,
        "lacks": lacks,
        "back": step.get_absolute_url(),
    }
    return settle(request, form, act=act, said=done, template="cycle/settle.html", context=context)
