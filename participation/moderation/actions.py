"""Reporting, judging and judging again. What hides and shows a piece is done by the room that owns it."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.moderation import letters
from participation.moderation.calculations import REPORTS_THAT_HIDE
from participation.moderation.models import Case, CommentRule, Reason, Report
from participation.moderation.queries import piece_of
from participation.moderation.registry import KINDS, Piece
from participation.moderation.states import KEEP_CASES, TO_DO
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.pictures.actions import blur_picture
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def report(kind: str, ident: str, *, reason: Reason, words: str, by) -> Case | None:
    """Say that something should not be on the site; who signed in says it once. None when it is not there.

    Of a kind that hides itself, what several people report is off the site until somebody looked.
    """
    piece = piece_of(kind, ident)
    if piece is None:
        return None
    person = by if by and by.is_authenticated else None
    with recorded(by=person, action="moderation.report"):
        case = _open_case(kind, ident, piece)
        if person:
            Report.objects.update_or_create(
                case=case, person=person, defaults={"reason": reason, "words": words.strip()}
            )
        else:
            Report.objects.create(case=case, reason=reason, words=words.strip())
        case.reports = case.complaints.count()
        if KINDS[kind].hides_itself and case.reports >= REPORTS_THAT_HIDE and not case.is_hidden:
            KINDS[kind].hide(ident, by=None, reason=_("Meer mensen hadden hier bezwaar tegen."))
            case.is_hidden = True
        case.save(update_fields=["reports", "is_hidden"])
    return case


def _open_case(kind: str, ident: str, piece: Piece) -> Case:
    """Return the case of a piece that waits, locked, made if there is none."""
    address = piece.address or (piece.writer.email if piece.writer and piece.writer.is_active else "")
    Case.objects.filter(state__in=TO_DO).get_or_create(
        kind=kind, ident=ident, defaults={"area": piece.area, "writer": piece.writer, "address": address}
    )
    return Case.objects.select_for_update(of=("self",)).get(kind=kind, ident=ident, state__in=TO_DO)


def remove_piece(kind: str, ident: str, *, reason: str, by) -> Case:
    """Take something off the site at once, before anyone reported it; its writer can appeal as always."""
    piece = piece_of(kind, ident)
    if piece is None:
        raise TransitionRefused(refusal("Dit is er niet meer."))
    with recorded(by=by, action="moderation.remove_piece"):
        return judge(_open_case(kind, ident, piece), "remove", reason=reason, by=by)


def judge(case: Case, step: str, *, by, reason: str = "", cells: Iterable[tuple[int, int]] = ()) -> Case:
    """Judge a case (`keep`, `blur`, `remove`) or judge it again (`uphold`, `restore`), and do what follows.

    `cells` are the squares of a photo to make unrecognisable. Raises TransitionRefused (Dutch), PermissionDenied.
    """
    piece = piece_of(case.kind, case.ident)
    is_second = step in {"uphold", "restore"}

    def then(locked: Case) -> None:
        if is_second:
            locked.second_reason, locked.second_by, locked.second_at = reason.strip(), by, timezone.now()
        else:
            locked.reason, locked.judged_by, locked.judged_at = reason.strip(), by, timezone.now()
        locked.save()
        if piece:
            _carry_out(locked, step, piece, by=by, cells=cells)
        _tell(locked, step, piece)

    changed = perform(case, step, by=by, reason=reason, then=then)
    case.refresh_from_db()
    return changed


def _carry_out(case: Case, step: str, piece: Piece, *, by, cells: Iterable[tuple[int, int]]) -> None:
    kind = KINDS[case.kind]
    if step == "remove" and not case.is_hidden:
        kind.hide(case.ident, by=by, reason=case.reason)
        case.is_hidden = True
    elif step == "blur":
        if piece.picture is None:
            raise TransitionRefused(refusal("Dit is geen foto."))
        blur_picture(piece.picture, cells, by=by)
    elif step in {"keep", "restore"} and case.is_hidden and kind.show:
        kind.show(case.ident, by=by)
        case.is_hidden = False
    case.save(update_fields=["is_hidden"])


def _tell(case: Case, step: str, piece: Piece | None) -> None:
    if not case.address or step in {"keep", "blur"}:
        return
    if step == "remove":
        letter = letters.removed_letter(case, piece) if piece else None
    else:
        letter = letters.second_letter(case, piece)
    if letter:
        send_letter(to=case.address, subject=letter.subject, body=letter.body)


def judge_all(cases: Iterable[Case], step: str, *, by, reason: str = "") -> int:
    """Judge several cases in one go; returns how many. One that cannot (any more) stops none of the others."""
    done = 0
    with recorded(by=by, action="moderation.judge_all"):
        for case in cases:
            if not by.has_perm("moderation.judge", case):
                continue
            try:
                judge(case, step, by=by, reason=reason)
            except TransitionRefused:
                if not reason.strip():
                    raise
                continue
            done += 1
    return done


def appeal(case: Case, words: str) -> Case:
    """Ask for a second judgement, as the writer; once. Raises TransitionRefused when it cannot (any more)."""
    if case.what is None or case.what.show is None:
        raise TransitionRefused(
            refusal("Een foto die weg is, kan niet terug. Plaats hem opnieuw als hij mag.")
        )

    def then(locked: Case) -> None:
        locked.appeal, locked.appealed_at = words.strip(), timezone.now()
        locked.save(update_fields=["appeal", "appealed_at"])

    # The words are the writer's: they stand where they can be taken away, and not in the history.
    said = _("De schrijver vraagt om een tweede oordeel.")
    return perform(case, "appeal", by=None, reason=said, then=then)


def cases_past(term: timedelta = KEEP_CASES) -> QuerySet[Case]:
    """Return the cases that were closed longer ago than `term`."""
    return Case.objects.exclude(state__in=TO_DO).filter(judged_at__lt=timezone.now() - term)


def forget_cases(term: timedelta = KEEP_CASES) -> int:
    """Delete the cases that were closed long ago, with what was said; returns how many."""
    with recorded(by=None, action="moderation.forget_cases"):
        return cases_past(term).delete()[1].get(Case._meta.label, 0)


def set_comment_rule(*, by, **values) -> CommentRule:
    """Say how long comments may be, how many links they may have, and which words somebody reads first."""
    with recorded(by=by, action="moderation.set_comment_rule"):
        ruled, _made = CommentRule.objects.update_or_create(pk=1, defaults=values)
    return ruled
