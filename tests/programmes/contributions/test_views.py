import pytest
from django.urls import reverse

from programmes.contributions.models import Amendment, Remark
from programmes.yearly import actions as yearly
from programmes.yearly.models import Part, Programme, TemplatePart
from tests.factories.contributions import RemarkFactory, supplier
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.yearly import EntryFactory, PartFactory
from tests.programmes.contributions.test_actions import days, write
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


def address(name, thing):
    return reverse(f"contributions:{name}", args=[thing.pk])


def text_of(answer):
    return answer.content.decode()


def test_a_supplier_sees_what_is_asked_and_nothing_else(client, part, programme, writer):
    client.force_login(writer)
    page = text_of(client.get(reverse("contributions:mine")))
    assert "De woningcorporatie" in page
    assert "Voorwoord" not in page
    other = programme.parts.get(kind="foreword")
    for name in ("part", "read", "versions", "compare", "remark", "picture", "ask", "hand_back"):
        assert client.get(address(name, other)).status_code == 404
    for name in ("ask", "hand_back"):
        assert client.get(address(name, part)).status_code == 403


def test_mine_says_that_nothing_is_asked(client, area):
    client.force_login(person_with("partner", area))
    assert "Er is nu niets van u nodig" in text_of(client.get(reverse("contributions:mine")))


@pytest.mark.parametrize("parts", [1, 30])
def test_mine_costs_the_same_queries_at_any_size(
    client, area, corporatie, writer, programme, parts, django_assert_num_queries
):
    for _each in range(parts):
        PartFactory(programme=programme, kind="housing", supplier=corporatie)
    client.force_login(writer)
    client.get(reverse("contributions:mine"))
    with django_assert_num_queries(10):
        client.get(reverse("contributions:mine"))


@pytest.mark.parametrize("parts", [1, 30])
def test_progress_costs_the_same_queries_at_any_size(
    client, area, corporatie, manager, writer, programme, parts, django_assert_num_queries
):
    for _each in range(parts):
        PartFactory(programme=programme, kind="housing", supplier=OrganisationFactory(areas=[area]))
    client.force_login(manager)
    client.get(address("progress", programme))
    with django_assert_num_queries(8):
        client.get(address("progress", programme))


def test_writing_saves_and_leads_to_reading_and_signing(client, part, writer):
    client.force_login(writer)
    assert client.get(address("part", part)).status_code == 200
    answer = client.post(address("part", part), {"version": 1, "title": "Thuis", "text": "Wij bouwen."})
    assert answer["Location"] == address("read", part)
    part.refresh_from_db()
    answer = client.post(address("step", part), {"step": "sign_off", "version": part.version}, follow=True)
    assert "is afgetekend. Dank u wel!" in text_of(answer)
    assert client.get(address("part", part))["Location"] == address("read", part)
    client.post(address("step", part), {"step": "reopen"})
    part.refresh_from_db()
    assert part.state == "writing"


def test_a_sign_off_of_an_older_text_shows_the_text_of_now(client, part, writer, manager):
    part = write(part, "Wij bouwen.", by=writer)
    write(part, "Wij slopen.", by=manager)
    client.force_login(writer)
    answer = client.post(address("step", part), {"step": "sign_off", "version": part.version})
    assert answer.status_code == 409
    assert "Anna Bakker heeft de tekst net gewijzigd" in text_of(answer)
    assert "Wij slopen." in text_of(answer)


def test_a_deadline_that_passes_keeps_what_was_typed_for_a_new_date(client, part, writer, manager):
    client.force_login(writer)
    Part.objects.filter(pk=part.pk).update(due_on=days(-1))
    typed = {"version": 1, "title": "Thuis", "text": "Met moeite geschreven"}
    answer = client.post(address("part", part), typed)
    assert answer.status_code == 409
    assert "Met moeite geschreven" in text_of(answer)
    assert "Vraag de wijkmanager om een nieuwe datum" in text_of(answer)
    answer = client.get(address("part", part), follow=True)
    assert "is bewaard" in text_of(answer)
    assert "De inleverdatum is voorbij" in text_of(answer)
    part.refresh_from_db()
    yearly.ask_of_part(part, {"due_on": days(3)}, version=part.version, by=manager)
    assert "Met moeite geschreven" in text_of(client.get(address("part", part)))


def test_a_text_of_200_kilobytes_gets_a_clear_answer_and_is_kept(client, part, writer):
    client.force_login(writer)
    text = "woord " * 34_000
    answer = client.post(address("part", part), {"version": 1, "title": "Thuis", "text": text})
    assert answer.status_code == 422
    assert "tekens te lang. Er passen 8000 tekens." in text_of(answer)
    assert "woord woord woord" in text_of(answer)
    part.refresh_from_db()
    assert part.text == ""


def test_a_remark_is_made_at_a_passage_answered_and_settled(client, part, writer, manager):
    write(part, "Wij bouwen.</p><p>In mei.", by=writer)
    client.force_login(manager)
    form = text_of(client.get(address("remark", part) + "?alinea=2"))
    assert "In mei.</textarea>" in form.replace("\n", "")
    assert client.post(address("remark", part), {"quote": "In mei.", "text": ""}).status_code == 422
    client.post(address("remark", part), {"quote": "In mei.", "text": "Welke dag?"})
    remark = Remark.objects.get()
    client.force_login(writer)
    assert "Welke dag?" in text_of(client.get(address("read", part)))
    assert client.post(address("answer", remark), {"do": "reply", "text": ""}).status_code == 422
    client.post(address("answer", remark), {"do": "reply", "text": "De vijfde."})
    assert "De vijfde." in text_of(client.get(address("read", part)))
    client.post(address("answer", remark), {"do": "resolve"})
    assert "1 opgeloste opmerking" in text_of(client.get(address("read", part)))


def test_a_remark_of_another_organisation_is_not_there(client, programme, area):
    remark = RemarkFactory(part=programme.parts.get(kind="foreword"))
    client.force_login(supplier(OrganisationFactory(areas=[area]), area))
    assert client.post(address("answer", remark), {"do": "resolve"}).status_code == 404


def test_the_wijkmanager_reminds_hands_back_and_asks(client, programme, part, writer, manager):
    part = write(part, "Veel te lang " * 200, by=writer)
    yearly.sign_off(part, version=part.version, by=writer)
    client.force_login(manager)
    page = text_of(client.get(address("progress", programme)))
    for shown in ("afgetekend", "250 woorden te lang", "Cor Poratie"):
        assert shown in page
    past = {"reason": "Korter graag.", "due_on": days(-1).isoformat()}
    assert client.post(address("hand_back", part), past).status_code == 422
    client.post(address("hand_back", part), {"reason": "Korter graag.", "due_on": days(5).isoformat()})
    part.refresh_from_db()
    assert (part.state, part.due_on) == ("returned", days(5))
    Letter.objects.all().delete()
    answer = client.post(address("remind", programme), follow=True)
    assert "1 persoon krijgt een e-mail: Cor Poratie." in text_of(answer)
    answer = client.post(address("remind", programme), {"organisation": part.supplier_id}, follow=True)
    assert "kreeg vandaag al een e-mail" in text_of(answer)
    assert Letter.objects.count() == 1
    answer = client.post(
        address("ask", part), {"version": part.version, "supplier": part.supplier_id, "word_limit": 700}
    )
    assert answer["Location"] == address("progress", programme)


def test_versions_compare_and_put_back(client, part, writer, manager):
    write(part, "Van Cor", by=writer)
    part = write(part, "Van Anna", by=manager)
    client.force_login(writer)
    assert "Vergelijk" in text_of(client.get(address("versions", part)))
    page = text_of(client.get(address("compare", part) + "?versie=2"))
    assert "weggehaald:" in page
    assert "Anna" in page
    assert client.get(address("compare", part) + "?versie=99").status_code == 404
    assert "Vorig jaar was er geen tekst" in text_of(client.get(address("compare", part)))
    stale = client.post(address("versions", part), {"versie": 2, "version": 1}, follow=True)
    assert "net gewijzigd" in text_of(stale)
    client.post(address("versions", part), {"versie": 2, "version": part.version})
    part.refresh_from_db()
    assert part.text == "<p>Van Cor</p>"


def test_the_board_answers_for_the_panel(client, programme, area):
    chair = person_with("board_member", area)
    client.force_login(chair)
    assert client.get(address("check", programme)).status_code == 404
    Programme.objects.filter(pk=programme.pk).update(state="panel")
    assert client.get(programme.get_absolute_url()).status_code == 200
    assert client.post(address("check", programme), {"step": "panel_remark"}).status_code == 422
    client.post(address("check", programme), {"step": "panel_agree", "reason": "Mooi zo."})
    programme.refresh_from_db()
    assert (programme.state, programme.panel_answer, programme.panel_words) == ("ready", "agreed", "Mooi zo.")
    assert "Er is geen antwoord meer nodig" in text_of(client.get(address("check", programme)))


def test_the_raad_sees_what_was_adopted_and_amended(client, programme, part, manager, writer, area):
    write(part, "In mei", by=writer)
    entry = EntryFactory(programme=programme, promise="Klaar in mei")
    councillor = person_with("councillor", area.parent)
    client.force_login(councillor)
    assert client.get(address("amendments", programme)).status_code == 404
    Programme.objects.filter(pk=programme.pk).update(
        state="adopted", decision_number="2030-12", decision_date=days(-9), adopted_at=days(-9)
    )
    assert "2030-12" in text_of(client.get(reverse("contributions:adopted")))
    assert client.get(address("amend_part", part)).status_code == 403
    client.force_login(manager)
    part.refresh_from_db()
    assert (
        client.post(address("amend_part", part), {"version": part.version, "text": "In juni"}).status_code
        == 422
    )
    client.post(address("amend_part", part), {"version": part.version, "text": "In juni", "reason": "Later."})
    stale = client.post(
        address("amend_entry", entry), {"version": 9, "promise": "In juni", "reason": "Later."}
    )
    assert stale.status_code == 422
    client.post(address("amend_entry", entry), {"version": 1, "promise": "In juni", "reason": "Later."})
    page = address("add_project", programme)
    assert client.post(page, {"reason": "Er is geld."}).status_code == 422
    project = ProjectFactory(area=area, title="Steiger")
    client.post(page, {"project": project.pk, "promise": "Een steiger", "reason": "Er is geld."})
    client.post(address("drop_project", entry), {"reason": "Te duur."})
    assert Amendment.objects.count() == 4
    Programme.objects.filter(pk=programme.pk).update(state="published")
    for person, page in (
        (councillor, address("amendments", programme)),
        (None, programme.get_absolute_url()),
    ):
        client.logout()
        if person:
            client.force_login(person)
        shown = text_of(client.get(page))
        assert "Gewijzigd na vaststelling" in shown
        assert "<p>In mei</p>" in shown
        assert "Reden: Later." in shown
        assert "Reden: Er is geld." in shown
        assert "Uit het programma gehaald op" in shown


def test_the_beheerder_makes_the_template(client, area, manager):
    client.force_login(person_with("administrator", area.parent))
    index = reverse("contributions:template")
    assert "Dit is het sjabloon waarmee elke gemeente begint" in text_of(client.get(index))
    client.post(index)
    assert TemplatePart.objects.count() == 11
    first = TemplatePart.objects.first()
    client.post(address("change_template_part", first), {"do": "down"})
    client.post(address("change_template_part", TemplatePart.objects.last()), {"do": "remove"})
    values = {
        "kind": "housing",
        "title": "Wonen",
        "supplier_kind": "housing",
        "weeks_before": 8,
        "required": "on",
    }
    assert (
        client.post(reverse("contributions:new_template_part"), values | {"weeks_before": 99}).status_code
        == 422
    )
    client.post(reverse("contributions:new_template_part"), values)
    client.post(address("template_part", first), values | {"title": "Een woord vooraf", "kind": "foreword"})
    made = yearly.create_programme(area, 2033, by=manager)
    titles = list(made.parts.values_list("title", flat=True))
    assert titles[:2] == ["Portret van het gebied", "Een woord vooraf"]
    assert titles[-1] == "Wonen"
    assert "Wie is wie" not in titles
    assert str(made.parts.get(title="Wonen").due_on) == "2032-11-06"
