from django.core.cache import cache
from django.utils import timezone

from wijkportaal.foundation.editing.models import Draft
from wijkportaal.foundation.editing.states import PRESENCE_SECONDS, presence_key, subject_of


def draft_of(record, *, person, form: str = "") -> Draft | None:
    """Return what this person had typed in a form and could not save, if anything."""
    return Draft.objects.filter(person=person, subject=subject_of(record, form)).first()


def others_editing(record, *, person) -> list[str]:
    """Return the names of others who have this record open now; costs no database query."""
    now = timezone.now().timestamp()
    present = cache.get(presence_key(record)) or {}
    return sorted(
        name for key, (seen, name) in present.items() if key != person.pk and now - seen < PRESENCE_SECONDS
    )
