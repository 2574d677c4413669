"""What workbooks of projects hold of people: who did something in their work."""

from programmes.sheets.models import ProjectSheet
from wijkportaal.foundation.privacy.registry import work

work(ProjectSheet, "uploaded_by")
