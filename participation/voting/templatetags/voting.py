"""What pages show of voting."""

from decimal import Decimal

from django import template

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.voting.models import VotingRound
from participation.voting.queries import SHORT, drafts_for, public_in, rounds_about

register = template.Library()


@register.inclusion_tag("voting/_of_area.html")
def voting_of(area: Area) -> dict:
    """The rounds in which who lives in an area can vote, or could lately. One query."""
    return {"rounds": list(public_in(area)[:SHORT])}


@register.inclusion_tag("voting/_of_initiative.html")
def votes_of_initiative(initiative: Initiative) -> dict:
    """Where an initiative was put to the vote. One query."""
    return {"rounds": list(rounds_about(initiative))}


@register.inclusion_tag("voting/_put_to_vote.html", takes_context=True)
def put_to_vote(context, initiative: Initiative) -> dict:
    """The button that puts an initiative on a ballot, for who has a draft of a round for its area. One query."""
    return {
        "initiative": initiative,
        "rounds": list(drafts_for(initiative, context["user"])) if initiative.is_public else [],
        "csrf_token": context.get("csrf_token", ""),
    }


@register.filter
def ceilings(voting_round: VotingRound) -> list[tuple[str, Decimal]]:
    """The ceilings per category of a round, as amounts."""
    return [(name, Decimal(amount)) for name, amount in voting_round.ceilings.items()]
