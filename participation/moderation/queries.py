from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db.models import QuerySet

from areas.roles.queries import held_areas, where_held
from participation.moderation.models import Case, CommentRule, Report
from participation.moderation.registry import KINDS, Piece
from participation.moderation.states import APPEAL_WITHIN, TO_DO

JUDGES = ("area_manager", "community_worker", "administrator")
LINK_SALT = "moderation.appeal"


def comment_rule() -> CommentRule:
    """Return the rule of the gemeente for comments, or the usual one."""
    return CommentRule.objects.first() or CommentRule()


def piece_of(kind: str, ident: str) -> Piece | None:
    """Return one piece, hidden or not; None when there is no such thing."""
    known = KINDS.get(kind)
    return known.find([ident]).get(ident) if known and len(ident) <= 60 else None


def pieces_of(cases: Iterable[Case]) -> dict[int, Piece]:
    """Return the piece of each case, as far as it still exists; a few queries for each kind."""
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    found = {}
    for name, of_kind in by_kind.items():
        pieces = KINDS[name].find([case.ident for case in of_kind]) if name in KINDS else {}
        found |= {case.pk: pieces[case.ident] for case in of_kind if case.ident in pieces}
    return found


@dataclass(frozen=True)
class Line:
    """A case with what it is about, which may be gone."""

    case: Case
    piece: Piece | None


def lines_of(cases: Iterable[Case]) -> list[Line]:
    """Return cases with what they are about."""
    found = list(cases)
    pieces = pieces_of(found)
    return [Line(case, pieces.get(case.pk)) for case in found]


def in_my_areas(person) -> QuerySet[Case]:
    """Return the cases of where someone judges."""
    return Case.objects.filter(where_held(person, *JUDGES)).select_related("area", "writer", "judged_by")


def queue_for(person) -> QuerySet[Case]:
    """Return what waits for someone who judges, the oldest first."""
    return (
        in_my_areas(person).filter(state__in=TO_DO).prefetch_related("complaints").order_by("opened_at", "pk")
    )


def judged_lately(person) -> QuerySet[Case]:
    """Return what was judged last where someone judges."""
    return in_my_areas(person).exclude(state__in=TO_DO).order_by("-judged_at", "-pk")


def number_waiting(person) -> int:
    """Count what waits for someone; no query for who judges nowhere."""
    return queue_for(person).order_by().count() if held_areas(person, *JUDGES) else 0


def appealed_idents(kind: str) -> QuerySet:
    """Return the ids of pieces of a kind about which a second judgement is awaited: their words stay."""
    return Case.objects.filter(kind=kind, state="appealed").values_list("ident", flat=True)


def appeal_token(case: Case) -> str:
    """Return the text that lets the writer of what was removed ask for a second judgement."""
    return signing.dumps(case.pk, salt=LINK_SALT)


def case_to_appeal(token: str) -> Case | None:
    """Return the case of such a text; None when it is made up or too old."""
    try:
        key = signing.loads(token[:200], salt=LINK_SALT, max_age=APPEAL_WITHIN)
    except signing.BadSignature:
        return None
    return Case.objects.filter(pk=key).select_related("area").first()


def reports_of(case: Case) -> QuerySet[Report]:
    """Return what was said about a piece."""
    return case.complaints.all()
