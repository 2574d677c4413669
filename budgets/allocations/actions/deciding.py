"""The steps of a run: laid before another, decided, and what the portal does after it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.models import Run
from budgets.allocations.queries import CARRY_OUT_JOB, job_key
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.transitions.actions import perform


def take(run: Run, step: str, *, by, reason: str = "") -> Run:
    """Submit, send back or withdraw a run, or resume one that failed. Raises as `transitions.perform`."""

    def then(locked: Run) -> None:
        if step == "withdraw":
            # What is left may be worked out again by another run.
            locked.remainders.all().delete()
        if step == "resume":
            Run.objects.filter(pk=locked.pk).update(failure="")
            request_carrying_out(locked, by=by)

    return perform(run, step, by=by, reason=reason, then=then)


def adopt(run: Run, *, decision: str, by) -> Run:
    """Decide, by which decision of the college or the mandate; a worker then carries it out.

    Raises PermissionDenied for who prepared or changed it, TransitionRefused when another was first.
    """

    def then(locked: Run) -> None:
        locked.decided_by, locked.decided_on = by, timezone.localdate()
        locked.decision = decision.strip()[:300]
        locked.save(update_fields=["decided_by", "decided_on", "decision"])
        request_carrying_out(locked, by=by)

    return perform(run, "adopt", by=by, reason=decision, then=then)


def request_carrying_out(run: Run, *, by) -> Job:
    """Ask a worker to carry out what was decided; asking twice is harmless."""
    return request_job(
        CARRY_OUT_JOB,
        subject=_("%(run)s uitvoeren") % {"run": run},
        by=by,
        arguments={"run": run.pk},
        key=job_key(run),
    )


def fail(run: Run, message: str) -> None:
    """Stop carrying out a run, with what keeps it from going on."""

    def then(locked: Run) -> None:
        locked.failure = message[:500]
        locked.save(update_fields=["failure"])

    with recorded(by=None, action="allocations.fail", reason=message):
        perform(run, "fail", by=None, then=then)


def finish(run: Run) -> None:
    """Record that all of a run was carried out."""
    perform(run, "finish", by=None)
