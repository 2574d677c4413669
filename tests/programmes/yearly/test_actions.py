import pytest
from django.core.exceptions import PermissionDenied

from programmes.projects.models import Project, TrailLine
from programmes.yearly import actions
from programmes.yearly.models import Entry, PartKind, Programme
from programmes.yearly.states import ProgrammeClosed
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import DECISION, EntryFactory, ProgrammeFactory
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def area(gemeente):
    return AreaFactory(parent=gemeente)


@pytest.fixture
def manager(area):
    return person_with("area_manager", area)


@pytest.fixture
def alderman(gemeente):
    return person_with("alderman", gemeente)


@pytest.fixture
def programme(area, manager):
    return actions.create_programme(area, 2026, by=manager)


def fill(programme, manager, *projects):
    foreword = programme.parts.get(kind="foreword")
    actions.edit_part(foreword, {"text": "<p>Beste bewoner</p>"}, version=foreword.version, by=manager)
    return actions.add_entries(programme, projects, by=manager)


def test_create_programme_has_every_part_in_the_order_of_the_brochure(programme):
    kinds = list(programme.parts.values_list("kind", flat=True))
    assert kinds == list(PartKind.values)
    assert programme.title.endswith("2026")


def test_entries_are_numbered_by_theme(programme, area, manager):
    first, last = ThemeFactory(position=1001), ThemeFactory(position=1002)
    late = ProjectFactory(area=area, theme=last, title="Laatste")
    early = ProjectFactory(area=area, theme=first, title="Eerste")
    middle = ProjectFactory(area=area, theme=first, title="Midden")
    actions.add_entries(programme, [late, early, middle], by=manager)
    assert list(programme.entries.values_list("number", "project__title")) == [
        (1, "Eerste"),
        (2, "Midden"),
        (3, "Laatste"),
    ]
    actions.move_entry(programme.entries.get(project=middle), places=-1, by=manager)
    assert list(programme.entries.values_list("project__title", flat=True)) == ["Midden", "Eerste", "Laatste"]
    actions.remove_entry(programme.entries.get(project=middle), by=manager)
    assert list(programme.entries.values_list("number", flat=True)) == [1, 2]


def test_move_entry_does_not_leave_its_theme(programme, area, manager):
    entries = fill(programme, manager, ProjectFactory(area=area), ProjectFactory(area=area))
    before = list(programme.entries.values_list("pk", flat=True))
    actions.move_entry(entries[0], places=-5, by=manager)
    actions.move_entry(entries[0], places=5, by=manager)
    assert list(programme.entries.values_list("pk", flat=True)) == before


def test_add_entries_twice_changes_nothing(programme, area, manager):
    project = ProjectFactory(area=area)
    actions.add_entry(programme, project, by=manager)
    actions.add_entry(programme, project, by=manager)
    assert programme.entries.count() == 1


def test_take_over_takes_last_years_open_projects_once(programme, area, manager):
    last_year = ProgrammeFactory(area=area, year=2025)
    states = {"running": True, "postponed": True, "planned": True, "done": False, "cancelled": False}
    for state in states:
        EntryFactory(programme=last_year, project__state=state, project__title=state)
    actions.take_over(programme, by=manager)
    actions.take_over(programme, by=manager)
    taken = set(programme.entries.values_list("project__title", flat=True))
    assert taken == {state for state, goes_on in states.items() if goes_on}


def test_edit_part_refuses_an_old_version(programme, manager):
    part = programme.parts.get(kind="portrait")
    actions.edit_part(part, {"text": "<p>Van Anna</p>"}, version=1, by=manager)
    with pytest.raises(EditConflict) as conflict:
        actions.edit_part(part, {"text": "<p>Van Bas</p>"}, version=1, by=manager)
    assert conflict.value.record.text == "<p>Van Anna</p>"
    part.refresh_from_db()
    assert (part.text, part.version) == ("<p>Van Anna</p>", 2)


def test_life_cycle_from_draft_to_published(programme, area, manager, alderman):
    project = ProjectFactory(area=area, title="Zebrapad", cost_total="12500.00")
    fill(programme, manager, project)
    actions.change_state(programme, "submit", by=manager)
    actions.change_state(programme, "adopt", by=alderman, decision=DECISION)
    entry = Entry.objects.get(programme=programme)
    assert (entry.agreed_title, entry.agreed_period, str(entry.agreed_cost)) == (
        "Zebrapad",
        "2e t/m 3e kwartaal 2026",
        "12500.00",
    )
    assert not Project.objects.get(pk=project.pk).is_public
    actions.change_state(programme, "publish", by=manager)
    programme = Programme.objects.get(pk=programme.pk)
    assert programme.is_published
    assert programme.published_at
    assert programme.adopted_by == alderman
    assert Project.objects.get(pk=project.pk).is_public
    assert list(TrailLine.objects.values_list("project", "kind", "new")) == [
        (project.pk, "programme", "2026")
    ]


def test_agreed_title_stays_when_the_project_changes(programme, area, manager, alderman):
    project = ProjectFactory(area=area, title="Zebrapad")
    fill(programme, manager, project)
    actions.change_state(programme, "submit", by=manager)
    actions.change_state(programme, "adopt", by=alderman, decision=DECISION)
    Project.objects.filter(pk=project.pk).update(title="Tunnel", end_year=2027, end_quarter=1)
    entry = Entry.objects.select_related("project").get(programme=programme)
    assert entry.title == "Zebrapad"
    assert entry.has_slipped


def test_submit_says_all_that_is_lacking(programme, manager):
    with pytest.raises(TransitionRefused) as refused:
        actions.change_state(programme, "submit", by=manager)
    assert str(refused.value) == "Er staat nog geen project in het programma. Het voorwoord is nog leeg."


def test_submit_names_projects_without_a_period(programme, area, manager):
    timeless = {"start_year": None, "start_quarter": None, "end_year": None, "end_quarter": None}
    fill(programme, manager, ProjectFactory(area=area, title="Bankjes", **timeless))
    with pytest.raises(TransitionRefused, match="Bij “Bankjes” staat nog niet wanneer het begint"):
        actions.change_state(programme, "submit", by=manager)


def test_send_back_needs_a_reason_and_shows_it(programme, area, manager, alderman):
    fill(programme, manager, ProjectFactory(area=area))
    actions.change_state(programme, "submit", by=manager)
    with pytest.raises(TransitionRefused):
        actions.change_state(programme, "send_back", by=alderman)
    actions.change_state(programme, "send_back", by=alderman, reason="De kosten ontbreken.")
    programme.refresh_from_db()
    assert (programme.state, programme.returned_because) == ("draft", "De kosten ontbreken.")


def test_manager_may_not_adopt(programme, area, manager):
    fill(programme, manager, ProjectFactory(area=area))
    actions.change_state(programme, "submit", by=manager)
    with pytest.raises(PermissionDenied):
        actions.change_state(programme, "adopt", by=manager)


def closed_writes(programme, manager):
    part, entry = programme.parts.first(), programme.entries.first()
    return [
        lambda: actions.edit_programme(programme, {"title": "X"}, version=programme.version, by=manager),
        lambda: actions.edit_part(part, {"text": "<p>X</p>"}, version=part.version, by=manager),
        lambda: actions.set_part_picture(part, None, by=manager),
        lambda: actions.set_cover(programme, None, by=manager),
        lambda: actions.add_part(programme, kind="housing", title="X", by=manager),
        lambda: actions.move_part(part, places=1, by=manager),
        lambda: actions.remove_part(part, by=manager),
        lambda: actions.add_entry(programme, ProjectFactory(area=programme.area), by=manager),
        lambda: actions.take_over(programme, by=manager),
        lambda: actions.edit_entry(entry, {"promise": "X"}, version=entry.version, by=manager),
        lambda: actions.move_entry(entry, places=1, by=manager),
        lambda: actions.remove_entry(entry, by=manager),
        lambda: actions.save_agenda_item(programme, {"date": "2026-01-01", "title": "X"}, by=manager),
    ]


@pytest.mark.parametrize("state", ["ready", "adopted", "published"])
def test_content_changes_only_in_a_draft(programme, area, manager, state):
    fill(programme, manager, ProjectFactory(area=area))
    Programme.objects.filter(pk=programme.pk).update(state=state)
    for write in closed_writes(programme, manager):
        with pytest.raises(ProgrammeClosed):
            write()
