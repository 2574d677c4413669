from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.consultations.actions.rounds import change_state, close_by_clock
from participation.consultations.models import Consultation, QuestionSet, Respondent, Response, Wish
from participation.subscriptions.models import News
from tests.factories.consultations import (
    closed_consultation,
    draft_consultation,
    make_questions,
    on_paper,
    open_consultation,
)
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    cache.clear()
    return AreaFactory(name="Noord", parent=GemeenteFactory())


@pytest.fixture
def manager(wijk):
    return person_with("area_manager", wijk, full_name="Wim Wijk")


def door(name: str, *arguments) -> str:
    return reverse(f"consultations:{name}", args=arguments)


def begun(seconds: float = 60) -> str:
    """The mark of a form that was opened so long ago."""
    return signing.dumps(timezone.now().timestamp() - seconds, salt="operations.begun")


def written(*questions: dict) -> dict:
    """A question set as its form sends it."""
    values = {"vraag-TOTAL_FORMS": str(len(questions)), "vraag-INITIAL_FORMS": str(len(questions))}
    for place, question in enumerate(questions):
        values |= {f"vraag-{place}-{name}": value for name, value in question.items()}
    return values


def test_a_set_is_written_and_copied_once_somebody_answered_it(client, wijk, manager):
    client.force_login(manager)
    values = {"title": "Wat wilt u?", "area": wijk.pk} | written(
        {"text": "Hoe woont u?", "kind": "one", "choices": "goed\n"},
        {"text": "", "kind": "text"},
        {"text": "Uw wens?", "kind": "text", "asks_wishes": "on"},
    )
    refused = client.post(door("new_set"), values)
    assert refused.status_code == 422
    assert "minstens twee keuzes" in refused.content.decode()
    assert "Hoe woont u?" in refused.content.decode()
    assert (
        client.post(
            door("new_set"), values | {"vraag-0-text": "", "vraag-0-choices": "", "vraag-2-text": ""}
        ).status_code
        == 422
    )
    values["vraag-0-choices"] = "goed\ngoed\nniet goed"
    assert client.post(door("new_set"), values).status_code == 302
    made = QuestionSet.objects.get()
    assert [(q.number, q.text, q.choices) for q in made.questions.all()] == [
        (1, "Hoe woont u?", ["goed", "niet goed"]),
        (2, "Uw wens?", []),
    ]
    page = door("question_set", made.pk)
    assert client.post(page, values | {"title": "Wat wenst u?", "version": "1"}).status_code == 302
    late = client.post(page, values | {"title": "Iets anders", "version": "1"})
    assert (late.status_code, "sloeg deze lijst net op" in late.content.decode()) == (422, True)

    found = open_consultation(area=wijk, question_set=made)
    client.post(door("paper", found.public_id), {"vraag-1": "0"})
    assert "Op deze vragen is al geantwoord" in client.get(page).content.decode()
    client.post(page, values | {"title": "Stiekem", "version": "2"})
    client.post(door("copy_set", made.pk), {"area": wijk.slug})
    copy = QuestionSet.objects.exclude(pk=made.pk).get()
    assert (copy.title, copy.copy_of, copy.questions.count()) == ("Wat wenst u? (kopie)", made, 2)
    made.refresh_from_db()
    assert made.title == "Wat wenst u?"

    everywhere = make_questions(area=wijk.parent, title="Overal")
    assert "van de hele gemeente" in client.get(door("question_set", everywhere.pk)).content.decode()
    client.post(door("question_set", everywhere.pk), values | {"version": "1"})
    client.post(door("copy_set", everywhere.pk), {"area": wijk.parent.slug})
    assert QuestionSet.objects.get(copy_of=everywhere).area == wijk
    everywhere.refresh_from_db()
    assert everywhere.title == "Overal"


def test_a_round_is_made_opened_and_closes_by_itself(client, wijk, manager):
    client.force_login(manager)
    elsewhere = make_questions(area=AreaFactory(parent=wijk.parent))
    empty = make_questions(area=wijk, questions=(), title="Leeg")
    today = timezone.localdate()
    values = {
        "area": wijk.pk,
        "title": "Rondje Noord",
        "question_set": elsewhere.pk,
        "starts_on": f"{today:%Y-%m-%d}",
        "ends_on": f"{today - timedelta(days=2):%Y-%m-%d}",
        "is_online": "on",
    }
    assert client.post(door("new"), values).status_code == 422
    values |= {"question_set": empty.pk, "ends_on": f"{today:%Y-%m-%d}"}
    assert client.post(door("new"), values).status_code == 302
    made = Consultation.objects.get()
    overview = door("overview", made.public_id)
    assert "nog geen vragen" in client.get(overview).content.decode()
    assert client.post(door("step", made.public_id), {"step": "open"}).status_code == 422
    assert client.get(made.get_absolute_url()).status_code == 404
    edited = values | {"question_set": make_questions(area=wijk).pk, "version": made.version}
    assert client.post(door("edit", made.public_id), edited).status_code == 302
    client.post(door("step", made.public_id), {"step": "open"})
    made.refresh_from_db()
    assert made.takes_answers
    assert News.objects.get().url == made.get_absolute_url()
    Consultation.objects.filter(pk=made.pk).update(
        ends_on=today - timedelta(days=1), starts_on=today - timedelta(days=3)
    )
    close_by_clock()
    made.refresh_from_db()
    assert made.state == "closed"
    assert client.get(door("edit", made.public_id))["Location"] == overview


def test_a_resident_answers_online_and_machines_do_not(client, wijk):
    made = open_consultation(area=wijk)
    street = made.streets.create(name="Kerkpad")
    page = made.get_absolute_url()
    values = {
        "begun": begun(),
        "vraag-1": "1",
        "vraag-2": ["0", "2"],
        "vraag-3": "Meer groen 🌳 و\u202eورد",
        "street": street.pk,
        "email": "An@x.example",
        "name": "An \u202e",
    }
    wrong = (
        {"begun": begun(0)},
        {"begun": "verzonnen"},
        {"website": "http://x"},
        {"vraag-1": "7"},
        {"email": "geen adres"},
        {"vraag-3": "www.a.nl www.b.nl www.c.nl"},
        {"vraag-3": "a\x00b"},
    )
    for change in wrong:
        answer = client.post(page, values | change)
        assert answer.status_code == 422, change
    long = client.post(page, values | {"vraag-3": "€" * 200_000}).content.decode()
    assert "te lang: 200.000 tekens" in long or "te lang: 200000 tekens" in long
    assert "minstens één vraag" in client.post(page, {"begun": begun(), "vraag-3": "  "}).content.decode()
    assert not Response.objects.exists()
    answer = client.post(page, values)
    assert answer["Location"] == f"{page}?bedankt=1"
    thanks = client.get(answer["Location"]).content.decode()
    assert "uw antwoorden zijn binnen" in thanks
    assert reverse("reach:tell", args=[f"consultations-{made.public_id}"]) in thanks
    response = Response.objects.get()
    assert (response.channel, response.street, response.counts, response.entered_by) == (
        "online",
        street,
        True,
        None,
    )
    assert [(a.text, a.choices) for a in response.answers.all()] == [
        ("", [1]),
        ("", [0, 2]),
        ("Meer groen 🌳 و\u202eورد", []),
    ]
    assert (response.respondent.email, response.respondent.name) == ("an@x.example", "An")
    assert Wish.objects.get().card_count == 1
    change_state(made, "close", by=None)
    assert client.post(page, values).status_code == 200
    assert Response.objects.count() == 1


def test_paper_is_entered_by_the_pile_and_the_manager_says_what_counts(client, wijk, manager):
    made = open_consultation(area=wijk)
    street = made.streets.create(name="Kerkpad")
    worker = person_with("community_worker", wijk)
    client.force_login(worker)
    paper = door("paper", made.public_id)
    assert client.post(paper, {"email": "an@x.example"}).status_code == 422
    answer = client.post(paper, {"vraag-1": "0", "vraag-3": "Een bankje", "street": street.pk})
    assert answer["Location"] == f"{paper}?straat={street.pk}"
    page = client.get(answer["Location"]).content.decode()
    assert "Formulier 2" in page
    assert f'value="{street.pk}" selected' in page
    response = Response.objects.get()
    assert (response.entered_by, Respondent.objects.count(), Wish.objects.get().title) == (
        worker,
        0,
        "Een bankje",
    )

    forms = door("responses", made.public_id)
    client.post(forms, {"response": response.pk, "counts": "nee"})
    response.refresh_from_db()
    assert response.counts
    client.force_login(manager)
    for counts, cards in (("nee", 0), ("nee", 0), ("ja", 1)):
        client.post(forms, {"response": response.pk, "counts": counts})
        assert Wish.objects.get().card_count == cards
    other = on_paper(open_consultation(area=wijk), wish="Iets")
    for number in (other.pk, "x", "9" * 30):
        assert client.post(forms, {"response": number, "counts": "nee"}).status_code == 404


def test_queries_do_not_grow(client, wijk, manager):
    made = open_consultation(area=wijk)
    pages = {
        door("index"): 2,
        made.get_absolute_url(): 4,
        door("workbench"): 6,
        door("overview", made.public_id): 9,
        door("responses", made.public_id): 7,
        door("wishes", made.public_id): 10,
        door("numbers", made.public_id): 12,
    }
    for extra in (3, 30):
        for number in range(extra):
            on_paper(made, wish=f"Wens {number}")
            draft_consultation(area=wijk, title=f"Ronde {number}")
        found = {}
        for address in pages:
            client.logout()
            if "/werk/" in address:
                client.force_login(manager)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[address] = len(queries)
        assert found == pages


def test_what_is_no_more_or_elsewhere_is_not_found(client, wijk):
    made = closed_consultation("Een wens", area=wijk)
    client.force_login(person_with("area_manager", AreaFactory(parent=wijk.parent)))
    for name in ("overview", "edit", "paper", "responses"):
        assert client.get(door(name, made.public_id)).status_code == 404
    assert client.get(door("question_set", made.question_set_id)).status_code == 404
