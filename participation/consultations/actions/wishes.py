"""Writes on wishes and their cards: making them of answers, merging, taking apart, and answering."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from participation.consultations.models import Answer, Response, Wish, WishCard
from participation.consultations.states import MOST_SIGNS, TITLE_SIGNS, RoundRefused
from participation.signals.calculations import title_of
from participation.signals.queries.likeness import words_of
from wijkportaal.foundation.audit.actions import recorded


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
    """Let wishes be one: the first keeps its title and answer and gets the cards of all. Returns it.

    Wishes of one round only, and the others may not have an answer yet. Raises RoundRefused.
    """
    keys = [wish.pk for wish in wishes]
    with recorded(by=by, action="consultations.merge_wishes"):
        locked = {
            wish.pk: wish
            for wish in Wish.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        }
        first, *others = (locked[key] for key in dict.fromkeys(keys) if key in locked)
        if not others:
            raise RoundRefused(_("Kies twee of meer wensen om samen te voegen."))
        _must_be_open(first)
        if any(wish.consultation_id != first.consultation_id for wish in others):
            raise RoundRefused(_("Deze wensen komen uit verschillende rondes."))
        if any(not wish.is_open for wish in others):
            raise RoundRefused(
                _(
                    "Een wens die al een antwoord heeft, kunt u alleen houden: kies die als eerste, of laat haar los."
                )
            )
        for card in WishCard.objects.filter(wish__in=others).order_by("pk"):
            card.wish = first
            card.save(update_fields=["wish"])
        _count_again([first, *others])
    return first


def take_out(card: WishCard, *, by) -> Wish:
    """Let a card stand for itself again, as a wish of its own. Raises RoundRefused when it is alone already."""
    with recorded(by=by, action="consultations.take_out"):
        wish = Wish.objects.select_for_update(of=("self",)).get(pk=card.wish_id)
        _must_be_open(wish)
        if wish.card_count < 2:
            raise RoundRefused(_("Deze kaart ligt al alleen."))
        alone = _wish_for(wish.consultation_id, card.text)
        card.wish = alone
        card.save(update_fields=["wish"])
        _count_again([wish, alone])
    return alone


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
        raise RoundRefused(_("De uitkomst is al teruggemeld. Open de ronde eerst weer."))
