"""Every write of this room: keeping a translation."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.translations.calculations import FIELDS, Original
from programmes.translations.models import Translation
from programmes.translations.queries import INTRO
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.states import EditRefused


def keep_translation(
    programme: Programme, original: Original, language: str, values: Mapping[str, str], *, version: int, by
) -> Translation:
    """Keep the translation of a text as it is in Dutch now; `version` is that of what was read, 0 for none.

    Raises EditRefused when somebody else kept one in between.
    """
    kind, _dash, number = original.key.partition("-")
    what = {"part_id": None, "entry_id": None}
    if original.key != INTRO:
        what["part_id" if kind == "onderdeel" else "entry_id"] = int(number)
    with recorded(by=by, action="translations.keep_translation"):
        # The programme's row is the lock: two people cannot both begin the same translation.
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        found = Translation.objects.filter(programme=programme, language=language, **what).first()
        if (found.version if found else 0) != version:
            raise EditRefused(_("Iemand anders heeft deze vertaling net bewaard. Open de bladzijde opnieuw."))
        kept = found or Translation(programme=programme, language=language, version=0, **what)
        for field in FIELDS:
            setattr(kept, field, values.get(field, ""))
        kept.source, kept.version = original.digest, kept.version + 1
        kept.edited_at, kept.edited_by = timezone.now(), by
        kept.save()
    return kept
