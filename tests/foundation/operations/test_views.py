import pytest
from django.core.cache import cache, caches
from django.templatetags.static import static
from redis.exceptions import ConnectionError as RedisGone

from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.operations.queries import WORKER_SEEN
from wijkportaal.foundation.operations.tasks import show_life


def test_alive_asks_nothing_of_others(client):  # without django_db, so that a query would fail
    answer = client.get("/gezond")
    assert (answer.status_code, answer.content) == (200, b"gezond\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_names_each_service(client):
    cache.delete(WORKER_SEEN)
    answer = client.get("/gereed")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "redis": "ok", "worker": "weg"})
    show_life()
    assert client.get("/gereed").json()["worker"] == "ok"


@pytest.mark.django_db
def test_not_ready_without_redis(client, monkeypatch):
    def gone(*_args, **_options):
        raise RedisGone

    monkeypatch.setattr(caches["default"], "get", gone)
    answer = client.get("/gereed")
    assert (answer.status_code, answer.json()["redis"]) == (503, "weg")


@pytest.mark.django_db
def test_not_ready_without_database(client, monkeypatch):
    from django.db import OperationalError, connection

    def gone(*_args, **_options):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/gereed")
    assert (answer.status_code, answer.json()["database"]) == (503, "weg")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "sent"), [("", ""), ("", "Bearer "), ("geheim", ""), ("geheim", "Bearer fout")]
)
def test_metrics_are_closed(client, settings, token, sent):
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


@pytest.mark.django_db
def test_metrics_say_what_waits(client, settings):
    settings.METRICS_TOKEN = "geheim"
    request_job("mail.deliver_letter", subject="Proef")
    text = client.get("/metrics", headers={"Authorization": "Bearer geheim"}).content.decode()
    assert 'portaal_up{service="database"} 1.0' in text
    assert 'portaal_jobs{state="waiting"} 1.0' in text
    assert "portaal_oldest_job_seconds" in text


@pytest.mark.django_db
def test_security_contact(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@voorbeeld.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:veilig@voorbeeld.example\n" in text
    assert "\nExpires: 20" in text


def test_robots_stay_out_of_the_workspace(client):
    assert "Disallow: /werk\n" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/toegankelijkheid", "/privacy", "/cookies"])
def test_statements_are_open_to_everyone(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.django_db
def test_the_page_on_cookies_names_every_cookie_there_is(client, settings):
    text = client.get("/cookies").content.decode()
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"):
        assert f"<td><code>{name}</code></td>" in text


def test_a_browser_finds_the_icon_where_it_looks(client):
    assert client.get("/favicon.ico").url == static("img/icon.svg")
