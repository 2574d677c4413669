from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.actions.accounts import ask_more, settle
from budgets.allocations.actions.accounts import receive_account as receive_spent
from budgets.allocations.states import RECEIVED, RETURNED, SETTLED
from budgets.books import letters
from budgets.books.actions.years import locked
from budgets.books.models import AccountStep, AnnualAccount, Auditor, Verdict
from budgets.books.queries import (
    audit_token,
    contributions_of,
    keepers_of,
    settlements_of,
    statement_of,
)
from budgets.books.states import AUDITORS_NEEDED, OPEN, BookRefused
from budgets.ledger.states import BookingRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

DOCUMENT_JOB = "books.make_document"


def draw_up(account: AnnualAccount, *, by) -> AnnualAccount:
    """Close a year and make its account; the next year goes on with what is left. Raises TransitionRefused."""

    def then(drawn: AnnualAccount) -> None:
        AnnualAccount.objects.get_or_create(book=drawn.book, year=drawn.year + 1)
        for auditor in drawn.auditors.all():
            _invite(auditor)

    return _step(account, "draw_up", by=by, who=_("penningmeester"), then=then)


def write_note(account: AnnualAccount, note: str, *, by) -> None:
    """Write a word of explanation with a year, while it is open. Raises BookRefused (Dutch)."""
    with recorded(by=by, action="books.write_note"):
        _refuse_unless(account, OPEN)
        AnnualAccount.objects.filter(pk=account.pk).update(note=note.strip())


def invite_auditor(account: AnnualAccount, *, name: str, email: str, by) -> Auditor:
    """Ask someone for the kascommissie of a year; the letter with the link goes when the account is drawn up.

    Raises BookRefused (Dutch) when there are two already, it is the same address, or their work is done.
    """
    with recorded(by=by, action="books.invite_auditor"):
        now = AnnualAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
        if not (now.is_open or now.is_being_audited):
            raise BookRefused(refusal("De kascommissie is al klaar met dit jaar."))
        if now.auditors.count() >= AUDITORS_NEEDED:
            raise BookRefused(refusal("Er zijn al twee leden van de kascommissie."))
        if now.auditors.filter(email__iexact=email).exists():
            raise BookRefused(refusal("Dit lid is al gevraagd. Vul een ander e-mailadres in."))
        if email.lower() in {address.lower() for address in keepers_of(account.area)}:
            raise BookRefused(refusal("De penningmeester kan niet in de kascommissie zitten."))
        auditor = Auditor.objects.create(account=account, name=name, email=email.lower())
        if now.is_being_audited:
            _invite(auditor)
    return auditor


def remove_auditor(auditor: Auditor, *, by) -> None:
    """Let someone go who cannot check after all. Raises BookRefused (Dutch) when they have signed."""
    with recorded(by=by, action="books.remove_auditor"):
        if Auditor.objects.select_for_update().get(pk=auditor.pk).verdict:
            raise BookRefused(refusal("Dit lid heeft al getekend."))
        auditor.delete()


def sign_account(auditor: Auditor, *, agrees: bool, remark: str = "") -> AnnualAccount:
    """Keep what a member of the kascommissie says. With two who agree the account goes on to the members.

    An objection hands it back to the penningmeester. Raises TransitionRefused when it was settled meanwhile.
    """
    account = auditor.account
    with recorded(by=None, action="books.sign_account", reason=remark):
        now = AnnualAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
        mine = Auditor.objects.filter(pk=auditor.pk, account=now).first()
        if not now.is_being_audited or mine is None:
            raise TransitionRefused(refusal("De jaarrekening ligt niet meer bij de kascommissie."))
        if mine.verdict:
            return now
        mine.verdict = Verdict.AGREES if agrees else Verdict.OBJECTS
        mine.remark, mine.signed_at = remark.strip(), timezone.now()
        mine.save()
        if not agrees:
            return hand_back(now, reason=remark, by=None, who=_("kascommissie"))
        if now.signatures() >= AUDITORS_NEEDED:
            return _step(now, "audit", by=None, who=_("kascommissie"), then=_tell_audited)
    return now


def approve_account(account: AnnualAccount, *, meeting_on: date, remark: str = "", by) -> AnnualAccount:
    """Note that the members approved the account, on which day. Raises TransitionRefused (Dutch)."""
    with recorded(by=by, action="books.approve", reason=remark):
        if not date(account.year + 1, 1, 1) <= meeting_on <= timezone.localdate():
            raise TransitionRefused(refusal("Kies een dag na afloop van het jaar, tot en met vandaag."))
        AnnualAccount.objects.filter(pk=account.pk).update(
            meeting_on=meeting_on, meeting_remark=remark.strip()
        )
        return _step(account, "approve", by=by, who=_("ledenvergadering"), remark=remark)


def send_account(account: AnnualAccount, *, by) -> AnnualAccount:
    """Send the account to the gemeente; of what it granted, this is what the board accounts for.

    Raises TransitionRefused (Dutch) when the gemeente has an account of that year already.
    """

    def then(sent: AnnualAccount) -> None:
        left = statement_of(sent).total_spending
        for contribution in contributions_of(sent.book, sent.year):
            spent = min(left, contribution.amount)
            left -= spent
            receive_spent(
                contribution.allocation,
                spent,
                document=_("Jaarrekening %(account)s") % {"account": sent},
                url=reverse("books:sent_account", args=[sent.pk]),
                by=by,
            )

    return _step(account, "send", by=by, who=_("penningmeester"), then=then)


def publish_account(account: AnnualAccount, *, by) -> AnnualAccount:
    """Let the village read the account, without names."""
    return _step(account, "publish", by=by, who=_("penningmeester"))


def hand_back(account: AnnualAccount, *, reason: str, by, who: str) -> AnnualAccount:
    """Give the account back to the penningmeester, with a remark; all signatures fall.

    Raises TransitionRefused (Dutch) without a remark, when a later year was drawn up, or when the gemeente has
    settled what was accounted for.
    """

    def then(back: AnnualAccount) -> None:
        _ask_gemeente_back(back, reason)
        back.meeting_on, back.meeting_remark, back.received_at, back.received_by = None, "", None, None
        back.save(update_fields=["meeting_on", "meeting_remark", "received_at", "received_by"])
        back.auditors.update(verdict=Verdict.NONE, remark="", signed_at=None)
        for address in keepers_of(back.area):
            letter = letters.handed_back_letter(back, who, reason)
            send_letter(to=address, subject=letter.subject, body=letter.body)

    return _step(account, "hand_back", by=by, who=who, remark=reason, then=then)


def receive_account(account: AnnualAccount, *, by) -> AnnualAccount:
    """Say for the gemeente that the account is in order; once. What it accounts for of granted money is then settled.

    Raises BookRefused (Dutch) when it was taken back, or when the money cannot be booked.
    """
    with recorded(by=by, action="books.receive_account"):
        now = AnnualAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
        if not now.is_sent:
            raise BookRefused(refusal("De jaarrekening is teruggehaald."))
        if now.received_at is None:
            _settle_granted(now, by=by)
            now.received_at, now.received_by = timezone.now(), by
            now.save(update_fields=["received_at", "received_by"])
            AccountStep.objects.create(account=now, name="receive", by=_("gemeente"), at=timezone.now())
            for address in keepers_of(now.area):
                letter = letters.received_letter(now)
                send_letter(to=address, subject=letter.subject, body=letter.body)
    return now


def _settle_granted(account: AnnualAccount, *, by) -> None:
    try:
        for settlement in settlements_of(account):
            if settlement.state == RECEIVED:
                settle(settlement, by=by)
    except (BookingRefused, TransitionRefused) as refused:
        raise BookRefused(str(refused)) from refused


def keep_document(account: AnnualAccount, stored: StoredFile) -> None:
    """Keep the PDF of an account; what was made before it stays stored, somebody may have it."""
    with recorded(by=None, action="books.keep_document"):
        AnnualAccount.objects.filter(pk=account.pk).update(document=stored)


def _step(
    account: AnnualAccount,
    name: str,
    *,
    by,
    who: str,
    remark: str = "",
    then: Callable[[AnnualAccount], None] | None = None,
) -> AnnualAccount:
    """Take a step, write it down, and have the PDF made anew for what follows."""

    def also(taken: AnnualAccount) -> None:
        AccountStep.objects.create(account=taken, name=name, by=who, remark=remark.strip(), at=timezone.now())
        if then:
            then(taken)
        if not taken.is_open:
            request_job(
                DOCUMENT_JOB, subject=_("Jaarrekening als pdf"), arguments={"account": taken.pk}, by=by
            )

    with recorded(by=by, action=f"books.{name}", reason=remark):
        locked(account.book)
        return perform(account, name, by=by, reason=remark, then=also)


def _ask_gemeente_back(account: AnnualAccount, reason: str) -> None:
    """Open again what the gemeente received of this year, so that it can be sent anew."""
    for settlement in settlements_of(account):
        if settlement.state == RETURNED:
            continue
        if settlement.state == SETTLED:
            raise TransitionRefused(
                refusal("De gemeente heeft over dit jaar al besloten. Terughalen kan niet meer.")
            )
        ask_more(settlement, question=reason, by=None)


def _tell_audited(account: AnnualAccount) -> None:
    for address in keepers_of(account.area):
        letter = letters.audited_letter(account)
        send_letter(to=address, subject=letter.subject, body=letter.body)


def _invite(auditor: Auditor) -> None:
    letter = letters.audit_letter(auditor, audit_token(auditor))
    send_letter(to=auditor.email, subject=letter.subject, body=letter.body)


def _refuse_unless(account: AnnualAccount, state: str) -> None:
    if not AnnualAccount.objects.filter(pk=account.pk, state=state).exists():
        raise BookRefused(refusal("Het jaar is afgesloten."))
