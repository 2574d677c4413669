from decimal import Decimal

import pytest
from django.urls import reverse

from areas.figures.actions import write_national_figures
from areas.figures.models import Forecast, NationalFigure
from programmes.analysis import actions
from programmes.analysis.models import Analysis, Experience, Judgement, Outcome
from tests.factories.analysis import (
    AnalysisFactory,
    ExperienceFactory,
    JudgementFactory,
    JudgementRequestFactory,
    MeasurementFactory,
    OutcomeFactory,
)
from tests.factories.figures import FigureFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.visions import GoalFactory, VisionThemeFactory

pytestmark = pytest.mark.django_db


def door(name, *arguments):
    return reverse(f"analysis:{name}", args=arguments)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def count_people(area, *people, first=2020):
    for year, number in enumerate(people, start=first):
        FigureFactory(area=area, year=year, value=Decimal(number))
        FigureFactory(area=area, year=year, indicator="a_65_oo", value=Decimal(number) / 4)
        FigureFactory(area=area, year=year, indicator="g_hhgro", value=Decimal("2.1"))


# --- What anyone may read ------------------------------------------------------------------------------


def test_the_page_lays_the_area_beside_the_gemeente_the_country_and_comparable_areas(client, area):
    alike = [AreaFactory(parent=area.parent, name=f"Buur {n}") for n in range(4)]
    count_people(area, 1000, 1010, 990)
    count_people(area.parent, 9000, 9100, 9200)
    for number, other in enumerate(alike, start=1):
        count_people(other, *[1000 * number] * 3)
    write_national_figures(
        [
            NationalFigure(year=year, indicator=key, value=value, source="CBS landelijk")
            for year in (2020, 2021, 2022)
            for key, value in (("a_inw", 17_000_000), ("a_65_oo", 3_400_000), ("g_hhgro", Decimal("2.17")))
        ],
        by=None,
    )
    Forecast.objects.create(area=area, year=2035, indicator="a_inw", value=800, source="Provincie")
    Forecast.objects.create(area=area, year=2021, indicator="a_inw", value=1, source="Oud")
    text = text_of(client.get(AnalysisFactory(area=area).get_absolute_url()))
    assert "Inwoners en prognose" in text and "prognose: Provincie" in text and "Oud" not in text
    assert "Groei en krimp (2020 = 100)" in text and "Inwoners van 65 jaar en ouder" in text
    for name in ("Buur 0", "Buur 1", "Buur 2"):
        assert name in text
    assert "Buur 3" not in text
    assert "Gemiddelde grootte van een huishouden (personen)" in text
    assert text.count("CBS; CBS landelijk") == 2
    row = '<td class="wp-number">2,1</td><td class="wp-number">2,1</td><td class="wp-number">2,2</td>'
    assert row in text


def test_the_page_shows_judgements_with_the_organisation_and_never_the_person(client, area):
    analysis = AnalysisFactory(area=area, worries="<p>Leegstand</p>", opportunities="<p>Oude school</p>")
    theme = ThemeFactory(name="Ontmoeten")
    person = person_with("partner", area, full_name="Piet Geheim")
    organisation = OrganisationFactory(name="De Woonplaats")
    for score in (1, 2, 2):
        JudgementFactory(analysis=analysis, theme=theme, score=score)
    JudgementFactory(analysis=analysis, theme=theme, score=5, person=person, organisation=organisation)
    ExperienceFactory(analysis=analysis, words="Er is geen bankje.", heard="jaarvergadering", person=person)
    text = text_of(client.get(analysis.get_absolute_url()))
    for shown in (
        "Ontmoeten: gaat matig",
        "De Woonplaats: gaat heel goed",
        "Er is geen bankje.",
        "jaarvergadering",
        "Leegstand",
        "Oude school",
    ):
        assert shown in text, shown
    assert "Piet Geheim" not in text


def test_an_outcome_shows_its_curve_and_what_turns_it(client, area, manager):
    goal = GoalFactory(chapter__vision__area=area)
    outcome = OutcomeFactory(area=area, goal=goal, story="Stoepen zijn scheef.", plan="Stoepen recht.")
    for year, kind, value in (
        (2020, "measured", 10),
        (2024, "measured", 14),
        (2030, "forecast", 20),
        (2030, "target", 8),
    ):
        MeasurementFactory(outcome=outcome, year=year, kind=kind, value=value)
    OutcomeFactory(area=area, title="Nog niet openbaar", is_public=False)
    page = AnalysisFactory(area=area).get_absolute_url()
    text = text_of(client.get(page))
    for shown in (
        outcome.title,
        "Stoepen zijn scheef.",
        "Stoepen recht.",
        goal.title,
        "als er niets verandert: van 14%",
    ):
        assert shown in text, shown
    assert "Nog niet openbaar" not in text
    assert '<td class="wp-number">–</td>' in text and "onbekend" not in text.split("resultaten")[-1]
    client.force_login(manager)
    assert "Nog niet openbaar" in text_of(client.get(page))


def test_a_draft_is_hidden_everywhere(client, area, draft, manager):
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.get_absolute_url() not in text_of(client.get(area.get_absolute_url()))
    assert "nog geen buurtanalyse" in text_of(client.get(door("index")))
    client.force_login(person_with("board_member", area))
    assert "nog een concept" in text_of(client.get(draft.get_absolute_url()))
    actions.change_state(draft, "publish", by=manager)
    client.logout()
    text = text_of(client.get(area.get_absolute_url()))
    assert draft.get_absolute_url() in text and "<p>Buren helpen elkaar." in text
    assert draft.get_absolute_url() in text_of(client.get(door("index")))


# --- Making one ----------------------------------------------------------------------------------------


def test_several_people_make_one_buurtanalyse(client, area, manager, worker):
    theme = ThemeFactory()
    client.force_login(manager)
    year = 2026
    assert client.post(door("new"), {"area": area.pk, "year": year}).status_code == 302
    again = client.post(door("new"), {"area": area.pk, "year": year})
    assert (again.status_code, "al een buurtanalyse" in text_of(again)) == (422, True)
    assert client.post(door("new"), {"area": area.pk, "year": 1999}).status_code == 422
    analysis = Analysis.objects.get()
    client.post(door("story", analysis.pk), {"version": 1, "strengths": "<p>Hecht</p>"})

    client.force_login(worker)
    judged = {"theme": theme.pk, "score": 2, "words": "Veel eenzame mensen."}
    assert client.post(door("new_judgement", analysis.pk), judged).status_code == 302
    twice = client.post(door("new_judgement", analysis.pk), judged)
    assert (twice.status_code, "al een oordeel over dit thema" in text_of(twice)) == (422, True)
    assert client.post(door("new_judgement", analysis.pk), judged | {"score": 9}).status_code == 422
    client.post(door("new_experience", analysis.pk), {"words": "Fijne buren.", "heard": "spreekuur"})
    given = Judgement.objects.get()
    changed = {"version": 1, "theme": theme.pk, "score": 3, "words": "Het wordt beter."}
    assert client.post(door("judgement", given.pk), changed).status_code == 302
    assert client.get(door("story", analysis.pk)).status_code == 403

    board = person_with("board_member", area)
    client.force_login(board)
    assert client.get(door("new_judgement", analysis.pk)).status_code == 403
    assert (
        client.post(
            door("new_experience", analysis.pk), {"words": "Te weinig groen.", "heard": "ALV"}
        ).status_code
        == 302
    )
    assert client.post(door("judgement", given.pk), changed).status_code == 403

    client.force_login(manager)
    assert client.get(door("judgement", given.pk)).status_code == 403
    client.post(door("remove_experience", Experience.objects.get(person=board).pk))
    assert "Het wordt beter." in text_of(client.get(door("editor", analysis.pk)))
    assert client.post(door("step", analysis.pk), {"step": "publish"}).status_code == 302
    analysis.refresh_from_db()
    given.refresh_from_db()
    assert (analysis.state, given.score, Experience.objects.get().words) == ("published", 3, "Fijne buren.")
    assert client.get(door("story", analysis.pk)).status_code == 302
    refused = client.post(door("story", analysis.pk), {"version": 2, "strengths": "<p>Mijn tekst</p>"})
    assert (refused.status_code, "Mijn tekst" in text_of(refused)) == (409, True)


def test_an_outcome_is_made_measured_and_made_public(client, area, manager):
    theme = ThemeFactory()
    client.force_login(manager)
    values = {"title": "Veilig thuis", "theme": theme.pk, "indicator": "Vallen", "unit": "%", "source": "GGD"}
    assert client.post(door("new_outcome", area.slug), values | {"title": ""}).status_code == 422
    client.post(door("new_outcome", area.slug), values)
    outcome = Outcome.objects.get()
    assert "Nog geen meting" in text_of(client.get(door("outcome", outcome.pk)))
    assert (
        client.post(
            door("add_measurement", outcome.pk), {"year": 1, "kind": "x", "value": "veel"}
        ).status_code
        == 422
    )
    client.post(door("add_measurement", outcome.pk), {"year": 2025, "kind": "measured", "value": "12,5"})
    assert outcome.measurements.get().value == Decimal("12.5")
    client.post(
        door("outcome", outcome.pk), values | {"version": 1, "story": "Scheve stoepen.", "is_public": "on"}
    )
    outcome.refresh_from_db()
    assert (outcome.is_public, outcome.story) == (True, "Scheve stoepen.")
    client.post(door("remove_measurement", outcome.measurements.get().pk))
    assert not outcome.measurements.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(client, area, manager, django_assert_num_queries, number):
    analysis = AnalysisFactory(area=area)
    chapter = VisionThemeFactory(vision__area=area)
    count_people(area, 100, 110)
    for _each in range(number):
        JudgementFactory(analysis=analysis, organisation=OrganisationFactory())
        JudgementRequestFactory(analysis=analysis, organisation=OrganisationFactory())
        ExperienceFactory(analysis=analysis, theme=ThemeFactory())
        MeasurementFactory(outcome=OutcomeFactory(area=area, goal=GoalFactory(chapter=chapter)))
    for _each in range(1 + number // 6):
        count_people(AreaFactory(parent=area.parent), 100, 120)
    with django_assert_num_queries(17):
        client.get(analysis.get_absolute_url())
    for year in range(1995, 1995 + number):
        AnalysisFactory(area=area, year=year)
    with django_assert_num_queries(3):
        client.get(door("index"))
    client.force_login(manager)
    with django_assert_num_queries(9):
        client.get(door("editor", analysis.pk))
