"""What the mails about vouchers say."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from budgets.vouchers.models import Redemption, Voucher
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.money.calculations import euros

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def address_of(voucher: Voucher) -> str:
    """Return the address that the square on the card leads to."""
    return settings.PORTAL_URL + reverse("vouchers:redeem", args=[voucher.written_code])


@in_every_language
def issued(voucher: Voucher) -> Letter:
    """Give a group its voucher."""
    return _letter(
        _("Uw wijkwaardebon voor “%(idea)s”") % {"idea": voucher.idea},
        _("U hebt een wijkwaardebon van %(amount)s voor “%(idea)s”.")
        % {"amount": euros(voucher.amount), "idea": voucher.idea},
        _("De code is %(code)s. U kunt hem inwisselen tot en met %(day)s:\n%(link)s")
        % {"code": voucher.written_code, "day": _day(voucher), "link": address_of(voucher)},
        _("U kunt de code ook geven aan wie iets levert. Die vraagt dan zelf om betaling."),
    )


@in_every_language
def expires_soon(voucher: Voucher) -> Letter:
    """Remind a group that its voucher nearly expires."""
    return _letter(
        _("Uw wijkwaardebon verloopt: %(idea)s") % {"idea": voucher.idea},
        _(
            "Op uw wijkwaardebon voor “%(idea)s” staat nog %(left)s. U kunt hem inwisselen tot en met %(day)s:\n%(link)s"
        )
        % {
            "idea": voucher.idea,
            "left": euros(voucher.left),
            "day": _day(voucher),
            "link": address_of(voucher),
        },
    )


@in_every_language
def asked(redemption: Redemption) -> Letter:
    """Confirm that payment was asked for."""
    return _letter(
        _("Wij hebben uw verzoek om betaling"),
        _("U vraagt %(amount)s van de wijkwaardebon voor “%(idea)s”. Wij kijken ernaar en laten het u weten.")
        % {"amount": euros(redemption.amount), "idea": redemption.voucher.idea},
    )


@in_every_language
def paid(redemption: Redemption) -> Letter:
    """Say that the money is on its way."""
    return _letter(
        _("Uw geld komt eraan"),
        _("Wij betalen u %(amount)s van de wijkwaardebon voor “%(idea)s”.")
        % {"amount": euros(redemption.amount), "idea": redemption.voucher.idea},
    )


@in_every_language
def refused(redemption: Redemption) -> Letter:
    """Say that something is not paid, and why."""
    return _letter(
        _("Wij betalen dit niet van de wijkwaardebon"),
        _("U vroeg %(amount)s van de wijkwaardebon voor “%(idea)s”. Dat betalen wij niet.")
        % {"amount": euros(redemption.amount), "idea": redemption.voucher.idea},
        _("De reden: %(reason)s") % {"reason": redemption.reason},
    )


def _day(voucher: Voucher) -> str:
    return date_format(voucher.expires_on, "j F Y")


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join((_("Goedendag,"), *paragraphs)))
