"""Ballots as pabutools wants them, and what a plan is worth to a voter: its cost times the points that were given.

Kept apart, because to load pabutools costs time and memory that only who counts needs.
"""

from collections.abc import Mapping, Sequence

from pabutools.election import (
    AdditiveSatisfaction,
    ApprovalMultiProfile,
    CardinalMultiProfile,
    Cost_Sat,
    FrozenApprovalBallot,
    FrozenCardinalBallot,
    Instance,
    Project,
)

from participation.voting.calculations.ballots import Group


def profile_of(instance: Instance, projects: Mapping[object, Project], groups: Sequence[Group]) -> tuple:
    """Return the ballots, equal ones as one, and the measure that fits them. Plans that take no part are left out."""
    kept = [
        ([(projects[n], points) for n, points in choices if n in projects], times)
        for choices, times in groups
    ]
    # Without points pabutools has a quicker way, with the same outcome.
    is_plain = all(points == 1 for choices, _times in kept for _project, points in choices)
    profile = (ApprovalMultiProfile if is_plain else CardinalMultiProfile)(instance=instance)
    for choices, times in kept:
        ballot = (
            FrozenApprovalBallot([project for project, _points in choices])
            if is_plain
            else FrozenCardinalBallot(dict(choices))
        )
        profile[ballot] += times
    return profile, Cost_Sat if is_plain else WorthOfMoney


def _worth(_instance, _profile, ballot, project, _precomputed):
    return ballot.get(project, 0) * project.cost


class WorthOfMoney(AdditiveSatisfaction):
    """The money that is spent on what a voter chose, times the points."""

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, _worth)
