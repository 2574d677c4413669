"""What each floor has that can be found. Importing this fills the registry."""

from wijkportaal.portal.search.registry import SOURCES
from wijkportaal.portal.search.sources import areas, participation, programmes

__all__ = ["SOURCES", "areas", "participation", "programmes"]
