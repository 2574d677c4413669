"""The card of a voucher: objects in, PDF out."""

import segno
from django.template.loader import render_to_string

from budgets.vouchers.letters import address_of
from budgets.vouchers.models import Voucher
from wijkportaal.foundation.branding.calculations import WHITE, mix, readable_shade
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render

STYLESHEETS = ("print/voucher.css",)


def print_card(voucher: Voucher, subject: Gemeente) -> Rendered:
    """Make the card, on a page of A6."""
    square = segno.make(address_of(voucher), error="m", micro=False)
    context = {
        "voucher": voucher,
        "gemeente": subject,
        "address": address_of(voucher),
        # A drawing in the page itself, with a title: without one PDF/UA refuses it.
        "square": square.svg_inline(scale=1, border=0, omitsize=True, title="QR-code van de wijkwaardebon"),
    }
    primary = subject.primary_colour
    tokens = {
        "primary": primary,
        "primary-text": readable_shade(primary, WHITE),
        "primary-tint": mix(primary, WHITE, 0.08),
    }
    return render(render_to_string("vouchers/card.html", context), stylesheets=STYLESHEETS, tokens=tokens)
