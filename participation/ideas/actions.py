"""The one write of the room: what becomes of an idea."""

from collections.abc import Mapping

from django.utils import timezone

from participation.ideas.models import IdeaAnswer
from participation.ideas.queries import Answerable
from wijkportaal.foundation.audit.actions import recorded


def answer_idea(found: Answerable, values: Mapping[str, str], *, by) -> IdeaAnswer:
    """Say what becomes of an idea, or change what was said; everyone can read it at once."""
    idea = found.idea
    with recorded(by=by, action="ideas.answer_idea"):
        given, _made = IdeaAnswer.objects.select_for_update().update_or_create(
            kind=idea.kind,
            ident=idea.ident,
            defaults={
                "area": found.area,
                "title": idea.title[:200],
                "given_at": timezone.now(),
                "given_by": by,
                **values,
            },
        )
    return given
