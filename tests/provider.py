"""A provider of OpenID Connect, as a gemeente has one: a server of its own, at another address than the portal."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt


class Provider:
    """Signs in whoever comes as the person of `claims`, at the level `acr`; `posted` is what it was last told."""

    def __init__(self) -> None:
        self.claims = {"sub": "u1", "email": "wim@stad.example", "email_verified": True, "name": "Wim Wijk"}
        self.acr = ""
        self.posted: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def setting(self) -> dict:
        """Return SOCIALACCOUNT_PROVIDERS for a portal that knows this provider as "stad"."""
        app = {
            "provider_id": "stad",
            "name": "Inloggen met uw werkaccount",
            "client_id": "portaal",
            "secret": "geheim",
            "settings": {"server_url": self.url, "auth_params": {"acr_values": "hoog"}},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

    @property
    def facts(self) -> dict:
        """Return what a provider tells of itself (OpenID Connect Discovery 1.0)."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
        }

    @property
    def tokens(self) -> dict:
        token = self.claims | {
            "iss": self.url,
            "aud": "portaal",
            "exp": 4102444800,
            "iat": 1,
            "acr": self.acr,
        }
        return {"access_token": "x", "token_type": "Bearer", "id_token": jwt.encode(token, "k" * 32)}


def _handler(provider: Provider) -> type:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/authorize":
                # As providers do that ask another one who it is.
                self.lead_to(f"{provider.url}/elsewhere?{urlsplit(self.path).query}")
            elif path == "/elsewhere":
                came = urlencode({"code": "abc", "state": query["state"][0]})
                self.lead_to(f"{query['redirect_uri'][0]}?{came}")
            elif path == "/.well-known/openid-configuration":
                self.tell(provider.facts)
            elif path == "/userinfo":
                self.tell(provider.claims)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.posted = {name: values[0] for name, values in parse_qs(said).items()}
            self.tell(provider.tokens)

        def lead_to(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def tell(self, data: dict) -> None:
            body = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words) -> None:
            """Say nothing in between the tests."""

    return Handler
