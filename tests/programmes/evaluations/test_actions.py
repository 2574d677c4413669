from decimal import Decimal

import pytest

from participation.subscriptions.models import News
from programmes.evaluations import actions
from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure, Reuse
from programmes.evaluations.queries import lessons_about, results_by_project, summary_of, to_evaluate
from programmes.yearly.states import ProgrammeClosed
from tests.factories.evaluations import EvaluationFactory, LessonFactory, ProjectMeasureFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territory import AreaFactory
from tests.factories.visions import GoalFactory
from tests.factories.yearly import PartFactory, ProgrammeFactory
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_an_evaluation_begins_with_what_is_known(project, manager):
    begun = actions.evaluate_project(project, 2025, by=manager)
    assert (begun.area, begun.outcome, begun.planned_cost) == (project.area, "done", Decimal("1000.00"))
    assert actions.evaluate_project(project, 2025, by=manager) == begun
    assert actions.evaluate_project(project, 2026, by=manager).planned_cost == 900


def test_two_editors_do_not_overwrite_each_other(project, manager):
    begun = actions.evaluate_project(project, 2025, by=manager)
    actions.edit_evaluation(begun, {"how_much": "Drie"}, version=1, by=manager)
    with pytest.raises(EditConflict):
        actions.edit_evaluation(begun, {"how_much": "Vier"}, version=1, by=manager)
    assert Evaluation.objects.get().how_much == "Drie"


def test_publishing_needs_an_outcome_and_a_result_and_tells_followers(project, manager):
    begun = actions.evaluate_project(project, 2025, by=manager)
    with pytest.raises(TransitionRefused):
        actions.change_state(begun, "publish", by=manager)
    actions.edit_evaluation(begun, {"better_off": "Ja, iedereen."}, version=1, by=manager)
    public = actions.change_state(begun, "publish", by=manager)
    assert (public.is_public, bool(public.published_at)) == (True, True)
    assert [(news.title, news.url) for news in News.objects.all()] == [
        ("Wat leverde het op? Zebrapad (2025)", public.get_absolute_url())
    ]
    for change in (
        lambda: actions.edit_evaluation(public, {"how_much": "x"}, version=2, by=manager),
        lambda: actions.add_lesson(public, title="x", by=manager),
    ):
        with pytest.raises(EditRefused, match="openbaar"):
            change()
    with pytest.raises(TransitionRefused):
        actions.change_state(public, "reopen", by=manager)
    again = actions.change_state(public, "reopen", by=manager, reason="Het bedrag klopt niet.")
    assert (again.published_at, again.reopened_because) == (None, "Het bedrag klopt niet.")
    actions.change_state(again, "publish", by=manager)
    assert News.objects.count() == 1


def test_what_is_not_public_is_not_told(area, manager):
    hidden = actions.evaluate_project(ProjectFactory(area=area, state="done"), 2025, by=manager)
    actions.edit_evaluation(hidden, {"how_well": "Goed"}, version=1, by=manager)
    actions.change_state(hidden, "publish", by=manager)
    assert not News.objects.exists()


def test_a_recipe_brings_what_and_why_but_not_place_people_or_money(project, other, neighbour):
    project.contact_name, project.place = "Siebe Hoekstra", {"type": "Point", "coordinates": [5.8, 53.2]}
    project.save()
    evaluation = EvaluationFactory(project=project)
    draft = ProgrammeFactory(area=other, year=2026)
    made = actions.take_over_recipe(evaluation, other, by=neighbour, programme=draft)
    assert (made.area, made.title, made.what, made.why) == (other, project.title, project.what, project.why)
    assert (made.street, made.place, made.contact_name, made.cost_total, made.state) == (
        "",
        None,
        "",
        None,
        "idea",
    )
    assert made.source_note == "Naar het voorbeeld van Noord"
    assert draft.entries.get().project == made
    assert Reuse.objects.get().evaluation == evaluation


def test_a_recipe_for_a_closed_programme_leaves_nothing(project, other, neighbour):
    evaluation, closed = EvaluationFactory(project=project), ProgrammeFactory(area=other, state="adopted")
    with pytest.raises(ProgrammeClosed):
        actions.take_over_recipe(evaluation, other, by=neighbour, programme=closed)
    assert not Reuse.objects.exists()


def test_the_look_back_is_filled_once_and_is_clean(area, project, manager):
    evaluation = EvaluationFactory(
        project=project, better_off="Veiliger <b>& rustiger</b>", residents_mark="7.5", residents_asked=10
    )
    LessonFactory(evaluation=evaluation, title="Vraag de <i>school</i>")
    EvaluationFactory(project__area=area, year=2024, better_off="Te oud")
    EvaluationFactory(project__area=area, state="draft", better_off="Nog geheim")
    programme = ProgrammeFactory(area=area, year=2026)
    with pytest.raises(EditRefused, match="terugblik"):
        actions.fill_look_back(programme, by=manager)
    PartFactory(programme=programme, kind="look_back", title="Terugblik", text="")
    text = actions.fill_look_back(programme, by=manager).text
    assert "1 project: 1 gelukt" in text
    assert "een 7,5" in text
    assert "Veiliger &lt;b&gt;&amp; rustiger&lt;/b&gt;" in text
    assert "Vraag de &lt;i&gt;school&lt;/i&gt;" in text
    assert "Te oud" not in text
    assert "Nog geheim" not in text
    with pytest.raises(EditRefused, match="al een tekst"):
        actions.fill_look_back(programme, by=manager)


def test_a_summary_has_the_public_evaluations_of_an_area_and_what_lies_in_it(area, other, project):
    mine = EvaluationFactory(project=project, cost=950, planned_cost=1000)
    below = EvaluationFactory(project__area=AreaFactory(parent=area), outcome="not")
    goal = GoalFactory(chapter__vision__area=area)
    about_goal = EvaluationFactory(project=None, goal=goal, area=area, outcome="partly")
    EvaluationFactory(project__area=other)
    EvaluationFactory(project__area=area, state="draft")
    summary = summary_of(area, 2025)
    assert set(summary.projects) == {mine, below}
    assert summary.goals == [about_goal]
    assert (summary.balance.done, summary.balance.not_done, summary.balance.spent) == (1, 1, 950)
    assert summary.by_project[project.pk] == mine
    assert not summary_of(area, 2020)


def test_the_workbench_has_projects_and_goals_with_and_without_evaluation(area, project, programme):
    goal = GoalFactory(chapter__vision__area=area)
    evaluation = EvaluationFactory(project=project)
    assert [(line.title, line.project, line.goal, line.evaluation) for line in to_evaluate(programme)] == [
        ("Zebrapad", project, None, evaluation),
        (goal.title, None, goal, None),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fiets", ["Fietsen", "Fietspad"]),
        ("fietspad", ["Fietspad"]),
        ("FIETSEN", ["Fietsen", "Fietspad"]),
        ("bewoner", ["Fietspad"]),
        ("fietspad bewoners", ["Fietspad"]),
        ("fietspad school", []),
        ("scho", ["Fietsen"]),
        ("geheim", []),
        ("' & !x:*", []),
    ],
)
def test_lessons_are_found_by_stem_and_by_the_beginning_of_a_word(words, found):
    LessonFactory(title="Leer kinderen fietsen", text="Samen met de school.")
    LessonFactory(title="Teken het fietspad samen", text="Bewoners weten waar het knelt.")
    LessonFactory(title="Fietsen is geheim", evaluation__state="draft")
    titles = {"Leer kinderen fietsen": "Fietsen", "Teken het fietspad samen": "Fietspad"}
    assert sorted(titles[lesson.title] for lesson in lessons_about(words)) == found


def test_lessons_without_words_are_all_the_newest_first():
    old, new = LessonFactory(evaluation__year=2023), LessonFactory(evaluation__year=2025)
    assert list(lessons_about("")) == [new, old]
    assert Lesson.objects.count() == 2


def test_what_a_project_brought_comes_gets_a_result_and_goes(project, manager):
    values = {"question": "better_off", "what": "kinderen op de fiets", "aimed": "40", "result": ""}
    measure = actions.add_measure(project, values, by=manager)
    elsewhere = ProjectMeasureFactory(result="oud")
    actions.fill_in_results(project, {measure.pk: "52", elsewhere.pk: "van een ander"}, by=manager)
    assert list(ProjectMeasure.objects.order_by("pk").values_list("result", flat=True)) == ["52", "oud"]
    assert measure.area == project.area
    actions.remove_measure(measure, by=manager)
    assert list(ProjectMeasure.objects.all()) == [elsewhere]


def test_an_evaluation_starts_from_the_measures_and_reaches_the_next_look_back(project, area, manager):
    for question, what, aimed, result in (
        ("how_much", "geplante bomen", "40", "52"),
        ("how_much", "avonden", "", "3"),
        ("how_well", "tevreden bewoners", "8 van de 10", ""),
    ):
        ProjectMeasureFactory(project=project, question=question, what=what, aimed=aimed, result=result)
    begun = actions.evaluate_project(project, 2025, by=manager)
    assert (begun.how_much, begun.how_well) == ("Geplante bomen: 52 (we wilden 40).\nAvonden: 3.", "")
    with pytest.raises(EditRefused, match="niets over te nemen"):
        actions.take_measures_over(begun, by=manager)
    ProjectMeasure.objects.filter(question="how_well").update(result="9 van de 10")
    ProjectMeasure.objects.filter(what="avonden").update(result="4")
    filled = actions.take_measures_over(begun, by=manager)
    # What was written stays: only what was empty is filled in.
    assert "Avonden: 3." in filled.how_much
    assert filled.how_well == "Tevreden bewoners: 9 van de 10 (we wilden 8 van de 10)."
    actions.change_state(filled, "publish", by=manager)
    with pytest.raises(EditRefused):
        actions.take_measures_over(Evaluation.objects.get(), by=manager)
    look_back = PartFactory(programme=ProgrammeFactory(area=area, year=2026), kind="look_back", text="")
    actions.fill_look_back(look_back.programme, by=manager)
    look_back.refresh_from_db()
    assert "Zebrapad</strong>: Tevreden bewoners: 9 van de 10" in look_back.text
    assert results_by_project(area, 2025)[project.pk].startswith("Tevreden bewoners: 9")
