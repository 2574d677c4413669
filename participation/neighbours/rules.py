"""Who may do what with notices: their maker, the two in a talk, and who reads before publication."""

import rules

from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import ADMINISTRATOR
from participation.neighbours.queries import MODERATORS


@rules.predicate
def is_maker(person, notice=None) -> bool:
    """Made the notice."""
    return notice is not None and person.is_authenticated and notice.person_id == person.pk


@rules.predicate
def takes_part(person, talk=None) -> bool:
    """Is one of the two in the talk."""
    return (
        talk is not None and person.is_authenticated and person.pk in {talk.person_id, talk.notice.person_id}
    )


rules.add_perm("neighbours.see_queue", holds_anywhere(*MODERATORS))
rules.add_perm("neighbours.moderate", holds(*MODERATORS))
rules.add_perm("neighbours.change_own", is_maker)
rules.add_perm("neighbours.talk", takes_part)
rules.add_perm("neighbours.keep_services", holds(ADMINISTRATOR))
# What the portal does by itself: nobody has this.
rules.add_perm("neighbours.follow_clock", rules.always_false)
# What moderation decided about a case: who may is asked there.
rules.add_perm("neighbours.follow_judgement", rules.always_false)
