"""Who may do what with a book: the penningmeester writes, the board reads, others see what was handed to them."""

import rules

from areas.roles.rules import area_of, holds, holds_anywhere
from areas.roles.states import BOARD_MEMBER, FINANCE
from areas.territory.queries import areas_above
from budgets.books.models import AnnualAccount
from budgets.books.queries import treasurer_areas
from budgets.books.states import OPEN


@rules.predicate
def is_treasurer(person, obj=None) -> bool:
    """Is penningmeester of the area that the book is of, or of one above it."""
    area = area_of(obj)
    return area is not None and bool({each.pk for each in treasurer_areas(person)} & set(areas_above(area)))


@rules.predicate
def is_auditor(person, account=None) -> bool:
    """Was asked for the kascommissie of this year, by the e-mail address."""
    if not isinstance(account, AnnualAccount) or not person.is_authenticated:
        return False
    return any(each.email.lower() == person.email for each in account.auditors.all())


@rules.predicate
def was_sent(person, account=None) -> bool:
    """The account was sent to the gemeente and has not gone back since."""
    return isinstance(account, AnnualAccount) and account.is_sent


@rules.predicate
def is_not_received(person, account=None) -> bool:
    """The gemeente did not accept the account yet."""
    return isinstance(account, AnnualAccount) and account.received_at is None and account.state != OPEN


sits_on_board = holds(BOARD_MEMBER)
answers_for_money = holds(FINANCE)

rules.add_perm("books.see_books", holds_anywhere(BOARD_MEMBER))
rules.add_perm("books.see_book", sits_on_board)
rules.add_perm("books.keep_book", is_treasurer)
rules.add_perm("books.decide_request", sits_on_board)
rules.add_perm("books.sign_account", is_auditor)
rules.add_perm("books.see_account", sits_on_board | (answers_for_money & was_sent))
rules.add_perm("books.hand_back_account", (is_treasurer & is_not_received) | (answers_for_money & was_sent))
rules.add_perm("books.see_sent_accounts", holds_anywhere(FINANCE))
rules.add_perm("books.receive_account", answers_for_money & was_sent)
