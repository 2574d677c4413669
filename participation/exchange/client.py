"""Speaking to another system over HTTP: short, without following it elsewhere, and never trusting its answer."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext as _

PATIENCE = 10
MOST_BYTES = 1_000_000


class NotReached(Exception):
    """Another system did not take it; the message says why, in Dutch. `is_final`: trying again does not help."""

    def __init__(self, message: str, *, is_final: bool = False) -> None:
        super().__init__(message)
        self.is_final = is_final


class StayHere(HTTPRedirectHandler):
    """Keys are for the address that the beheerder wrote down, not for where that sends us."""

    def redirect_request(self, *_args, **_kwargs):
        return None


def ask(address: str, *, headers: dict[str, str], form: dict | None = None, body: dict | None = None):
    """Get (or, with a form or a JSON body, post) and return the JSON of the answer. Raises NotReached."""
    data, kind = None, {}
    if form is not None:
        data, kind = urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    elif body is not None:
        data, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
    request = Request(address, data=data, headers={"Accept": "application/json", **kind, **headers})  # noqa: S310
    try:
        with build_opener(StayHere).open(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read(MOST_BYTES))
    except HTTPError as error:
        final = error.code in {400, 401, 403, 404, 405, 410, 422}
        raise NotReached(
            _("Het systeem antwoordde met fout %(code)d.") % {"code": error.code}, is_final=final
        ) from error
    except (URLError, OSError, HTTPException) as error:
        raise NotReached(_("Het systeem is niet bereikbaar.")) from error
    except (ValueError, RecursionError) as error:
        raise NotReached(_("Het antwoord van het systeem is niet te lezen.")) from error
