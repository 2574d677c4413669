"""Telling people what became of their wish, once, and forgetting who they were after that."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from participation.consultations import letters
from participation.consultations.models import Answer, Consultation, Respondent, Visit, Walker, Wish, WishCard
from participation.consultations.states import KEEP_PEOPLE, KEEP_UNTOLD, KEEP_WORDS, REPORTED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_in_bulk
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.privacy.queries import term_of


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
        sent, kept = [], term_of("consultations.people")
        for respondent in waiting:
            own = list(wishes.get(respondent.response_id, {}).values())
            letter = letters.result_letter(respondent, consultation, own, kept=kept)
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


def people_past(term: timedelta = KEEP_PEOPLE) -> tuple[QuerySet, QuerySet]:
    """Return who it was and at which door, of rounds of which the result was told longer ago than `term`."""
    return _people_of(_told(term))


def forget_people(term: timedelta = KEEP_PEOPLE) -> int:
    """Forget who it was and at which door, some time after the result was told; returns how many rows went."""
    return _forget_people(_told(term))


def untold_past(term: timedelta = KEEP_UNTOLD) -> tuple[QuerySet, QuerySet]:
    """The same of rounds of which nobody ever told the result."""
    return _people_of(_untold(term))


def forget_untold(term: timedelta = KEEP_UNTOLD) -> int:
    """The same of rounds of which nobody ever told the result."""
    return _forget_people(_untold(term))


def words_past(term: timedelta = KEEP_WORDS) -> tuple[QuerySet, QuerySet]:
    """Return the own words of people, on cards and in answers, of rounds that ended longer ago than `term`."""
    rounds = Consultation.objects.filter(ends_on__lt=timezone.localdate() - term)
    return (
        WishCard.objects.filter(wish__consultation__in=rounds).exclude(text=""),
        Answer.objects.filter(response__consultation__in=rounds).exclude(text=""),
    )


def forget_words(term: timedelta = KEEP_WORDS) -> int:
    """Forget what people said in their own words; returns of how many answers."""
    with recorded(by=None, action="consultations.forget_words"):
        return sum(said.update(text="") for said in words_past(term))


def _told(term: timedelta) -> QuerySet[Consultation]:
    return Consultation.objects.filter(state=REPORTED, reported_on__lt=timezone.localdate() - term)


def _untold(term: timedelta) -> QuerySet[Consultation]:
    return Consultation.objects.filter(ends_on__lt=timezone.localdate() - term).exclude(state=REPORTED)


def _people_of(rounds: QuerySet[Consultation]) -> tuple[QuerySet[Respondent], QuerySet[Visit]]:
    return (
        Respondent.objects.filter(response__consultation__in=rounds),
        Visit.objects.filter(consultation__in=rounds).exclude(address=None, walker=None),
    )


def _forget_people(rounds: QuerySet[Consultation]) -> int:
    with recorded(by=None, action="consultations.forget_people"):
        respondents, known = _people_of(rounds)
        people, _each = respondents.delete()
        visits = known.update(address=None, walker=None, note="")
        for walker in Walker.objects.filter(consultation__in=rounds):
            walker.delete()
    return people + visits
