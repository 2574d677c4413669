"""The boards: from what somebody chose to what a page, a spreadsheet and a PDF show of it."""

from django.http import QueryDict

from wijkportaal.portal.steering.boards.measures import make_measures
from wijkportaal.portal.steering.boards.overview import make_overview
from wijkportaal.portal.steering.boards.sheets import Sheet
from wijkportaal.portal.steering.boards.trends import make_trend

BOARDS = {"overzicht": make_overview, "verloop": make_trend, "vier-maten": make_measures}


def sheet_called(board: str, person, query: str) -> Sheet:
    """Return a board as a table with its charts, as somebody may see it."""
    return BOARDS[board](person, QueryDict(query)).sheet
