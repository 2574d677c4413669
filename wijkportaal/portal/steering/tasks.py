from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.steering.actions import follow_clock, keep_document, keep_figures
from wijkportaal.portal.steering.boards import sheet_called
from wijkportaal.portal.steering.documents import print_board
from wijkportaal.portal.steering.queries.counting import count_figures, years_until
from wijkportaal.portal.steering.queries.reading import REFRESH_KEY


@handles(REFRESH_KEY)
def refresh(work: Work) -> None:
    """Work all figures out anew, and put them in the place of the old ones."""
    moment = timezone.now()
    today = timezone.localdate(moment)
    years = years_until(today)
    figures = count_figures(years, today=today)
    with work.finishing(_("De cijfers zijn bijgewerkt.")):
        keep_figures(figures, years, as_of=moment)


@handles("steering.make_document")
def make_document(work: Work, *, person: int, board: str, query: str) -> None:
    """Make the PDF of a board as somebody saw it."""
    reader = Person.objects.get(pk=person)
    made = print_board(sheet_called(board, reader, query))
    with work.finishing(_("De PDF is klaar.")):
        keep_document(reader, board, made.content, pages=made.pages)


@shared_task(name="steering.follow_clock")
def follow_clock_task() -> None:
    """Ask for the figures of the night, and send the letters of Monday."""
    follow_clock()
