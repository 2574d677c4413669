import io
import re

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.visitations import begun, first_recommendation, published, visited
from wijkportaal.portal.visitations.models import Questionnaire, Visitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Grou", slug="grou", parent=GemeenteFactory())


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_report_is_public_with_its_years_and_as_pdf(client, area, django_assert_num_queries):
    this = timezone.localdate().year
    hidden = visited(AreaFactory(name="Geheim", parent=area.parent))
    published(area, year=this - 1, score=2)
    report = published(area, year=this, score=4)
    index = reverse("visitations:index")
    text = text_of(client.get(index, {"page": "9" * 30}))
    assert "Grou" in text and "Geheim" not in text
    assert client.get(hidden.get_absolute_url()).status_code == 404
    with django_assert_num_queries(9):
        text = text_of(client.get(report.get_absolute_url()))
    for words in (
        "Kies drie doelen.",
        "Dat doen wij.",
        "Marga Wolters",
        "Gemiddelde score per thema in Grou",
    ):
        assert words in text
    paper = client.get(reverse("visitations:paper", args=[report.public_id]))
    pages = pypdf.PdfReader(io.BytesIO(paper.content)).pages
    assert "Kies drie doelen." in " ".join(page.extract_text() for page in pages)


def test_forms_keep_what_was_typed_and_take_nonsense(client, area):
    client.force_login(person_with("area_manager", area))
    made = begun(area)
    theme = reverse("visitations:theme", args=[made.public_id, "focus"])
    statement = made.questionnaire.statements.first()
    wrong = client.post(theme, {f"score_{statement.pk}": "9", f"why_{statement.pk}": "Daarom."})
    assert wrong.status_code == 422 and "Daarom." in wrong.content.decode()
    right = client.post(theme, {f"score_{statement.pk}": "4", "next": "1"})
    assert right.url == reverse("visitations:theme", args=[made.public_id, "execution"])
    assert list(made.scores.values_list("value", flat=True)) == [4]
    evidence = reverse("visitations:evidence", args=[made.public_id, "focus"])
    for nonsense in (
        {"remove": "9" * 30},
        {"statement": "x", "kind": "project", "key": "\x00"},
        {"statement": str(statement.pk), "kind": "budget", "key": "nergens"},
    ):
        assert client.post(evidence, nonsense).status_code == 302
    client.post(evidence, {"statement": str(statement.pk), "kind": "budget", "key": "grou"})
    assert [each.title for each in made.evidence.all()] == ["Geld van Grou"]
    found = text_of(client.get(theme, {"zoek": "/gebieden/grou/geld"}))
    assert "Geld van Grou" in found and f'action="{evidence}"' in found and "<h1>Focus</h1>" in found
    assert client.get(reverse("visitations:theme", args=[made.public_id, "niets"])).status_code == 404
    visit = reverse("visitations:visit", args=[made.public_id])
    made.refresh_from_db()
    refused = client.post(visit, {"version": made.version, "who": "Marga"})
    assert refused.status_code == 422 and "Regel 1" in refused.content.decode()
    client.post(visit, {"version": made.version, "visit_on": "2026-10-01", "who": "Marga; ; Elzenbroek\n"})
    assert [str(each) for each in made.visitors.all()] == ["Marga, Elzenbroek"]
    new = client.post(reverse("visitations:new"), {"area": area.pk, "year": "99999999999999999999"})
    assert new.status_code == 422


def test_who_goes_about_a_recommendation_opens_only_that(client, area, django_assert_num_queries):
    clerk = person_with("department", area)
    report = published(area, responsible=clerk)
    advice = reverse("visitations:recommendation", args=[report.public_id, 1])
    client.force_login(clerk)
    assert "Kies drie doelen." in text_of(client.get(advice))
    follow = reverse("visitations:follow", args=[report.public_id, 1])
    refused = client.post(follow, {"step": "finish", "reason": " "})
    assert refused.status_code == 422
    client.post(follow, {"step": "finish", "reason": "Gedaan in mei."})
    assert first_recommendation(report).note == "Gedaan in mei."
    assert client.get(reverse("visitations:theme", args=[report.public_id, "focus"])).status_code == 403
    assert (
        client.get(reverse("visitations:recommendation", args=[report.public_id, 99999])).status_code == 404
    )
    client.force_login(person_with("administrator"))
    workbench = reverse("visitations:workbench")
    client.get(workbench)
    with django_assert_num_queries(5):
        client.get(workbench)
    for number in range(5):
        begun(AreaFactory(parent=area.parent), year=2020 + number)
    with django_assert_num_queries(5):
        client.get(workbench)
    assert Visitation.objects.count() == 6


def test_the_questionnaire_is_renewed_and_who_was_busy_keeps_theirs(client, area):
    this = timezone.localdate().year
    old = published(area, year=this - 1, score=2)
    busy = begun(AreaFactory(parent=area.parent), year=this)
    client.force_login(person_with("area_manager", area))
    assert client.get(reverse("visitations:questionnaires")).status_code == 403
    client.force_login(person_with("administrator"))
    draft = client.post(reverse("visitations:new_questionnaire")).url
    assert (
        client.post(reverse("visitations:new_questionnaire")).url
        == draft
        == reverse("visitations:questionnaire", args=[2])
    )
    made = Questionnaire.objects.get(number=2)
    first, second, third = made.statements.filter(theme="focus")
    typed = {f"text_{each.pk}": each.text for each in made.statements.all()} | {
        "name": "Kort",
        "version": made.version,
    }
    typed |= {
        f"text_{first.pk}": "Wij kiezen.",
        f"text_{second.pk}": "Wij stoppen.",
        f"other_{second.pk}": "on",
    }
    typed |= {f"text_{third.pk}": "", "new_focus_0": "Wij kiezen."}
    twice = client.post(draft, typed)
    assert twice.status_code == 422 and "Deze stelling staat er al." in twice.content.decode()
    assert client.post(draft, typed | {"new_focus_0": "Wij leren."}).status_code == 302
    late = client.post(draft, typed | {"new_focus_0": "Te laat."})
    assert (
        late.status_code == 422
        and "intussen ook gewijzigd" in late.content.decode()
        and "Te laat." in late.content.decode()
    )
    asked = list(made.statements.filter(theme="focus").values_list("code", "text"))
    assert asked == [
        (first.code, "Wij kiezen."),
        ("wij-stoppen", "Wij stoppen."),
        ("wij-leren", "Wij leren."),
    ]
    # Until it is taken into use nobody gets it; from then on whoever begins does, and it is fixed.
    step = reverse("visitations:questionnaire_step", args=[2])
    assert begun(AreaFactory(parent=area.parent), year=this).questionnaire.number == 1
    client.post(step, {"step": "take_into_use"})
    assert client.post(reverse("visitations:drop_questionnaire", args=[2])).url == draft
    assert "Wij stoppen." in text_of(client.get(draft)) and client.post(draft, typed).status_code == 200
    renewed = published(area, year=this, score=4)
    assert (renewed.questionnaire.number, old.questionnaire.number, busy.questionnaire.number) == (2, 1, 1)
    report = text_of(client.get(renewed.get_absolute_url()))
    assert "Vergeleken zijn de 13 stellingen" in report
    assert text_of(client.get(reverse("visitations:questionnaires"))).count("vervangen") == 1
    client.post(reverse("visitations:new_questionnaire"))
    client.post(reverse("visitations:drop_questionnaire", args=[3]))
    assert list(Questionnaire.objects.values_list("number", flat=True)) == [2, 1]
    assert client.get(reverse("visitations:questionnaire", args=[10**9])).status_code == 404


def test_who_begins_one_that_is_there_is_told_so_and_reads_what_is_fixed(client, area):
    client.force_login(person_with("area_manager", area))
    held = visited(area)
    begin = {"area": area.pk, "year": str(held.year)}
    text = text_of(client.post(reverse("visitations:new"), begin, follow=True))
    assert "Deze visitatie was er al." in text and "is begonnen" not in text
    theme = reverse("visitations:theme", args=[held.public_id, "focus"])
    fields = re.findall(
        r"<(?:input|textarea)[^>]* name=\"(?:score|why)_\d+\"[^>]*>", text_of(client.get(theme))
    )
    assert fields and all(" disabled" in field for field in fields)
    elsewhere = {"area": AreaFactory(parent=area.parent).pk, "year": "2031"}
    client.force_login(person_with("administrator", area.parent))
    assert "De visitatie is begonnen." in text_of(
        client.post(reverse("visitations:new"), elsewhere, follow=True)
    )
