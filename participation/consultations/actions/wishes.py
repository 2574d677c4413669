"""Writes on wishes and their cards: making them of answers, merging, taking apart, and answering."""

from collections import Counter
from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from areas.themes.models import Theme
from participation.consultations.models import Answer, Response, Wish, WishCard
from participation.consultations.states import MOST_SIGNS, TITLE_SIGNS, RoundRefused
from participation.initiatives.actions import making
from participation.initiatives.models import Initiative
from participation.signals.actions.intake import receive_signal
from participation.signals.calculations import title_of
from participation.signals.models import Channel, Kind, Signal
from participation.signals.queries.likeness import words_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def make_wishes(response: Response) -> None:
    """Make the cards of what a form says to questions that ask for wishes, in the caller's transaction.

    Cards of a form that does not count (any more) stay where they lie, uncounted, so that nothing is lost when it
    does again. Called twice it changes nothing.
    """
    cards = WishCard.objects.filter(answer__response=response)
    if response.counts and not cards.exists():
        asked = Answer.objects.filter(response=response, question__asks_wishes=True).exclude(text="")
        for answer in asked.order_by("question__number"):
            _new_wish(response.consultation_id, answer, answer.text)
    else:
        _count_again(Wish.objects.filter(cards__in=cards).distinct())


def split_off(wish: Wish, answer: Answer, text: str, *, by) -> Wish:
    """Make a wish of its own of a part of what somebody said, because they wished two things.

    Raises RoundRefused once the result was told.
    """
    with recorded(by=by, action="consultations.split_off"):
        _must_be_open(wish)
        return _new_wish(wish.consultation_id, answer, text.strip()[:MOST_SIGNS])


def merge_wishes(wishes: Iterable[Wish], *, by) -> Wish:
    """Let wishes be one: the first, or the one that has an answer, gets the cards of all. Returns it.

    Raises RoundRefused for wishes of two rounds, with two answers, or when there is nothing to merge.
    """
    keys = list(dict.fromkeys(wish.pk for wish in wishes))
    with recorded(by=by, action="consultations.merge_wishes"):
        locked = Wish.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        found = sorted(locked, key=lambda wish: (wish.is_open, keys.index(wish.pk)))
        if len(found) < 2:
            raise RoundRefused(refusal("Kies twee of meer wensen om samen te voegen."))
        first, *others = found
        _must_be_open(first)
        if any(wish.consultation_id != first.consultation_id for wish in others):
            raise RoundRefused(refusal("Deze wensen komen uit verschillende rondes."))
        if any(not wish.is_open for wish in others):
            raise RoundRefused(refusal("Twee van deze wensen hebben al een antwoord. Trek er eerst een in."))
        for card in WishCard.objects.filter(wish__in=others).order_by("pk"):
            card.wish = first
            card.save(update_fields=["wish"])
        _count_again(found)
    return first


def take_out(card: WishCard, *, by) -> Wish:
    """Let a card stand for itself again, as a wish of its own. Raises RoundRefused when it is alone already."""
    with recorded(by=by, action="consultations.take_out"):
        wish = Wish.objects.select_for_update(of=("self",)).get(pk=card.wish_id)
        _must_be_open(wish)
        if wish.card_count < 2:
            raise RoundRefused(refusal("Deze kaart ligt al alleen."))
        alone = _wish_for(wish.consultation_id, card.text)
        card.wish = alone
        card.save(update_fields=["wish"])
        _count_again([wish, alone])
    return alone


def change_wish(wish: Wish, *, title: str, theme: Theme | None, is_public: bool, by) -> Wish:
    """Say what a wish comes down to, in words that anyone may read."""
    with recorded(by=by, action="consultations.change_wish"):
        locked = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
        locked.title, locked.theme, locked.is_public = title.strip(), theme, is_public
        locked.words = words_of(locked.title)
        locked.save(update_fields=["title", "theme", "is_public", "words"])
    return locked


def set_theme(wishes: Iterable[Wish], theme: Theme, *, by) -> int:
    """Lay wishes under one theme; returns how many."""
    with recorded(by=by, action="consultations.set_theme"):
        found = list(Wish.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in wishes]))
        for wish in found:
            wish.theme = theme
            wish.save(update_fields=["theme"])
    return len(found)


def answer_wish(wish: Wish, step: str, *, reply: str = "", theme: Theme | None = None, by) -> Wish:
    """Answer a wish by a step of its life; `reply` is what residents read. Raises TransitionRefused (Dutch).

    It becomes an initiative (a draft of who answers, under `theme`) or a signal in the same transaction, and stays
    tied to it.
    """

    def then(locked: Wish) -> None:
        if locked.consultation.is_reported:
            raise TransitionRefused(refusal("De uitkomst is al teruggemeld. Open de ronde eerst weer."))
        locked.reply = reply.strip()
        locked.theme = theme or locked.theme
        if step == "become_initiative":
            locked.initiative = _begin_initiative(locked, by=by)
        elif step == "become_signal":
            locked.signal = _hand_in(locked, by=by)
        locked.save(update_fields=["reply", "theme", "initiative", "signal"])

    return perform(wish, step, by=by, reason=reply, then=then)


def hand_in_all(wishes: Iterable[Wish], *, reply: str, by) -> int:
    """Hand wishes in as signals, each by itself, and tie them; returns how many. What has an answer is left as it is."""
    with recorded(by=by, action="consultations.hand_in_all"):
        waiting = [wish for wish in wishes if wish.is_open]
        for wish in waiting:
            answer_wish(wish, "become_signal", reply=reply, by=by)
    return len(waiting)


def _begin_initiative(wish: Wish, *, by) -> Initiative:
    if wish.theme is None:
        raise TransitionRefused(refusal("Kies waar het initiatief over gaat."))
    return making.begin(wish.area, theme=wish.theme, title=wish.title, what=_in_words(wish), by=by)


def _hand_in(wish: Wish, *, by) -> Signal:
    streets = {card.answer.response.street for card in wish.cards.select_related("answer__response__street")}
    place = streets.pop() if len(streets) == 1 else None
    return receive_signal(
        wish.area,
        _in_words(wish),
        by=by,
        channel=Channel.ROUND,
        kind=Kind.WISH,
        theme=wish.theme,
        place=place.name if place else "",
    )


def _in_words(wish: Wish) -> str:
    """Return a wish with what people said, as far as it fits a form; for who works on it, not for the site.

    What several people said in the same words stands there once, with how often.
    """
    said = Counter(card.text for card in wish.cards.all()[:50])
    if set(said) == {wish.title}:
        return wish.title
    lines = "\n".join(f"- {text} ({times}×)" if times > 1 else f"- {text}" for text, times in said.items())
    return Truncator(f"{wish.title}\n\n{lines}").chars(MOST_SIGNS)


def _new_wish(consultation: int, answer: Answer, text: str) -> Wish:
    wish = _wish_for(consultation, text)
    WishCard.objects.create(wish=wish, answer=answer, text=text)
    _count_again([wish])
    return wish


def _wish_for(consultation: int, text: str) -> Wish:
    title = title_of(text)[:TITLE_SIGNS] or _("Wens zonder woorden")
    return Wish.objects.create(consultation_id=consultation, title=title, words=words_of(text))


def _count_again(wishes: Iterable[Wish]) -> None:
    """Write how many cards of forms that count lie with each; one without any card and answer is no wish any more."""
    for wish in wishes:
        wish.card_count = wish.cards.filter(answer__response__counts=True).count()
        if wish.is_open and not wish.cards.exists():
            wish.delete()
        else:
            wish.save(update_fields=["card_count"])


def _must_be_open(wish: Wish) -> None:
    if wish.consultation.is_reported:
        raise RoundRefused(refusal("De uitkomst is al teruggemeld. Open de ronde eerst weer."))
