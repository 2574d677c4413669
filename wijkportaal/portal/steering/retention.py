"""What steering clears away: documents that somebody asked for and can ask for again."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import cleared_after
from wijkportaal.portal.steering.actions import KEEP_DOCUMENTS, forget_documents
from wijkportaal.portal.steering.models import SteeringDocument


@cleared_after(
    KEEP_DOCUMENTS,
    name="steering.documents",
    label=_("PDF’s van Sturen"),
    text=_("Een PDF van de cijfers, na een week. U kunt hem altijd opnieuw maken."),
)
def forget_old_documents() -> int:
    """Delete the PDFs of more than a week ago."""
    return forget_documents(SteeringDocument.objects.filter(made_at__lt=timezone.now() - KEEP_DOCUMENTS))
