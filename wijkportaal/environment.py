"""Every setting that an installation can make, declared once.

`docs/settings.md` is generated from this table (`manage.py write_docs`), so that what is documented is
what is read. Values come from the process environment; a name ending in `_FILE` (a Docker secret) is read
from that file instead.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REQUIRED = object()


class MissingSetting(Exception):
    """A setting without which the portal cannot run has no value."""


def text(value: str) -> str:
    return value


def yes_or_no(value: str) -> bool:
    """Read `1`, `yes`, `true`, `on` (any case) as True and all else as False."""
    return value.strip().lower() in {"1", "yes", "true", "on"}


def names(value: str) -> list[str]:
    """Read a comma-separated list; empty items are dropped."""
    return [item.strip() for item in value.split(",") if item.strip()]


@dataclass(frozen=True)
class Setting:
    """One environment variable: how it is read, what it is when absent, and what it is for."""

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str
    secret: bool = False

    def value(self) -> Any:
        """Return the value in force; raises MissingSetting when a required one is absent."""
        raw = os.environ.get(self.name)
        file = os.environ.get(f"{self.name}_FILE")
        if raw is None and file:
            raw = Path(file).read_text(encoding="utf-8").strip()
        if raw is None:
            if self.default is REQUIRED:
                raise MissingSetting(f"{self.name} is not set: {self.help}")
            return self.default
        return self.read(raw)


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(
            "PORTAAL_SECRET_KEY", text, REQUIRED, "Long random text that signs sessions and links.", True
        ),
        Setting(
            "PORTAAL_DATABASE_URL",
            text,
            REQUIRED,
            "Where PostgreSQL (16 or later) is: `postgresql://user:password@host:5432/name`, "
            "or a socket folder as `postgresql://user@/name?host=/folder`.",
            True,
        ),
        Setting(
            "PORTAAL_REDIS_URL",
            text,
            REQUIRED,
            "Where Redis is: `redis://:password@host:6379/0` or `unix:///folder/redis.sock?db=0`.",
            True,
        ),
        Setting(
            "PORTAAL_URL",
            text,
            "http://127.0.0.1:8000",
            "Public address, as it stands in mails and QR codes.",
        ),
        Setting(
            "PORTAAL_HOSTS",
            names,
            ["127.0.0.1", "localhost"],
            "Host names the portal answers to, comma-separated.",
        ),
        Setting("PORTAAL_HTTPS", yes_or_no, False, "Served over HTTPS: secure cookies, HSTS, redirect."),
        Setting(
            "PORTAAL_PROXIES", int, 0, "How many trusted proxies stand in front (for the caller's address)."
        ),
        Setting("PORTAAL_DEBUG", yes_or_no, False, "Developer's error pages. Never in production."),
        Setting(
            "PORTAAL_DEMO",
            yes_or_no,
            False,
            "Demonstration: sign-ins with known passwords and no forced second factor. Refused together "
            "with PORTAAL_HTTPS.",
        ),
        Setting("PORTAAL_MEDIA_ROOT", text, "media", "Folder of uploaded pictures and made documents."),
        Setting(
            "PORTAAL_STATIC_ROOT",
            text,
            "staticfiles",
            "Folder where `collectstatic` puts the front-end files.",
        ),
        Setting(
            "PORTAAL_STORAGE_BUCKET",
            text,
            "",
            "Bucket of an S3-compatible object storage, instead of the media folder.",
        ),
        Setting("PORTAAL_STORAGE_ENDPOINT", text, "", "Address of that object storage."),
        Setting("PORTAAL_STORAGE_KEY", text, "", "Access key of that object storage.", True),
        Setting("PORTAAL_STORAGE_SECRET", text, "", "Secret of that object storage.", True),
        Setting("PORTAAL_EMAIL_HOST", text, "127.0.0.1", "Mail relay."),
        Setting("PORTAAL_EMAIL_PORT", int, 25, "Port of the mail relay."),
        Setting("PORTAAL_EMAIL_USER", text, "", "User name at the mail relay."),
        Setting("PORTAAL_EMAIL_PASSWORD", text, "", "Password at the mail relay.", True),
        Setting("PORTAAL_EMAIL_TLS", yes_or_no, False, "Use STARTTLS with the mail relay."),
        Setting(
            "PORTAAL_EMAIL_FROM", text, "Wijkportaal <portaal@example.org>", "Sender of the portal's mail."
        ),
        Setting(
            "PORTAAL_OIDC_ID",
            text,
            "",
            "Short name of the OpenID Connect provider of the staff, e.g. `entra`.",
        ),
        Setting(
            "PORTAAL_OIDC_NAME", text, "Inloggen met uw werkaccount", "Text on the button of that provider."
        ),
        Setting("PORTAAL_OIDC_URL", text, "", "Issuer address of that provider."),
        Setting("PORTAAL_OIDC_CLIENT", text, "", "Client id at that provider."),
        Setting("PORTAAL_OIDC_SECRET", text, "", "Client secret at that provider.", True),
        Setting(
            "PORTAAL_OIDC_ACR",
            names,
            [],
            "Levels of assurance (`acr`) that count as a second factor, comma-separated.",
        ),
        Setting(
            "PORTAAL_METRICS_TOKEN", text, "", "Bearer token for /metrics; without it the page is off.", True
        ),
        Setting(
            "PORTAAL_SECURITY_CONTACT",
            text,
            "",
            "Where to report a leak: `mailto:` or `https://` address for /.well-known/security.txt.",
        ),
        Setting(
            "PORTAAL_WEBHOOK_HOSTS",
            names,
            [],
            "Hosts inside the own network that webhooks may go to, comma-separated; also without https.",
        ),
        Setting("PORTAAL_LOG_LEVEL", text, "INFO", "Level of the structured log on standard output."),
        Setting("PORTAAL_TILES", yes_or_no, True, "Show PDOK's background map where the browser reaches it."),
        Setting(
            "PORTAAL_COMMENTS_AFTER",
            yes_or_no,
            False,
            "Show comments of residents at once and look at them afterwards; otherwise each waits until "
            "someone looked. Those of newcomers always wait.",
        ),
        Setting("PORTAAL_TASKGROUP_MEMBERS", int, 4, "How many residents a taakgroep needs to begin."),
        Setting(
            "PORTAAL_TECHNICAL_QUESTION_DAYS",
            int,
            5,
            "Within how many working days a technical question of the raad is answered.",
        ),
        Setting(
            "PORTAAL_WRITTEN_QUESTION_DAYS",
            int,
            20,
            "Within how many working days a written question of the raad is answered.",
        ),
        Setting("PORTAAL_WORKER_PROCESSES", int, 2, "Processes of one Celery worker."),
    )
}


def setting(name: str) -> Any:
    """Return the value of a declared setting; an undeclared name is a KeyError."""
    return SETTINGS[name].value()
