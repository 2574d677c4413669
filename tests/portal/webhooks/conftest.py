import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square


class Receiver:
    """Another system: answers with the status that a test lays ready, and keeps what it got."""

    def __init__(self) -> None:
        self.status, self.got = 200, []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                if receiver.status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/weg")
                self.end_headers()

            def log_message(self, *_args) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?a=1"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def told(self) -> list[dict]:
        return [json.loads(body) for _headers, body in self.got]


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def area(db):
    root = GemeenteFactory(name="Rietwolde", slug="rietwolde", border=square(5.0, 53.0, 0.2))
    return AreaFactory(name="Noord", slug="noord", parent=root, border=square(5.0, 53.0, 0.05))


@pytest.fixture
def administrator(area):
    return person_with("administrator", area.parent, email="beheer@voorbeeld.example")
