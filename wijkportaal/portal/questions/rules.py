"""Who asks and who answers: members of the raad, and who works for the gemeente where it is about."""

import rules

from areas.roles.rules import holds, holds_anywhere
from wijkportaal.portal.questions.queries.questions import HANDLERS, REGISTRARS


@rules.predicate
def is_asker(person, question=None) -> bool:
    """Asked this question."""
    return question is not None and person.is_authenticated and question.asker_id == person.pk


@rules.predicate
def is_handler(person, question=None) -> bool:
    """Answers this question."""
    return question is not None and person.is_authenticated and question.handler_id == person.pk


rules.add_perm("questions.see_workbench", holds_anywhere(*REGISTRARS))
rules.add_perm("questions.register_question", holds_anywhere(*REGISTRARS))
rules.add_perm("questions.see_question", holds_anywhere(*REGISTRARS) | is_handler)
rules.add_perm("questions.handle_question", holds(*HANDLERS) | is_handler)
rules.add_perm("questions.edit_question", holds(*HANDLERS) | is_handler | is_asker)
rules.add_perm("questions.withdraw_question", is_asker | holds("administrator"))
