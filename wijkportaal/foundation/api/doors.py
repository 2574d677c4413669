"""The doors of the API: what every resource does alike, so that a room only says what its records look like."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import partial

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import action
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import ViewSetMixin

from wijkportaal.foundation.api.actions import SentOtherwise, answer_once
from wijkportaal.foundation.api.authentication import TokenAuthentication
from wijkportaal.foundation.api.fields import Shape
from wijkportaal.foundation.api.filters import Narrowing, check_names
from wijkportaal.foundation.api.geometry import Box, Frame, box_of, frame_of
from wijkportaal.foundation.api.models import Scope, Token
from wijkportaal.foundation.api.paging import PAGE, PAGE_SIZE, Page, page_of
from wijkportaal.foundation.api.parsing import OneForm, StrictJSON
from wijkportaal.foundation.api.problems import BODY, HEADER, Conflict, Wrong, problem, problem_of
from wijkportaal.foundation.api.schema import PortalSchema
from wijkportaal.foundation.audit.middleware import origin_of
from wijkportaal.foundation.operations.limits import use_of

VERSION = "1.2.0"
SAFE = ("GET", "HEAD", "OPTIONS")
KEY_HEADER = "Idempotency-Key"
SHOWN_HEADERS = "API-Version, Content-Crs, ETag, Idempotent-Replayed, Link, Location, Retry-After"
SENT_HEADERS = f"Accept-Crs, Authorization, Content-Crs, Content-Type, {KEY_HEADER}, If-Match, If-None-Match"


def mark_answer(answer: HttpResponse) -> HttpResponse:
    """Give an answer the headers that all answers of the API have; pages of others may read it, without cookies."""
    answer["API-Version"] = VERSION
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = SHOWN_HEADERS
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def with_etag(request, answer: HttpResponse) -> HttpResponse:
    """Let an answer be asked for under a condition: nothing (304) for who has it, 412 for who has another."""
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    given = get_conditional_response(request, etag=answer["ETag"], response=answer)
    if given.status_code == 412:
        given = problem(412, _("Het is veranderd sinds u het ophaalde."))
    if given is not answer:
        for name, value in answer.items():
            if name not in given.headers:
                given[name] = value
    return given


def deed(path: str, *, operation: str, summary: str, about: str, incoming, answered) -> Callable:
    """Make a method of a resource a POST on one record, `{id}/path`: what somebody does with it, beside reading it."""
    return action(
        detail=True,
        methods=["post"],
        url_path=path,
        url_name=path,
        operation=operation,
        summary=summary,
        about=about,
        incoming=incoming,
        answered={201: answered},
        nouns=("", ""),
        place=None,
    )


class Door(GenericAPIView):
    """A door that knows who asks, how often they may, and answers every fault as a problem."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes: list = []
    throttle_classes: list = []
    renderer_classes = [JSONRenderer]
    parser_classes = [StrictJSON]
    content_negotiation_class = OneForm
    schema = PortalSchema()
    # Names of a query that mean something here.
    names: frozenset[str] = frozenset()

    @property
    def person(self):
        """Who asks: somebody with a token or a session, else nobody in particular."""
        return self.request.user

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        # The API speaks Dutch, whatever language the site is read in.
        with override("nl"):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        writes = request.method not in SAFE
        if (
            isinstance(request.auth, Token)
            and (Scope.WRITE if writes else Scope.READ) not in request.auth.scopes
        ):
            raise exceptions.PermissionDenied(_("Dit token is hier niet voor gemaakt."))
        if writes and not request.user.is_authenticated:
            raise exceptions.NotAuthenticated(_("Stuur een token mee, of log in."))
        self._count(writes)
        check_names(request.query_params, set(self.names))

    def _count(self, writes: bool) -> None:
        known = self.request.user.is_authenticated
        kind = "writing" if writes else ("known" if known else "anyone")
        who = f"person:{self.request.user.pk}" if known else origin_of(self.request._request) or "unknown"
        if wait := use_of(self.request._request, group=f"api.{kind}", who=who, rate=settings.API_RATES[kind]):
            raise exceptions.Throttled(wait, _("U vroeg te veel in korte tijd. Wacht even."))

    def options(self, request, *args, **kwargs) -> HttpResponse:
        """Say what can be asked here, also to the browser of somebody on another site."""
        methods = ", ".join(self.allowed_methods)
        return HttpResponse(
            status=204,
            headers={
                "Allow": methods,
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": SENT_HEADERS,
                "Access-Control-Max-Age": "3600",
            },
        )

    def handle_exception(self, exc: Exception) -> HttpResponse:
        answer = problem_of(exc)
        if answer.status_code == 401:
            answer["WWW-Authenticate"] = "Bearer"
        if answer.status_code == 405:
            answer["Allow"] = ", ".join(self.allowed_methods)
        return answer

    def finalize_response(self, request, response, *args, **kwargs) -> HttpResponse:
        answer = mark_answer(super().finalize_response(request, response, *args, **kwargs))
        patch_vary_headers(answer, ["Authorization", "Cookie", "Accept-Crs"])
        if request.method not in SAFE or not isinstance(answer, Response):
            return answer
        answer["Cache-Control"] = "no-cache"
        if request.user.is_authenticated:
            answer["Cache-Control"] = "private, no-cache"
        else:
            # What everybody sees is made once for all, until anything changes (operations.caching).
            answer.is_public_page = True
        answer.add_post_render_callback(partial(with_etag, request._request))
        return answer


class Resource(ViewSetMixin, Door):
    """Records of one kind: a list that can be narrowed and paged, and each by itself.

    `row` is how a list writes them, `whole` how one is written by itself. `place` names the two fields with their
    point; then a list takes a box. What somebody may see comes from the queries of the room, and from nowhere else.
    """

    row: type[Shape]
    whole: type[Shape] | None = None
    narrowing: type[Narrowing] | None = None
    place: tuple[str, str] | None = None
    lookup_field = lookup_url_kwarg = "id"
    lookup_value_converter = "name"
    # For the document: one and many of them in Dutch, and what they are.
    nouns: tuple[str, str] = ("", "")
    about: str | dict[str, str] = ""
    operation = summary = ""
    answered: dict | None = None
    # What is sent to write, and what an action raises when it cannot be done now: that is told as a conflict.
    incoming: type[Serializer] | None = None
    refusals: tuple[type[Exception], ...] = ()

    def records(self) -> QuerySet:
        """Return what this person may see, in the order of the list, with what a row shows."""
        raise NotImplementedError

    def one(self, ident: str):
        """Return one record with all that it shows, or raise Http404."""
        raise Http404

    def found(self, records: QuerySet):
        """Return the first of these, or raise Http404."""
        if first := records.first():
            return first
        raise Http404

    @property
    def is_geographic(self) -> bool:
        return self.place is not None

    @property
    def names(self) -> frozenset[str]:
        known = {"crs"} if self.is_geographic else set()
        if self.detail is False:
            known |= {PAGE, PAGE_SIZE, *(self.narrowing.base_filters if self.narrowing else ())}
            known |= {"bbox", "bboxCrs"} if self.is_geographic else set()
        return frozenset(known) if self.request.method in SAFE else frozenset()

    def get_serializer_class(self):
        return self.row if getattr(self, "action", "list") == "list" else self.whole or self.row

    def list(self, request: Request) -> Response:
        found = self.records()
        if self.narrowing:
            found = self.narrowing(request.query_params, queryset=found, request=request).narrowed()
        frame = Frame()
        if self.is_geographic:
            frame, box = frame_of(request), box_of(request)
            found = self.within(found, box) if box else found
        page = page_of(found, request)
        rows = self.row(page.rows, many=True, context=self.context_for(page.rows, frame)).data
        return self._answer(self.wrapped(rows, page), frame, Link=page.links(request))

    def retrieve(self, request: Request, **kwargs) -> Response:
        frame = frame_of(request) if self.is_geographic else Frame()
        found = self.one(kwargs["id"])
        shape = (self.whole or self.row)(found, context=self.context_for([found], frame))
        return self._answer(shape.data, frame)

    def context_for(self, rows, frame: Frame) -> dict:
        """Return what the shapes need beside the records; what that takes is asked once for all of them."""
        return {"request": self.request, "frame": frame}

    def within(self, found: QuerySet, box: Box) -> QuerySet:
        """Keep what lies in a box (degrees)."""
        longitude, latitude = self.place
        west, south, east, north = box
        return found.filter(
            Q(**{f"{longitude}__range": (west, east)}) & Q(**{f"{latitude}__range": (south, north)})
        )

    def wrapped(self, rows: Sequence, page: Page) -> dict:
        """Return the body of a list."""
        return {"totaal": page.total, "resultaten": rows}

    def wrapping(self, rows: dict) -> dict:
        """Describe the body of a list, for the document."""
        total = {"type": "integer", "description": "Hoeveel er zijn, op alle bladzijden samen."}
        return {
            "type": "object",
            "properties": {"totaal": total, "resultaten": rows},
            "required": ["totaal", "resultaten"],
        }

    def _answer(self, body: dict, frame: Frame, **headers) -> Response:
        if self.is_geographic:
            headers["Content-Crs"] = frame.header
        return Response(body, headers={name: value for name, value in headers.items() if value})

    def sent(self, request: Request) -> dict:
        """Return what was sent, as the door says that it is sent. Raises Wrong."""
        sent = self.incoming(data=request.data)
        if not sent.is_valid():
            raise Wrong(BODY, {name: _plain(says) for name, says in sent.errors.items()})
        return sent.validated_data

    def must(self, permission: str, record) -> None:
        """Raise PermissionDenied unless who asks may do this."""
        if not self.person.has_perm(permission, record):
            raise exceptions.PermissionDenied(_("U mag dit niet."))

    def once(self, request: Request, act) -> Response:
        """Do something under the idempotency key that was sent.

        Raises Wrong without a key, Conflict for another use of it and for what cannot be done now.
        """
        key = request.headers.get(KEY_HEADER, "").strip()
        if not 8 <= len(key) <= 200:
            raise Wrong(HEADER, {KEY_HEADER: [_("Stuur een sleutel van 8 tot 200 tekens mee.")]})
        content = json.dumps(request.data, sort_keys=True)
        sent = f"{request.method} {request.path} {request.headers.get('Content-Crs', '')} {content}"
        try:
            reply, is_new = answer_once(request.user, key, sent, act)
        except SentOtherwise as error:
            raise Conflict(_("Deze sleutel is al gebruikt, voor iets anders.")) from error
        except self.refusals as refused:
            raise Conflict(str(refused)) from refused
        answer = Response(reply.body, status=reply.status)
        if reply.location:
            answer["Location"] = reply.location
        if not is_new:
            answer["Idempotent-Replayed"] = "true"
        return answer


def _plain(says) -> list[str]:
    return [str(each) for each in says] if isinstance(says, list) else [str(says)]
