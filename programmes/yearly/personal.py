"""What programmes hold of people: who did something in their work."""

from programmes.yearly.models import AgendaItem, Entry, Part, Programme
from wijkportaal.foundation.privacy.registry import work

work(AgendaItem, "edited_by")
work(Entry, "edited_by")
work(Part, "edited_by", "signed_by")
work(Programme, "edited_by", "panel_by", "adopted_by")
