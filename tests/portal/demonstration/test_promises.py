import pytest
from django.utils import timezone

from areas.territory.models import Area
from programmes.commitments.calculations import Outcome
from programmes.commitments.models import Commitment, CommitmentStep
from programmes.commitments.queries import scores, tally_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_area_has_promises_and_every_outcome_is_there(rietwolde):
    areas = set(Area.objects.today().exclude(kind="gemeente"))
    assert {area for area, _tally in scores().areas} >= areas
    all_of_them = tally_of(Commitment.objects.all())
    assert [outcome for outcome in Outcome if not all_of_them.number(outcome)] == []
    assert 0 < all_of_them.share < 100


def test_the_wethouders_are_named_with_their_share(rietwolde):
    assert len(scores().people) == 2


def test_promises_agree_with_their_steps(rietwolde):
    now = timezone.now()
    assert not CommitmentStep.objects.filter(at__gt=now).exists()
    for commitment in Commitment.objects.prefetch_related("steps"):
        steps = sorted(commitment.steps.all(), key=lambda step: step.pk)
        assert steps[0].kind == "made" and steps[0].new_due_on == commitment.first_due_on
        assert sorted(step.at for step in steps) == [step.at for step in steps]
        moves = [step for step in steps if step.kind == "moved"]
        assert len(moves) == commitment.moves
        assert commitment.due_on == (moves[-1].new_due_on if moves else commitment.first_due_on)


def test_some_came_from_a_programme(rietwolde):
    assert Commitment.objects.filter(entry__isnull=False, project__isnull=False).count() >= 20
