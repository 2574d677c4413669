"""Reading what comes in: JSON of a reasonable size, and nothing that a database cannot hold."""

import json

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser

from wijkportaal.foundation.api.problems import TooBig

MOST_BYTES = 100_000


class StrictJSON(BaseParser):
    """JSON as the standard has it: UTF-8, an object, no NaN, no half signs, not endlessly deep."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> dict:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise TooBig(_("Dit is meer dan wij in één keer aannemen: hoogstens 100 kB."))
        try:
            value = json.loads(content.decode("utf-8"), parse_constant=_refuse)
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise ParseError(_("Dit is geen leesbare JSON.")) from error
        if not isinstance(value, dict):
            raise ParseError(_("Stuur één object: { … }."))
        return value


def _refuse(name: str):
    raise ValueError(name)


class OneForm(BaseContentNegotiation):
    """A door answers in one form, whatever is asked for: it says which in `Content-Type`."""

    def select_parser(self, request, parsers):
        kind = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
