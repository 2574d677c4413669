import secrets
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.documents import exposition
from wijkportaal.foundation.operations.queries import readiness
from wijkportaal.foundation.people.access import public


@public
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Say that this process answers. Asks nothing of others, so that a broken database restarts no web."""
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether visitors can be sent here: 200, or 503 when the database or Redis is away."""
    found = readiness()
    state = {"database": found.database, "redis": found.redis, "worker": found.worker}
    return JsonResponse(
        {name: "ok" if fine else "weg" for name, fine in state.items()},
        status=200 if found.is_ready else 503,
    )


@public
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus its numbers, to who has the token. Without a token set there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not settings.METRICS_TOKEN or not secrets.compare_digest(given, settings.METRICS_TOKEN.encode()):
        raise Http404
    text, content_type = exposition()
    return HttpResponse(text, content_type=content_type)


@public
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon where browsers look for one that nobody named: beside a file, a feed or a calendar."""
    return redirect(static("img/icon.svg"))


@public
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Say where to report a leak (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.now() + timedelta(days=180):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PORTAL_URL}{reverse('operations:security_contact')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the statement on accessibility that the law asks for."""
    return render(request, "operations/accessibility.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept of people, why and how long."""
    return render(request, "operations/privacy.html")


@public_page
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Show which cookies there are: only those that signing in and forms need."""
    return render(request, "operations/cookies.html", {"hours": settings.SESSION_COOKIE_AGE // 3600})
