"""Where pip comes from on a machine that may have none.

In this order: the interpreter's own; the wheel inside ensurepip; Debian's folder of wheels; folders and
indexes that pip's own variables and files name (checked against requirements/pip.txt); Debian's package,
unpacked without installing it. A wheel needs no installation: Python runs it from the zip file.
"""

import configparser
import hashlib
import html.parser
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from wijkportaal.launcher.places import CHECKOUT, LauncherError

PINNED = CHECKOUT / "requirements" / "pip.txt"
DEBIAN_WHEELS = Path("/usr/share/python-wheels")
DEBIAN_PACKAGE = "python3-pip-whl"
FETCH_SECONDS = 60


def pip_command(python: Path, scratch: Path) -> list[str]:
    """Return how to run pip with `python` (of the new environment); what is fetched lands in `scratch`."""
    for find in (own_pip, bundled_wheel, debian_wheel, configured_wheel, unpacked_debian_wheel):
        if source := find(scratch):
            runner = [str(source)] if source.suffix == ".py" else [str(source / "pip")]
            return [str(python), *runner]
    raise LauncherError(
        "Er is geen pip te vinden om de pakketten mee te installeren.\n"
        "Installeer het met: sudo apt-get install python3-pip"
    )


def own_pip(scratch: Path) -> Path | None:
    """Return the runner of this interpreter's pip (22.3 or later has one)."""
    specification = importlib.util.find_spec("pip")
    if not specification or not specification.submodule_search_locations:
        return None
    # The runner shows pip itself and hides what else is installed beside it.
    runner = Path(next(iter(specification.submodule_search_locations))) / "__pip-runner__.py"
    return runner if runner.is_file() else None


def bundled_wheel(scratch: Path) -> Path | None:
    specification = importlib.util.find_spec("ensurepip")
    if not specification or not specification.origin:
        return None
    return newest(Path(specification.origin).parent / "_bundled")


def debian_wheel(scratch: Path) -> Path | None:
    return newest(DEBIAN_WHEELS)


def newest(folder: Path) -> Path | None:
    """Return the pip wheel with the highest version in a folder."""
    if not folder.is_dir():
        return None
    wheels = list(folder.glob("pip-*-py3-none-any.whl")) + list(folder.glob("pip-*-py2.py3-none-any.whl"))
    return max(wheels, key=lambda wheel: [int(part) for part in re.findall(r"\d+", wheel.name)], default=None)


# --- What pip's configuration names -------------------------------------------------------------------------
def configuration_files() -> Iterator[Path]:
    """Yield pip's configuration files, the weightiest last."""
    given = os.environ.get("PIP_CONFIG_FILE")
    if given == os.devnull:
        return
    for folder in reversed(os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")):
        yield Path(folder) / "pip" / "pip.conf"
    yield Path("/etc/pip.conf")
    home = Path(os.path.expanduser("~"))
    yield home / ".pip" / "pip.conf"
    yield Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    yield Path(sys.base_prefix) / "pip.conf"
    if given:
        yield Path(given)


def configured(name: str) -> list[str]:
    """Return the values that pip's variables and files give to an option such as `index-url`."""
    if value := os.environ.get(f"PIP_{name.upper().replace('-', '_')}"):
        return value.split()
    found: list[str] = []
    for path in configuration_files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (OSError, configparser.Error, UnicodeDecodeError):
            continue
        for section in ("global", "install"):
            if value := parser.get(section, name, fallback="").strip():
                found = value.split()
    return found


def pinned_wheel() -> tuple[str, str]:
    """Return the file name and SHA-256 of the pip that may be fetched."""
    text = PINNED.read_text()
    version = re.search(r"pip==(\S+)", text)[1]
    return f"pip-{version}-py3-none-any.whl", re.search(r"sha256:([0-9a-f]{64})", text)[1]


def configured_wheel(scratch: Path) -> Path | None:
    """Fetch the pinned wheel from the folders and indexes that pip is configured with."""
    name, expected = pinned_wheel()
    for address in addresses(name):
        try:
            content = fetch(address)
        except (OSError, ValueError):
            continue
        if hashlib.sha256(content).hexdigest() == expected:
            wheel = scratch / name
            wheel.write_bytes(content)
            return wheel
    return None


def addresses(name: str) -> Iterator[str]:
    """Yield where a wheel of this name may be fetched."""
    for place in configured("find-links"):
        if Path(place).expanduser().is_dir():
            yield (Path(place).expanduser().absolute() / name).as_uri()
        elif "://" in place:
            yield urllib.parse.urljoin(place.rstrip("/") + "/", name)
    for index in configured("index-url") + configured("extra-index-url"):
        page = index.rstrip("/") + "/pip/"
        try:
            content = fetch(page + "index.html" if page.startswith("file:") else page)
        except (OSError, ValueError):
            continue
        links = Links()
        links.feed(content.decode(errors="replace"))
        for link in links.found:
            address = urllib.parse.urljoin(page, link)
            if urllib.parse.urlsplit(address).path.rpartition("/")[2] == name:
                yield address


class Links(html.parser.HTMLParser):
    """Collects the links of an index page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def fetch(address: str) -> bytes:
    """Return what stands at an address; proxies come from the environment, as pip does."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(address)  # noqa: S310 - the user's own configuration
    if parts.username:  # urllib would take "user:password@host" for the host
        import base64  # noqa: PLC0415 - rarely needed

        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        request = urllib.request.Request(bare)  # noqa: S310
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    certificates = (configured("cert") or [None])[0]
    try:
        context = ssl.create_default_context(cafile=certificates)
    except OSError:
        context = ssl.create_default_context()
    with urllib.request.urlopen(request, timeout=FETCH_SECONDS, context=context) as answer:  # noqa: S310
        return answer.read()


# --- Debian -------------------------------------------------------------------------------------------------
def unpacked_debian_wheel(scratch: Path) -> Path | None:
    """Fetch Debian's package with the wheel and unpack it; needs no rights and installs nothing."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        # apt's own lists may be absent (a fresh container) and only root may renew them there.
        lists = Path(folder, "lists", "partial")
        lists.mkdir(parents=True)
        private = ["-o", f"Dir::State::lists={lists.parent}", "-o", f"Dir::Cache={folder}"]
        for attempt in ([["download"]], [[*private, "update"], [*private, "download"]]):
            done = all(
                apt(step + ([DEBIAN_PACKAGE] if step[-1] == "download" else []), folder) for step in attempt
            )
            if done:
                break
        for package in Path(folder).glob(f"{DEBIAN_PACKAGE}_*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), folder], check=False, capture_output=True)
        wheel = newest(Path(folder) / DEBIAN_WHEELS.relative_to("/"))
        return Path(shutil.copy(wheel, scratch)) if wheel else None


def apt(arguments: list[str], folder: str) -> bool:
    sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    done = subprocess.run(
        ["apt-get", "-qq", *sandbox, *arguments], check=False, capture_output=True, cwd=folder, timeout=300
    )
    return done.returncode == 0
