"""The containers are given what the settings ask for, and no secret stands in a file."""

import os
import re
from pathlib import Path

import pytest
import yaml
from gunicorn.config import Config

from wijkportaal.environment import REQUIRED, SETTINGS
from wijkportaal.launcher import health, web_server
from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.system_packages import PRINT_LIBRARIES

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ["web", "worker", "beat", "migrate"]
# Where the image itself puts things, and what no production has.
NOT_PASSED_ON = {"PORTAAL_MEDIA_ROOT", "PORTAAL_STATIC_ROOT", "PORTAAL_DEBUG"}


def test_services_of_production() -> None:
    assert set(SERVICES) == {*PORTAL, "database", "broker"}
    assert SERVICES["database"]["image"] == "postgres:18"


@pytest.mark.parametrize("service", PORTAL)
def test_every_declared_setting_can_be_made_and_no_other(service: str) -> None:
    assert set(SERVICES[service]["environment"]) == set(SETTINGS) - NOT_PASSED_ON


def test_required_settings_stop_the_start_when_absent() -> None:
    environment = SERVICES["web"]["environment"]
    required = {name for name, setting in SETTINGS.items() if setting.default is REQUIRED} - {
        "PORTAAL_REDIS_URL"
    }
    assert required == {"PORTAAL_SECRET_KEY", "PORTAAL_DATABASE_URL"}
    assert all(":?" in environment[name] for name in required)


def test_no_secret_has_a_value() -> None:
    for service in SERVICES.values():
        for name, value in service["environment"].items() if "environment" in service else ():
            if re.search("SECRET|PASSWORD|KEY|TOKEN", name):
                assert re.fullmatch(r"\$\{\w+(:-|:\?[\w ]+)\}", value), name
    example = (CHECKOUT / ".env.example").read_text()
    assert re.findall(r"^[A-Z_]+=(.+)$", example, re.MULTILINE) == []


def test_demonstration_is_impossible_in_production() -> None:
    environment = SERVICES["web"]["environment"]
    assert (environment["PORTAAL_DEMO"], environment["PORTAAL_HTTPS"]) == ("0", "1")


@pytest.mark.parametrize("service", [name for name in SERVICES if name != "migrate"])
def test_lasting_services_are_checked(service: str) -> None:
    check = SERVICES[service]["healthcheck"]["test"]
    assert check[0] == "CMD"
    if "wijkportaal.launcher.health" in check:
        assert check[-1] in health.CHECKS


def test_portal_waits_for_database_broker_and_migrations() -> None:
    for service in ("web", "worker", "beat"):
        assert SERVICES[service]["depends_on"] == {
            "database": {"condition": "service_healthy"},
            "broker": {"condition": "service_healthy"},
            "migrate": {"condition": "service_completed_successfully"},
        }


def test_data_stand_in_named_volumes() -> None:
    named = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert named == set(COMPOSE["volumes"]) == {"database", "broker", "media"}


def test_image_has_what_the_pdf_needs() -> None:
    text = (CHECKOUT / "Dockerfile").read_text()
    assert [package for package in PRINT_LIBRARIES.values() if package not in text] == []
    assert "USER portaal" in text


def test_images_server_is_configured_as_the_launchers() -> None:
    assert "--config=python:wijkportaal.launcher.web_server" in (CHECKOUT / "Dockerfile").read_text()
    settings = Config()
    for name, value in vars(web_server).items():
        if not name.startswith("_") and name != "os":
            settings.set(name, value)  # raises on a name or value that gunicorn does not know
    assert (settings.worker_class_str, settings.workers, settings.threads) == ("gthread", 2, 4)


def test_health_of_the_clock_is_when_it_last_wrote(tmp_path: Path) -> None:
    schedule = tmp_path / "beat-schedule"
    assert not health.beat_ticks(schedule)
    written = tmp_path / "beat-schedule.dat"
    written.touch()
    assert health.beat_ticks(schedule)
    os.utime(written, (0, 0))
    assert not health.beat_ticks(schedule)


def test_health_of_the_web_is_no_when_nobody_answers() -> None:
    assert not health.web_is_ready(port=9)
