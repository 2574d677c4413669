from celery import shared_task
from django.utils.translation import gettext as _

from budgets.vouchers.actions import CARD_JOB, expire_vouchers, keep_card
from budgets.vouchers.documents import print_card
from budgets.vouchers.models import Voucher
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import handles


@handles(CARD_JOB)
def make_card(work: Work, *, voucher: int) -> None:
    """Make the card of a voucher."""
    found = Voucher.objects.select_related("area").get(pk=voucher)
    printed = print_card(found, gemeente())
    with work.finishing(_("De kaart is gemaakt.")):
        keep_card(found, printed.content, pages=printed.pages)


@shared_task(name="vouchers.expire")
def expire_task() -> None:
    """End vouchers that have expired, and remind of those that soon will."""
    expire_vouchers()
