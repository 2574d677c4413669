"""The supervisor with real PostgreSQL and Redis: recovery, and nothing left behind."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import redis

from wijkportaal.launcher.places import LauncherError, Places, read_json
from wijkportaal.launcher.postgres import Cluster, installed_binaries
from wijkportaal.launcher.supervision import Busy, Supervised

from .conftest import alive, tree, wait_until


def connects(services: Supervised) -> bool:
    try:
        with psycopg.connect(services.environment["PORTAAL_DATABASE_URL"], connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def service_pid(services: Supervised, name: str) -> int:
    return read_json(services.places.state)["services"][name]


def test_services_accept_connections_on_sockets_only(services: Supervised) -> None:
    with psycopg.connect(services.environment["PORTAAL_DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT current_database(), current_setting('listen_addresses'), current_setting('server_encoding')"
        ).fetchone()
    assert row == ("wijkportaal", "", "UTF8")
    queue = redis.Redis.from_url(services.environment["PORTAAL_REDIS_URL"])
    assert queue.ping()
    assert queue.config_get("port") == {"port": "0"}


def test_sockets_stand_in_folders_closed_to_others(services: Supervised) -> None:
    host = parse_qs(urlsplit(services.environment["PORTAAL_DATABASE_URL"]).query)["host"][0]
    queue = Path(urlsplit(services.environment["PORTAAL_REDIS_URL"]).path).parent
    assert [stat.S_IMODE(Path(folder).stat().st_mode) for folder in (host, queue)] == [0o700, 0o700]
    assert stat.S_IMODE((services.places.data / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(services.places.state.stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to drop")
def test_root_drops_to_an_unprivileged_user(services: Supervised) -> None:
    owner = Path(f"/proc/{service_pid(services, 'postgres')}").stat().st_uid
    assert pwd.getpwuid(owner).pw_name in {"wijkportaal", "nobody"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that the other user cannot enter")
def test_root_uses_a_folder_that_the_other_user_cannot_reach(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    data = closed / "data"
    data.mkdir(parents=True)
    for folder in (closed, data):
        folder.chmod(0o700)
    supervised = Supervised(Places(data))
    try:
        supervised.wait_until_ready()
        assert connects(supervised)
    finally:
        supervised.stop()
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (closed, data)] == [0o700, 0o700]
    assert (data / "postgres" / "PG_VERSION").read_text().strip() == "18"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that the other user cannot enter")
def test_root_runs_programs_from_a_folder_that_the_other_user_cannot_reach(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = installed_binaries().parent.parent
    shutil.copytree(package / "pginstall18", closed / package.name / "pginstall18")
    shutil.copytree(package.with_name(f"{package.name}.libs"), closed / f"{package.name}.libs")
    runtime = Path(tempfile.mkdtemp(prefix="wijkportaal-"))
    runtime.chmod(0o711)
    places = Places(tmp_path / "data")
    places.make()
    try:
        cluster = Cluster(
            places, runtime, throwaway=True, binaries=closed / package.name / "pginstall18" / "bin"
        )
        cluster.prepare()
        assert cluster.binaries.is_relative_to(runtime)
        assert (places.postgres / "PG_VERSION").read_text().strip() == "18"
        os.close(cluster.data_descriptor)
    finally:
        shutil.rmtree(runtime)


def test_killed_database_recovers(services: Supervised) -> None:
    with psycopg.connect(services.environment["PORTAAL_DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    killed = service_pid(services, "postgres")
    below = tree(killed)
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: service_pid(services, "postgres") != killed and connects(services))
    assert alive(below) == []
    with psycopg.connect(services.environment["PORTAAL_DATABASE_URL"]) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(7,)]


def test_killed_broker_keeps_what_was_queued(services: Supervised) -> None:
    queue = redis.Redis.from_url(services.environment["PORTAAL_REDIS_URL"])
    queue.rpush("celery", "job")
    queue.execute_command("WAITAOF", 1, 0, 2000) if queue.info()["redis_version"] >= "7.2" else None
    killed = service_pid(services, "redis")
    assert wait_until(lambda: queue.info("persistence")["aof_pending_bio_fsync"] == 0)
    os.kill(killed, signal.SIGKILL)

    def is_back() -> bool:
        try:
            return service_pid(services, "redis") != killed and queue.lrange("celery", 0, -1) == [b"job"]
        except redis.ConnectionError:
            return False

    assert wait_until(is_back)


def test_database_starts_on_a_claim_whose_number_now_belongs_to_another(data: Path) -> None:
    first = Supervised(Places(data))
    first.wait_until_ready()
    first.stop()
    other = subprocess.Popen(["sleep", "60"])
    try:
        claim = data / "postgres" / "postmaster.pid"
        claim.write_text(f"{other.pid}\n{data / 'postgres'}\n1700000000\n5432\n\n\n0 0\nready\n")
        second = Supervised(Places(data))
        try:
            second.wait_until_ready()
            assert connects(second)
        finally:
            second.stop()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_orderly_stop_leaves_no_process_and_no_socket(services: Supervised) -> None:
    processes = tree(services.process.pid)
    runtime = read_json(services.places.state)["runtime"]
    assert len(processes) > 5
    services.stop()
    assert alive(processes) == []
    assert not services.places.state.exists()
    assert not (runtime and Path(runtime).exists())


def test_killed_parent_takes_the_services_with_it(data: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path;"
        "from wijkportaal.launcher.places import Places;"
        "from wijkportaal.launcher.supervision import Supervised;"
        f"s = Supervised(Places(Path({str(data)!r}))); s.wait_until_ready(); print('ready', flush=True);"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "ready\n"
        processes = tree(parent.pid)
        parent.kill()
    assert len(processes) > 5
    assert wait_until(lambda: alive(processes) == [], 10)


def test_killed_supervisor_takes_the_services_with_it(services: Supervised) -> None:
    processes = tree(services.process.pid)
    os.kill(services.process.pid, signal.SIGKILL)
    services.process.wait()
    assert wait_until(lambda: alive(processes) == [], 10)


def test_second_supervisor_on_the_same_data_is_refused(services: Supervised) -> None:
    second = Supervised(services.places)
    try:
        with pytest.raises(Busy):
            second.wait_until_ready()
    finally:
        second.close()
    assert connects(services)


def test_start_after_everything_was_killed_at_once(data: Path) -> None:
    first = Supervised(Places(data))
    first.wait_until_ready()
    for pid in tree(first.process.pid):
        # The database ends a process of its own now and then, also after it was listed.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    first.close()
    second = Supervised(Places(data))
    try:
        second.wait_until_ready()
        assert connects(second)
    finally:
        second.stop()


def test_data_of_another_major_version_are_refused_with_the_way_out(data: Path) -> None:
    first = Supervised(Places(data))
    first.wait_until_ready()
    first.stop()
    (data / "postgres" / "PG_VERSION").write_text("16\n")
    second = Supervised(Places(data))
    try:
        with pytest.raises(LauncherError, match="van PostgreSQL 16; dit is versie 18"):
            second.wait_until_ready()
    finally:
        second.close()


def test_long_data_path_gets_its_sockets_elsewhere(tmp_path: Path) -> None:
    supervised = Supervised(Places(tmp_path / ("lang" * 20) / ("pad" * 20)))
    try:
        supervised.wait_until_ready()
        assert connects(supervised)
    finally:
        supervised.stop()
