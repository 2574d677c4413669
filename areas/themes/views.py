"""The list of themes of the gemeente, for the beheerder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from areas.themes import actions
from areas.themes.forms import ThemeForm
from areas.themes.models import Theme
from wijkportaal.foundation.people.access import requires


@requires("themes.manage_themes")
def index(request: HttpRequest) -> HttpResponse:
    """List the themes of the gemeente."""
    return render(request, "themes/index.html", {"themes": Theme.objects.all()})


@requires("themes.manage_themes")
def new(request: HttpRequest) -> HttpResponse:
    """Add a theme."""
    return _save_theme(request, Theme())


@requires("themes.manage_themes")
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a theme."""
    return _save_theme(request, get_object_or_404(Theme, pk=pk))


def _save_theme(request: HttpRequest, theme: Theme) -> HttpResponse:
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and form.is_valid():
        actions.save_theme(theme, form.cleaned_data, by=request.user)
        messages.success(request, _("Het thema is opgeslagen."))
        return redirect("themes:index")
    context = {"form": form, "theme": theme}
    return render(request, "themes/theme.html", context, status=422 if form.errors else 200)
