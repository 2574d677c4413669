"""The states of a job and the times that govern it. Not a LifeCycle: no person takes these steps."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
STATES = {
    WAITING: _("staat in de rij"),
    RUNNING: _("bezig"),
    DONE: _("klaar"),
    FAILED: _("mislukt"),
}
OPEN = (WAITING, RUNNING)

MAX_ATTEMPTS = 3
# A worker that shows no sign of life for this long has lost its job to the sweep.
LEASE = timedelta(seconds=45)
HEARTBEAT = timedelta(seconds=10)
# How long a message may be under way to a worker before the sweep sends it again.
RESEND_AFTER = timedelta(seconds=60)


def wait_before_retry(attempts: int) -> timedelta:
    """Return how long to wait after the given number of attempts: 10 s, 40 s, 90 s …"""
    return timedelta(seconds=10 * attempts * attempts)
