from celery import shared_task

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.portal.opendata import actions
from wijkportaal.portal.opendata.datasets import DATASETS


@handles("opendata.make_files")
def make_files(work) -> None:
    """Make every dataset anew; each is whole by itself, so that this can be done again."""
    for number, dataset in enumerate(DATASETS.values()):
        work.report(done=number, total=len(DATASETS), message=str(dataset.title))
        actions.make_files(dataset)
    actions.forget_dropped()


@shared_task(name="opendata.renew_files")
def renew_files() -> None:
    """Ask for new files; the clock asks every night."""
    actions.request_files(by=None)
