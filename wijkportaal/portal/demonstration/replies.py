"""Answers to ideas in Rietwolde: who takes up what was chosen, and what is only done in part."""

from django.utils import timezone

from participation.ideas.actions import answer_idea
from participation.ideas.queries import answerable
from participation.ideas.states import PARTLY, YES
from participation.voting.models import VotingRound
from wijkportaal.portal.demonstration.crew import Crew

REPLIES = (
    {"answer": YES, "why": "", "who": "Afdeling Groen en Spelen, met de buren", "when": "voorjaar"},
    {
        "answer": PARTLY,
        "why": "Voor alles is niet genoeg geld. Wij beginnen met de helft en kijken volgend jaar verder.",
        "who": "Stichting Samenspel",
        "when": "na de zomer",
    },
)


def reply(crew: Crew) -> None:
    """Answer the first plans that were chosen; what else was chosen waits for who takes it up."""
    found = VotingRound.objects.filter(state="published").order_by("pk").first()
    chosen = found.results.last().outcome["order"]
    year = timezone.localdate(found.starts_at).year
    worker = crew[crew.manager_of("vogelweide")]
    for number, values in zip(chosen, REPLIES, strict=False):
        idea = answerable("stemplan", str(found.plans.get(number=number).pk), year=year)
        answer_idea(idea, values, by=worker)
