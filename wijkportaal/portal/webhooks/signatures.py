"""The signature on a message, by Standard Webhooks: HMAC-SHA256 over its mark, its time and its words. Pure."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"


def new_secret() -> str:
    """Make a secret: 32 random bytes as Standard Webhooks writes them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature_of(secret: str, mark: str, moment: int, body: bytes) -> str:
    """Return the signature; `moment` in seconds since 1970. ValueError for what is no secret of ours."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    signed = f"{mark}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
