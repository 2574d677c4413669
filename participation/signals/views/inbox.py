"""The inbox: finding what waits, doing something with many at once, and keeping filters."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from areas.themes.queries import themes_in_use
from participation.signals.actions import handling, keeping
from participation.signals.actions.merging import MergeRefused, foremost, merge_signals
from participation.signals.forms.handling import InboxFilter, KeepFilterForm
from participation.signals.models import Signal
from participation.signals.queries.inbox import (
    PAGE_SIZE,
    CappedPaginator,
    filters_of,
    inbox_of,
    visible_to,
)
from wijkportaal.foundation.people.access import requires


@requires("signals.see_inbox")
def inbox(request: HttpRequest) -> HttpResponse:
    """List what waits for somebody, of all where this person works; what is due first comes first."""
    narrowed = InboxFilter(request.GET, inbox_of(request.user), request=request)
    page = CappedPaginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    query = _kept_part(request.GET.urlencode())
    context = {
        "page": page,
        "filter": narrowed,
        "query": query,
        "filters": filters_of(request.user),
        "keep_form": KeepFilterForm(initial={"query": query}),
        "themes": themes_in_use(),
        "may_triage": request.user.has_perm("signals.triage_some"),
    }
    return render(request, "signals/inbox.html", context)


def _kept_part(query: str) -> str:
    """Return what of an address is a choice: the known names with a value, without the page."""
    known = InboxFilter.base_filters
    pairs = [(name, value) for name, value in parse_qsl(query[:1000]) if name in known and value]
    return urlencode(pairs)[:500]


@requires("signals.triage_some")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do one thing with all signals that were chosen, as far as this person judges those."""
    chosen = visible_to(request.user).filter(public_id__in=request.POST.getlist("signal")[:100], lead=None)
    signals = [
        signal
        for signal in chosen.select_related("area").order_by("received_at", "pk")
        if request.user.has_perm("signals.triage_signal", signal)
    ]
    if signals:
        _do(request, signals)
    else:
        messages.error(request, _("Kies eerst een of meer signalen."))
    return redirect(reverse("signals:inbox") + f"?{_kept_part(request.POST.get('query', ''))}")


def _do(request: HttpRequest, signals: list[Signal]) -> None:
    asked, by = request.POST.get("do", ""), request.user
    if asked == "take":
        number = handling.take_up(signals, by=by)
        said = ngettext("U pakt %(n)d signaal op.", "U pakt %(n)d signalen op.", number)
    elif asked == "discard":
        number = handling.discard_signals(signals, by=by)
        said = ngettext("%(n)d signaal is weggelegd.", "%(n)d signalen zijn weggelegd.", number)
    elif asked == "theme":
        theme = themes_in_use().filter(slug=request.POST.get("theme", "")[:60]).first()
        if theme is None:
            messages.error(request, _("Kies een thema."))
            return
        number = handling.set_theme(signals, theme, by=by)
        said = ngettext(
            "Het thema van %(n)d signaal is gezet.", "Het thema van %(n)d signalen is gezet.", number
        )
    elif asked == "merge":
        number = _merge(request, signals)
        said = ngettext("%(n)d signaal is samengevoegd.", "%(n)d signalen zijn samengevoegd.", number)
    else:
        return
    if number:
        messages.success(request, said % {"n": number})


def _merge(request: HttpRequest, signals: list[Signal]) -> int:
    try:
        return merge_signals(signals, foremost(signals), by=request.user)
    except MergeRefused as refused:
        messages.error(
            request, str(refused) if len(signals) > 1 else _("Kies twee of meer signalen om samen te voegen.")
        )
        return 0


@requires("signals.see_inbox")
@require_POST
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the choice above the inbox under a name."""
    form = KeepFilterForm(request.POST)
    query = _kept_part(request.POST.get("query", ""))
    if not form.is_valid():
        messages.error(request, _("Geef het filter een naam van hoogstens 40 tekens."))
    elif keeping.keep_filter(request.user, form.cleaned_data["name"], query):
        messages.success(request, _("Het filter is bewaard."))
    else:
        messages.error(request, _("U hebt al twintig filters. Haal er eerst een weg."))
    return redirect(reverse("signals:inbox") + f"?{query}")


@requires("signals.see_inbox")
@require_POST
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a filter of one's own."""
    keeping.drop_filter(get_object_or_404(filters_of(request.user), pk=pk), by=request.user)
    messages.success(request, _("Het filter is weg."))
    return redirect("signals:inbox")
