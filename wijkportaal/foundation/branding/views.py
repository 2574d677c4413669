import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkportaal.foundation.branding.actions import change_branding
from wijkportaal.foundation.branding.calculations import MINIMAL_CONTRAST, WHITE, contrast
from wijkportaal.foundation.branding.forms import BrandingForm
from wijkportaal.foundation.branding.models import DEFAULT_ACCENT, DEFAULT_PRIMARY
from wijkportaal.foundation.branding.queries import gemeente, stylesheet_of
from wijkportaal.foundation.people.access import public, requires

YEAR = 365 * 24 * 3600


@public
@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Serve the colours of the gemeente, to be kept for good under an address with its version."""
    subject = gemeente()
    etag = f'"{subject.stylesheet_version}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    is_versioned = request.GET.get("v") == subject.stylesheet_version
    return HttpResponse(
        stylesheet_of(subject),
        content_type="text/css; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": f"public, max-age={YEAR}, immutable" if is_versioned else "public, max-age=60",
        },
    )


@requires("branding.change_gemeente")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Let an administrator change name, logo, colours and contact details."""
    subject = gemeente()
    form = BrandingForm(request.POST or None, request.FILES or None, instance=subject)
    if request.method == "POST" and form.is_valid():
        change_branding(by=request.user, **form.cleaned_data)
        messages.success(
            request, _("De huisstijl is opgeslagen. Alle pagina's en nieuwe brochures gebruiken hem.")
        )
        return redirect("branding:change")
    shown = {name: _given(form[name].value()) for name in ("primary_colour", "accent_colour")}
    context = {"form": form, "subject": subject, **_preview(shown["primary_colour"], shown["accent_colour"])}
    return render(request, "branding/change.html", context, status=422 if form.errors else 200)


@requires("branding.change_gemeente")
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """Show what two colours would look like and how well they can be read (a fragment)."""
    primary = _given(request.GET.get("primary_colour"), DEFAULT_PRIMARY)
    accent = _given(request.GET.get("accent_colour"), DEFAULT_ACCENT)
    context = {"subject": gemeente(), **_preview(primary, accent)}
    return render(request, "branding/_preview.html", context)


def _given(colour: str | None, otherwise: str = DEFAULT_PRIMARY) -> str:
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour or "") else otherwise


def _preview(primary: str, accent: str) -> dict:
    measured = [
        {
            "label": label,
            "colour": colour,
            "ratio": int(ratio * 100) / 100,
            "enough": ratio >= MINIMAL_CONTRAST,
        }
        for label, colour, ratio in (
            (_("Hoofdkleur"), primary, contrast(primary, WHITE)),
            (_("Actiekleur"), accent, contrast(accent, WHITE)),
        )
    ]
    return {"primary": primary, "accent": accent, "measured": measured}
