from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.mail.models import Letter

# How long the text of a sent letter is kept, for “I never got it”.
KEEP_SENT = timedelta(days=30)


def send_letter(*, to: str, subject: str, body: str, key: str = "") -> Letter:
    """Put a letter in the outbox, in the caller's transaction; a worker delivers it after commit.

    A second call with the same non-empty `key` returns the first letter and sends nothing.
    """
    with transaction.atomic():
        letter, created = Letter.objects.get_or_create(
            key=key or str(uuid4()),
            defaults={"to": to, "subject": " ".join(subject.split())[:200], "body": body},
        )
        if created:
            request_job("mail.deliver_letter", subject=_("E-mail versturen"), arguments={"letter": letter.pk})
    return letter


def deliver_letter(letter: Letter) -> None:
    """Hand a letter to the mail relay. The message id follows from its key, so a second copy is known as one."""
    domain = settings.PORTAL_URL.split("//")[-1].split("/")[0].split(":")[0]
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        headers={
            "Message-ID": f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def forget_sent_letters() -> int:
    """Delete letters that were sent longer ago than they are kept; returns how many."""
    return Letter.objects.filter(sent_at__lt=timezone.now() - KEEP_SENT).delete()[0]
