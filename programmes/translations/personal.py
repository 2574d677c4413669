"""What translations hold of people: who did something in their work."""

from programmes.translations.models import Translation
from wijkportaal.foundation.privacy.registry import work

work(Translation, "edited_by")
