"""`./portaal` as its user meets it."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from wijkportaal.launcher import system_packages
from wijkportaal.launcher.commands import main, take_option
from wijkportaal.launcher.places import LauncherError, read_json

from .conftest import alive, tree, wait_until

Portaal = Callable[..., subprocess.Popen]


def answer_of(url: str) -> int:
    """Return the status with which the portal answers; 0 when it does not."""
    try:
        return urllib.request.urlopen(url, timeout=5).status  # noqa: S310 - our own address
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def read_until(process: subprocess.Popen, text: str) -> str:
    said = ""
    for line in process.stdout:
        said += line
        if text in line:
            return said
    raise AssertionError(f"{text!r} was not said:\n{said}")


def test_option_is_taken_from_anywhere() -> None:
    assert take_option(["manage", "check", "--data", "/x", "--deploy"], "--data") == (
        ["manage", "check", "--deploy"],
        "/x",
    )
    assert take_option(["up", "--data=/x"], "--data") == (["up"], "/x")
    assert take_option(["manage", "--", "--data", "/x"], "--data") == (["manage", "--", "--data", "/x"], None)
    with pytest.raises(LauncherError):
        take_option(["up", "--data"], "--data")


def test_help_and_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "./portaal up" in capsys.readouterr().out
    assert main(["oep"]) == 1
    assert "Onbekende opdracht: oep" in capsys.readouterr().err
    assert main(["up", "--poort", "acht"]) == 1
    assert "./portaal up begrijpt dit niet" in capsys.readouterr().err


def test_data_folder_that_cannot_be_made_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["up", "--data", "/proc/nergens"]) == 1
    assert "--data MAP" in capsys.readouterr().err


def test_install_command_is_ready_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    assert system_packages.install_command(["chromium-headless-shell", "libatomic1"]) == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends chromium-headless-shell libatomic1"
    )


def test_tests_stop_with_the_command_when_they_may_not_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(system_packages, "missing_for_tests", lambda: ["chromium-headless-shell"])
    monkeypatch.setattr(system_packages, "as_root", lambda: None)
    assert main(["test", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "apt-get install --no-install-recommends chromium-headless-shell" in said


def test_taken_port_is_explained(portaal: Portaal, data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = portaal("up", "--empty", "--data", str(data), "--port", str(port))
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Poort {port} is niet vrij" in said
    assert f"./portaal up --port {port + 1}" in said


def test_manage_starts_the_services_and_stops_them(portaal: Portaal, data: Path) -> None:
    process = portaal("manage", "--data", str(data), "migrate", "--plan")
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "Planned operations" in said
    assert read_json(data / "state.json") == {}


def test_killed_manage_takes_its_command_and_services_with_it(portaal: Portaal, data: Path) -> None:
    process = portaal("manage", "migrate", "--data", str(data))
    read_until(process, "Applying")
    everything = tree(process.pid)
    assert len(everything) > 5
    process.kill()
    assert wait_until(lambda: alive(everything) == [], 10)


def test_manage_passes_the_exit_code_on(portaal: Portaal, data: Path) -> None:
    process = portaal("manage", "help", "bestaat_niet", "--data", str(data))
    process.communicate(timeout=120)
    assert process.returncode == 1


@pytest.mark.slow
def test_up_from_start_to_stop(portaal: Portaal, data: Path) -> None:
    """One run, because a start takes long: ready, used, hurt everywhere, stopped by Ctrl-C."""
    process = portaal("up", "--empty", "--data", str(data), "--port", "0")
    said = read_until(process, "Stoppen: Ctrl-C")
    url = re.search(r"draait op (http://127\.0\.0\.1:\d+)", said)[1]
    assert f"./portaal --data {data} manage add_administrator" in said
    assert answer_of(f"{url}/gezond") == 200
    state = read_json(data / "state.json")
    assert set(state["services"]) == {"postgres", "redis", "mail", "worker", "beat", "web"}

    second = portaal("up", "--data", str(data), "--port", "0")
    refusal, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert f"draait al op {url}" in refusal

    # Files are named from where the user stands.
    shell = portaal("manage", "shell", "--no-imports", "-c", MAIL, "--data", str(data), cwd=data.parent)
    said, _ = shell.communicate(timeout=60)
    assert shell.returncode == 0, said
    assert f"in {data.parent}\n" in said
    letters = list((data / "mail").glob("*.eml"))
    assert len(letters) == 1
    assert b"Subject: Proef" in letters[0].read_bytes()

    killed = {name: state["services"][name] for name in ("postgres", "worker", "web", "mail")}
    below = [pid for each in killed.values() for pid in tree(each)]
    for each in killed.values():
        os.kill(each, signal.SIGKILL)

    def runs_again() -> bool:
        now = read_json(data / "state.json")["services"]
        return all(now.get(name) not in {None, each} for name, each in killed.items())

    assert wait_until(runs_again)
    assert wait_until(lambda: alive(below) == [])
    assert wait_until(lambda: answer_of(f"{url}/gereed") == 200, 60)
    with socket.create_connection(("127.0.0.1", int(state["environment"]["PORTAAL_EMAIL_PORT"])), 10) as mail:
        assert mail.recv(100).startswith(b"220")

    everything = tree(process.pid)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert alive(everything) == []


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["parent", "supervisor"])
def test_kill_leaves_nothing_behind(portaal: Portaal, data: Path, whom: str) -> None:
    process = portaal("up", "--empty", "--data", str(data), "--port", "0")
    read_until(process, "PostgreSQL en Redis starten")
    assert wait_until(lambda: "postgres" in read_json(data / "state.json").get("services", {}))
    state = json.loads((data / "state.json").read_text())
    everything = tree(process.pid)
    assert len(everything) > 3
    os.kill(state[whom], signal.SIGKILL)
    assert wait_until(lambda: alive(everything) == [], 10)
    process.wait(10)


MAIL = (
    "import os; print('in', os.getcwd());"
    "from django.core.mail import send_mail; send_mail('Proef', 'tekst', None, ['a@example.org'])"
)
