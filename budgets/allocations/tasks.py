from time import monotonic

from django.utils.translation import gettext as _

from budgets.allocations.actions.carrying_out import book_levies, carry_out_allocation, carry_out_remainder
from budgets.allocations.actions.deciding import fail, finish
from budgets.allocations.queries import CARRY_OUT_JOB, all_runs, rows_to_do
from budgets.allocations.states import ADOPTED
from budgets.ledger.states import BookingRefused
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import JobFailed, handles

# Seconds between two reports: the page asks once a second.
REPORT_EVERY = 0.5


@handles(CARRY_OUT_JOB)
def carry_out(work: Work, *, run: int) -> None:
    """Carry out a run, one area after the other, each in a transaction of its own; may be killed and done again."""
    found = all_runs().filter(pk=run).first()
    if found is None:
        raise JobFailed(_("Deze ronde bestaat niet meer."))
    if found.state != ADOPTED:
        # Asked for twice, or carried out already.
        with work.finishing():
            return
    try:
        _carry_out_rows(work, found)
        book_levies(found)
    except BookingRefused as refusal:
        fail(found, str(refusal))
        raise JobFailed(str(refusal)) from refusal
    with work.finishing(_("Alles is besloten en geboekt.")):
        finish(found)


def _carry_out_rows(work: Work, run) -> None:
    to_do = list(rows_to_do(run).values_list("pk", flat=True))
    rows = run.remainders if run.is_year_end else run.allocations
    total = rows.count()
    purposes = list(run.first.purposes.select_related("purpose"))
    told_at = 0.0
    for number, pk in enumerate(to_do, start=total - len(to_do)):
        if monotonic() - told_at >= REPORT_EVERY:
            told_at = monotonic()
            message = _("%(done)s van %(total)s gebieden") % {"done": number, "total": total}
            work.report(done=number, total=total, message=message)
        if run.is_year_end:
            carry_out_remainder(pk)
        else:
            carry_out_allocation(pk, purposes)
    work.report(done=total, total=total)
