import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.evaluations import actions
from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure
from programmes.projects.models import Project
from tests.factories.evaluations import EvaluationFactory, LessonFactory
from tests.factories.projects import ProjectFactory
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


def door(name, *arguments):
    return reverse(f"evaluations:{name}", args=arguments)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_reads_only_what_is_public(client, area, project):
    public = EvaluationFactory(project=project, residents="Fijn!")
    LessonFactory(evaluation=public, title="Begin op tijd")
    hidden = EvaluationFactory(project__area=area, state="draft", better_off="Nog geheim")
    LessonFactory(evaluation=hidden, title="Geheime les")
    pages = [
        text_of(client.get(address))
        for address in (
            public.get_absolute_url(),
            door("year", 2025, "noord"),
            door("lessons"),
            project.get_absolute_url(),
        )
    ]
    assert all("Begin op tijd" in page for page in pages)
    assert not any("eheim" in page for page in pages)
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_year_without_evaluation_says_what_will_come(client, area):
    assert "2025 is nog niet geëvalueerd" in text_of(client.get(door("year", 2025, "noord")))
    assert client.get(door("year", 99, "noord")).status_code == 404
    assert client.get(door("year", 2025, "nergens")).status_code == 404


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 300, "?area=niets&theme=niets&page=x", "?q=les&page=99"]
)
def test_the_search_takes_anything(client, query):
    LessonFactory(title="Les")
    assert client.get(door("lessons") + query).status_code == 200


def test_from_the_workbench_to_a_public_evaluation(client, project, manager, programme):
    client.force_login(manager)
    assert "Zebrapad" in text_of(client.get(door("workbench")))
    answer = client.post(door("begin_project", project.public_id, 2025))
    evaluation = Evaluation.objects.get()
    assert answer["Location"] == door("edit", evaluation.pk)
    wrong = client.post(
        answer["Location"], {"version": 1, "outcome": "done", "residents_mark": "7,5", "how_much": "Drie"}
    )
    assert (wrong.status_code, "hoeveel bewoners dit cijfer gaven" in wrong.content.decode()) == (422, True)
    assert "Drie" in wrong.content.decode()
    client.post(
        answer["Location"],
        {
            "version": 1,
            "outcome": "done",
            "residents_mark": "7,5",
            "residents_asked": "12",
            "how_much": "Drie",
        },
    )
    assert str(Evaluation.objects.get().residents_mark) == "7.5"
    overview = door("overview", evaluation.pk)
    assert client.post(overview, {"title": "", "works": "1"}).status_code == 422
    client.post(overview, {"title": "Begin op tijd", "text": "", "works": "0"})
    assert list(Lesson.objects.values_list("title", "works")) == [("Begin op tijd", False)]
    client.post(door("step", evaluation.pk), {"step": "publish"})
    assert "Begin op tijd" in text_of(client.get(evaluation.get_absolute_url()))
    client.post(door("remove_lesson", Lesson.objects.get().pk))
    assert Lesson.objects.exists()
    refused = client.post(door("step", evaluation.pk), {"step": "reopen", "reason": ""})
    assert refused.status_code == 422


def test_measures_are_kept_on_one_page_and_taken_over_by_one_button(client, project, manager, neighbour):
    page = door("measures", project.public_id)
    client.force_login(manager)
    evaluation = actions.evaluate_project(project, 2025, by=manager)
    assert "Nog niets bijgehouden" in text_of(client.get(page))
    assert "Houd uitkomsten bij" in text_of(client.get(door("overview", evaluation.pk)))
    sent = {"question": "better_off", "what": "kinderen op de fiets", "aimed": "40", "result": ""}
    assert client.post(door("add_measure", project.public_id), sent | {"what": ""}).status_code == 422
    client.post(door("add_measure", project.public_id), sent)
    measure = ProjectMeasure.objects.get()
    for shown in ("Is iemand er beter van geworden?", "Kinderen op de fiets", "We wilden: 40"):
        assert shown.lower() in text_of(client.get(page)).lower()
    wrong = client.post(page, {f"result-{measure.pk}": "x" * 101})
    assert (wrong.status_code, "x" * 101 in wrong.content.decode()) == (422, True)
    client.post(page, {f"result-{measure.pk}": "52", "result-999999": "verzonnen"})
    assert "nog niet bekend" not in text_of(client.get(project.get_absolute_url()))
    button = "Vul de lege antwoorden met deze uitkomsten"
    assert button in text_of(client.get(door("overview", evaluation.pk)))
    client.post(door("take_measures_over", evaluation.pk))
    assert Evaluation.objects.get().better_off == "Kinderen op de fiets: 52 (we wilden 40)."
    assert button not in text_of(client.get(door("overview", evaluation.pk)))
    client.force_login(neighbour)
    assert client.get(page).status_code == 403


def test_only_who_works_in_the_area_evaluates(client, project, neighbour):
    hidden = EvaluationFactory(project=project, state="draft")
    client.force_login(neighbour)
    assert client.post(door("begin_project", project.public_id, 2026)).status_code == 403
    assert client.get(door("overview", hidden.pk)).status_code == 404
    Evaluation.objects.update(state="published")
    assert client.get(door("overview", hidden.pk)).status_code == 403
    assert client.post(door("step", hidden.pk), {"step": "reopen", "reason": "x"}).status_code == 403


def test_another_area_takes_a_recipe_over(client, project, other, neighbour):
    evaluation = EvaluationFactory(project=project)
    LessonFactory(evaluation=evaluation, title="Begin op tijd")
    mine, theirs = ProgrammeFactory(area=other, year=2026), ProgrammeFactory(year=2026)
    client.force_login(neighbour)
    assert "Neem dit over" in text_of(client.get(evaluation.get_absolute_url()))
    address = door("take_over", evaluation.pk)
    for values in ({"area": project.area_id}, {"area": other.pk, "programme": theirs.pk}, {"area": ""}):
        assert client.post(address, values).status_code == 422
    answer = client.post(address, {"area": other.pk, "programme": mine.pk})
    made = Project.objects.get(area=other)
    assert answer["Location"] == reverse("projects:edit", args=[made.public_id])
    Project.objects.filter(pk=made.pk).update(published_at=timezone.now())
    client.logout()
    assert "Begin op tijd" in text_of(client.get(made.get_absolute_url()))
    assert made.get_absolute_url() in text_of(client.get(evaluation.get_absolute_url()))


def test_a_draft_or_a_goal_is_no_recipe(client, project, neighbour):
    client.force_login(neighbour)
    assert (
        client.get(door("take_over", EvaluationFactory(project=project, state="draft").pk)).status_code == 404
    )


def test_the_look_back_is_filled_from_the_programme_in_the_making(client, project, area, manager):
    EvaluationFactory(project=project, better_off="Veiliger.")
    programme = ProgrammeFactory(area=area, year=2026)
    part = PartFactory(programme=programme, kind="look_back", text="")
    client.force_login(manager)
    assert "Vul de terugblik" in text_of(client.get(reverse("yearly:editor", args=[programme.pk])))
    answer = client.post(door("fill_look_back", programme.pk))
    assert answer["Location"] == reverse("yearly:part", args=[part.pk])
    part.refresh_from_db()
    assert "Veiliger." in part.text


def test_next_year_s_programme_shows_what_last_year_brought(client, project, area):
    LessonFactory(evaluation=EvaluationFactory(project=project), title="Begin op tijd")
    programme = ProgrammeFactory(area=area, year=2026, state="published")
    assert "Begin op tijd" in text_of(client.get(programme.get_absolute_url()))


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_queries_at_any_size(
    client, area, programme, manager, rows, django_assert_num_queries
):
    for _row in range(rows):
        evaluation = EvaluationFactory(project=ProjectFactory(area=area))
        LessonFactory(evaluation=evaluation)
        EntryFactory(programme=programme, project=evaluation.project)
    with django_assert_num_queries(7):
        client.get(door("year", 2025, "noord"))
    with django_assert_num_queries(5):
        client.get(door("lessons") + "?q=school")
    client.force_login(manager)
    actions.evaluate_project(ProjectFactory(area=area), 2025, by=manager)
    with django_assert_num_queries(8):
        client.get(door("workbench"))
