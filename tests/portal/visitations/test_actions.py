from datetime import timedelta

import pytest
from django.utils import timezone

from areas.roles.states import ROLES
from tests.factories.commitments import CommitmentFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.visitations import begun, evaluated, first_recommendation, published, visited
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.portal.questions.queries.records import record_at
from wijkportaal.portal.visitations.actions.questionnaires import renew_questionnaire
from wijkportaal.portal.visitations.actions.visitations import (
    KEEP_NAMES,
    add_evidence,
    edit_recommendation,
    follow_up,
    forget_visitors,
    score_theme,
    take_step,
)
from wijkportaal.portal.visitations.catalogue import STATEMENTS
from wijkportaal.portal.visitations.models import Questionnaire, Statement, Visitation, Visitor
from wijkportaal.portal.visitations.queries import evaluation_of, waiting_for, years_of
from wijkportaal.portal.visitations.states import THEMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Grou", slug="grou", parent=GemeenteFactory())


def test_a_self_evaluation_is_whole_before_the_visit_and_fixed_after(area):
    made = begun(area)
    assert begun(area) == made
    statements = list(Statement.objects.filter(questionnaire=made.questionnaire_id))
    assert (len(statements), {statement.theme for statement in statements}) == (15, set(THEMES))
    promise = CommitmentFactory(area=area)
    record = record_at(promise.get_absolute_url())
    proof = add_evidence(made, statements[0], record, by=None)
    assert add_evidence(made, statements[0], record, by=None) == proof
    score_theme(made, {statement.pk: (2, "Omdat.") for statement in statements[1:]}, by=None)
    with pytest.raises(TransitionRefused, match="1 stellingen"):
        take_step(made, "finish_evaluation", by=None)
    score_theme(made, {statements[0].pk: (4, ""), statements[1].pk: (None, "")}, by=None)
    score_theme(made, {statements[1].pk: (1, " Toch niet. ")}, by=None)
    first, *_others = evaluation_of(made)
    assert (first.key, first.mean, first.scored) == ("focus", 2.3, 3)
    assert [pointer.link for pointer in first.rows[0].evidence] == [proof]
    assert first.rows[1].score.explanation == "Toch niet."
    take_step(made, "finish_evaluation", by=None)
    for late in (
        lambda: score_theme(made, {statements[0].pk: (1, "")}, by=None),
        lambda: add_evidence(made, statements[2], record, by=None),
    ):
        with pytest.raises(EditRefused):
            late()


def test_a_report_is_followed_until_every_recommendation_is_settled(area):
    manager = person_with("area_manager", area)
    made = visited(area, responsible=manager, due_on=timezone.localdate() - timedelta(days=1))
    assert list(waiting_for(manager)) == []
    with pytest.raises(TransitionRefused, match="reactie van de gemeente is nog leeg"):
        take_step(made, "publish", by=None)
    other = AreaFactory(parent=area.parent)
    report = published(other, responsible=manager)
    advice = first_recommendation(report)
    assert list(waiting_for(manager)) == [advice]
    with pytest.raises(EditRefused, match="ligt vast"):
        edit_recommendation(advice, {"text": "Iets anders."}, by=None)
    assert edit_recommendation(advice, {"who": "de afdeling groen"}, by=None).who == "de afdeling groen"
    with pytest.raises(TransitionRefused, match="nog aanbevelingen open"):
        take_step(report, "close", by=None)
    done = follow_up(advice, "finish", by=manager, reason="Er zijn drie doelen gekozen.")
    assert (done.state, done.note, done.settled_on) == (
        "done",
        "Er zijn drie doelen gekozen.",
        timezone.localdate(),
    )
    again = follow_up(done, "reopen", by=None, reason="Toch niet.")
    assert (again.state, again.settled_on) == ("busy", None)
    follow_up(again, "finish", by=None, reason="Nu wel.")
    assert take_step(report, "close", by=None).state == "closed"


def test_years_compare_over_versions_of_the_questionnaire(area):
    this = timezone.localdate().year
    published(area, year=this - 1, score=2)
    renew_questionnaire("Nieuw", [*STATEMENTS[:14], ("focus", "brand-new", "Dit is nieuw.")], by=None)
    published(area, year=this, score=4)
    compared = years_of(area, until=this)
    assert (compared.years, compared.means["focus"], compared.shared, compared.asked) == (
        [this - 1, this],
        [2.0, 4.0],
        14,
        15,
    )
    assert years_of(area, until=this - 1).years == [this - 1]
    assert list(Questionnaire.objects.values_list("number", flat=True)) == [2, 1]


def test_names_of_visitors_go_and_their_gemeente_stays(area):
    made = published(area)
    assert forget_visitors() == 0
    long_ago = timezone.localdate() - KEEP_NAMES - timedelta(days=1)
    Visitation.objects.filter(pk=made.pk).update(published_on=long_ago)
    assert forget_visitors() == 1
    assert str(Visitor.objects.get()) == "Elzenbroek"


def test_who_leads_who_publishes_and_who_follows_up(area):
    people = {role: person_with(role, area) for role in ROLES}
    asked = people["department"]
    states = {
        "ready": evaluated(area),
        "visited": visited(area, year=2024),
        "published": published(area, year=2023, responsible=asked),
    }
    advice = first_recommendation(states["published"])
    found = {
        (name, role): names
        for name, record in {**states, "advice": advice}.items()
        for role, person in people.items()
        if (names := tuple(step.transition.name for step in available(record, person)))
    }
    leaders, publishers = ("area_manager", "alderman", "administrator"), ("alderman", "administrator")
    assert found == {
        **{("ready", role): ("reopen_evaluation", "hold_visit") for role in leaders},
        **{("visited", role): ("publish",) for role in publishers},
        **{("published", role): ("close",) for role in leaders},
        **{("advice", role): ("begin", "finish", "drop") for role in publishers},
        ("advice", "area_manager"): ("begin", "finish"),
        ("advice", "department"): ("begin", "finish"),
    }
