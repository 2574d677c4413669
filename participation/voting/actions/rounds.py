"""Writes on rounds and their plans. Once a round is planned, all that a voter reads of it stays as it is."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.voting.calculations.lots import new_seed
from participation.voting.calculations.pabulib import Election
from participation.voting.models import Ballot, VotePlan, VotingRound
from participation.voting.queries import due_by_clock, next_number
from participation.voting.states import (
    CLOSED,
    DRAFT,
    ELSEWHERE,
    EQUAL_SHARES,
    MOST_ON_ONE,
    MOST_PLANS,
    MOST_STICKERS,
    MOST_VOTES,
    MOST_WORDS,
    TAKEN_IN,
    VotingRefused,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import PreparedPicture
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def make_round(area: Area, *, by, **fields) -> VotingRound:
    """Begin a round in an area, as a draft."""
    with recorded(by=by, action="voting.make_round"):
        return VotingRound.objects.create(area=area, edited_by=by, **fields)


def edit_round(voting_round: VotingRound, values: Mapping[str, Any], *, version: int, by) -> VotingRound:
    """Change a draft that was read at `version`. Raises VotingRefused when it is no draft, EditConflict as usual."""

    def then(locked: VotingRound) -> None:
        _must_be_draft(locked)

    return save_edit(voting_round, values, version=version, by=by, action="voting.edit_round", then=then)


def save_plan(
    voting_round: VotingRound, values: Mapping[str, Any], *, plan: VotePlan | None = None, by
) -> VotePlan:
    """Add a plan, or change `plan`; `photo` is what a PictureField gives. Raises VotingRefused when it is no draft."""
    with recorded(by=by, action="voting.save_plan"):
        locked = _locked(voting_round)
        _must_be_draft(locked)
        fields = dict(values)
        photo, alt = fields.pop("photo", None), fields.pop("photo_alt", "")
        if isinstance(photo, PreparedPicture):
            fields["photo"] = store_picture(photo, alt=alt, by=by)
        elif photo is False or photo is None or isinstance(photo, Picture):
            fields["photo"] = photo or None
        if plan is None:
            number = next_number(locked)
            if number > MOST_PLANS:
                raise VotingRefused(
                    refusal("Er zijn al %(most)d plannen. Meer kan een stembiljet niet aan.")
                    % {"most": MOST_PLANS}
                )
            return VotePlan.objects.create(voting_round=locked, number=number, **fields)
        for name, value in fields.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(fields))
    return plan


def put_to_vote(initiative: Initiative, voting_round: VotingRound, *, by) -> VotePlan:
    """Make a plan of an initiative, with its words, cost, place and photo, and keep them tied; twice gives the same.

    Raises VotingRefused when the round is no draft, or the initiative is not on the site or has no cost yet.
    """
    if not initiative.is_public:
        raise VotingRefused(refusal("Zet het initiatief eerst op de site."))
    if initiative.cost is None:
        raise VotingRefused(
            refusal("Vul bij het initiatief eerst in wat het kost. Zonder bedrag kan men niet kiezen.")
        )
    with recorded(by=by, action="voting.put_to_vote"):
        locked = _locked(voting_round)
        if there := locked.plans.filter(initiative=initiative).first():
            return there
        values = {
            "title": initiative.title,
            "words": Truncator(initiative.what).chars(MOST_WORDS),
            "cost": initiative.cost,
            "place": initiative.street,
            "photo": initiative.picture,
            "initiative": initiative,
        }
        return save_plan(locked, values, by=by)


def remove_plan(plan: VotePlan, *, by) -> None:
    """Take a plan out of a draft; those after it move up. Raises VotingRefused when it is no draft."""
    with recorded(by=by, action="voting.remove_plan"):
        locked = _locked(plan.voting_round)
        _must_be_draft(locked)
        number = plan.number
        plan.delete()
        for later in locked.plans.filter(number__gt=number).order_by("number"):
            later.number = F("number") - 1
            later.save(update_fields=["number"])


def change_state(voting_round: VotingRound, step: str, *, reason: str = "", by) -> VotingRound:
    """Take a step in the life of a round. Raises TransitionRefused (Dutch) with what is lacking."""

    def then(locked: VotingRound) -> None:
        if step == "plan":
            # From here on its checksum is public: a lot that nobody can choose after the votes are known.
            locked.lot_seed = new_seed()
            locked.save(update_fields=["lot_seed"])
        elif step == "close_early":
            locked.closed_because, locked.ends_at = reason.strip(), max(timezone.now(), locked.starts_at)
            locked.save(update_fields=["closed_because", "ends_at"])

    return perform(voting_round, step, by=by, reason=reason, then=then)


def follow_clock() -> None:
    """Open and close the rounds of which it is time. Safe to call at any time."""
    now = timezone.now()
    for voting_round in due_by_clock():
        try:
            change_state(voting_round, "close" if voting_round.ends_at <= now else "open", by=None)
        except TransitionRefused:
            continue  # somebody took the step in between


def take_in(area: Area, election: Election, *, rule: str = MOST_VOTES, by) -> VotingRound:
    """Make a round of an election that was held elsewhere: it is born closed, with its ballots, to be counted here."""
    if len(election.plans) > MOST_PLANS:
        raise VotingRefused(refusal("Dit bestand heeft meer dan %(most)d plannen.") % {"most": MOST_PLANS})
    now = timezone.now()
    with recorded(by=by, action="voting.take_in"):
        voting_round = VotingRound.objects.create(
            area=area,
            title=election.title[:120],
            who=_("Zie het bestand."),
            starts_at=now,
            ends_at=now + timedelta(microseconds=1),
            method=election.method,
            most=_within(election.whole("max_length") or election.whole("max_sum_points"), MOST_STICKERS),
            most_each=_within(election.whole("max_points"), MOST_ON_ONE),
            check_by=ELSEWHERE,
            secret="",
            rule=EQUAL_SHARES if rule == EQUAL_SHARES else MOST_VOTES,
            ceilings={}
            if rule == EQUAL_SHARES
            else {name: str(most) for name, most in election.ceilings.items()},
            budget=max(election.budget, Decimal("0.01")),
            state=CLOSED,
            edited_by=by,
        )
        numbers = {plan.ident: number for number, plan in enumerate(election.plans, start=1)}
        VotePlan.objects.bulk_create(
            VotePlan(
                voting_round=voting_round,
                number=numbers[plan.ident],
                title=(plan.name or plan.ident)[:120],
                cost=plan.cost,
                category=plan.category[:60],
            )
            for plan in election.plans
        )
        Ballot.objects.bulk_create(
            (
                Ballot(
                    key=secrets.token_hex(32),
                    voting_round=voting_round,
                    channel=TAKEN_IN,
                    choices=sorted([numbers[ident], points] for ident, points in ballot.items()),
                )
                for ballot in election.ballots
            ),
            batch_size=5000,
        )
    return voting_round


def _within(number: int | None, most: int) -> int:
    return min(max(number or 1, 1), most)


def _locked(voting_round: VotingRound) -> VotingRound:
    return VotingRound.objects.select_for_update(of=("self",)).select_related("area").get(pk=voting_round.pk)


def _must_be_draft(voting_round: VotingRound) -> None:
    if voting_round.state != DRAFT:
        raise VotingRefused(refusal("Deze stemronde is al klaargezet. Zet hem eerst terug naar concept."))
