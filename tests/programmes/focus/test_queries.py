import pytest

from programmes.focus.actions import choose_focus, remove_limit, set_limit
from programmes.focus.models import Focus
from programmes.focus.queries import focus_of, plates_of, warnings_for
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.territory import AreaFactory
from tests.factories.visions import GoalFactory

pytestmark = pytest.mark.django_db
FAR = {"marker_longitude": 6.5}


@pytest.fixture
def goal(area):
    return GoalFactory(chapter__vision__area=area)


def test_what_serves_no_chosen_goal_stands_out(area, manager, goal):
    other = GoalFactory(chapter=goal.chapter)
    serving = ProjectFactory(area=area, goal=goal, title="A")
    astray = [ProjectFactory(area=area, goal=each, title=str(each)) for each in (other, None)]
    ProjectFactory(area=area, state="done")
    [before] = plates_of([area], year=2026)
    assert (before.astray, len(before.serving)) == ([], 3)
    choose_focus(area, [goal], first_year=2026, last_year=2027, by=manager)
    [plate] = plates_of([area], year=2027)
    assert (plate.serving, set(plate.astray)) == ([serving], set(astray))
    assert plates_of([area], year=2028)[0].goals == []


def test_choosing_again_replaces_the_choice(area, manager, goal):
    other = GoalFactory(chapter=goal.chapter)
    choose_focus(area, [goal], first_year=2026, last_year=2027, by=manager)
    choose_focus(area, [other], first_year=2026, last_year=2026, why=" Minder tegelijk. ", by=manager)
    focus = focus_of(area, year=2026)
    assert (Focus.objects.count(), list(focus.goals.all()), focus.why) == (1, [other], "Minder tegelijk.")
    for goals in ([], [GoalFactory(chapter=goal.chapter) for _each in range(5)]):
        with pytest.raises(ValueError, match="Choose one to 4"):
            choose_focus(area, goals, first_year=2026, last_year=2026, by=manager)


def test_a_full_area_and_a_full_organisation_warn_before_the_next(area, manager):
    lead = OrganisationFactory(name="Afdeling Wegen")
    ProjectFactory.create_batch(2, area=area, state="running", lead_organisation=lead, **FAR)
    waiting = ProjectFactory(area=area, state="planned", lead_organisation=lead)
    set_limit(kind="area", at_most=9, by=manager)
    set_limit(kind="organisation", at_most=9, by=manager)

    def warnings():
        [plate] = plates_of([area])
        return warnings_for(plate, [waiting])

    assert warnings() == []
    own = set_limit(kind="area", area=area, at_most=5, by=manager)
    assert set_limit(kind="area", area=area, at_most=2, by=manager) == own
    set_limit(kind="organisation", organisation=lead, at_most=1, by=manager)
    assert warnings() == [
        "Lopende projecten in Molenwijk: 2. Afgesproken is hoogstens 2 tegelijk.",
        "Lopende projecten van Afdeling Wegen: 2. Afgesproken is hoogstens 1 tegelijk.",
    ]
    remove_limit(own, by=manager)
    assert len(warnings()) == 1


def test_what_runs_already_does_not_warn_of_the_limit(area, manager):
    running = ProjectFactory(area=area, state="running")
    set_limit(kind="area", at_most=1, by=manager)
    [plate] = plates_of([area])
    assert (warnings_for(plate, [running]), plate.is_full, plate.is_over) == ([], True, False)


def test_overlap_is_pointed_out_once(area):
    theme = ThemeFactory()
    one, other = (ProjectFactory(area=area, theme=theme, title=title) for title in ("Bomen", "Riool"))
    ProjectFactory(area=area, theme=ThemeFactory())
    ProjectFactory(area=area, theme=theme, **FAR)
    ProjectFactory(area=AreaFactory(parent=area.parent), theme=theme)
    [plate] = plates_of([area])
    said = ["“Bomen” en “Riool” hebben dezelfde plek, hetzelfde thema en dezelfde periode."]
    assert warnings_for(plate, [one, other]) == warnings_for(plate, [one]) == said


@pytest.mark.parametrize("rows", [1, 30])
def test_plates_cost_the_same_queries_at_any_size(area, manager, goal, rows, django_assert_num_queries):
    areas = [area, *(AreaFactory(parent=area.parent) for _each in range(rows))]
    for each in areas:
        ProjectFactory(area=each, lead_organisation=OrganisationFactory())
        choose_focus(each, [goal], first_year=2026, last_year=2027, by=manager)
    with django_assert_num_queries(4):
        plates = plates_of(areas, year=2026)
        assert [(len(plate.astray), plate.overlaps) for plate in plates] == [(1, [])] * len(areas)
