import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.subscriptions.models import News
from programmes.projects import actions
from programmes.projects.models import Project
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.editing.states import EditConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return PersonFactory(full_name="Anna Bakker")


def test_create_project_works_out_what_lists_show(anna):
    project = actions.create_project(
        AreaFactory(),
        theme=ThemeFactory(),
        title="Zebrapad",
        what="<p>Met <em>licht</em></p>",
        place={"type": "Point", "coordinates": [5.8, 53.2]},
        by=anna,
    )
    stored = Project.objects.get(pk=project.pk)
    assert (stored.summary, stored.marker_longitude, stored.version) == ("Met licht", 5.8, 1)
    assert not stored.is_public
    assert len(stored.public_id) == 7


def test_saving_what_already_stands_there_changes_nothing(anna):
    project = ProjectFactory(title="Zebrapad")
    saved = actions.edit_project(project, {"title": "Zebrapad"}, version=1, by=anna)
    assert (saved.version, saved.edited_by) == (1, None)


def test_edit_project_tells_its_history(anna):
    project = ProjectFactory(title="Zebrapad")
    actions.edit_project(project, {"title": "Tunnel"}, version=1, by=anna)
    newest = history_of(project)[0]
    assert (newest.by, newest.action) == ("Anna Bakker", "projects.edit_project")
    assert ("Zebrapad", "Tunnel") in [(change.old, change.new) for change in newest.changes]


def test_a_public_project_that_slips_tells_it_with_the_reason(anna):
    project = ProjectFactory(
        published_at=timezone.now(), start_year=2026, start_quarter=1, end_year=2026, end_quarter=2
    )
    actions.edit_project(project, {"end_quarter": 4}, version=1, by=anna, reason="De grond was vervuild.")
    line = project.trail.get()
    assert (line.kind, line.old, line.new, line.reason) == (
        "period",
        "2026-1/2026-2",
        "2026-1/2026-4",
        "De grond was vervuild.",
    )


def test_a_project_that_nobody_reads_yet_moves_silently(anna):
    project = ProjectFactory()
    actions.edit_project(project, {"end_quarter": 4}, version=1, by=anna)
    assert not project.trail.exists()


def test_set_costs_changes_adds_and_removes(anna):
    project = ProjectFactory()
    first = {"source": "fund", "description": "", "amount": "10.10", "certainty": "fixed"}
    second = {"source": "state", "description": "", "amount": "20.20", "certainty": "estimated"}
    actions.set_costs(project, [first, second], seen=_seen(project), by=anna)
    kept = project.costs.get(source="fund")
    actions.set_costs(project, [first | {"id": kept.pk, "amount": "11.11"}], seen=_seen(project), by=anna)
    assert list(project.costs.values_list("pk", "source")) == [(kept.pk, "fund")]
    assert str(Project.objects.get(pk=project.pk).cost_total) == "11.11"
    with pytest.raises(EditConflict):
        actions.set_costs(project, [], seen="oud", by=anna)
    actions.set_costs(project, [], seen=_seen(project), by=anna)
    assert Project.objects.get(pk=project.pk).cost_total is None


def _seen(project):
    return actions.fingerprint(project.costs.all())


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_year": 2026, "start_quarter": None},
        {"start_year": None, "start_quarter": 1, "end_year": None, "end_quarter": None},
        {"start_quarter": 5},
        {"start_year": 1026},
        {"start_year": 2027, "end_year": 2026},
        {"start_quarter": 4, "end_quarter": 3},
    ],
)
def test_the_database_refuses_periods_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectFactory(**wrong)


@pytest.mark.parametrize(
    ("quarter", "title"),
    [
        (4, "Zebrapad komt later: 2e t/m 4e kwartaal 2026"),
        (2, "Zebrapad heeft een nieuwe planning: 2e kwartaal 2026"),
    ],
)
def test_followers_hear_that_a_public_project_moves_and_why(anna, quarter, title):
    project = ProjectFactory(title="Zebrapad", published_at=timezone.now())
    values = {"end_quarter": quarter}
    actions.edit_project(project, values, version=1, reason="De grond is nat.", by=anna)
    news = News.objects.get()
    assert (news.title, news.text, news.url) == (title, "De grond is nat.", project.get_absolute_url())
    about = set(news.topics.values_list("kind", flat=True))
    assert about == {"project", "area", "theme"}


def test_followers_hear_of_every_public_step_and_of_nothing_else(anna):
    project = ProjectFactory(title="Zebrapad", state="planned", published_at=timezone.now())
    actions.change_state(project, "start", by=None)
    actions.add_note(project, "De stenen liggen er.", by=anna)
    hidden = ProjectFactory(title="Geheim", state="planned")
    actions.change_state(hidden, "start", by=None)
    actions.edit_project(hidden, {"end_quarter": 4}, version=1, by=anna)
    titles = ["Zebrapad: nu in uitvoering", "Nieuws over Zebrapad"]
    assert list(News.objects.order_by("pk").values_list("title", flat=True)) == titles
