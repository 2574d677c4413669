"""Who leads a visitatie, who publishes its report and who follows a recommendation up."""

import rules

from areas.roles.rules import holds, holds_anywhere, is_administrator
from areas.roles.states import DEPARTMENT
from wijkportaal.portal.visitations.queries import INSIDERS, LEADERS, PUBLISHERS
from wijkportaal.portal.visitations.states import RENEW


@rules.predicate
def is_responsible(person, recommendation=None) -> bool:
    """Is the one who goes about this recommendation."""
    return (
        recommendation is not None
        and person.is_authenticated
        and getattr(recommendation, "responsible_id", None) == person.pk
    )


# A vakafdeling sees what it goes about: the query of who is inside keeps it out of the others.
rules.add_perm("visitations.see_workbench", holds_anywhere(*INSIDERS, DEPARTMENT))
rules.add_perm("visitations.see_visitation", holds_anywhere(*INSIDERS, DEPARTMENT))
rules.add_perm("visitations.begin_some", holds_anywhere(*LEADERS))
rules.add_perm("visitations.lead_visitation", holds(*LEADERS))
rules.add_perm("visitations.publish_visitation", holds(*PUBLISHERS))
# What is asked is the same in the whole gemeente.
rules.add_perm(RENEW, is_administrator)
rules.add_perm("visitations.follow_up", holds(*LEADERS) | is_responsible)
