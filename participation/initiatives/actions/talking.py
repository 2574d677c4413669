"""Writes of who reads: support, comments and questions; and of who looks at them."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from participation.initiatives import letters
from participation.initiatives.calculations import COMMENTS_AN_HOUR
from participation.initiatives.models import Comment, Initiative, Maker, Support
from participation.initiatives.queries import is_new, written_lately
from participation.initiatives.states import REMOVED, SHOWN
from participation.moderation.calculations import fault_in_words, has_watched_word
from participation.moderation.queries import appealed_idents, comment_rule
from participation.moderation.states import APPEAL_WITHIN
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform

# How long an invitation waits; then its address is forgotten.
INVITED_FOR = timedelta(days=30)


class NotNow(Exception):
    """Something that a reader cannot do (now); the message says why, in Dutch."""


def give_support(initiative: Initiative, *, from_here: bool, by) -> Initiative:
    """Support an initiative, once a person; doing it again changes where one lives.

    Raises NotNow when it was decided already.
    """
    with recorded(by=by, action="initiatives.give_support"):
        locked = _locked(initiative)
        if not locked.takes_support:
            raise NotNow(refusal("Over dit initiatief is al besloten. U kunt het wel volgen."))
        support, created = Support.objects.get_or_create(
            initiative=locked, person=by, defaults={"from_here": from_here}
        )
        if not created and support.from_here != from_here:
            _count(locked, support, -1)
            support.from_here = from_here
            support.save(update_fields=["from_here"])
            created = True
        if created:
            _count(locked, support, +1)
    return locked


def withdraw_support(initiative: Initiative, *, by) -> Initiative:
    """Take one's support back."""
    with recorded(by=by, action="initiatives.withdraw_support"):
        locked = _locked(initiative)
        if support := Support.objects.filter(initiative=locked, person=by).first():
            _count(locked, support, -1)
            support.delete()
    return locked


def write_comment(initiative: Initiative, words: str, *, is_question: bool, shows_name: bool, by) -> Comment:
    """Write below an initiative. It waits until somebody looked, unless the gemeente chose to look afterwards;
    of a newcomer, and with a word that the gemeente wants to read first, it always waits.

    Raises NotNow for what is too long or has links of a newcomer, for the same words twice and for too many.
    """
    words = words.strip()
    with recorded(by=by, action="initiatives.write_comment"):
        locked = _locked(initiative)
        if not locked.takes_comments:
            raise NotNow(refusal("Dit initiatief is afgesloten. Reageren kan niet meer."))
        newcomer = is_new(by)
        rule = comment_rule()
        if fault := fault_in_words(words, newcomer=newcomer, limits=rule.limits):
            raise NotNow(fault)
        lately = written_lately(by)
        if lately.count() >= COMMENTS_AN_HOUR:
            raise NotNow(
                refusal("U schreef net al een paar reacties. Wacht een uur en probeer het dan weer.")
            )
        if lately.filter(words=words).exists():
            raise NotNow(refusal("Deze reactie hebt u net al geplaatst."))
        made = Comment.objects.create(
            initiative=locked, person=by, words=words, is_question=is_question, shows_name=shows_name
        )
        is_watched = has_watched_word(words, rule.watched_words)
        if settings.COMMENTS_AFTER and not newcomer and not is_watched:
            perform(made, "show_comment", by=None, then=_show_unread)
            made.refresh_from_db()
    return made


def _show_unread(locked: Comment) -> None:
    locked.is_unread = True
    locked.save(update_fields=["is_unread"])
    _count_shown(locked)


def tick_off(comment: Comment, *, by) -> Comment:
    """Say that a comment that was shown at once has been looked at, and may stay."""
    with recorded(by=by, action="initiatives.tick_off_comment"):
        locked = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        locked.is_unread = False
        locked.save(update_fields=["is_unread"])
    return locked


def show_comment(comment: Comment, *, by) -> Comment:
    """Let everyone read a comment."""

    def then(locked: Comment) -> None:
        locked.state_reason, locked.removed_at, locked.is_unread = "", None, False
        locked.save(update_fields=["state_reason", "removed_at", "is_unread"])
        _count_shown(locked)

    return perform(comment, "show_comment", by=by, then=then)


def hide_comment(ident: str, *, by, reason: str) -> None:
    """Take a comment (by its number) off the site, as moderation asks; its words stay for a second judgement."""

    def then(locked: Comment) -> None:
        locked.state_reason, locked.removed_at = reason.strip(), timezone.now()
        locked.save(update_fields=["state_reason", "removed_at"])
        _recount(locked.initiative_id)

    # Who may is decided about the case, by moderation.
    perform(Comment.objects.get(pk=ident), "remove_comment", by=None, reason=reason, then=then)


def show_comment_again(ident: str, *, by) -> None:
    """Put a comment back that moderation took off the site."""
    show_comment(Comment.objects.get(pk=ident), by=None)


def answer_question(comment: Comment, *, words: str, by) -> Comment:
    """Answer a question below an initiative; it is shown with its answer, and who asked gets a letter."""
    with recorded(by=by, action="initiatives.answer_question"):
        locked = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        locked.answer, locked.answered_at, locked.answered_by = words.strip(), timezone.now(), by
        locked.is_unread = False
        locked.save(update_fields=["answer", "answered_at", "answered_by", "is_unread"])
        if not locked.is_shown:
            locked = show_comment(locked, by=by)
        if locked.person and locked.person.is_active:
            letter = letters.answer_letter(locked)
            send_letter(to=locked.person.email, subject=letter.subject, body=letter.body)
    return locked


def removed_past(term: timedelta = APPEAL_WITHIN) -> QuerySet[Comment]:
    """Return the comments that were removed longer ago than their words are kept."""
    return Comment.objects.filter(state=REMOVED, removed_at__lt=timezone.now() - term).exclude(words="")


def forget_removed(term: timedelta = APPEAL_WITHIN) -> int:
    """Forget the words of comments that were removed, unless a second judgement is awaited; returns how many."""
    with recorded(by=None, action="initiatives.forget_removed"):
        removed = removed_past(term).select_for_update()
        awaited = set(appealed_idents("reactie"))
        gone = [pk for pk in removed.values_list("pk", flat=True) if str(pk) not in awaited]
        return Comment.objects.filter(pk__in=gone).update(words="", answer="")


def invitations_past(term: timedelta = INVITED_FOR) -> QuerySet[Maker]:
    """Return who was asked to make an initiative and did not answer within `term`."""
    return Maker.objects.filter(person=None, since__lt=timezone.now() - term)


def forget_invitations(term: timedelta = INVITED_FOR) -> int:
    """Forget the addresses of who was asked to make an initiative and never answered; returns how many."""
    with recorded(by=None, action="initiatives.forget_invitations"):
        return invitations_past(term).delete()[0]


def _locked(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)


def _count(initiative: Initiative, support: Support, change: int) -> None:
    """Keep the counter of a locked initiative with its rows."""
    name = "supporters_here" if support.from_here else "supporters_elsewhere"
    setattr(initiative, name, getattr(initiative, name) + change)
    initiative.save(update_fields=[name])


def _count_shown(comment: Comment) -> None:
    _recount(comment.initiative_id)


def _recount(initiative_id: int) -> None:
    """Count anew under the lock of the initiative, so that of two at once the second counts both."""
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative_id)
    shown = Comment.objects.filter(initiative=initiative_id, state=SHOWN).count()
    Initiative.objects.filter(pk=initiative_id).update(comment_count=shown)
