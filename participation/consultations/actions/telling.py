"""Telling people what became of their wish, once, and forgetting who they were after that."""

from django.db.models import QuerySet
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


def forget_people() -> int:
    """Forget who it was and at which door, some time after the result was told; returns how many rows went."""
    before = timezone.localdate() - KEEP_PEOPLE
    return _forget_people(Consultation.objects.filter(state=REPORTED, reported_on__lt=before))


def forget_untold() -> int:
    """The same of rounds of which nobody ever told the result."""
    before = timezone.localdate() - KEEP_UNTOLD
    return _forget_people(Consultation.objects.filter(ends_on__lt=before).exclude(state=REPORTED))


def forget_words() -> int:
    """Forget what people said in their own words; returns of how many answers."""
    rounds = Consultation.objects.filter(ends_on__lt=timezone.localdate() - KEEP_WORDS)
    with recorded(by=None, action="consultations.forget_words"):
        cards = WishCard.objects.filter(wish__consultation__in=rounds).exclude(text="").update(text="")
        answers = Answer.objects.filter(response__consultation__in=rounds).exclude(text="").update(text="")
    return cards + answers


def _forget_people(rounds: QuerySet[Consultation]) -> int:
    with recorded(by=None, action="consultations.forget_people"):
        people, _each = Respondent.objects.filter(response__consultation__in=rounds).delete()
        known = Visit.objects.filter(consultation__in=rounds).exclude(address=None, walker=None)
        visits = known.update(address=None, walker=None, note="")
        for walker in Walker.objects.filter(consultation__in=rounds):
            walker.delete()
    return people + visits
