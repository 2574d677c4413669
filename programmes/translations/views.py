"""The doors to the translations of a programme: the languages, its texts in one of them, and one text."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from programmes.translations.actions import keep_translation
from programmes.translations.forms import TranslationForm
from programmes.translations.queries import lines_of, progress_of
from programmes.translations.states import LANGUAGES, WITH_FIXED_WORDS
from programmes.yearly.models import Programme
from programmes.yearly.queries import visible_to
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


def find_programme(request: HttpRequest, pk: int, **_arguments) -> Programme:
    """Return a programme that this person may know of, or raise Http404."""
    return get_object_or_404(visible_to(request.user).select_related("area"), pk=pk)


@requires("translations.translate", find_programme)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show how far a programme is in each language."""
    context = {"programme": programme, "languages": progress_of(programme)}
    return render(request, "translations/index.html", context)


@requires("translations.translate", find_programme)
def language(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show every text of a programme and how its translation stands."""
    chosen = _language(request)
    context = {
        "programme": programme,
        "language": chosen,
        "language_name": LANGUAGES[chosen],
        "lines": lines_of(programme, chosen),
        "has_fixed_words": chosen in WITH_FIXED_WORDS,
    }
    return render(request, "translations/language.html", context)


@requires("translations.translate", find_programme)
def text(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Translate one text, with the Dutch beside it."""
    chosen, key = _language(request), request.resolver_match.kwargs["key"]
    line = next((each for each in lines_of(programme, chosen) if each.original.key == key), None)
    if line is None:
        raise Http404
    form = TranslationForm(request.POST or None, original=line.original, translation=line.translation)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version", "")
        try:
            keep_translation(
                programme,
                line.original,
                chosen,
                form.cleaned_data,
                version=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
                by=request.user,
            )
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De vertaling is bewaard."))
            return redirect("translations:language", programme.pk, chosen)
    context = {
        "programme": programme,
        "language": chosen,
        "language_name": LANGUAGES[chosen],
        "line": line,
        "form": form,
        "pairs": [(form[name], dutch) for name, dutch in line.original.fields.items()],
    }
    return render(request, "translations/text.html", context, status=UNPROCESSABLE if form.errors else 200)


def _language(request: HttpRequest) -> str:
    chosen = request.resolver_match.kwargs["language"]
    if chosen not in LANGUAGES:
        raise Http404
    return chosen
