from celery import shared_task

from wijkportaal.foundation.pictures import actions


@shared_task(name="pictures.remove_orphans")
def remove_orphans() -> None:
    """Clear the storage of pictures that no row knows."""
    actions.remove_orphans()
