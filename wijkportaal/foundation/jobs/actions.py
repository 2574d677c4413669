import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from celery import current_app
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.registry import HANDLERS, JobFailed, JobLost
from wijkportaal.foundation.jobs.states import (
    DONE,
    FAILED,
    HEARTBEAT,
    LEASE,
    MAX_ATTEMPTS,
    OPEN,
    RESEND_AFTER,
    RUNNING,
    WAITING,
    wait_before_retry,
)

logger = logging.getLogger(__name__)


def request_job(
    kind: str,
    *,
    subject: str,
    by=None,
    arguments: dict | None = None,
    key: str = "",
    due_at: datetime | None = None,
) -> Job:
    """Ask for work, in the caller's transaction; it is sent to a worker when that commits.

    While a job with the same non-empty `key` is open, that one is returned and no second is made.
    `due_at` (an aware instant) puts it off.
    """
    moment = due_at or timezone.now()
    with transaction.atomic():
        fields = {
            "kind": kind,
            "subject": subject[:250],
            "arguments": arguments or {},
            "requested_by": by,
            "due_at": moment,
        }
        if key:
            job, created = Job.objects.filter(state__in=OPEN).get_or_create(key=key, defaults=fields)
        else:
            job, created = Job.objects.create(**fields), True
        if created and due_at is None:
            Job.objects.filter(pk=job.pk).update(sent_at=moment)
            transaction.on_commit(lambda: send_to_worker(job.pk), robust=True)
    return job


def send_to_worker(job_id: int) -> None:
    """Put a job in Celery's queue. When Redis is away the sweep does it later."""
    current_app.send_task("jobs.run", args=[job_id])


def retry_job(job: Job, *, by) -> Job:
    """Put a failed job back in the queue, as if it had never been tried.

    When the same work was asked for again since, that job is returned and this one stays as it is.
    """
    with recorded(by=by, action="jobs.retry_job"):
        locked = Job.objects.select_for_update().get(pk=job.pk)
        twin = Job.objects.filter(key=job.key, state__in=OPEN).exclude(pk=job.pk) if job.key else None
        if twin and (found := twin.first()):
            return found
        if locked.state == FAILED:
            now = timezone.now()
            Job.objects.filter(pk=job.pk).update(
                state=WAITING,
                attempts=0,
                done=0,
                total=0,
                message="",
                due_at=now,
                sent_at=now,
                finished_at=None,
            )
            transaction.on_commit(lambda: send_to_worker(job.pk), robust=True)
    job.refresh_from_db()
    return job


def cancel_job(job: Job, *, by) -> bool:
    """End work that has not begun, as failed, so that it can be asked for again; returns whether it was in time."""
    with recorded(by=by, action="jobs.cancel_job"):
        return bool(
            Job.objects.filter(pk=job.pk, state=WAITING).update(
                state=FAILED,
                finished_at=timezone.now(),
                message=_("Gestopt door een beheerder, voor het begon."),
            )
        )


def sweep_jobs(*, limit: int = 500) -> int:
    """Send again what is due and with no worker; returns how many were sent."""
    now = timezone.now()
    with transaction.atomic():
        due = list(
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(state=WAITING, due_at__lte=now) | Q(state=RUNNING, lease_until__lt=now))
            .filter(Q(sent_at=None) | Q(sent_at__lt=F("due_at")) | Q(sent_at__lt=now - RESEND_AFTER))
            .order_by("due_at")
            .values_list("pk", flat=True)[:limit]
        )
        Job.objects.filter(pk__in=due).update(sent_at=now)
    for position, job_id in enumerate(due):
        try:
            send_to_worker(job_id)
        except Exception:
            # Redis is away: what did not leave is due again at the next sweep.
            Job.objects.filter(pk__in=due[position:], state__in=OPEN).update(sent_at=None)
            raise
    return len(due)


def run_job(job_id: int) -> None:
    """Do one job, if it is due and no other worker has it. Safe to call twice."""
    job = _claim(job_id)
    if job is None:
        return
    work = Work(job)
    try:
        handler = HANDLERS.get(job.kind)
        if handler is None:
            raise JobFailed(_("Dit soort werk bestaat niet meer."))
        with work.alive():
            handler(work, **job.arguments)
        if not work.finished:
            with work.finishing():
                pass
    except JobLost:
        logger.info("job %s (%s) was taken over", job.pk, job.kind)
    except JobFailed as failure:
        work.give_up(str(failure))
    except Exception:
        logger.exception("job %s (%s) broke, attempt %s", job.pk, job.kind, job.attempts)
        work.try_later()


def _claim(job_id: int) -> Job | None:
    now = timezone.now()
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(Q(state=WAITING, due_at__lte=now) | Q(state=RUNNING, lease_until__lt=now))
            .filter(pk=job_id)
            .first()
        )
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            job.state, job.finished_at, job.message = FAILED, now, _broken()
            job.save(update_fields=["state", "finished_at", "message"])
            return None
        job.state, job.attempts, job.lease_until = RUNNING, job.attempts + 1, now + LEASE
        job.save(update_fields=["state", "attempts", "lease_until"])
    return job


def _broken() -> str:
    return _("Er ging iets mis. Probeer het nog eens; blijft het misgaan, meld het dan bij de beheerder.")


class Work:
    """One attempt at a job, in the hands of its handler."""

    def __init__(self, job: Job):
        self.job = job
        self.finished = False

    @property
    def _mine(self):
        return Job.objects.filter(pk=self.job.pk, state=RUNNING, attempts=self.job.attempts)

    def report(
        self, *, done: int | None = None, total: int | None = None, message: str | None = None
    ) -> None:
        """Say how far it is; raises JobLost when the job is no longer ours."""
        changes = {"lease_until": timezone.now() + LEASE}
        changes |= {
            k: v for k, v in (("done", done), ("total", total), ("message", message)) if v is not None
        }
        if not self._mine.update(**changes):
            raise JobLost

    @contextmanager
    def finishing(self, message: str = "") -> Iterator[Job]:
        """One transaction in which the effect and the state “done” are written together."""
        with transaction.atomic():
            job = self._mine.select_for_update().first()
            if job is None:
                raise JobLost
            yield job
            job.state, job.finished_at, job.message = DONE, timezone.now(), message
            job.done = job.total
            job.save(update_fields=["state", "finished_at", "message", "done"])
        self.finished = True

    def give_up(self, message: str) -> None:
        """End the job as failed, with the reason that its owner reads."""
        self._mine.update(state=FAILED, finished_at=timezone.now(), message=message[:500])

    def try_later(self) -> None:
        """Put the job back for another attempt, or end it when it has had its share."""
        if not connection.in_atomic_block:  # the fault may have been the connection itself
            close_old_connections()
        if self.job.attempts >= MAX_ATTEMPTS:
            self.give_up(_broken())
        else:
            self._mine.update(state=WAITING, due_at=timezone.now() + wait_before_retry(self.job.attempts))

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Renew the lease from a thread of its own while the handler works."""
        if connection.in_atomic_block:  # a test's transaction: no other connection can see this job
            yield
            return
        stop = threading.Event()
        thread = threading.Thread(target=self._beat, args=(stop,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _beat(self, stop: threading.Event) -> None:
        try:
            while not stop.wait(HEARTBEAT.total_seconds()):
                try:
                    self._mine.update(lease_until=timezone.now() + LEASE)
                except DatabaseError:  # the database restarts: the next beat gets a new connection
                    connection.close()
        finally:
            connection.close()
