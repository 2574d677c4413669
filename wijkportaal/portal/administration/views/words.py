from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkportaal.foundation.mail.actions import change_wording
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.administration.catalogue import letters
from wijkportaal.portal.administration.forms import LetterForm
from wijkportaal.portal.administration.queries.words import (
    LetterLine,
    own_words,
    shared_sentences,
    versions_of,
)

UNPROCESSABLE = 422


@requires("administration.manage_portal")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every letter of the portal, with those that the gemeente changed marked."""
    wanted = request.GET.get("zoek", "")[:80]
    own = own_words()
    lines = [LetterLine(letter, own) for letter in letters().values()]
    found = [line for line in lines if line.fits(wanted)]
    context = {"lines": found, "wanted": wanted, "changed": sum(line.is_changed for line in lines)}
    return render(request, "administration/letters.html", context)


@requires("administration.manage_portal")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """Let a beheerder say the sentences of a letter in other words, and see what it becomes first."""
    found = letters().get(key)
    if found is None:
        raise Http404
    own = own_words(found.place)
    if request.POST.get("do") == "reset":
        change_wording(
            found.place, dict.fromkeys((each.original for each in found.sentences), ""), by=request.user
        )
        messages.success(request, _("Deze mail heeft weer de tekst van het portaal."))
        return redirect("administration:letter", key=key)
    form = LetterForm(found, own, request.POST or None, shared=shared_sentences(found))
    if form.is_bound and form.is_valid() and request.POST.get("do") != "preview":
        change_wording(found.place, form.words(), by=request.user)
        messages.success(
            request, _("De tekst is opgeslagen. Mails die vanaf nu worden geschreven, krijgen hem.")
        )
        return redirect("administration:letter", key=key)
    subject, paragraphs = form.example()
    context = {
        "letter": found,
        "form": form,
        "subject": subject,
        "paragraphs": paragraphs,
        "versions": versions_of(found),
        "is_changed": any(each.original in own for each in found.sentences),
    }
    return render(
        request, "administration/letter.html", context, status=UNPROCESSABLE if form.errors else 200
    )
