"""`./portaal backup` and `restore`: the portal's own commands, on the services of a data folder.

What an archive is made of, and when one is refused, is in wijkportaal.foundation.backups.
"""

import gzip
import json
import shutil
import sys
import tarfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from wijkportaal.launcher.commands import PREPARATION, Progress, Services
from wijkportaal.launcher.places import CHECKOUT, LauncherError, Places, write_json
from wijkportaal.launcher.supervision import witness

MANAGE = [sys.executable, str(CHECKOUT / "manage.py")]
MANIFEST = "manifest.json"


def back_up(places: Places, arguments: Sequence[str]) -> int:
    """Write an archive; the portal may go on running meanwhile."""
    target = wanted_file(arguments, "backup")
    if not (places.postgres / "PG_VERSION").exists():
        raise LauncherError(f"In {places.data} staat geen portaal.")
    witness()
    with Services(places) as services:
        return services.run([*MANAGE, "backup", str(target)])


def restore(places: Places, arguments: Sequence[str]) -> int:
    """Put an archive back into a data folder that holds no portal yet."""
    source = wanted_file(arguments, "restore")
    if (places.postgres / "PG_VERSION").exists() or (places.media.is_dir() and any(places.media.iterdir())):
        raise LauncherError(
            f"In {places.data} staat al een portaal. Kies een lege map: ./portaal restore {source} --data MAP"
        )
    manifest = manifest_of(source)
    places.make()
    witness()
    try:
        with Services(places) as services:
            if services.run([*PREPARATION, "--no-static"], folder=CHECKOUT, quiet=True) or services.run(
                [*MANAGE, "restore", str(source)]
            ):
                raise LauncherError("De back-up is niet teruggezet.")
    except BaseException:
        # Nothing half: the folder held no portal before, and holds none now.
        for folder in (places.postgres, places.media):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    # A copy for training runs as a demonstration does: its passwords are known.
    write_json(places.choices, {"demo": bool(manifest.get("demo"))})
    Progress()("teruggezet; start het portaal met ./portaal up")
    return 0


def manifest_of(source: Path) -> dict:
    """Return what an archive says of itself; whether that is true is looked at when it is put back."""
    try:
        with gzip.open(source, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            for entry in archive:
                if entry.name == MANIFEST and entry.isfile():
                    return dict(json.load(archive.extractfile(entry)))
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, TypeError) as error:
        raise LauncherError(f"{source} is geen back-up van Wijkportaal ({error}).") from error
    raise LauncherError(f"{source} is geen volledige back-up van Wijkportaal.")


def wanted_file(arguments: Sequence[str], command: str) -> Path:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise LauncherError(f"Noem één bestand: ./portaal {command} BESTAND.tar.gz")
    return Path(arguments[0]).absolute()
