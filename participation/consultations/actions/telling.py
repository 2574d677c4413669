"""Telling people what became of their wish, once, and forgetting who they were after that."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from participation.consultations import letters
from participation.consultations.models import Answer, Consultation, Respondent, Visit, Walker, Wish, WishCard
from participation.consultations.states import KEEP_PEOPLE, KEEP_UNTOLD, KEEP_WORDS, REPORTED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_in_bulk
from wijkportaal.foundation.mail.models import Letter


def tell_people(consultation: Consultation) -> int:
    """Write to everybody who left an address and was not told; returns to how many. Safe to call twice."""
    with recorded(by=None, action="consultations.tell_people"):
        waiting = list(
            Respondent.objects.select_for_update(of=("self",))
            .filter(response__consultation=consultation, response__counts=True, told_at=None)
            .exclude(email="")
            .order_by("pk")
        )
        cards = WishCard.objects.filter(answer__response__respondent__in=waiting).order_by("pk")
        wishes: dict[int, dict[int, Wish]] = {}
        for card in cards.select_related("wish__initiative", "answer"):
            wishes.setdefault(card.answer.response_id, {})[card.wish_id] = card.wish
        sent = []
        for respondent in waiting:
            own = list(wishes.get(respondent.response_id, {}).values())
            letter = letters.result_letter(respondent, consultation, own)
            sent.append(
                Letter(
                    key=f"consultations.result:{respondent.pk}",
                    to=respondent.email,
                    subject=letter.subject,
                    body=letter.body,
                )
            )
        send_in_bulk(sent)
        Respondent.objects.filter(pk__in=[each.pk for each in waiting]).update(told_at=timezone.now())
    return len(waiting)


def forget(*, on: date | None = None) -> None:
    """Take away what is kept too long: who it was and at which door, then what they said. Safe to call at any time."""
    day = on or timezone.localdate()
    told = Q(state=REPORTED, reported_on__lt=day - KEEP_PEOPLE)
    untold = Q(ends_on__lt=day - KEEP_UNTOLD) & ~Q(state=REPORTED)
    with recorded(by=None, action="consultations.forget"):
        _forget_people(Consultation.objects.filter(told | untold))
        _forget_words(Consultation.objects.filter(ends_on__lt=day - KEEP_WORDS))


def _forget_people(rounds: QuerySet[Consultation]) -> None:
    Respondent.objects.filter(response__consultation__in=rounds).delete()
    Visit.objects.filter(consultation__in=rounds).exclude(address=None, walker=None).update(
        address=None, walker=None, note=""
    )
    for walker in Walker.objects.filter(consultation__in=rounds):
        walker.delete()


def _forget_words(rounds: QuerySet[Consultation]) -> None:
    Answer.objects.filter(response__consultation__in=rounds).exclude(text="").update(text="")
    WishCard.objects.filter(wish__consultation__in=rounds).exclude(text="").update(text="")
