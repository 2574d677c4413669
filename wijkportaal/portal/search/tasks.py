from celery import shared_task

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.portal.search import actions


@shared_task(name="search.index_changes", acks_late=False)
def index_changes() -> None:
    """Read anew what changed and nobody searched for; the clock asks every minute."""
    actions.index_all_changes()


@shared_task(name="search.request_rebuild")
def request_rebuild() -> None:
    """Ask once a day for the whole index to be made anew: what time makes public writes no change."""
    actions.request_rebuild()


@handles("search.read_file")
def read_file(work, *, source: str, thing: int, file: str) -> None:
    """Read the words in the file of a document."""
    actions.read_file(work, source=source, thing=thing, file=file)


@handles("search.rebuild")
def rebuild(work) -> None:
    """Make the whole index anew."""
    for done in actions.rebuild_index():
        work.report(done=done)
