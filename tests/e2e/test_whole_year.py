"""A whole year of one area: four parties make its programme, it is decided on, printed, carried out and looked back on.

What other browser tests walk through step by step (the cycle, print runs, evaluations) is done here by the actions; the
pages that come of it are looked at.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.analysis import actions as analysis
from programmes.analysis.actions import create_analysis, edit_analysis
from programmes.commitments.actions import keep_commitment
from programmes.contributions.actions import amend_part
from programmes.contributions.models import Remark
from programmes.cycle import actions as cycle
from programmes.cycle.states import ANALYSIS
from programmes.evaluations import actions as evaluations
from programmes.evaluations.actions import edit_evaluation, evaluate_project
from programmes.printruns import actions as printruns
from programmes.printruns.actions import begin_run
from programmes.printruns.models import PrintRun
from programmes.projects.models import Project
from programmes.yearly import actions as yearly
from programmes.yearly.models import Part, Programme
from tests.background import wait_until
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.contributions import supplier
from tests.factories.cycle import make_step
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

YEAR = timezone.localdate().year + 2
PERIOD = {"start_year": YEAR, "start_quarter": 1, "end_year": YEAR, "end_quarter": 2}


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


class Hand:
    """One browser that goes from one party to the next; each page that it comes to is checked."""

    def __init__(self, page, sign_in, check) -> None:
        self.page, self.sign_in_as, self.check = page, sign_in, check

    def become(self, person) -> None:
        self.page.context.clear_cookies()
        self.sign_in_as(self.page, person)

    def open(self, name: str, *arguments) -> None:
        self.page.goto(reverse(name, args=arguments))
        self.check(self.page, html=False)

    def press(self, name: str, *, says: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.get_by_text(says).first.wait_for()
        self.check(self.page, html=False)

    def write(self, text: str) -> None:
        self.page.locator(".ProseMirror").first.click()
        self.page.keyboard.type(text)


def test_a_whole_year_of_an_area(browser_page, live_portal, wijk, sign_in, check_accessible):
    page, root = browser_page, wijk.parent
    corporatie = OrganisationFactory(kind="housing", name="Thuis", areas=[wijk])
    panel = OrganisationFactory(kind="panel", name="Wijkpanel Noord", areas=[wijk])
    wijkteam = OrganisationFactory(kind="social_team", name="Wijkteam Noord", areas=[wijk])
    beheerder = person_with("administrator", root, full_name="Bea Beheer")
    manager = person_with("area_manager", wijk, full_name="Wim Wijk", email="wim@gemeente.example")
    writer = supplier(corporatie, wijk, full_name="Cor Poratie", email="cor@thuis.example")
    chair = supplier(panel, wijk, role="board_member", kind="chair", full_name="Pia Panel")
    worker = supplier(wijkteam, wijk, full_name="Sanne Sociaal")
    alderman = person_with("alderman", root, full_name="Wea Wethouder")
    hand = Hand(page, sign_in, check_accessible)

    hand.become(beheerder)
    hand.open("contributions:template")
    hand.press("Pas het sjabloon aan", says="Onderdeel toevoegen")
    page.get_by_role("link", name="De woningcorporatie").click()
    page.get_by_label("Hoeveel woorden hoogstens?").fill("12")
    page.get_by_label("Het programma kan niet zonder dit onderdeel").check()
    hand.press("Opslaan", says="Het sjabloon is opgeslagen.")

    step = make_step(wijk, ANALYSIS, year=YEAR, period=(days(-5), days(20)))
    cycle.change_state(step, "begin_step", by=manager)
    found = create_analysis(wijk, YEAR - 1, by=manager)
    story = {"strengths": "<p>De buren kennen elkaar.</p>"}
    found = edit_analysis(found, story, version=found.version, by=manager)
    analysis.change_state(found, "publish", by=manager)
    hand.become(manager)
    hand.open("cycle:area", wijk.slug)
    page.get_by_text("Buurtanalyse").first.wait_for()

    hand.open("yearly:new")
    page.get_by_label("Gebied").select_option("Noord")
    page.get_by_label("Jaar").fill(str(YEAR))
    hand.press("Programma maken", says="Het programma staat klaar om te vullen.")
    programme = Programme.objects.get()
    roads = OrganisationFactory(kind="department", name="Afdeling Wegen", areas=[wijk])
    engineer = supplier(roads, wijk, role="department", full_name="Rob Wegen")
    for title in ("Zebrapad", "Bankjes in het park"):
        ProjectFactory(area=wijk, title=title, state="running", lead_organisation=roads, **PERIOD)
    hand.open("yearly:choose", programme.pk)
    page.get_by_label("Zebrapad").check()
    page.get_by_label("Bankjes in het park").check()
    hand.press("Neem op in het programma", says="2 projecten staan nu in het programma.")
    page.get_by_role("link", name="Voorwoord").click()
    hand.write("Beste bewoner")
    hand.press("Opslaan", says="Opgeslagen.")
    hand.open("contributions:progress", programme.pk)
    hand.press("Herinner iedereen die niet klaar is", says="3 mensen krijgen een e-mail")
    assert Letter.objects.filter(to="cor@thuis.example").count() == 1

    hand.become(writer)
    hand.open("contributions:mine")
    assert page.get_by_text("Het sociaal wijkteam").count() == 0
    page.get_by_role("link", name="De woningcorporatie").first.click()
    hand.write("Wij bouwen in de Lindestraat in mei dertig huizen en nog veel meer mooie dingen.")
    hand.press("Opslaan", says="Opgeslagen.")
    part = Part.objects.get(kind="housing")
    hand.open("contributions:read", part.pk)
    hand.press("Aftekenen", says="is afgetekend. Dank u wel!")

    hand.become(manager)
    hand.open("contributions:progress", programme.pk)
    page.get_by_text("te lang").first.wait_for()
    hand.open("contributions:remark", part.pk)
    page.get_by_label("Over welke passage gaat het?").fill("in mei dertig huizen")
    page.get_by_label("Uw opmerking").fill("Zijn dat er echt dertig?")
    hand.press("Opslaan", says="Uw opmerking staat erbij.")
    hand.open("contributions:hand_back", part.pk)
    page.get_by_label("Wat moet er anders?").fill("Graag wat korter.")
    hand.press("Opslaan", says="is teruggegeven.")

    hand.become(writer)
    hand.open("contributions:mine")
    page.get_by_text("Graag wat korter.").wait_for()
    hand.open("contributions:part", part.pk)
    page.locator(".ProseMirror").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Wij bouwen twintig huizen in de Lindestraat.")
    hand.press("Opslaan", says="Opgeslagen.")
    page.get_by_text("Bij een passage die is veranderd").wait_for()
    remark = Remark.objects.get()
    page.get_by_text("Antwoorden").click()
    page.get_by_label("Uw antwoord").fill("Het zijn er twintig.")
    hand.press("Plaats antwoord", says="Het zijn er twintig.")
    hand.press("Opgelost", says="1 opgeloste opmerking")
    remark.refresh_from_db()
    assert remark.is_resolved
    hand.open("contributions:versions", part.pk)
    hand.open("contributions:compare", part.pk)
    page.goto(reverse("contributions:compare", args=[part.pk]) + "?versie=1")
    page.locator("ins").first.wait_for()
    check_accessible(page)
    hand.open("contributions:read", part.pk)
    hand.press("Aftekenen", says="is afgetekend. Dank u wel!")

    for person, kind in ((worker, "care_team"), (chair, "panel")):
        hand.become(person)
        hand.open("contributions:part", Part.objects.get(kind=kind).pk)
        hand.write("Wij zijn er voor u.")
        hand.press("Opslaan", says="Opgeslagen.")
        hand.press("Aftekenen", says="is afgetekend. Dank u wel!")

    hand.become(manager)
    hand.open("yearly:editor", programme.pk)
    hand.press("Naar het panel", says="bij het panel")
    hand.become(chair)
    hand.open("contributions:mine")
    page.get_by_role("link", name=programme.title).first.click()
    hand.press("Akkoord", says="Dank u wel. De wijkmanager krijgt uw antwoord.")
    hand.become(alderman)
    hand.open("yearly:editor", programme.pk)
    hand.press("Akkoord, naar het college", says="bij het college")
    page.watch.allowed.append("status of 422")
    hand.press("Vaststellen", says="Dit veld is verplicht")
    hand.become(manager)
    hand.open("yearly:editor", programme.pk)
    page.get_by_label("Nummer van het collegebesluit").fill("2026-0412")
    hand.press("Vaststellen", says="Vastgesteld met collegebesluit 2026-0412")
    run = begin_run([programme], by=manager, title="Noord", year=YEAR, variants=["screen"], most_pages=40)
    live_portal.wait_for_jobs()
    printruns.change_state(run, "approve", by=manager)
    wait_until(lambda: PrintRun.objects.filter(state="ready").exists(), seconds=60, what="the brochure")
    hand.press("Publiceren", says="gepubliceerd")
    run.refresh_from_db()
    printruns.change_state(run, "publish", by=manager)

    zebra = Project.objects.get(title="Zebrapad")
    promise = CommitmentFactory(
        area=wijk, what="Het zebrapad is er", project=zebra, entry=programme.entries.get(project=zebra)
    )
    hand.become(engineer)
    hand.open("progress:report", zebra.address)
    page.get_by_label("Hoe staat het ervoor?").select_option(label="Wordt: klaar")
    page.get_by_label("Kort bericht").fill("De school liep er als eerste over.")
    hand.press("Opslaan", says="Bewoners zien dit bij het project.")
    hand.become(manager)
    keep_commitment(promise, by=manager)
    hand.open("commitments:area", wijk.slug)
    page.get_by_text("Het zebrapad is er").first.wait_for()
    evaluation = evaluate_project(zebra, YEAR, by=manager)
    answers = {"outcome": "done", "better_off": "Kinderen steken veilig over."}
    evaluation = edit_evaluation(evaluation, answers, version=evaluation.version, by=manager)
    evaluations.change_state(evaluation, "publish", by=manager)

    following = yearly.create_programme(wijk, YEAR + 1, by=manager)
    hand.open("yearly:editor", following.pk)
    hand.press("Neem alles over", says="1 project staat nu in het programma.")
    page.get_by_text("Bankjes in het park").first.wait_for()
    taken = following.entries.get()
    assert taken.look_back.startswith(f"In het programma van {YEAR} stond")

    part.refresh_from_db()
    amend_part(
        part,
        text="<p>Wij bouwen in juni.</p>",
        reason="De aannemer is ziek.",
        version=part.version,
        by=manager,
    )
    hand.open("contributions:amend_part", part.pk)
    hand.become(person_with("councillor", root))
    hand.open("contributions:adopted")
    page.get_by_role("link", name=programme.title).first.click()
    page.get_by_text("De aannemer is ziek.").wait_for()
    check_accessible(page)
    page.context.clear_cookies()
    page.goto(programme.get_absolute_url())
    page.get_by_text("De aannemer is ziek.").wait_for()
    page.get_by_text("Zo stond het er").first.click()
    assert page.get_by_text("Wij bouwen twintig huizen").first.is_visible()
    page.get_by_text("Download de brochure").wait_for()
    check_accessible(page, html=False)
