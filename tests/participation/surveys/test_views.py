import io

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.surveys.documents import print_forms
from participation.surveys.models import Survey, SurveyAnswers, SurveyQuestion
from tests.factories.roles import person_with
from tests.factories.surveys import CONTENT, draft_survey, open_survey, published_survey
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.people.codes import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    cache.clear()
    return AreaFactory(name="Noord", parent=GemeenteFactory())


@pytest.fixture
def manager(wijk):
    return person_with("area_manager", wijk, full_name="Wim Wijk")


def door(name: str, *arguments) -> str:
    return reverse(f"surveys:{name}", args=arguments)


def test_a_resident_answers_with_the_code_of_the_letter_and_guessing_is_counted(client, wijk):
    made, (code, *_rest) = open_survey(area=wijk, codes=2)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Anoniem" in page
    assert "Wat is het fijnst?" in page
    nothing = client.post(made.get_absolute_url(), {"code": code})
    assert (nothing.status_code, "minstens één antwoord" in nothing.content.decode()) == (422, True)
    wrong = client.post(made.get_absolute_url(), {"code": "BBBB-CCCC-DDDD", "awareness": "well"})
    assert wrong.status_code == 422
    assert "hoort niet bij deze peiling" in wrong.content.decode()
    assert (
        'value="well" id="id_awareness_0" class="" checked' in wrong.content.decode()
        or "checked" in wrong.content.decode()
    )
    answer = client.post(
        made.get_absolute_url(), {"code": written(code).lower(), **CONTENT, "own1": "1", "solved": "onzin"}
    )
    assert answer.status_code == 422  # an answer that is none
    answer = client.post(made.get_absolute_url(), {"code": written(code).lower(), **CONTENT, "own1": "1"})
    assert answer["Location"] == door("thanks", made.public_id)
    assert SurveyAnswers.objects.get().values == CONTENT | {"own1": "1"}
    assert client.get(answer["Location"]).status_code == 200
    tries = [
        client.post(made.get_absolute_url(), {"code": "BBBB-CCCC-DDDD", "awareness": "well"}).status_code
        for _time in range(22)
    ]
    assert tries[-1] == 429


def test_everyone_reads_the_outcome_the_years_and_the_data(client, wijk):
    year = timezone.localdate().year
    now = published_survey(40, 10, area=wijk, year=year, title="Peiling van nu")
    published_survey(20, 30, area=wijk, year=year - 1)
    published_survey(9, 9, area=AreaFactory(name="Zuid", parent=wijk.parent), year=year)
    page = client.get(now.get_absolute_url()).content.decode()
    assert "50 mensen antwoordden" in page
    assert "80%" in page
    assert "<svg" in page
    trends = client.get(door("trends"), {"gebied": wijk.slug}).content.decode()
    assert f"{year - 1} – {year}: van 40% naar 80%. Dit is meer dan toeval: het steeg." in trends
    both = client.get(door("trends")).content.decode()
    assert "Noord en Zuid verschillen meer dan door toeval" in both
    assert client.get(door("trends"), {"gebied": "bestaat-niet"}).status_code == 200
    rows = client.get(door("measures")).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 13
    assert rows[1].startswith(f"Noord;{year - 1};kent de wijkaanpak;1;50;40,0;27,")
    assert "Peiling van nu" in client.get(door("index")).content.decode()
    assert client.get(draft_survey(area=wijk).get_absolute_url()).status_code == 404
    area_page = client.get(wijk.get_absolute_url()).content.decode()
    assert f"In {year} antwoordden 50 mensen" in area_page


def test_a_wijkmanager_makes_opens_and_repeats_a_survey(client, wijk, manager):
    client.force_login(manager)
    today = timezone.localdate()
    values = {
        "area": wijk.pk,
        "title": "Buurtpeiling",
        "year": today.year,
        "starts_on": today.isoformat(),
        "ends_on": today.isoformat(),
        "access": "code",
        "addresses": "300",
    }
    late = client.post(door("new"), values | {"ends_on": "2020-01-01", "access": "link"})
    assert late.status_code == 422
    assert "niet voor de eerste" in late.content.decode()
    assert "Laat het leeg" in late.content.decode()
    client.post(door("new"), values)
    made = Survey.objects.get()
    overview = door("overview", made.public_id)
    assert "geen codes gemaakt" in client.get(overview).content.decode()
    bad = client.post(
        door("add_question", made.public_id), {"text": "Kleur?", "kind": "choice", "options": "rood"}
    )
    assert (bad.status_code, "minstens twee" in bad.content.decode()) == (422, True)
    client.post(
        door("add_question", made.public_id),
        {"text": "Kleur?", "kind": "choice", "options": "rood\nblauw\nrood"},
    )
    question = SurveyQuestion.objects.get()
    assert question.options == ["rood", "blauw"]
    client.post(door("edit_question", question.pk), {"text": "Wat mist u?", "kind": "text", "options": "x"})
    question.refresh_from_db()
    assert (question.text, question.options) == ("Wat mist u?", [])
    assert client.post(door("codes", made.public_id), {"size": "0", "file": "xlsx"}).status_code == 422
    file = client.post(door("codes", made.public_id), {"size": "3", "file": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[1][3].endswith(f"{made.get_absolute_url()}#{rows[1][2]}")
    client.post(door("codes", made.public_id), {"withdraw": "1"})
    assert not made.codes.exists()
    client.post(door("codes", made.public_id), {"size": "3", "file": "xlsx"})
    client.post(door("step", made.public_id), {"step": "open"})
    made.refresh_from_db()
    assert made.state == "open"
    assert client.get(door("edit", made.public_id))["Location"] == overview
    bad = client.post(door("repeat", made.public_id), {"year": "1"})
    assert bad.status_code == 422
    client.post(
        door("repeat", made.public_id),
        {
            "areas": [wijk.pk],
            "year": today.year + 1,
            "starts_on": today.isoformat(),
            "ends_on": today.isoformat(),
        },
    )
    again = Survey.objects.exclude(pk=made.pk).get()
    assert (again.year, again.addresses, again.questions.count()) == (today.year + 1, 300, 1)
    client.post(door("edit_question", again.questions.get().pk), {"remove": "1"})
    assert not again.questions.exists()
    client.force_login(person_with("area_manager", AreaFactory(parent=wijk.parent)))
    assert client.get(overview).status_code == 404


def test_paper_is_typed_over_one_after_another(client, wijk):
    made, (code, *_rest) = open_survey(area=wijk, codes=2)
    client.force_login(person_with("community_worker", wijk))
    paper = door("paper", made.public_id)
    client.post(paper, {"awareness": "well", "code": ""})
    client.post(paper, {"awareness": "not", "code": code})
    twice = client.post(paper, {"awareness": "not", "code": code})
    assert (twice.status_code, "al geantwoord" in twice.content.decode()) == (422, True)
    assert "2 formulieren ingevoerd" in client.get(paper).content.decode()
    client.post(paper, {"undo": "1"})
    assert SurveyAnswers.objects.get().values == {"awareness": "well"}
    client.post(paper, {"undo": "1"})
    assert SurveyAnswers.objects.count() == 1
    assert client.post(door("step", made.public_id), {"step": "close"})["Location"]
    made.refresh_from_db()
    assert made.state == "open"  # who enters does not run it


def test_the_form_on_paper_is_accessible_with_two_pages_each(wijk, tmp_path):
    made = draft_survey(area=wijk, intro="Wijkaanpak: samen maken wij de wijk beter.")
    printed = print_forms(made, ["BBBBCCCCDDDD", "FFFFGGGGHHHH"], gemeente())
    assert printed.pages == 4
    path = tmp_path / "peiling.pdf"
    path.write_bytes(printed.content)
    assert_pdf_ua(path)


def test_lists_and_trends_ask_as_much_of_one_as_of_thirty(client, wijk, manager):
    client.force_login(manager)

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address).status_code == 200
        return len(found)

    addresses = [door("workbench"), door("index"), door("trends"), f"{door('trends')}?gebied={wijk.slug}"]
    first = published_survey(6, 6, area=wijk)
    before = [queries(address) for address in addresses]
    fields = {"area": wijk, "title": "x", "starts_on": first.starts_on, "ends_on": first.ends_on}
    Survey.objects.bulk_create(
        Survey(**fields, state="published", year=2000 + number, outcome=first.outcome, public_id=f"p{number}")
        for number in range(30)
    )
    assert [queries(address) for address in addresses] == before
