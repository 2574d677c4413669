import pytest

from programmes.yearly import actions
from programmes.yearly.models import Programme
from programmes.yearly.queries import look_back, programme_for_print, programmes_here, visible_to
from tests.factories.people import PersonFactory
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import EntryFactory, PartFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


def programme_with(rows: int) -> Programme:
    programme = ProgrammeFactory()
    themes = [ThemeFactory() for _each in range(3)]
    for number in range(rows):
        project = ProjectFactory(area=programme.area, theme=themes[number * 3 // rows])
        CostLineFactory(project=project, amount="100.00")
        EntryFactory(programme=programme, project=project, number=number + 1)
    PartFactory(programme=programme)
    PartFactory(programme=programme, kind="panel", text="")
    return programme


@pytest.mark.parametrize("rows", [3, 30])
def test_programme_for_print_costs_the_same_queries_at_any_size(rows, django_assert_num_queries):
    programme = programme_with(rows)
    with django_assert_num_queries(12):
        content = programme_for_print(programme)
        shown = [
            (
                entry.number,
                entry.project.lead,
                [str(c) for c in entry.project.costs.all()],
                list(entry.project.photos.all()),
            )
            for entry in content.entries
        ]
    assert [number for number, *_rest in shown] == list(range(1, rows + 1))
    assert content.total == rows * 100
    assert list(content.parts) == ["foreword"]


def test_look_back_tells_what_became_of_last_years_promises():
    last = ProgrammeFactory(year=2025, state="published")
    EntryFactory(programme=last, project__state="done", agreed_title="Zebrapad", number=1)
    EntryFactory(programme=last, project__state="running", number=2)
    promises = look_back(ProgrammeFactory(area=last.area, year=2026))
    assert [(promise.entry.number, promise.is_kept) for promise in promises] == [(1, True), (2, False)]


def test_look_back_leaves_out_what_was_never_published():
    last = ProgrammeFactory(year=2025)
    EntryFactory(programme=last)
    assert look_back(ProgrammeFactory(area=last.area, year=2026)) == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("area_manager", True),
        ("administrator", True),
        ("alderman", True),
        ("community_worker", True),
        ("resident", False),
        ("board_member", False),
        ("councillor", False),
        ("partner", False),
        ("department", False),
        ("finance", False),
        ("taskgroup_member", False),
    ],
)
def test_drafts_are_seen_by_who_works_on_them(role, sees):
    area = AreaFactory(parent=GemeenteFactory())
    draft = ProgrammeFactory(area=area)
    for place in (area, area.parent):
        assert visible_to(person_with(role, place)).filter(pk=draft.pk).exists() is sees
    assert not visible_to(person_with(role, AreaFactory(parent=area.parent))).filter(pk=draft.pk).exists()
    assert not visible_to(PersonFactory()).exists()


def test_programmes_here_has_only_published_ones_of_the_area_itself():
    gemeente = GemeenteFactory()
    area = AreaFactory(parent=gemeente)
    mine = ProgrammeFactory(area=area, state="published")
    ProgrammeFactory(area=area, year=2027)
    ProgrammeFactory(area=gemeente, state="published")
    assert list(programmes_here(area)) == [mine]


def test_programme_for_print_keeps_the_agreed_text_after_adoption():
    programme = programme_with(3)
    manager = person_with("administrator")
    for step in ("submit", "adopt"):
        actions.change_state(programme, step, by=None)
    project = programme.entries.first().project
    type(project).objects.filter(pk=project.pk).update(title="Anders", what="<p>Anders</p>")
    entry = programme_for_print(programme).entries[0]
    assert manager
    assert entry.title != "Anders"
    assert entry.what == "<p>Er komt een zebrapad met <strong>licht</strong>.</p>"
