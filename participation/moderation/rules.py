"""Who judges what was reported: who works in its area, and never somebody about their own words or twice."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.moderation.queries import JUDGES


@rules.predicate
def wrote_it(person, case=None) -> bool:
    """Wrote what it is about."""
    return case is not None and case.writer_id is not None and case.writer_id == person.pk


@rules.predicate
def judged_before(person, case=None) -> bool:
    """Judged it the first time."""
    return case is not None and case.judged_by_id == person.pk


rules.add_perm("moderation.see_queue", holds_anywhere(*JUDGES))
rules.add_perm("moderation.judge", holds(*JUDGES) & ~wrote_it)
rules.add_perm("moderation.judge_again", holds(*JUDGES) & ~wrote_it & ~judged_before)
# A writer comes by the link in the letter; nobody else can.
rules.add_perm("moderation.appeal", rules.always_false)
rules.add_perm("moderation.set_rule", holds("administrator"))
