from celery import shared_task
from django.utils import timezone

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.foundation.mail import actions
from wijkportaal.foundation.mail.models import Letter


@handles("mail.deliver_letter")
def deliver(work, *, letter: int) -> None:
    """Send one letter from the outbox, once."""
    with work.finishing():
        found = Letter.objects.select_for_update().filter(pk=letter, sent_at=None).first()
        if found:
            actions.deliver_letter(found)
            found.sent_at = timezone.now()
            found.save(update_fields=["sent_at"])


@shared_task(name="mail.forget_sent_letters")
def forget() -> None:
    """Clear the outbox of what was sent long ago."""
    actions.forget_sent_letters()
