from decimal import Decimal

from django.utils import timezone

from budgets.books import letters
from budgets.books.models import Book, VillageRequest
from budgets.books.queries import keepers_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform


def ask_board(book: Book, **fields) -> VillageRequest:
    """Keep what a villager asks of the board; both get a letter."""
    with recorded(by=None, action="books.ask_board"):
        request = VillageRequest.objects.create(book=book, **fields)
        _tell(request.email, letters.asked_letter(request))
        for address in keepers_of(book.area):
            _tell(address, letters.new_request_letter(request))
    return request


def answer_request(
    request: VillageRequest, step: str, *, reason: str, by, amount: Decimal | None = None
) -> VillageRequest:
    """Answer a villager: `grant` (an amount in euros), `refuse`, or `lapse` of what was granted; with a letter.

    Raises TransitionRefused (Dutch) when it was answered already or the reason is missing.
    """

    def then(answered: VillageRequest) -> None:
        answered.reason = reason.strip()
        answered.answered_on = timezone.localdate()
        answered.granted = (amount or answered.amount) if step == "grant" else answered.granted
        answered.save(update_fields=["reason", "answered_on", "granted"])
        _tell(answered.email, letters.answer_letter(answered))

    return perform(request, step, by=by, reason=reason, then=then)


def _tell(address: str, letter: letters.Letter) -> None:
    send_letter(to=address, subject=letter.subject, body=letter.body)
