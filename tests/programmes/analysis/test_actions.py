import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from programmes.analysis import actions
from programmes.analysis.models import Analysis, Judgement, Measurement
from programmes.analysis.states import AnalysisClosed
from tests.factories.analysis import AnalysisFactory, ExperienceFactory, OutcomeFactory
from tests.factories.projects import ThemeFactory
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def judgement(**fields):
    return {"theme": ThemeFactory(), "score": 4, "words": "Gaat goed.", "organisation": None} | fields


def test_one_buurtanalyse_per_area_and_year(area, manager):
    made = actions.create_analysis(area, 2026, by=manager)
    assert (str(made), made.state) == ("Buurtanalyse Molenwijk 2026", "draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.create_analysis(area, 2026, by=manager)


def test_two_writers_of_the_story_do_not_overwrite_each_other(draft, manager):
    actions.edit_analysis(draft, {"worries": "<p>Eenzaam</p>"}, version=1, by=manager)
    with pytest.raises(EditConflict):
        actions.edit_analysis(draft, {"worries": "<p>Druk</p>"}, version=1, by=manager)


def test_one_judgement_per_theme_and_person_on_the_scale(draft, worker, manager):
    theme = ThemeFactory()
    given = actions.give_judgement(draft, judgement(theme=theme), by=worker)
    actions.give_judgement(draft, judgement(theme=theme, score=1), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.give_judgement(draft, judgement(theme=theme), by=worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.give_judgement(draft, judgement(score=6), by=worker)
    changed = actions.edit_contribution(given, {"score": 2}, version=1, by=worker)
    assert (changed.score, changed.person) == (2, worker)
    actions.remove_contribution(given, by=worker)
    assert Judgement.objects.get().person == manager


def test_what_is_published_lies_fast(draft, manager, worker):
    experience = ExperienceFactory(analysis=draft)
    published = actions.change_state(draft, "publish", by=manager)
    assert published.published_at
    for change in (
        lambda: actions.edit_analysis(draft, {"worries": "x"}, version=1, by=manager),
        lambda: actions.give_judgement(draft, judgement(), by=worker),
        lambda: actions.give_experience(draft, {"theme": None, "words": "x", "heard": "y"}, by=worker),
        lambda: actions.edit_contribution(experience, {"words": "x"}, version=1, by=worker),
        lambda: actions.remove_contribution(experience, by=manager),
    ):
        with pytest.raises(AnalysisClosed):
            change()
    with pytest.raises(TransitionRefused):
        actions.change_state(draft, "reopen", by=manager)
    again = actions.change_state(draft, "reopen", by=manager, reason="Een cijfer klopt niet.")
    assert (again.state, again.published_at, again.reopened_because) == (
        "draft",
        None,
        "Een cijfer klopt niet.",
    )
    actions.give_judgement(draft, judgement(), by=worker)


def test_a_buurtanalyse_without_a_story_is_not_published(area, manager, worker):
    empty = AnalysisFactory(area=area, state="draft", strengths="")
    with pytest.raises(TransitionRefused, match="verhaal"):
        actions.change_state(empty, "publish", by=manager)
    Analysis.objects.update(opportunities="<p>Lege school</p>")
    with pytest.raises(PermissionDenied):
        actions.change_state(empty, "publish", by=worker)
    assert actions.change_state(empty, "publish", by=manager).state == "published"


def test_a_measurement_of_the_same_year_and_kind_is_replaced(area, manager):
    outcome = OutcomeFactory(area=area)
    for value in (3, 4):
        actions.set_measurement(outcome, year=2025, kind="measured", value=value, by=manager)
    kept = actions.set_measurement(outcome, year=2025, kind="target", value=9, by=manager)
    assert list(Measurement.objects.values_list("kind", "value")) == [("measured", 4), ("target", 9)]
    actions.remove_measurement(kept, by=manager)
    assert Measurement.objects.count() == 1
