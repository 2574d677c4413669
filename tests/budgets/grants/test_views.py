from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from budgets.grants.calculations.conditions import (
    AtMost,
    AtMostFor,
    ClosesOn,
    DaysAhead,
    Once,
    OwnShare,
    Support,
)
from budgets.grants.models import Application, BudgetLine, Regulation
from tests.factories.grants import days, regulation_for
from tests.factories.ledger import PurposeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with

pytestmark = pytest.mark.django_db


def page(answer):
    return answer.content.decode()


def door(name, application):
    return reverse(f"grants:{name}", args=[application.number])


def lines(*rows, version):
    """A budget as the browser posts it."""
    typed = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0, "version": version}
    for number, (side, what, amount) in enumerate(rows):
        typed |= {
            f"lines-{number}-side": side,
            f"lines-{number}-what": what,
            f"lines-{number}-amount": amount,
        }
    return typed


def test_a_board_applies_in_four_parts_and_keeps_what_it_typed(client, scene):
    client.force_login(scene.applicant)
    begin = reverse("grants:begin", args=[scene.regulation.slug])
    form = client.get(begin).context["form"]
    typed = {
        "key": form["key"].value(),
        "capacity": form["capacity"].field.choices[0][0],
        "title": "Moestuin",
    }
    assert client.post(begin, typed | {"title": ""}).status_code == 422
    first, second = client.post(begin, typed), client.post(begin, typed)
    made = Application.objects.get()
    assert first.url == second.url == door("plan", made)
    plan = {
        "version": 1,
        "title": "Moestuin",
        "plan": "Wij spitten.",
        "starts_on": days(9),
        "ends_on": days(3),
    }
    wrong = client.post(door("plan", made), plan)
    assert (wrong.status_code, "eerder dan het begin" in page(wrong), "Wij spitten." in page(wrong)) == (
        422,
        True,
        True,
    )
    client.post(door("plan", made), plan | {"ends_on": ""})
    bad = client.post(door("budget", made), lines(("cost", "Grond", "1.250,505"), version=2))
    assert (bad.status_code, "hooguit twee cijfers" in page(bad), "1.250,505" in page(bad)) == (
        422,
        True,
        True,
    )
    good = (("cost", "Grond", "1.250,50"), ("own", "Kas", "250,5"), ("other", "", ""))
    assert client.post(door("budget", made), lines(*good, version=1)).status_code == 409
    assert client.post(door("budget", made), lines(*good, version=2)).url == door("attachments", made)
    made.refresh_from_db()
    assert (made.requested, BudgetLine.objects.count()) == (Decimal("1000.00"), 2)
    assert client.post(door("submit", made)).url == made.get_absolute_url()
    assert client.get(door("plan", made)).status_code == 404


@pytest.mark.parametrize(
    ("upload", "text"),
    [
        (b"GIF89a" + b"0" * 90, "geen foto"),
        (b"%PDF-1.4 kapot", "beschadigd"),
        (b"", "leeg"),
    ],
)
def test_a_wrong_paper_is_refused_with_a_reason(client, scene, upload, text):
    client.force_login(scene.applicant)
    typed = {"title": "Offerte", "file": SimpleUploadedFile("offerte.pdf", upload)}
    answer = client.post(door("attachments", scene.begin()), typed)
    assert (answer.status_code, text in page(answer), "Offerte" in page(answer)) == (422, True, True)


def test_a_photo_of_a_receipt_becomes_a_page_that_only_the_two_sides_read(client, scene, photo):
    running = scene.running()
    client.force_login(scene.applicant)
    typed = {"what": "Tafel", "amount": "€ 12,50", "paid_on": timezone.localdate(), "file": photo}
    assert client.post(door("receipts", running), typed).status_code == 302
    late = client.post(door("receipts", running), typed | {"paid_on": days(1)})
    assert (late.status_code, "moet nog komen" in page(late)) == (422, True)
    receipt = running.receipts.get()
    paper = reverse("grants:file", args=[running.number, receipt.file_id])
    for person, status in ((scene.applicant, 200), (scene.finance, 200), (PersonFactory(), 404)):
        client.force_login(person)
        answer = client.get(paper)
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content).startswith(b"%PDF")
    other = scene.begin(title="Ander plan")
    client.force_login(scene.applicant)
    assert client.get(reverse("grants:file", args=[other.number, receipt.file_id])).status_code == 404


def test_a_small_request_is_sent_from_one_page_and_too_much_is_shown_another_way(client, scene):
    quick = regulation_for(
        None, name="Snel geregeld", is_quick=True, decider="area_manager", decide_within=10,
        decide_unit="workdays", settles_at_once=True,
        conditions=[AtMost(Decimal(1000)), AtMostFor(Decimal(250), "buurtfeest")],
    )  # fmt: skip
    client.force_login(person_with("resident", scene.area))
    address = reverse("grants:begin", args=[quick.slug])
    form = client.get(address).context["form"]
    typed = {
        "key": form["key"].value(),
        "capacity": form["capacity"].field.choices[0][0],
        "title": "Straatfeest",
        "plan": "Met muziek.",
        "starts_on": days(30),
        "amount": "1.000,01",
    }
    too_much = client.post(address, typed)
    assert too_much.status_code == 422
    assert scene.regulation.get_absolute_url() in page(too_much)
    feast = client.post(address, typed | {"amount": "251", "kind": "buurtfeest"})
    assert (feast.status_code, "€\xa01 te veel" in page(feast), Application.objects.count()) == (422, True, 0)
    sent = client.post(address, typed | {"amount": "250", "kind": "buurtfeest"}, follow=True)
    assert "Nog 10 werkdagen" in page(sent)
    client.force_login(scene.reviewer)
    assert "nog 10 werkdagen" in page(client.get(reverse("grants:workbench")))


def test_what_the_gemeente_thinks_beforehand_is_not_shown_to_who_applied(client, scene):
    made = scene.assessed()
    client.force_login(scene.applicant)
    assert "Goed plan." not in page(client.get(made.get_absolute_url()))
    client.force_login(scene.decider)
    assert "Goed plan." in page(client.get(made.get_absolute_url()))
    assert client.get(door("decide", made)).status_code == 200
    client.force_login(scene.reviewer)
    assert client.get(door("decide", made)).status_code == 403


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ({"outcome": "grant", "amount": "801"}, "tot en met €\xa0800"),
        ({"outcome": "grant", "amount": "-1"}, "minstens"),
        ({"outcome": "grant", "amount": "99999999999"}, "mag hooguit"),
        ({"outcome": "grant", "amount": "400"}, "Schrijf op waarom"),
        ({"outcome": "reject"}, "Schrijf op waarom"),
        ({"outcome": ""}, "verplicht"),
    ],
)
def test_a_decision_that_cannot_be_says_why(client, scene, typed, text):
    made = scene.assessed()
    client.force_login(scene.decider)
    answer = client.post(door("decide", made), typed)
    assert (answer.status_code, text in page(answer)) == (422, True)
    assert Application.objects.get().state == "assessed"


def test_a_concept_is_hidden_from_everyone_else(client, scene):
    made = scene.begin(title="Geheim plan")
    other = person_with("board_member", scene.area)
    for person in (scene.reviewer, scene.finance, scene.decider, other, PersonFactory()):
        client.force_login(person)
        assert client.get(made.get_absolute_url()).status_code == 404
    client.force_login(scene.reviewer)
    assert "Geheim plan" not in page(client.get(reverse("grants:workbench")))


def test_the_public_reads_plans_and_organisations_and_never_a_person(client, scene):
    granted = scene.granted("400")
    Application.objects.filter(pk=granted.pk).update(report="Met dank aan Jelle.")
    scene.submitted(title="Nog niet besloten")
    private = scene.granted(title="Bankje")
    Application.objects.filter(pk=private.pk).update(organisation=None, applicant_kind="resident")
    for address in (reverse("grants:area", args=[scene.area.slug]), scene.area.get_absolute_url()):
        text = page(client.get(address))
        for shown in (
            "Picknicktafels",
            "Wijkpanel Noord",
            "€\xa0400",
            "Bankje",
            "een bewoner",
            "Leefbaarheid",
        ):
            assert shown in text
        secrets = (
            "Bea Bestuur",
            scene.applicant.email,
            "Nog niet besloten",
            "Dien Beslist",
            "Jelle",
            "Een tafel is genoeg",
        )
        for hidden in secrets:
            assert hidden not in text


def test_a_regulation_is_made_and_changed_in_the_browser(client, scene):
    client.force_login(scene.finance)
    typed = {
        "name": "Buurtfeesten",
        "explanation": "Voor feesten.",
        "legal_basis": "Artikel 3",
        "is_open": "on",
        "applicants": ["board", "resident"],
        "areas": [scene.area.pk],
        "purpose": PurposeFactory().pk,
        "decider": "finance",
        "decide_within": "8",
        "decide_unit": "weeks",
        "advance_percent": "80",
        "account_within": "13",
        "checklist": "Past het?\nKlopt het?",
        "own_share": "12,5",
        "at_most": "5.000",
        "at_most_for": "buurtfeest: 250\nstraatspeeldag: 100,50",
        "supporters": "10",
        "closes_on": "2026-12-01",
        "days_ahead": "14",
        "once": "on",
    }
    bad = client.post(
        reverse("grants:new_regulation"), typed | {"at_most_for": "buurtfeest 250", "advance_percent": "101"}
    )
    assert (bad.status_code, "begrijpen we niet" in page(bad), "Hoogstens 100" in page(bad)) == (
        422,
        True,
        True,
    )
    client.post(reverse("grants:new_regulation"), typed)
    made = Regulation.objects.get(name="Buurtfeesten")
    first = made.conditions
    assert [type(condition) for condition in first] == [
        OwnShare, AtMost, AtMostFor, AtMostFor, Support, ClosesOn, DaysAhead, Once,
    ]  # fmt: skip
    address = reverse("grants:edit_regulation", args=[made.slug])
    shown = client.get(address).context["form"]
    assert shown["at_most_for"].value() == "buurtfeest: 250\nstraatspeeldag: 100,50"
    client.post(address, typed | {"version": 1, "at_most": "", "areas": []})
    made.refresh_from_db()
    assert (made.limit, made.places.count(), made.version) == (None, 0, 2)


def many(scene, number):
    for each in range(number):
        made = scene.submitted(title=f"Plan {each}")
        Application.objects.filter(pk=made.pk).update(
            organisation=OrganisationFactory(), applicant=PersonFactory()
        )


def test_lists_ask_the_same_number_of_queries_at_1_and_30_rows(client, scene, django_assert_num_queries):
    asked = {
        (scene.reviewer, "workbench"): 11,
        (scene.applicant, "mine"): 8,
        (None, "area"): 5,
    }
    for more in (1, 29):
        many(scene, more)
        for (person, name), number in asked.items():
            if person:
                Application.objects.update(organisation=scene.board, granted=None, state="submitted")
                client.force_login(person)
            else:
                Application.objects.update(granted=1, decided_on=timezone.localdate(), state="granted")
                client.logout()
            with django_assert_num_queries(number):
                client.get(reverse(f"grants:{name}", args=[scene.area.slug] if name == "area" else ()))
