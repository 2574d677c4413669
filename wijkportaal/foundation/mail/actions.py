from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import Spoken, language_asked, spoken_in
from wijkportaal.foundation.mail.models import Letter, Wording
from wijkportaal.foundation.mail.wording import KNOWN, VERSION_KEY

# How long the text of a sent letter is kept, for “I never got it”.
KEEP_SENT = timedelta(days=30)
# From this answer of a mail relay on, trying again does not help (RFC 5321).
PERMANENT = 500
# A letter in bulk that a relay does not take now is tried again after 10, 20, 30 … minutes.
TRY_AGAIN_AFTER = timedelta(minutes=10)
MAX_ATTEMPTS = 6


def send_letter(*, to: str, subject: str, body: str, key: str = "") -> Letter:
    """Put a letter in the outbox, in the caller's transaction; a worker delivers it after commit.

    A second call with the same non-empty `key` returns the first letter and sends nothing. A letter that was written
    in every language goes out in that of its reader: the one of their account, else of the page that asks for it.
    """
    if isinstance(body, Spoken):
        language = language_of_address(to)
        subject, body = spoken_in(language, subject), spoken_in(language, body)
    with transaction.atomic():
        letter, created = Letter.objects.get_or_create(
            key=key or str(uuid4()),
            defaults={"to": to, "subject": " ".join(subject.split())[:200], "body": body},
        )
        if created:
            request_job("mail.deliver_letter", subject=_("E-mail versturen"), arguments={"letter": letter.pk})
    return letter


def language_of_address(address: str) -> str:
    """Return in which language to write to an address."""
    people = get_user_model().objects.filter(email=address.strip().lower())
    return people.values_list("language", flat=True).first() or language_asked()


def send_in_bulk(letters: Iterable[Letter]) -> None:
    """Put unsaved letters in the outbox, in the caller's transaction, to be delivered many by one job."""
    Letter.objects.bulk_create(_marked(letters), batch_size=1000)
    request_bulk()


def _marked(letters: Iterable[Letter]) -> list[Letter]:
    marked = list(letters)
    for letter in marked:
        letter.in_bulk = True
        letter.subject = " ".join(letter.subject.split())[:200]
    return marked


def request_bulk() -> None:
    """Ask for the delivery of letters in bulk, if any is due; safe to call often."""
    if _bulk_due().exists():
        request_job("mail.deliver_bulk", subject=_("E-mail versturen in een partij"), key="mail.deliver_bulk")


def deliver_bulk(*, limit: int) -> bool:
    """Hand at most `limit` letters in bulk to the mail relay, over one connection; tells whether more are due.

    Each letter has a transaction of its own: a worker that dies sends at most one of them twice.
    """
    connection = get_connection()
    connection.open()  # a relay that is away fails the job, and no letter
    try:
        for _number in range(limit):
            with transaction.atomic():
                letter = _bulk_due().select_for_update(skip_locked=True).order_by("due_at", "pk").first()
                if letter is None:
                    return False
                _try(letter, connection)
    finally:
        connection.close()
    return _bulk_due().exists()


def _bulk_due():
    return Letter.objects.filter(in_bulk=True, sent_at=None, refused_at=None, due_at__lte=timezone.now())


def _try(letter: Letter, connection) -> None:
    """Deliver a letter, or put it off when the relay does not take it now."""
    letter.attempts += 1
    try:
        hand_over(letter, connection=connection)
    except (SMTPRecipientsRefused, SMTPResponseException):
        if letter.attempts >= MAX_ATTEMPTS:
            letter.refused_at = timezone.now()
        letter.due_at = timezone.now() + TRY_AGAIN_AFTER * letter.attempts
        letter.save(update_fields=["attempts", "due_at", "refused_at"])


def hand_over(letter: Letter, *, connection=None) -> None:
    """Deliver a letter and note that it was sent, or that the relay refuses its address for good.

    Raises smtplib's errors when it may work later.
    """
    try:
        deliver_letter(letter, connection=connection)
    except SMTPRecipientsRefused as refusal:
        if any(code < PERMANENT for code, _answer in refusal.recipients.values()):
            raise
        letter.refused_at = timezone.now()
    else:
        letter.sent_at = timezone.now()
    letter.save(update_fields=["sent_at", "refused_at", "attempts"])


def deliver_letter(letter: Letter, *, connection=None) -> None:
    """Hand a letter to the mail relay. The message id follows from its key, so a second copy is known as one."""
    domain = settings.PORTAL_URL.split("//")[-1].split("/")[0].split(":")[0]
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        headers={
            "Message-ID": f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **letter.headers,
        },
        connection=connection,
    ).send()


def letters_past(term: timedelta = KEEP_SENT) -> QuerySet[Letter]:
    """Return the letters that were sent or refused longer ago than they are kept."""
    gone = timezone.now() - term
    return Letter.objects.filter(Q(sent_at__lt=gone) | Q(refused_at__lt=gone))


def forget_sent_letters(term: timedelta = KEEP_SENT) -> int:
    """Delete letters that were sent or refused longer ago than they are kept; returns how many."""
    return letters_past(term).delete()[0]


def change_wording(place: str, words: dict[str, str], *, by) -> None:
    """Say sentences of the letters of a module (`place`) in other words; an empty text brings the portal's own back."""
    with recorded(by=by, action="mail.change_wording"):
        for original, text in words.items():
            found = Wording.objects.select_for_update().filter(place=place, original=original).first()
            if not text:
                if found:
                    found.delete()
            elif found is None:
                Wording.objects.create(place=place, original=original, text=text)
            elif found.text != text:
                found.text = text
                found.save(update_fields=["text"])
        transaction.on_commit(_renew_words, robust=True)


def _renew_words() -> None:
    KNOWN.forget()
    try:
        cache.set(VERSION_KEY, str(uuid4()), None)
    except RedisError:  # other processes go on with what they know until Redis is back
        return
