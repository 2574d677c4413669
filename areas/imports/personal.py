"""What files that are read in hold of people: who did something in their work."""

from areas.imports.models import ImportBatch
from wijkportaal.foundation.privacy.registry import work

work(ImportBatch, "uploaded_by")
