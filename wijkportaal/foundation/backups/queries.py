from wijkportaal.foundation.backups.models import Backup, Kind


def last_backup() -> Backup | None:
    """Return the back-up that was made last."""
    return Backup.objects.filter(kind=Kind.MADE).first()


def latest(limit: int = 10) -> list[Backup]:
    """Return what was made and put back lately, newest first."""
    return list(Backup.objects.all()[:limit])
