"""Back-ups of an installation that runs with the embedded services: one tar of database and files."""

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from wijkportaal.launcher.commands import Progress, Services
from wijkportaal.launcher.places import LauncherError, Places, read_json, write_json
from wijkportaal.launcher.postgres import installed_binaries
from wijkportaal.launcher.supervision import witness

DUMP, CHOICES, MEDIA = "database.dump", "choices.json", "media"


def back_up(places: Places, arguments: Sequence[str]) -> int:
    """Write the archive; the portal may go on running meanwhile."""
    target = wanted_file(arguments, "backup")
    if target.exists():
        raise LauncherError(f"{target} bestaat al. Kies een andere naam.")
    if not (places.postgres / "PG_VERSION").exists():
        raise LauncherError(f"In {places.data} staat geen portaal.")
    progress = Progress()
    witness()
    fresh = target.with_name(f"{target.name}.part")
    with Services(places) as services, tempfile.TemporaryDirectory(dir=places.data) as scratch:
        progress("database bewaren")
        dump = Path(scratch) / DUMP
        # First the rows, then the files: every file that a row names is there.
        run_tool(
            "pg_dump", ["--format=custom", f"--file={dump}", services.environment["PORTAAL_DATABASE_URL"]]
        )
        progress("bestanden bewaren")
        descriptor = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            archive.add(dump, DUMP)
            choices = json.dumps(read_json(places.choices)).encode()
            entry = tarfile.TarInfo(CHOICES)
            entry.size = len(choices)
            archive.addfile(entry, io.BytesIO(choices))
            archive.add(places.media, MEDIA)
            file.flush()
            os.fsync(file.fileno())
    fresh.replace(target)
    progress(f"bewaard in {target} ({target.stat().st_size / 1e6:.1f} MB)")
    return 0


def restore(places: Places, arguments: Sequence[str]) -> int:
    """Put an archive back into a data folder that holds no portal yet."""
    source = wanted_file(arguments, "restore")
    if (places.postgres / "PG_VERSION").exists() or (places.media.is_dir() and any(places.media.iterdir())):
        raise LauncherError(
            f"In {places.data} staat al een portaal. Kies een lege map: ./portaal restore {source} --data MAP"
        )
    try:
        archive = tarfile.open(source)  # noqa: SIM115 - closed by the with below
    except (OSError, tarfile.TarError) as error:
        raise LauncherError(f"{source} is geen back-up van Wijkportaal ({error}).") from error
    places.make()
    progress = Progress()
    witness()
    with archive, tempfile.TemporaryDirectory(dir=places.data) as scratch:
        dump = Path(scratch) / DUMP
        try:
            with archive.extractfile(DUMP) as content, dump.open("wb") as file:
                shutil.copyfileobj(content, file)
            choices = json.load(archive.extractfile(CHOICES))
        except (KeyError, ValueError, tarfile.TarError) as error:
            raise LauncherError(f"{source} is geen volledige back-up van Wijkportaal.") from error
        try:
            with Services(places) as services:
                progress("database terugzetten")
                to = services.environment["PORTAAL_DATABASE_URL"]
                run_tool(
                    "pg_restore",
                    ["--single-transaction", "--exit-on-error", "--no-owner", f"--dbname={to}", str(dump)],
                )
                progress("bestanden terugzetten")
                put_files_back(archive, places.media)
        except BaseException:
            # Nothing half: the folder held no portal before, and holds none now.
            for folder in (places.postgres, places.media):
                shutil.rmtree(folder, ignore_errors=True)
            raise
    write_json(places.choices, choices)
    progress("teruggezet; start het portaal met ./portaal up")
    return 0


def put_files_back(archive: tarfile.TarFile, media: Path) -> None:
    """Write the files below `media/`; other kinds of entries and paths that lead elsewhere are refused."""
    for member in archive:
        path = PurePosixPath(member.name)
        if path.parts[0] != MEDIA or member.isdir():
            continue
        if not member.isfile() or path.is_absolute() or ".." in path.parts:
            raise LauncherError(f"De back-up is niet te vertrouwen: {member.name}")
        target = media.joinpath(*path.parts[1:])
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.extractfile(member) as content, target.open("wb") as file:
            shutil.copyfileobj(content, file)


def wanted_file(arguments: Sequence[str], command: str) -> Path:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise LauncherError(f"Noem één bestand: ./portaal {command} BESTAND.tar")
    return Path(arguments[0]).absolute()


def run_tool(name: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's own programs; raises LauncherError with what it said."""
    done = subprocess.run(
        [str(installed_binaries() / name), *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise LauncherError(f"{name} is mislukt:\n{done.stderr.rstrip()}")
