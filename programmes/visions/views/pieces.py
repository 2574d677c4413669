"""The doors to what a visie consists of: its themes and its goals."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.visions import actions
from programmes.visions.forms import AddThemeForm, GoalForm, NewGoalForm, ThemeForm
from programmes.visions.models import Goal, Vision, VisionTheme
from programmes.visions.queries import themes_to_add, visible_to
from programmes.visions.views.editor import find_vision, overview_address, while_changing
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


def find_theme(request: HttpRequest, pk: int) -> VisionTheme:
    themes = VisionTheme.objects.select_related("vision__area", "theme", "edited_by")
    return get_object_or_404(themes.filter(vision__in=visible_to(request.user)), pk=pk)


def find_goal(request: HttpRequest, pk: int) -> Goal:
    goals = Goal.objects.select_related("chapter__vision__area", "chapter__theme", "edited_by")
    return get_object_or_404(goals.filter(chapter__vision__in=visible_to(request.user)), pk=pk)


def add_piece(
    request: HttpRequest, form, *, vision: Vision, title: str, add, template: str = "visions/form.html"
):
    """Show a form that adds something to a visie; `add(values)` calls the action and returns where to go on."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(add(form.cleaned_data))
        except EditRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "vision": vision, "title": title}
    return render(request, template, context, status=422 if form.errors else 200)


def remove_piece(request: HttpRequest, piece, *, remove, back: str) -> HttpResponse:
    """Take something out of a visie, or say why that cannot be done now."""
    name = str(piece)
    try:
        remove(piece, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” is weggehaald.") % {"name": name})
    return redirect(back)


@requires("visions.make_vision", find_vision)
@while_changing()
def new_theme(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Add a theme to a visie."""
    form = AddThemeForm(request.POST or None, themes=themes_to_add(vision))

    def add(values):
        chapter = actions.add_theme(vision, values["theme"], by=request.user)
        return reverse("visions:theme", args=[chapter.pk])

    return add_piece(request, form, vision=vision, title=_("Thema toevoegen"), add=add)


@requires("visions.make_vision", find_theme)
@while_changing()
def theme(request: HttpRequest, chapter: VisionTheme) -> HttpResponse:
    """Edit what a visie says about a theme; saves itself."""
    return edit_record(
        request,
        chapter,
        form_class=ThemeForm,
        save=lambda form, version: actions.edit_theme(
            chapter, form.cleaned_data, version=version, by=request.user
        ),
        template="visions/theme.html",
        done=overview_address(chapter.vision, "themas"),
        context={"chapter": chapter, "vision": chapter.vision},
    )


@require_POST
@requires("visions.make_vision", find_theme)
def remove_theme(request: HttpRequest, chapter: VisionTheme) -> HttpResponse:
    """Take a theme without goals out of a visie."""
    back = overview_address(chapter.vision, "themas")
    return remove_piece(request, chapter, remove=actions.remove_theme, back=back)


@requires("visions.make_vision", find_theme)
@while_changing()
def new_goal(request: HttpRequest, chapter: VisionTheme) -> HttpResponse:
    """Add a goal to a theme of a visie."""
    form = NewGoalForm(request.POST or None)

    def add(values):
        made = actions.add_goal(chapter, **values, by=request.user)
        return reverse("visions:edit_goal", args=[made.pk])

    title = _("Doel bij “%(theme)s”") % {"theme": chapter}
    return add_piece(request, form, vision=chapter.vision, title=title, add=add)


@requires("visions.make_vision", find_goal)
@while_changing(later=True)
def goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Edit a goal and what works for it; saves itself while the visie is a draft."""
    return edit_record(
        request,
        goal,
        form_class=GoalForm,
        save=lambda form, version: actions.edit_goal(
            goal, form.cleaned_data, version=version, by=request.user
        ),
        template="visions/edit_goal.html",
        done=overview_address(goal.vision, "themas"),
        saves_at_once=goal.vision.is_draft,
        context={"goal": goal, "vision": goal.vision},
    )


@require_POST
@requires("visions.make_vision", find_goal)
def change_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Move a goal up or down, or take it out."""
    back = overview_address(goal.vision, "themas")
    places = {"up": -1, "down": 1}.get(request.POST.get("do", ""))
    if places is None:
        return remove_piece(request, goal, remove=actions.remove_goal, back=back)
    try:
        actions.move_goal(goal, places=places, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(back)
