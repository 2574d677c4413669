"""Who may do what in the ledger: many may look, only finance books."""

import rules

from areas.roles.rules import holds, holds_anywhere

reads_books = holds_anywhere(
    "finance", "alderman", "area_manager", "board_member", "administrator", "councillor"
)

rules.add_perm("ledger.see_ledger", reads_books)
rules.add_perm("ledger.book", holds("finance"))
rules.add_perm("ledger.counter", holds("finance"))
rules.add_perm("ledger.close_period", holds("finance"))
rules.add_perm("ledger.manage_purposes", holds("finance", "administrator"))
rules.add_perm("ledger.export", holds("finance", "administrator"))
