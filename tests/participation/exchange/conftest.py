import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from django.utils import timezone

from participation.exchange.actions.keys import make_key
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square


@pytest.fixture
def area(db):
    root = GemeenteFactory(name="Rietwolde", slug="rietwolde", border=square(5.0, 53.0, 0.2))
    return AreaFactory(name="Noord", slug="noord", parent=root, border=square(5.0, 53.0, 0.05))


@pytest.fixture
def theme(db):
    return ThemeFactory(name="Verlichting", slug="verlichting")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def make(db):
    """`make("hand_in")`: the text of a key for these scopes."""

    def make(*scopes: str, days: int = 30) -> str:
        until = timezone.localdate() + timedelta(days=days)
        return make_key("MOR", scopes=list(scopes), valid_until=until, by=None)[1]

    return make


class Remote:
    """Another melding system: gives the answers that a test lays ready, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], tuple[int, object]] = {}
        self.asked: list[tuple[str, str, dict, dict]] = []
        remote = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                is_json = "json" in self.headers.get("Content-Type", "")
                values = json.loads(body) if is_json else dict(parse_qsl(body))
                remote.asked.append((self.command, self.path, values, dict(self.headers)))
                status, answer = remote.answers.get((self.command, self.path), (404, {}))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/weg")
                self.end_headers()
                self.wfile.write(answer.encode() if isinstance(answer, str) else json.dumps(answer).encode())

            do_GET = do_POST = answer  # noqa: N815

            def log_message(self, *_args) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v2"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def remote():
    remote = Remote()
    yield remote
    remote.server.shutdown()
    remote.server.server_close()
