"""How long it takes: a page and a table to work with elsewhere; and how long it may take."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.signals.actions.keeping import set_terms as save_terms
from participation.signals.forms.figures import DurationsForm, FactsForm, TermsForm
from participation.signals.queries.durations import facts_of, lines_of, stretch_called
from participation.signals.queries.facts import days_until_done, told_signals
from participation.signals.queries.inbox import PAGE_SIZE, CappedPaginator
from participation.signals.queries.terms import chosen_terms
from participation.signals.registry import stretches
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Series, bar_chart
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import write_csv


@requires("signals.see_durations")
def durations(request: HttpRequest) -> HttpResponse:
    """Show how long one stretch took, of each area, route or department: a chart and the table beside it."""
    form = DurationsForm(request.GET)
    begin, end = stretch_called(form.stretch)
    lines = lines_of(facts_of(form.year, form.by, area=form.area), begin, end)
    known = [line for line in lines if line.days.is_known]
    words = {"begin": begin.label, "end": end.label, "year": form.year}
    chart = None
    if known:
        chart = bar_chart(
            caption=_("Werkdagen van %(begin)s tot %(end)s, %(year)d") % words,
            labels=[line.name for line in known],
            series=[
                Series(_("De helft is klaar binnen"), [line.workdays.median for line in known]),
                Series(
                    _("Negen van de tien binnen"),
                    [line.workdays.slowest for line in known],
                    is_comparison=True,
                ),
            ],
            first_column=str(dict(form.fields["per"].choices)[form.by]).capitalize(),
            palette=palette_of(gemeente()),
        )
    context = {"form": form, "lines": lines, "chart": chart, "begin": begin, "end": end}
    return render(request, "signals/durations.html", context)


@requires("signals.see_durations")
def facts(request: HttpRequest) -> HttpResponse:
    """List the signals behind a figure, without a word of what somebody wrote."""
    form = FactsForm(request.GET)
    page = CappedPaginator(told_signals(**form.choice), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(signal, days_until_done(signal)) for signal in page]
    return render(request, "signals/facts.html", {"form": form, "page": page, "rows": rows})


@requires("signals.see_durations")
def durations_file(request: HttpRequest) -> HttpResponse:
    """Give every stretch of every group as csv."""
    form = DurationsForm(request.GET)
    facts = facts_of(form.year, form.by, area=form.area)
    header = [
        _("per"),
        _("van"),
        _("tot"),
        _("aantal"),
        _("mediaan dagen"),
        _("traagste tiende vanaf (dagen)"),
        _("mediaan werkdagen"),
        _("traagste tiende vanaf (werkdagen)"),
        _("nog niet zo ver"),
        _("langst wachtend (dagen)"),
    ]
    rows = [
        [
            line.name,
            str(begin.label),
            str(end.label),
            line.days.number,
            line.days.median,
            line.days.slowest,
            line.workdays.median,
            line.workdays.slowest,
            line.waiting,
            line.longest,
        ]
        for begin, end in stretches()
        for line in lines_of(facts, begin, end)
    ]
    answer = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="doorlooptijden-{form.year}.csv"'
    return answer


@requires("signals.set_terms")
def set_terms(request: HttpRequest) -> HttpResponse:
    """Choose how long each state of a signal may take; what waits already keeps its day."""
    form = TermsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        save_terms(form.cleaned_data, by=request.user)
        messages.success(request, _("De termijnen zijn bewaard. Ze gelden voor wat vanaf nu verandert."))
        return redirect("signals:terms")
    context = {"form": form, "chosen": chosen_terms()}
    return render(request, "signals/terms.html", context, status=422 if form.errors else 200)
