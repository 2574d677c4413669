"""Who works on signals: who judges them in an area, and the department or partner to which one is addressed."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.signals.models import Board
from participation.signals.queries.inbox import ADDRESSEES, TRIAGERS, worked_for
from participation.signals.states import PRESENTED


@rules.predicate
def is_addressed(person, signal=None) -> bool:
    """Works for the department or partner to which it is addressed."""
    return (
        signal is not None
        and person.is_authenticated
        and signal.organisation_id is not None
        and signal.organisation_id in worked_for(person)
    )


@rules.predicate
def is_put_before_the_alderman(person, signal=None) -> bool:
    """Lies with the wethouder now, to decide on."""
    return signal is not None and signal.state == PRESENTED and signal.board == Board.ALDERMAN


triages = holds(*TRIAGERS)
triages_somewhere = holds_anywhere(*TRIAGERS)

rules.add_perm("signals.see_inbox", triages_somewhere | holds_anywhere(*ADDRESSEES, "alderman"))
rules.add_perm("signals.triage_some", triages_somewhere)
rules.add_perm("signals.triage_signal", triages)
rules.add_perm(
    "signals.handle_signal", triages | is_addressed | (is_put_before_the_alderman & holds("alderman"))
)
# Who sent it is for who judges it; a department answers by way of the portal.
rules.add_perm("signals.see_sender", triages)
rules.add_perm("signals.set_terms", holds_anywhere("administrator"))
rules.add_perm(
    "signals.see_durations",
    triages_somewhere | holds_anywhere(*ADDRESSEES, "alderman", "councillor"),
)
