"""Every write of neighbours: notices with their life, talks through the portal, blocks and the directory."""

from datetime import timedelta

from django.utils import timezone

from areas.territory.models import Area
from participation.neighbours import letters
from participation.neighbours.models import Block, Line, Notice, Service, Talk
from participation.neighbours.queries import are_blocked, nearly_over, over_long_ago
from participation.neighbours.states import (
    ENDED,
    EXPIRED,
    KEPT,
    LASTS,
    MOST_A_DAY,
    MOST_OPEN,
    OPEN,
    OVER,
    REMIND_BEFORE,
    REMOVED,
    TALKING,
    TALKS_A_DAY,
    WAITING,
    WORDS_A_DAY,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

DAY = timedelta(days=1)


def post_notice(area: Area, *, by, **fields) -> Notice:
    """Hand in a notice; it stands on the list when somebody has read it. Raises TransitionRefused (Dutch)."""
    with recorded(by=by, action="neighbours.post_notice"):
        own = Notice.objects.filter(person=_locked_person(by))
        if own.filter(state__in=(WAITING, OPEN)).count() >= MOST_OPEN:
            raise TransitionRefused(
                refusal("U hebt al %(number)d oproepen. Haal er eerst een weg.") % {"number": MOST_OPEN}
            )
        if own.filter(made_at__gt=timezone.now() - DAY).count() >= MOST_A_DAY:
            raise TransitionRefused(
                refusal("U plaatste vandaag al %(number)d oproepen. Morgen kan het weer.")
                % {"number": MOST_A_DAY}
            )
        return Notice.objects.create(area=area, person=by, **fields)


def take_step(notice: Notice, name: str, *, by, reason: str = "") -> Notice:
    """Take a step in the life of a notice; its maker hears what others decide."""

    def then(locked: Notice) -> None:
        locked.state_reason = reason.strip()[:500]
        locked.over_at = timezone.now() if locked.state in OVER else None
        if locked.state == OPEN:
            locked.expires_on = timezone.localdate() + LASTS
        locked.save(update_fields=["state_reason", "over_at", "expires_on"])
        told = {"publish": letters.published_letter, "refuse": letters.refused_letter}.get(name)
        if told:
            _send(locked.person, told(locked))

    return perform(notice, name, by=by, reason=reason, then=then)


def prolong(notice: Notice, *, by) -> Notice:
    """Let a notice that stands open stand longer; one that expired stands open again."""
    if notice.state != OPEN:
        return take_step(notice, "renew", by=by)
    with recorded(by=by, action="neighbours.prolong"):
        locked = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        locked.expires_on = timezone.localdate() + LASTS
        locked.save(update_fields=["expires_on"])
    return locked


def answer_notice(notice: Notice, words: str, *, by) -> Talk:
    """Answer a notice: the maker gets a letter, and neither sees who the other is. Raises TransitionRefused (Dutch)."""
    with recorded(by=by, action="neighbours.answer_notice"):
        person = _locked_person(by)
        locked = Notice.objects.select_for_update(of=("self",)).select_related("person").get(pk=notice.pk)
        if not locked.is_open or locked.person_id == by.pk or are_blocked(by, locked.person_id):
            raise TransitionRefused(refusal("Op deze oproep kunt u niet reageren."))
        if known := Talk.objects.filter(notice=locked, person=by).first():
            return known
        if Talk.objects.filter(person=person, begun_at__gt=timezone.now() - DAY).count() >= TALKS_A_DAY:
            raise TransitionRefused(refusal("U reageerde vandaag al vaak. Probeer het morgen weer."))
        talk = Talk.objects.create(notice=locked, person=by)
        _write(talk, words, by=by, is_first=True)
    return talk


def write_line(talk: Talk, words: str, *, by) -> Line:
    """Write to the other in a talk; no address is told. Raises TransitionRefused (Dutch)."""
    with recorded(by=by, action="neighbours.write_line"):
        _locked_person(by)
        locked = _open_talk(talk, by)
        if Line.objects.filter(person=by, at__gt=timezone.now() - DAY).count() >= WORDS_A_DAY:
            raise TransitionRefused(refusal("U schreef vandaag al veel berichten. Probeer het morgen weer."))
        return _write(locked, words, by=by, is_first=False)


def agree(talk: Talk, *, by) -> Talk:
    """Agree to share names and addresses; when both did, each gets those of the other."""
    with recorded(by=by, action="neighbours.agree"):
        locked = _open_talk(talk, by)
        if locked.state != TALKING:
            return locked
        if locked.is_owner(by):
            locked.owner_agrees = True
        else:
            locked.other_agrees = True
        locked.save(update_fields=["owner_agrees", "other_agrees"])
        if not (locked.owner_agrees and locked.other_agrees):
            _send(locked.other_than(by), letters.asked_letter(locked))
            return locked
        known = perform(locked, "reveal", by=by)
        for person in (known.notice.person, known.person):
            _send(person, letters.known_letter(known, to=person))
    return known


def end_talk(talk: Talk, *, by, block: bool = False) -> Talk:
    """Stop a talk; with `block` there is no contact between the two any more, and the other does not hear of it."""

    with recorded(by=by, action="neighbours.end_talk"):
        if block:
            Block.objects.get_or_create(by=by, whom=talk.other_than(by))
        return perform(talk, "end_talk", by=by, then=_note_end)


def take_off(ident: str, *, by, reason: str) -> None:
    """Take a notice (by its public id) off the site, as moderation asks; what is over already stays as it is."""
    notice = Notice.objects.get(public_id=ident)
    if notice.state in {OPEN, EXPIRED}:
        # Who may is decided about the case, by moderation.
        take_step(notice, "remove", by=None, reason=reason)


def put_back(ident: str, *, by) -> None:
    """Put a notice back that moderation took off the site; it stands as long as a new one."""
    notice = Notice.objects.get(public_id=ident)
    if notice.state == REMOVED:
        take_step(notice, "put_back", by=None)


def drop_words(talk: Talk, writer: Person, *, by, reason: str) -> None:
    """Delete what one of two wrote, as moderation asks; the talk stops, and there is no contact between them any more."""
    with recorded(by=by, action="neighbours.drop_words", reason=reason):
        Line.objects.filter(talk=talk, person=writer).delete()
        Block.objects.get_or_create(by=talk.other_than(writer), whom=writer)
        if talk.state != ENDED:
            perform(talk, "end_talk", by=None, then=_note_end)


def save_service(service: Service | None, values: dict, *, by) -> Service:
    """Write down who helps as a profession and who to call; `service=None` makes a new one."""
    with recorded(by=by, action="neighbours.save_service"):
        saved = service or Service()
        for name, value in values.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def follow_clock() -> None:
    """Let notices expire, and ask their makers before that whether they still hold. Safe to call at any time."""
    today = timezone.localdate()
    for ended in Notice.objects.filter(state=OPEN, expires_on__lt=today):
        take_step(ended, "expire", by=None)
    for notice in nearly_over(today, REMIND_BEFORE):
        letter = letters.nearly_over_letter(notice)
        _send(notice.person, letter, key=f"neighbours.nearly_over:{notice.pk}:{notice.expires_on}")


def clear_away(term: timedelta = KEPT) -> int:
    """Forget notices and talks that were over long ago, with all that was written; returns how many."""
    with recorded(by=None, action="neighbours.clear_away"):
        notices, talks = over_long_ago(term)
        number = notices.count() + talks.count()
        talks.delete()
        notices.delete()
    return number


def _locked_person(person) -> Person:
    """Lock who writes, so that what is counted for them cannot be passed by many requests at once."""
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _open_talk(talk: Talk, by) -> Talk:
    locked = (
        Talk.objects.select_for_update(of=("self",))
        .select_related("notice__person", "notice__area", "person")
        .get(pk=talk.pk)
    )
    if locked.state == ENDED or are_blocked(by, locked.other_than(by)):
        raise TransitionRefused(refusal("Dit gesprek is gestopt."))
    return locked


def _note_end(locked: Talk) -> None:
    locked.over_at = timezone.now()
    locked.save(update_fields=["over_at"])


def _write(talk: Talk, words: str, *, by, is_first: bool) -> Line:
    line = Line.objects.create(talk=talk, person=by, words=words.strip())
    _send(talk.other_than(by), letters.line_letter(line, is_first=is_first))
    return line


def _send(person, letter: letters.Letter, *, key: str = "") -> None:
    if person.is_active:
        send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)
