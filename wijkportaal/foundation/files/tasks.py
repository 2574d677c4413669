from celery import shared_task

from wijkportaal.foundation.files import actions


@shared_task(name="files.remove_orphans")
def remove_orphans() -> None:
    """Clear the storage of files that no row knows."""
    actions.remove_orphans()
