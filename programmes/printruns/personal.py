"""What print runs hold of people: who did something in their work."""

from programmes.printruns.models import PrintRun
from wijkportaal.foundation.privacy.registry import work

work(PrintRun, "edited_by", "made_by", "approved_by")
