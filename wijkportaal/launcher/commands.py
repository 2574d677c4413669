"""What a user types: `./portaal up`, `manage`, `test`, `backup`, `restore`."""

import argparse
import os
import shlex
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from wijkportaal.launcher import system_packages
from wijkportaal.launcher.environment_folder import ensure_environment
from wijkportaal.launcher.places import (
    CHECKOUT,
    LauncherError,
    Places,
    data_folder,
    read_json,
    take_lock,
    write_json,
)
from wijkportaal.launcher.processes import run_bound
from wijkportaal.launcher.supervision import Busy, Supervised, end_orphans, witness

HELP = """\
Wijkportaal starten, beheren en testen.

  ./portaal up [--port 8000] [--empty]   start het portaal en laat het draaien tot u Ctrl-C drukt
  ./portaal manage OPDRACHT …            beheeropdracht (./portaal manage help toont ze alle)
  ./portaal test [ARGUMENTEN …]          controleer alles; met argumenten: alleen die pytest
  ./portaal backup BESTAND.tar.gz        maak een back-up van database en bestanden
  ./portaal restore BESTAND.tar.gz       zet een back-up terug in een lege gegevensmap

Voor elke opdracht:
  --data MAP    map voor database, bestanden en logboeken (of de variabele PORTAAL_DATA;
                anders .portaal naast dit programma)

up:
  --port POORT  poort op deze computer (8000)
  --empty       zonder demonstratiegemeente: een leeg portaal voor echt gebruik

De eerste keer haalt ./portaal zijn pakketten op; dat duurt een paar minuten. Daarna start het in
enkele seconden. Logboeken staan in MAP/logs, mail van een portaal zonder mailserver in MAP/mail.
"""
STARTED = "_PORTAAL_STARTED"
WAIT_SECONDS = 60
PREPARATION = [sys.executable, "-m", "wijkportaal.launcher.preparation"]


class Progress:
    """Tells the user what happens, with the seconds since the start."""

    def __init__(self) -> None:
        self.started = float(os.environ.setdefault(STARTED, str(time.time())))

    def __call__(self, text: str) -> None:
        print(f"{self.seconds:6.1f} s  {text}", flush=True)

    @property
    def seconds(self) -> float:
        return time.time() - self.started


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    try:
        arguments, data = take_option(list(arguments), "--data")
        name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
        if name in {"help", "-h", "--help"} or (name != "manage" and {"-h", "--help"} & set(rest[:1])):
            print(HELP, end="")
            return 0
        if name not in COMMANDS:
            raise LauncherError(f"Onbekende opdracht: {name}. Kijk bij ./portaal --help")
        return COMMANDS[name](Places(data_folder(data)), rest)
    except LauncherError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def take_option(arguments: list[str], name: str) -> tuple[list[str], str | None]:
    """Take `--name VALUE` or `--name=VALUE` from wherever it stands (before a lone `--`)."""
    left, value = [], None
    words = iter(arguments)
    for word in words:
        if word == "--":
            left += [word, *words]
        elif word == name:
            value = next(words, None)
            if value is None:
                raise LauncherError(f"Achter {name} hoort een waarde.")
        elif word.startswith(f"{name}="):
            value = word.partition("=")[2]
        else:
            left.append(word)
    return left, value


def enter_environment(places: Places, progress: Progress, *, test: bool = False) -> None:
    """Go on in the environment: this process becomes its interpreter, unless it is already."""
    if not os.access(CHECKOUT, os.W_OK):
        # Python cannot keep its compiled files beside a read-only source, and would start slowly each time.
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(places.data / "pycache"))
    python = ensure_environment(places.data, test=test, progress=progress)
    if Path(sys.prefix) != python.parent.parent.resolve() and not os.environ.get("_PORTAAL_ENTERED"):
        os.environ["_PORTAAL_ENTERED"] = "1"
        sys.stdout.flush()
        # What the user's own Python is told must not reach into the environment.
        environment = {
            name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}
        }
        own = str(Path(__file__).with_name("__main__.py"))
        os.execve(python, [str(python), own, *sys.argv[1:]], environment)  # noqa: S606
    os.environ.pop("_PORTAAL_ENTERED", None)


class Options(argparse.ArgumentParser):
    """Reads options; says in Dutch that it does not understand one."""

    def error(self, message: str) -> None:
        raise LauncherError(f"{self.prog} begrijpt dit niet ({message}).\nKijk bij ./portaal --help")


# --- up -----------------------------------------------------------------------------------------------------
def up(places: Places, arguments: list[str]) -> int:
    parser = Options(prog="./portaal up", add_help=False)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--empty", action="store_true")
    options = parser.parse_args(arguments)
    places.make()
    progress = Progress()
    if running := running_portal(places):
        return say_running(places, running)
    enter_environment(places, progress)
    offer_print_libraries(places, progress)
    witness()
    return Up(places, options.port, remembered_demo(places, empty=options.empty), progress).run()


def running_portal(places: Places) -> dict | None:
    """Return the facts of the portal that runs on these data, if one does."""
    lock = take_lock(places.lock)
    if lock is not None:
        os.close(lock)
        return None
    facts = read_json(places.state)
    return facts if facts.get("url") else None


def say_running(places: Places, facts: dict) -> int:
    print(
        f"Wijkportaal draait al op {facts['url']} (proces {facts['parent']}, gegevens in {places.data}).\n"
        "Stop dat eerst (Ctrl-C daar), of kies een andere map en poort: --data MAP --port POORT",
        file=sys.stderr,
    )
    return 1


def remembered_demo(places: Places, *, empty: bool) -> bool:
    """Whether this is a demonstration; what was chosen at the first start holds for these data."""
    choices = read_json(places.choices)
    if "demo" not in choices:
        choices["demo"] = not empty
        write_json(places.choices, choices)
    elif choices["demo"] and empty:
        print(
            "Let op: in deze gegevensmap staat de demonstratie al. Voor een leeg portaal: --data ANDERE_MAP"
        )
    elif not choices["demo"] and not empty:
        print("Deze gegevensmap is leeg begonnen (--empty) en blijft zonder demonstratie.")
    return choices["demo"]


def offer_print_libraries(places: Places, progress: Progress) -> None:
    """Install what the PDF needs where that may be done, else say how; the rest runs without."""
    missing = system_packages.missing_for_print()
    if not missing:
        return
    if system_packages.install(missing, progress, places.logs / "apt.log"):
        missing = system_packages.missing_for_print()
    if missing:
        print(
            "\nPDF's maken kan nog niet: er ontbreken systeembibliotheken. Installeer ze met\n"
            f"    {system_packages.install_command(missing)}\n"
            "en start ./portaal daarna opnieuw. De rest van het portaal werkt.\n"
        )


class Up:
    """One run of the portal, from the first step to the last service."""

    def __init__(self, places: Places, port: int, demo: bool, progress: Progress) -> None:
        self.places = places
        self.progress = progress
        self.sign_ins = ""
        self.is_nobodys = False
        self.port = port
        self.demo = demo

    def run(self) -> int:
        catch_signals()
        supervised = None
        try:
            supervised = self.start()
            self.welcome(supervised)
            for report in supervised.reports():
                self.follow(report)
            # The pipe closed: the supervisor is gone, and what it left is ours to end.
            print("\nDe bewaker van de diensten is gestopt; alles wordt beëindigd.", file=sys.stderr)
            return 1
        except Stop:
            self.progress("stoppen …")
            if supervised:
                supervised.stop()
            self.progress("gestopt")
            return 0
        finally:
            if supervised:
                supervised.close()
            end_orphans()

    def start(self) -> Supervised:
        deadline = time.monotonic() + WAIT_SECONDS
        told = False
        while True:
            supervised = Supervised(self.places, everything=True, port=self.port, demo=self.demo)
            try:
                supervised.wait_until_ready(self.follow)
            except Busy:
                supervised.close()
                if running := running_portal(self.places):
                    say_running(self.places, running)
                    raise SystemExit(1) from None
                if time.monotonic() > deadline:
                    raise
                if not told:
                    self.progress("een andere opdracht gebruikt deze gegevens; even wachten")
                    told = True
                time.sleep(0.5)
            except Stop:
                supervised.stop()
                raise
            except BaseException:
                supervised.close()
                raise
            else:
                return supervised

    def follow(self, report: dict) -> None:
        if "step" in report:
            self.progress(report["step"])
        elif "sign_ins" in report:
            self.sign_ins = report["sign_ins"]
        elif "nobody" in report:
            self.is_nobodys = report["nobody"]
        elif "fell" in report:
            print(f"De {report['label']} viel uit en wordt opnieuw gestart.", flush=True)

    def welcome(self, supervised: Supervised) -> None:
        self.progress("klaar")
        print(f"\nWijkportaal draait op {supervised.url}")
        if self.sign_ins:
            print(f"\n{self.sign_ins.rstrip()}")
        elif self.is_nobodys:
            # Of the folder that this portal runs on: another shell does not know it.
            where = (
                f"--data {shlex.quote(str(self.places.data))} "
                if self.places.data != data_folder(None, {})
                else ""
            )
            print(
                f"\nDe eerste beheerder: ./portaal {where}manage add_administrator E-MAILADRES --gemeente NAAM"
            )
            print("Die logt in met een code die per mail komt, en nodigt de anderen uit.")
        if "PORTAAL_EMAIL_HOST" in supervised.environment:
            print(f"\nMail gaat de deur niet uit, maar komt in {self.places.mail}")
        print(f"Logboeken: {self.places.logs}\nStoppen: Ctrl-C", flush=True)


class Stop(BaseException):
    """Asked to stop, by Ctrl-C or a signal."""


def catch_signals() -> None:
    def stop(number: int, frame: object) -> None:
        # Once is enough: what follows is the orderly end.
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stop

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup it stays ignored
        signal.signal(signal.SIGHUP, stop)


# --- manage -------------------------------------------------------------------------------------------------
def manage(places: Places, arguments: list[str]) -> int:
    places.make()
    enter_environment(places, Progress())
    witness()
    if sys.stderr.isatty() and not running_portal(places):
        # Not on standard output: that belongs to the command.
        print("Diensten starten …", file=sys.stderr)
    with Services(places) as services:
        if arguments[:1] not in ([], ["help"], ["migrate"], ["makemigrations"]) and services.fresh:
            code = services.run([*PREPARATION, "--no-static"], folder=CHECKOUT, quiet=True)
            if code:
                return code
        return services.run([sys.executable, str(CHECKOUT / "manage.py"), *arguments])


class Services:
    """The services of a data folder for the length of a `with`: those that run, else started for it."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.supervised: Supervised | None = None
        self.environment: dict[str, str] = {}
        self.in_use: int | None = None

    @property
    def fresh(self) -> bool:
        """Whether the services were started for this command."""
        return self.supervised is not None

    def __enter__(self) -> "Services":
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            self.in_use = take_lock(self.places.in_use, shared=True)
            facts = read_json(self.places.state)
            if self.in_use is not None and facts.get("ready") and not self._is_free():
                self.environment = facts["environment"]
                return self
            if self.in_use is not None:
                demo = read_json(self.places.choices).get("demo", True)
                supervised = Supervised(self.places, demo=demo)
                try:
                    supervised.wait_until_ready()
                except Busy:  # it is starting or stopping
                    supervised.close()
                    os.close(self.in_use)
                    if time.monotonic() > deadline:
                        raise
                except BaseException:
                    supervised.close()
                    raise
                else:
                    self.supervised = supervised
                    self.environment = supervised.environment
                    return self
            time.sleep(0.3)

    def _is_free(self) -> bool:
        lock = take_lock(self.places.lock)
        if lock is None:
            return False
        os.close(lock)
        return True

    def run(self, command: list[str], *, folder: Path | None = None, quiet: bool = False) -> int:
        """Run a command with these services. With `quiet` only its complaints are seen."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("_PORTAAL")}
        return run_bound(
            command,
            death_signal=signal.SIGTERM,
            environment=environment | self.environment,
            # Else where the user stands: the files that a command reads or writes are named from there.
            folder=folder,
            quiet=quiet,
        )

    def __exit__(self, *exception: object) -> None:
        os.close(self.in_use)
        if self.supervised:
            # Another command may have joined these services meanwhile.
            alone = take_lock(self.places.in_use, wait=True)
            self.supervised.stop()
            os.close(alone)
        end_orphans()


def test(places: Places, arguments: list[str]) -> int:
    from wijkportaal.launcher.checks import run_checks  # noqa: PLC0415 - only this command needs it

    places.make()
    progress = Progress()
    missing = system_packages.missing_for_tests()
    if missing:
        system_packages.install(missing, progress, places.logs / "apt.log")
        missing = system_packages.missing_for_tests()
    if missing:
        raise LauncherError(
            "De tests hebben programma's nodig die er niet zijn, en die ./portaal niet mag installeren.\n"
            f"Installeer ze met:\n    {system_packages.install_command(missing)}\nen start ./portaal test opnieuw."
        )
    enter_environment(places, progress, test=True)
    return run_checks(arguments)


def backup(places: Places, arguments: list[str]) -> int:
    from wijkportaal.launcher.archives import back_up  # noqa: PLC0415 - only this command needs it

    enter_environment(places, Progress())
    return back_up(places, arguments)


def restore(places: Places, arguments: list[str]) -> int:
    from wijkportaal.launcher.archives import restore as put_back  # noqa: PLC0415 - only this command needs it

    enter_environment(places, Progress())
    return put_back(places, arguments)


COMMANDS = {"up": up, "manage": manage, "test": test, "backup": backup, "restore": restore}
