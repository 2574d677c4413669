"""Every write in a book. Lines are never changed: a mistake gets a counter-line with its reason."""

from budgets.books.actions.accounts import (
    approve_account,
    draw_up,
    hand_back,
    invite_auditor,
    keep_document,
    publish_account,
    receive_account,
    remove_auditor,
    send_account,
    sign_account,
    write_note,
)
from budgets.books.actions.lines import (
    add_receipt,
    book_line,
    counter_line,
    remove_receipt,
    transfer_money,
)
from budgets.books.actions.requests import answer_request, ask_board
from budgets.books.actions.reserves import move_reserve, start_reserve
from budgets.books.actions.setting_up import (
    add_purse,
    finish_set_up,
    name_categories,
    set_budget,
    start_book,
)

__all__ = [
    "add_purse",
    "add_receipt",
    "answer_request",
    "approve_account",
    "ask_board",
    "book_line",
    "counter_line",
    "draw_up",
    "finish_set_up",
    "hand_back",
    "invite_auditor",
    "keep_document",
    "move_reserve",
    "name_categories",
    "publish_account",
    "receive_account",
    "remove_auditor",
    "remove_receipt",
    "send_account",
    "set_budget",
    "sign_account",
    "start_book",
    "start_reserve",
    "transfer_money",
    "write_note",
]
