"""Whether the portal is well: each part with a word, and what to do when it is not."""

import shutil
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from redis import Redis
from redis.exceptions import RedisError

from wijkportaal.foundation.backups.queries import last_backup
from wijkportaal.foundation.jobs.states import FAILED, WAITING
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.mail.queries import refused_since
from wijkportaal.foundation.operations.queries import Backlog, Signs, backlog, signs_of_life, version
from wijkportaal.foundation.privacy.models import Clearing

WELL, CARE, ILL = "success", "warning", "danger"
WORDS = {WELL: gettext_lazy("goed"), CARE: gettext_lazy("let op"), ILL: gettext_lazy("mis")}
# The clock ticks, and a worker answers, every thirty seconds.
SILENT = timedelta(minutes=2)
LONG_WAIT = timedelta(minutes=15)
BACKUP_EVERY, BACKUP_AT_MOST = timedelta(days=2), timedelta(days=7)
FREE_CARE, FREE_ILL = 0.15, 0.05
CERTIFICATE_CARE = timedelta(days=21)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Finding:
    """How one part is: the judgement, what was seen, and what to do about it (empty when it is well)."""

    label: str
    judgement: str
    seen: str
    advice: str = ""

    @property
    def word(self) -> str:
        return str(WORDS[self.judgement])


def findings() -> list[Finding]:
    """Look at every part of the portal, what is worst first."""
    waiting, signs = backlog(), signs_of_life()
    found = [
        _database(),
        _migrations(),
        _redis(),
        _clock(signs),
        *_workers(signs),
        _queue(waiting),
        _failed(waiting),
        *_mail(waiting),
        _media(),
        _backup(),
        *_clearing(),
        *_settings(),
        *_certificate(),
    ]
    return sorted(found, key=lambda each: (ILL, CARE, WELL).index(each.judgement))


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        number, size = cursor.fetchone()
    return Finding(
        _("Database"),
        WELL,
        _("PostgreSQL %(version)s, %(size)s") % {"version": number.split()[0], "size": filesizeformat(size)},
    )


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not left:
        return Finding(_("Versie"), WELL, _("%s, de database is bijgewerkt") % version())
    return Finding(
        _("Versie"),
        ILL,
        ngettext("%(version)s, %(left)d stap ontbreekt", "%(version)s, %(left)d stappen ontbreken", left)
        % {"version": version(), "left": left},
        _("Laat een technicus manage migrate draaien: anders gaan pagina's mis."),
    )


def _redis() -> Finding:
    try:
        memory = Redis.from_url(settings.REDIS_URL, socket_timeout=2).info("memory")["used_memory"]
    except (RedisError, OSError):
        return Finding(
            _("Redis"),
            ILL,
            _("geeft geen antwoord"),
            _("Laat een technicus Redis starten. Er gaat niets verloren; mail en drukwerk wachten tot dan."),
        )
    return Finding(_("Redis"), WELL, _("gebruikt %s") % filesizeformat(memory))


def _clock(signs: Signs) -> Finding:
    advice = _(
        "Laat een technicus de klok (beat) starten: zonder klok gaan er geen herinneringen en wordt niets opgeruimd."
    )
    if signs.clock is None:
        return Finding(_("Klok"), ILL, _("nog niet gezien"), advice)
    silent = timezone.now() - signs.clock
    return Finding(
        _("Klok"),
        ILL if silent > SILENT else WELL,
        _("tikte %s geleden") % _ago(silent),
        advice if silent > SILENT else "",
    )


def _workers(signs: Signs) -> Iterator[Finding]:
    now = timezone.now()
    advice = _(
        "Laat een technicus een werker starten. Mail en drukwerk wachten zolang; er gaat niets verloren."
    )
    alive = {name: at for name, at in signs.workers.items() if now - at <= SILENT}
    if not alive:
        last = max(signs.workers.values(), default=None)
        yield Finding(
            _("Werkers"),
            ILL,
            _("laatst gezien: %s geleden") % _ago(now - last) if last else _("nog niet gezien"),
            advice,
        )
        return
    yield Finding(
        _("Werkers"),
        WELL,
        ", ".join(
            _("%(name)s (%(ago)s geleden)") % {"name": name, "ago": _ago(now - at)}
            for name, at in sorted(alive.items())
        ),
    )


def _queue(waiting: Backlog) -> Finding:
    oldest = timedelta(seconds=waiting.oldest_seconds)
    number = waiting.jobs[WAITING]
    seen = ngettext("%d taak wacht", "%d taken wachten", number) % number
    if oldest <= LONG_WAIT:
        return Finding(_("Rij met werk"), WELL, seen)
    return Finding(
        _("Rij met werk"),
        CARE,
        f"{seen}; {_('de oudste al %s') % _ago(oldest)}",
        _("Kijk bij Taken wat er zo lang duurt. Staat de werker stil? Start die dan eerst."),
    )


def _failed(waiting: Backlog) -> Finding:
    number = waiting.jobs[FAILED]
    if not number:
        return Finding(_("Mislukt werk"), WELL, _("niets"))
    return Finding(
        _("Mislukt werk"),
        CARE,
        ngettext("%d taak is mislukt", "%d taken zijn mislukt", number) % number,
        _("Lees bij Taken waarom, los het op en probeer het opnieuw."),
    )


def _mail(waiting: Backlog) -> Iterator[Finding]:
    late = Letter.objects.filter(sent_at=None, refused_at=None, due_at__lt=timezone.now() - LONG_WAIT).count()
    yield Finding(
        _("Mail die wacht"),
        CARE if late else WELL,
        ngettext("%d mail", "%d mails", waiting.letters) % waiting.letters,
        _(
            "Er is mail die al langer dan een kwartier wacht. Werkt de mailserver? Het portaal probeert het vanzelf opnieuw."
        )
        if late
        else "",
    )
    refused = refused_since(timezone.now() - LATELY).count()
    yield Finding(
        _("Mail die niet aankwam"),
        CARE if refused else WELL,
        ngettext("%d adres geweigerd in een week", "%d adressen geweigerd in een week", refused) % refused,
        _("Die adressen bestaan niet of zijn vol. Vraag de mensen om een ander adres.") if refused else "",
    )


def _media() -> Finding:
    if not settings.MEDIA_ROOT.exists():
        return Finding(
            _("Ruimte voor bestanden"), WELL, _("de bestanden staan in een objectopslag of zijn er nog niet")
        )
    disk = shutil.disk_usage(settings.MEDIA_ROOT)
    share = disk.free / disk.total
    judgement = ILL if share < FREE_ILL else CARE if share < FREE_CARE else WELL
    return Finding(
        _("Ruimte voor bestanden"),
        judgement,
        _("%(free)s vrij van %(total)s (%(share)d procent)")
        % {
            "free": filesizeformat(disk.free),
            "total": filesizeformat(disk.total),
            "share": int(share * 100),
        },
        _("Laat een technicus de schijf vergroten. Als hij vol is, kan niemand meer iets opslaan.")
        if judgement != WELL
        else "",
    )


def _backup() -> Finding:
    last = last_backup()
    advice = _(
        "Laat een technicus elke nacht manage backup BESTAND draaien en het bestand ergens anders bewaren."
    )
    if last is None:
        return Finding(_("Back-up"), ILL, _("er is met dit portaal nog geen back-up gemaakt"), advice)
    age = timezone.now() - last.at
    judgement = ILL if age > BACKUP_AT_MOST else CARE if age > BACKUP_EVERY else WELL
    return Finding(
        _("Back-up"),
        judgement,
        _("%(file)s, %(ago)s geleden (%(size)s)")
        % {"file": last.file_name, "ago": _ago(age), "size": filesizeformat(last.size)},
        advice if judgement != WELL else "",
    )


def _clearing() -> Iterator[Finding]:
    failed = Clearing.objects.filter(failed=True).count()
    if failed:
        yield Finding(
            _("Opruimen"),
            CARE,
            ngettext("%d soort is niet opgeruimd", "%d soorten zijn niet opgeruimd", failed) % failed,
            _("Kijk bij Bewaartermijnen welke. Meld het aan wie het portaal voor u beheert."),
        )


def _settings() -> Iterator[Finding]:
    """What Django itself finds wrong with the settings of a portal on the internet."""
    warnings = run_checks(tags=[Tags.security], include_deployment_checks=True)
    if settings.DEMO:
        yield Finding(
            _("Instellingen"),
            CARE,
            _("dit is een proefportaal: wachtwoorden zijn bekend en een tweede stap is niet verplicht"),
            _("Zet nooit gegevens van echte mensen in een proefportaal."),
        )
    elif warnings:
        yield Finding(
            _("Instellingen"),
            CARE,
            ngettext("%d waarschuwing", "%d waarschuwingen", len(warnings)) % len(warnings),
            _("Laat een technicus manage check --deploy draaien: %s.")
            % ", ".join(sorted({str(each.id) for each in warnings})),
        )
    else:
        yield Finding(_("Instellingen"), WELL, _("geen waarschuwingen"))


def _certificate() -> Iterator[Finding]:
    """How long the certificate of the portal's own address holds; looked at once an hour."""
    if not settings.HTTPS:
        return
    host = urlsplit(settings.PORTAL_URL).hostname
    ends = cache.get_or_set("operations:certificate", lambda: _certificate_ends(host), 3600)
    if not ends:
        yield Finding(_("Certificaat"), WELL, _("is vanaf de server niet te zien"))
        return
    left = ends - timezone.now()
    seen = _("geldig tot en met %s") % date_format(timezone.localtime(ends), "j F Y")
    if left < CERTIFICATE_CARE:
        yield Finding(
            _("Certificaat"),
            ILL if left < timedelta(0) else CARE,
            seen,
            _("Laat een technicus het certificaat vernieuwen: anders waarschuwt elke browser bezoekers."),
        )
    else:
        yield Finding(_("Certificaat"), WELL, seen)


def _certificate_ends(host: str) -> datetime | str:
    """Return when the certificate of a host ends, or nothing when the host cannot be reached from here."""
    try:
        with (
            socket.create_connection((host, 443), timeout=2) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure,
        ):
            ends = ssl.cert_time_to_seconds(secure.getpeercert()["notAfter"])
    except (OSError, ssl.SSLError, ValueError):
        return ""
    return datetime.fromtimestamp(ends, tz=UTC)


def _ago(span: timedelta) -> str:
    if span < timedelta(minutes=1):
        seconds = max(0, int(span.total_seconds()))
        return ngettext("%d seconde", "%d seconden", seconds) % seconds
    now = timezone.now()
    return timesince(now - span, now, depth=1)
