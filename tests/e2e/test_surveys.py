"""A survey from concept to outcome: who holds it, a resident with a code on a phone, and paper typed over by keys."""

import pytest
from django.urls import reverse

from participation.surveys.actions import keep_answers, make_codes
from participation.surveys.models import Survey, SurveyAnswers
from tests.factories.roles import person_with
from tests.factories.surveys import CONTENT, SOUR
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.people.codes import written

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_residents_answer_and_everyone_sees_what_came_out(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))
    manager = person_with("area_manager", wijk, full_name="Wim Wijk")
    sign_in(page, manager)
    page.goto(reverse("surveys:new"))
    page.get_by_label("Voor welk gebied?").select_option(label="Noord")
    page.get_by_label("Hoe heet de peiling?").fill("Hoe gaat het in Noord?")
    page.get_by_label("één antwoord per huishouden").check()
    check_accessible(page)
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("link", name="Eigen vraag toevoegen").click()
    page.get_by_label("Wat vraagt u?").fill("Wat is het fijnst?")
    page.get_by_label("De antwoorden").fill("rust\ngroen")
    page.get_by_role("button", name="Vraag opslaan").click()
    page.get_by_text("De vraag staat erbij.").wait_for()
    made = Survey.objects.get()
    code, *_rest = make_codes(made, size=3, by=None)
    page.reload()
    check_accessible(page)
    page.get_by_role("button", name="Openen").click()
    page.get_by_text("De stand is nu").wait_for()

    # The address behind the QR square of the letter: the code is in its field and in no log.
    page.goto(f"{made.get_absolute_url()}#{written(code)}")
    assert page.get_by_label("Uw code").input_value() == written(code)
    assert "#" not in page.url
    check_accessible(page)
    page.watch.allowed = ["status of 422"]
    page.get_by_role("button", name="Antwoorden versturen").click()
    page.get_by_text("Geef minstens één antwoord").first.wait_for()
    page.get_by_role("radio", name="ja, goed").check()
    page.get_by_role("radio", name="tamelijk positief").check()
    page.get_by_role("button", name="Antwoorden versturen").click()
    page.get_by_role("heading", name="Dank u wel").wait_for()
    check_accessible(page)
    assert SurveyAnswers.objects.get().values == {"awareness": "well", "appreciation": "fairly_positive"}

    # On paper, by keys alone: well, negative, nothing at the third, no, and the second answer of our own question.
    page.goto(reverse("surveys:paper", args=[made.public_id]))
    check_accessible(page)
    page.locator("input[name='awareness']").first.focus()
    for key in "14032":
        page.keyboard.press(key)
    page.get_by_role("button", name="Bewaren en volgende").click()
    page.get_by_text("Het formulier is ingevoerd").wait_for()
    assert SurveyAnswers.objects.get(channel="paper").values == {
        "awareness": "well",
        "appreciation": "fairly_negative",
        "taking_part": "not",
        "own1": "1",
    }
    for values in [CONTENT] * 12 + [SOUR] * 8:
        keep_answers(made, values, channel="paper")
    page.goto(reverse("surveys:overview", args=[made.public_id]))
    page.get_by_role("button", name="Sluiten").click()
    page.get_by_role("heading", name="Uitkomst (nog niet bekendgemaakt)").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Uitkomst bekendmaken").click()
    page.get_by_text("uitkomst bekend").first.wait_for()
    page.goto(made.get_absolute_url())
    assert page.get_by_text("22 mensen antwoordden").is_visible()
    check_accessible(page)
    page.get_by_role("link", name="Noord door de jaren").click()
    page.get_by_role("heading", name="Waardering en bekendheid").wait_for()
    check_accessible(page)
