"""What steering clears away: documents that somebody asked for and can ask for again."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import cleared_after
from wijkportaal.portal.steering.actions import KEEP_DOCUMENTS, documents_past, forget_documents


@cleared_after(
    KEEP_DOCUMENTS,
    name="steering.documents",
    label=_("PDF’s van Sturen"),
    text=_("Een PDF van de cijfers. U kunt hem altijd opnieuw maken."),
    due=documents_past,
)
def forget_old_documents(term: timedelta) -> int:
    """Delete the PDFs that were asked for longer ago than `term`."""
    return forget_documents(documents_past(term))
