"""Who works on signals: who judges them in an area, and the department or partner to which one is addressed."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.signals.queries.inbox import ADDRESSEES, TRIAGERS, worked_for


@rules.predicate
def is_addressed(person, signal=None) -> bool:
    """Works for the department or partner to which it is addressed."""
    return (
        signal is not None
        and person.is_authenticated
        and signal.organisation_id is not None
        and signal.organisation_id in worked_for(person)
    )


triages = holds(*TRIAGERS)
triages_somewhere = holds_anywhere(*TRIAGERS)

rules.add_perm("signals.see_inbox", triages_somewhere | holds_anywhere(*ADDRESSEES))
rules.add_perm("signals.triage_some", triages_somewhere)
rules.add_perm("signals.triage_signal", triages)
rules.add_perm("signals.handle_signal", triages | is_addressed)
# Who sent it is for who judges it; a department answers by way of the portal.
rules.add_perm("signals.see_sender", triages)
rules.add_perm("signals.set_terms", holds_anywhere("administrator"))
rules.add_perm(
    "signals.see_durations",
    triages_somewhere | holds_anywhere(*ADDRESSEES, "alderman", "councillor"),
)
