"""Every fault as RFC 9457 has it: `application/problem+json` with a status, a title and what was wrong."""

import logging
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

logger = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
TITLES = {
    400: gettext_lazy("De aanvraag klopt niet"),
    401: gettext_lazy("Niet ingelogd"),
    403: gettext_lazy("Dit mag u niet"),
    404: gettext_lazy("Niet gevonden"),
    405: gettext_lazy("Dit kan hier niet"),
    406: gettext_lazy("Niet in deze vorm"),
    409: gettext_lazy("Botst met iets anders"),
    412: gettext_lazy("Intussen veranderd"),
    413: gettext_lazy("Te groot"),
    415: gettext_lazy("Onbekende vorm"),
    429: gettext_lazy("Te veel aanvragen"),
    500: gettext_lazy("Er ging bij ons iets mis"),
}
QUERY, BODY, PATH, HEADER = "query", "body", "path", "header"


class Wrong(exceptions.APIException):
    """Input that is not right: for each name what is wrong, and where it stood (query, body, header)."""

    status_code = 400

    def __init__(self, place: str, faults: dict[str, list[str]]) -> None:
        super().__init__(_("Er klopt iets niet in wat u stuurde. Kijk bij “errors” wat."))
        self.errors = list(_errors(place, faults))


class Conflict(exceptions.APIException):
    """What is asked does not go together with what was asked before, or with how it stands."""

    status_code = 409


class NotInThisForm(exceptions.APIException):
    """A form that was asked for and that there is not."""

    status_code = 406


class TooBig(exceptions.APIException):
    """More than a door takes in."""

    status_code = 413


def _errors(place: str, faults: dict[str, list[str]]) -> Iterator[dict]:
    for name, says in faults.items():
        for said in says:
            error: dict = {"in": place, "detail": str(said)}
            if name:
                location = {"pointer": f"#/{name.replace('.', '/')}"} if place == BODY else {"name": name}
                error["location"] = location
            yield error


def problem(status: int, detail: str, *, errors: list[dict] | None = None) -> JsonResponse:
    """Answer with a fault."""
    content = {"status": status, "title": str(TITLES.get(status, TITLES[400])), "detail": str(detail)}
    if status == 400:
        content["errors"] = errors or []
    return JsonResponse(
        content, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )


def not_found() -> JsonResponse:
    """Answer that there is nothing here, or nothing that this person may know of."""
    return problem(404, _("Op dit adres is niets, of niets dat u mag zien."))


def problem_of(fault: Exception) -> JsonResponse:
    """Answer with what went wrong; what we did not foresee is logged and told as a fault of ours."""
    if isinstance(fault, Http404 | exceptions.NotFound):
        return not_found()
    if isinstance(fault, PermissionDenied):
        fault = exceptions.PermissionDenied()
    if isinstance(fault, RequestDataTooBig):
        fault = TooBig(_("Dit is meer dan wij in één keer aannemen."))
    if isinstance(fault, SuspiciousOperation):
        fault = exceptions.ParseError(_("Deze aanvraag is niet te lezen."))
    if not isinstance(fault, exceptions.APIException):
        logger.exception("door of the API broke", exc_info=fault)
        return problem(500, _("Wij kunnen dit nu niet beantwoorden. Probeer het later opnieuw."))
    answer = problem(fault.status_code, _words(fault), errors=getattr(fault, "errors", None))
    if wait := getattr(fault, "wait", None):
        answer["Retry-After"] = str(int(wait))
    return answer


def _words(fault: exceptions.APIException) -> str:
    return fault.detail if isinstance(fault.detail, str) else _("Er klopt iets niet in wat u stuurde.")
