"""From a compound question to agreed roles, who may decide, a special approach, and few goals at once.

Axe looks where a step changed the page; the walk looks at every page as it stands.
"""

import re

import pytest
from django.urls import reverse

from programmes.approaches.models import Approach, Question
from programmes.focus.models import Focus
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.visions import GoalFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Molenwijk", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_compound_question_gets_roles_a_mandate_an_approach_and_focus(
    browser_page, wijk, sign_in, check_accessible
):
    page = browser_page
    goal = GoalFactory(chapter__vision__area=wijk, title="Meer schaduw")
    ProjectFactory(area=wijk, state="running", title="Bomen langs de singel", goal=goal)
    planned = ProjectFactory(
        area=wijk, state="planned", title="Nieuw plein", start_year=2026, start_quarter=2
    )
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))

    # The analysis, the parties with interest and influence, and the roles.
    page.goto(reverse("approaches:questions"))
    page.get_by_role("link", name="Vraagstuk noteren").first.click()
    page.get_by_label("Gebied").select_option("Molenwijk")
    page.get_by_label("Welk vraagstuk?").fill("Van wie is het plein?")
    page.get_by_label("Wat is er aan de hand?").fill("Jongeren en winkels willen er iets anders.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Analyse bewerken").click()
    page.get_by_label("Heeft de gemeente een eigen plan (script)?").select_option("False")
    page.get_by_label("Kan de gemeente zelf beslissen (macht)?").select_option("False")
    page.get_by_role("button", name="Opslaan").first.click()
    for name, interest in (("Jongeren", "5"), ("Winkeliers", "3")):
        page.get_by_role("link", name="Partij toevoegen").click()
        page.get_by_label("Welke partij?").fill(name)
        page.get_by_label("Hoeveel belang?").select_option(interest)
        page.get_by_label(re.compile("^Rol")).fill("meedenker")
        page.get_by_label("Waarvoor verantwoordelijk?").fill("Komt met ideeën")
        page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", name="2. Winkeliers").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Rollen zijn afgesproken").click()
    page.get_by_role("heading", name="Opnieuw bekijken").wait_for()
    assert Question.objects.get().is_agreed

    # Few goals, and a warning before the next project runs.
    page.goto(reverse("focus:choose", args=[wijk.slug]))
    page.get_by_label("Meer schaduw").check()
    page.get_by_role("button", name="Kies deze doelen").click()
    page.get_by_text("Nieuw plein").first.wait_for()
    check_accessible(page)
    assert list(Focus.objects.get().goals.all()) == [goal]

    # The beheerder writes who may decide, an approach of some years, and how much may run at once.
    page.context.clear_cookies()
    sign_in(page, person_with("administrator"))
    page.goto(reverse("focus:limits"))
    page.get_by_label("Waarvoor geldt de grens?").select_option("area")
    page.get_by_label("Hoeveel projecten tegelijk").fill("1")
    page.get_by_role("button", name="Opslaan").click()
    page.goto(reverse("approaches:new_mandate"))
    page.get_by_label("In welk gebied?").select_option("Molenwijk")
    page.get_by_label("Wie mag beslissen?").fill("de wijkmanager")
    page.get_by_label("Waarover?").fill("kleine aanpassingen in de straat")
    page.get_by_label("Tot en met welk bedrag, in euro?").fill("2500")
    page.get_by_label("Volgens welk besluit?").fill("Mandaatbesluit 2026")
    page.get_by_role("button", name="Opslaan").click()
    page.goto(reverse("approaches:new_approach"))
    page.get_by_label("Wat voor aanpak?").select_option("village")
    page.get_by_label("Titel").fill("Molenwijk vooruit")
    page.get_by_label("Eerste jaar").fill("2026")
    page.get_by_label("Laatste jaar").fill("2029")
    page.get_by_label("Molenwijk").check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Beginnen").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Beginnen").click()
    page.goto(reverse("projects:edit", args=[planned.public_id]))
    page.get_by_text("Lopende projecten in Molenwijk: 1.").wait_for()
    check_accessible(page)

    # What a resident reads of all this.
    page.context.clear_cookies()
    for address, shown in (
        (wijk.get_absolute_url(), "Hier kiezen we voor"),
        (reverse("approaches:area_mandates", args=[wijk.slug]), "€ 2.500"),
        (Approach.objects.get().get_absolute_url(), "Molenwijk vooruit"),
    ):
        page.goto(address)
        page.get_by_text(shown).first.wait_for()
        check_accessible(page)
