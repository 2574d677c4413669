import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.signals.actions.handling import move_signal
from participation.signals.states import DIRECT
from programmes.approaches.models import Approach, Mandate, Party, Question
from tests.factories.approaches import ApproachFactory, MandateFactory, PartyFactory, QuestionFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def door(name, *arguments):
    return reverse(f"approaches:{name}", args=arguments)


def test_a_question_is_written_down_analysed_and_agreed(client, area, manager):
    client.force_login(manager)
    assert client.post(door("new_question"), {"title": "Het plein?"}).status_code == 422
    client.post(door("new_question"), {"area": area.pk, "title": "Het plein?", "problem": "Overlast"})
    question = Question.objects.get()
    for name, interest in (("Jongeren", 5), ("Winkeliers", 4)):
        values = {"name": name, "interest": interest, "influence": 2, "stance": "for", "role": "meedenker"}
        client.post(door("new_party", question.pk), {**values, "responsibility": "Komt met ideeën"})
    twin = client.post(
        door("new_party", question.pk),
        {"name": "jongeren", "interest": 9, "influence": 2, "stance": "for"},
    )
    assert (twin.status_code, "Deze partij staat er al." in text_of(twin)) == (422, True)
    refused = client.post(door("change_question", question.pk))
    assert (refused.status_code, "eigen plan" in text_of(refused)) == (422, True)
    values = {"version": 1, "title": "Het plein?", "has_script": "False", "has_power": "False"}
    client.post(door("edit_question", question.pk), values)
    text = text_of(client.get(question.get_absolute_url()))
    for shown in ("Faciliterend", "<svg", "1. Jongeren", "goed informeren", "Rollen zijn afgesproken"):
        assert shown in text
    client.post(door("change_question", question.pk))
    question.refresh_from_db()
    assert question.is_agreed
    party = Party.objects.get(name="Jongeren")
    late = client.post(
        door("edit_party", party.pk),
        {"version": 1, "name": "Kinderen", "interest": 5, "influence": 2, "stance": "for"},
    )
    assert (late.status_code, "Kinderen" in text_of(late)) == (409, True)
    assert client.post(door("change_question", question.pk), {"reason": " "}).status_code == 422


def test_a_signal_to_direct_becomes_a_question_in_one_step(client, area, manager):
    signal = SignalFactory(area=area, text="Jongeren, drank en lawaai bij de brug")
    client.force_login(manager)
    page, step = (
        reverse("signals:overview", args=[signal.public_id]),
        door("question_of_signal", signal.public_id),
    )
    assert step not in text_of(client.get(page))
    move_signal(signal, DIRECT, by=manager, text="Wij zoeken het uit.")
    move_signal(
        signal,
        "bring_together",
        by=manager,
        text="Wij praten met iedereen.",
        analysis="Jongeren en buren.",
        has_script=False,
        has_power=True,
    )
    assert step in text_of(client.get(page))
    for _again in range(2):
        client.post(step)
    made = Question.objects.get()
    assert (made.title, made.problem, made.has_script, made.has_power) == (
        signal.title,
        "Jongeren en buren.",
        False,
        True,
    )
    assert made.get_absolute_url() in text_of(client.get(page))
    assert page in text_of(client.get(made.get_absolute_url()))
    client.force_login(person_with("area_manager", AreaFactory()))
    assert client.post(step).status_code == 404


def test_a_question_elsewhere_and_its_parties_do_not_exist(client, area, manager):
    party = PartyFactory(question=QuestionFactory(area=AreaFactory(parent=area.parent)))
    client.force_login(manager)
    assert client.get(door("question", party.question.pk)).status_code == 404
    assert client.get(door("edit_party", party.pk)).status_code == 404
    assert party.question.title not in text_of(client.get(door("questions")))


def test_a_project_warns_while_roles_are_not_agreed(client, area, manager):
    project = ProjectFactory(area=area, state="planned", cost_total=250_000)
    client.force_login(manager)
    address = reverse("projects:edit", args=[project.public_id])
    assert "Dit is een groot plan." in text_of(client.get(address))
    question = QuestionFactory(area=area, project=project)
    assert question.title in text_of(client.get(address))
    client.logout()
    project.published_at = "2026-01-01T00:00Z"
    project.save()
    assert "Spreek eerst de rollen af" not in text_of(client.get(project.get_absolute_url()))


def test_anyone_reads_who_decides_and_only_the_beheerder_writes_it(client, area):
    client.force_login(person_with("administrator"))
    wrong = {"area": area.pk, "who": "x", "what": "y", "decision": "z", "since": "2026-02-01"}
    assert client.post(door("new_mandate"), {**wrong, "until": "2026-01-01"}).status_code == 422
    assert client.post(door("new_mandate"), {**wrong, "up_to": "-1"}).status_code == 422
    client.post(door("new_mandate"), {**wrong, "who": "de wijkmanager", "up_to": "1000"})
    client.post(door("edit_mandate", Mandate.objects.get().pk), {**wrong, "up_to": "2500"})
    assert Mandate.objects.get().up_to == 2500
    client.logout()
    assert "€ 2.500" in text_of(client.get(door("area_mandates", area.slug)))
    assert "Wie mag wat beslissen?" in text_of(client.get(area.get_absolute_url()))


def test_an_approach_is_public_from_its_start(client, area):
    project = ProjectFactory(area=area, title="Buurtkamer", published_at="2026-01-01T00:00Z", state="done")
    hidden = ProjectFactory(area=area, title="Geheim plan")
    client.force_login(person_with("administrator"))
    values = {"kind": "village", "title": "Dorp vooruit", "first_year": 2025, "last_year": 2024}
    assert client.post(door("new_approach"), {**values, "areas": [area.pk]}).status_code == 422
    client.post(door("new_approach"), {**values, "last_year": 2028, "areas": [area.pk]})
    approach = Approach.objects.get()
    more = {**values, "last_year": 2028, "areas": [area.pk], "projects": [project.pk, hidden.pk]}
    client.post(door("edit_approach", approach.pk), more)
    client.logout()
    for address in (door("index"), area.get_absolute_url()):
        assert "Dorp vooruit" not in text_of(client.get(address))
    assert client.get(approach.get_absolute_url()).status_code == 404
    client.force_login(person_with("administrator"))
    client.post(door("change_approach", approach.pk), {"step": "start_approach"})
    assert client.post(door("change_approach", approach.pk), {"step": "finish_approach"}).status_code == 422
    assert client.post(door("change_approach", approach.pk), {"step": "onzin"}).status_code == 404
    client.logout()
    for address in (door("index"), area.get_absolute_url()):
        assert "Dorp vooruit" in text_of(client.get(address))
    text = text_of(client.get(approach.get_absolute_url()))
    assert "Buurtkamer" in text and "Geheim plan" not in text
    assert "1 van 1 projecten klaar" in text


def test_empty_pages_say_what_will_come(client, area, manager):
    assert "Er loopt nu geen bijzondere aanpak" in text_of(client.get(door("index")))
    assert "Hier staat nog geen mandaat" in text_of(client.get(door("area_mandates", area.slug)))
    client.force_login(manager)
    assert "Nog geen vraagstukken" in text_of(client.get(door("questions")))


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_queries_at_any_size(client, area, manager, rows):
    question = QuestionFactory(area=area)
    PartyFactory.create_batch(rows, question=question)
    QuestionFactory.create_batch(rows - 1, area=area)
    MandateFactory.create_batch(rows, area=area)
    projects = [ProjectFactory(area=area, published_at="2026-01-01T00:00Z") for _each in range(rows)]
    approaches = [ApproachFactory(areas=[area], projects=projects) for _each in range(rows)]
    public = [door("area_mandates", area.slug), door("index"), approaches[0].get_absolute_url()]
    counts = [queries_of(client, address) for address in public]
    client.force_login(manager)
    client.get(door("questions"))
    counts += [queries_of(client, address) for address in (door("questions"), question.get_absolute_url())]
    assert counts == [4, 3, 4, 5, 6]


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
