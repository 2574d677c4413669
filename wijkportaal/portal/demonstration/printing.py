"""The print runs of Rietwolde. Their files are made by the worker once the portal runs, from what is written here."""

from programmes.editions.documents import print_variants
from programmes.editions.queries import brochure_of
from programmes.editions.snapshots import as_data, fingerprint
from programmes.editions.states import TEXT
from programmes.printruns import actions
from programmes.printruns.checklist import check
from programmes.printruns.models import AreaPrint, Delivery, PrintRun
from programmes.printruns.queries import is_final
from programmes.yearly.models import Programme

# Enough areas to see how it works, and few enough to be made in a minute.
AREAS = 3
STREETS = (("Dorpsstraat", 64), ("Molenweg", 112), ("Kerkpad", 27), ("Lindelaan", 148), ("Singel", 91))


def print_programmes(this_year: int, *, by) -> None:
    """Leave a print run in every state; the worker brings those that were approved to their end."""
    last, now, next_year = (_programmes(year) for year in (this_year - 1, this_year, this_year + 1))
    _count_addresses(now, by=by)
    _approve(_begin(last, this_year - 1, by=by, publish_when_made=True), by=by)
    _approve(_begin(now, this_year, by=by), by=by)
    small = _approve(_begin(now, this_year, by=by, title="Klein formaat", paper="A5", cover="photo"), by=by)
    actions.change_state(small, "stop", by=by)
    tried = _begin(now[:1], this_year, by=by, title="Proef op A5", paper="A5")
    actions.change_state(tried, "cancel", by=by, reason="De letters worden te klein.")
    _begin(next_year, this_year + 1, by=by)
    _made_as_text(last, this_year - 1, by=by)
    actions.change_state(_made_as_text(now, this_year, by=by), "publish", by=by)


def _programmes(year: int) -> list[Programme]:
    found = Programme.objects.filter(year=year).select_related("area").order_by("area__name", "pk")
    # Those that may be printed first: a run of drafts alone can only show proofs.
    return sorted(found, key=lambda programme: not is_final(programme))[:AREAS]


def _begin(programmes: list[Programme], year: int, *, by, title: str = "Programma’s", **choices) -> PrintRun:
    return actions.begin_run(programmes, by=by, title=f"{title} {year}", year=year, most_pages=24, **choices)


def _approve(run: PrintRun, *, by) -> PrintRun:
    """Approve a run as if its proofs had been made and looked at; the worker makes the files."""
    for area in AreaPrint.objects.filter(run=run).select_related("programme__area"):
        brochure = brochure_of(area.programme)
        findings = check(brochure, pages=None, most_pages=run.most_pages, is_adopted=is_final(area.programme))
        actions.keep_proof(
            area,
            content=as_data(brochure),
            fingerprint=fingerprint(brochure, run.design),
            findings=findings,
            proof=None,
        )
    actions.change_state(run, "approve", by=by)
    return run


def _made_as_text(programmes: list[Programme], year: int, *, by) -> PrintRun:
    """Leave a run whose files are there: plain text takes no time to make."""
    run = _approve(_begin(programmes, year, by=by, title="Tekst om voor te lezen", variants=[TEXT]), by=by)
    for area in AreaPrint.objects.filter(run=run).select_related("run", "programme__area"):
        brochure = brochure_of(area.programme)
        printed = print_variants(brochure, [TEXT], design=run.design)[TEXT]
        mark = fingerprint(brochure, run.design, TEXT)
        actions.keep_finals(area, [actions.store(printed, variant=TEXT, fingerprint=mark)])
    actions.continue_run(run.pk)
    run.refresh_from_db()
    return run


def _count_addresses(programmes: list[Programme], *, by) -> None:
    lines = [
        Delivery(area=programme.area, street=street, addresses=addresses + 7 * number)
        for number, programme in enumerate(programmes)
        for street, addresses in STREETS
    ]
    actions.replace_deliveries(lines, by=by)
