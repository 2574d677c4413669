"""A compound question until its roles are agreed, and an area that chooses its goals."""

import pytest
from django.urls import reverse

from programmes.focus.actions import set_limit
from tests.e2e.pages import at_both_widths
from tests.factories.approaches import ApproachFactory, MandateFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.visions import GoalFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


@at_both_widths
def test_roles_are_agreed_and_goals_chosen_before_a_project_begins(
    browser_page, wijk, sign_in, check_accessible
):
    page = browser_page
    project = ProjectFactory(area=wijk, state="planned", title="Nieuw plein", cost_total=200_000)
    ProjectFactory(area=wijk, state="running", title="Riool", theme=project.theme)
    GoalFactory(chapter__vision__area=wijk, title="Meer schaduw")
    set_limit(kind="area", at_most=1, by=None)
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))

    page.goto(reverse("projects:edit", args=[project.public_id]))
    page.get_by_text("Dit is een groot plan.").wait_for()
    page.get_by_text("Lopende projecten in Noord: 1.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Maak een analyse").click()
    page.get_by_label("Gebied").select_option("Noord")
    page.get_by_label("Welk vraagstuk?").fill("Wat doen we met het plein?")
    check_accessible(page)
    page.get_by_role("button", name="Opslaan").click()
    for name in ("Winkeliers", "Jongeren"):
        page.get_by_role("link", name="Partij toevoegen").click()
        page.get_by_label("Welke partij?").fill(name)
        page.get_by_label("Hoeveel belang?").select_option("5")
        page.locator("#id_role").fill("meedenker")
        page.get_by_label("Waarvoor verantwoordelijk?").fill("Komt met ideeën.")
        page.get_by_role("button", name="Opslaan").click()
        page.get_by_role("heading", name=name).wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Analyse bewerken").click()
    page.get_by_label("Over welk project?").select_option("Nieuw plein")
    page.get_by_label("Heeft de gemeente een eigen plan (script)?").select_option("False")
    page.get_by_label("Kan de gemeente zelf beslissen (macht)?").select_option("True")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Uitvoeringsgericht").wait_for()
    page.get_by_role("button", name="Rollen zijn afgesproken").click()
    page.get_by_role("button", name="Opnieuw bekijken").wait_for()
    check_accessible(page)

    page.goto(reverse("focus:overview"))
    check_accessible(page)
    page.get_by_role("link", name="Noord").click()
    page.get_by_role("link", name="Doelen kiezen").click()
    page.get_by_label("Meer schaduw").check()
    check_accessible(page)
    page.get_by_role("button", name="Kies deze doelen").click()
    page.get_by_role("heading", name="Dient geen van deze doelen").wait_for()
    page.get_by_role("heading", name="Dezelfde plek").wait_for()
    check_accessible(page)


@at_both_widths
def test_residents_read_who_decides_and_what_is_special(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    MandateFactory(area=wijk)
    shown = ProjectFactory(area=wijk, title="Buurtkamer", published_at="2026-01-01T00:00Z")
    approach = ApproachFactory(areas=[wijk], projects=[shown], money=900_000)
    for address in (
        reverse("approaches:area_mandates", args=[wijk.slug]),
        reverse("approaches:index"),
        approach.get_absolute_url(),
    ):
        page.goto(address)
        check_accessible(page)
    sign_in(page, person_with("administrator"))
    for name, arguments in (
        ("approaches:mandates", []),
        ("approaches:new_mandate", []),
        ("approaches:manage", []),
        ("approaches:edit_approach", [approach.pk]),
        ("focus:limits", []),
    ):
        page.goto(reverse(name, args=arguments))
        check_accessible(page)
