from celery import shared_task
from django.utils.translation import gettext as _

from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.foundation.mail import actions
from wijkportaal.foundation.mail.models import Letter

LETTERS_PER_TURN = 100


@handles("mail.deliver_letter")
def deliver(work, *, letter: int) -> None:
    """Send one letter from the outbox, once."""
    with work.finishing():
        found = Letter.objects.select_for_update().filter(pk=letter, sent_at=None, refused_at=None).first()
        if found:
            actions.hand_over(found)


@handles("mail.deliver_bulk")
def deliver_bulk(work) -> None:
    """Send some of the letters in bulk, and ask for the next turn: other work comes in between."""
    more = actions.deliver_bulk(limit=LETTERS_PER_TURN)
    with work.finishing():
        if more:
            # Without the key: this job is open until the end of this transaction and would be the answer.
            request_job("mail.deliver_bulk", subject=_("E-mail versturen in een partij"))


@shared_task(name="mail.request_bulk")
def request_bulk() -> None:
    """Take up letters in bulk that were put off, or of which the job was lost."""
    actions.request_bulk()
