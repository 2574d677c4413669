import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.recognition.actions.declaring import ensure_criteria
from participation.recognition.models import (
    Criterion,
    DeclaredMeeting,
    LegitimacyFile,
    Recognition,
    Recruitment,
    SignUp,
)
from tests.factories.files import pdf_upload
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.recognition import fill_file, make_panel, recognise, recruitment_for
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.operations import forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer):
    return " ".join(answer.content.decode().split())


def door(name, panel, *more):
    return reverse(f"recognition:{name}", args=[panel.slug, *more])


def test_lists_cost_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    manager = person_with("area_manager", area)
    first = make_panel(area, board=1)

    def found():
        counts = []
        for person, address in (
            (None, reverse("recognition:index")),
            (manager, reverse("recognition:overview")),
            (manager, door("file", first)),
        ):
            client.force_login(person) if person else client.logout()
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    known = recognise(first)
    few = found()
    panels = [OrganisationFactory(areas=[area], kind=first.kind) for _each in range(29)]
    for panel in panels:
        FunctionFactory(organisation=panel, kind="chair", person=manager)
    files = LegitimacyFile.objects.bulk_create(LegitimacyFile(organisation=panel) for panel in panels)
    same = {
        name: getattr(known, name)
        for name in (
            "state",
            "valid_from",
            "valid_until",
            "advice",
            "proposed_by",
            "decided_by",
            "decided_at",
        )
    }
    Recognition.objects.bulk_create(Recognition(file=file, **same) for file in files)
    assert found() == few
    assert few[0] <= 16


def test_a_board_sees_its_own_file_and_nobody_elses(client, area):
    own, other = make_panel(area), make_panel(area)
    chair = own.functions.get(kind="chair").person
    client.force_login(chair)
    assert client.get(reverse("recognition:overview")).url == door("file", own)
    page = text_of(client.get(door("file", own)))
    assert "Vul aan: de statuten als pdf" in page
    assert "Beoordeel" not in page
    assert client.get(door("file", other)).status_code == 404
    assert client.post(door("judge", own), {"criterion": "1"}).status_code == 403
    assert "Vul het dossier aan" in text_of(client.get(reverse("portal:workspace")))
    client.force_login(PersonFactory())
    assert client.get(door("file", own)).status_code == 404


def test_what_is_wrong_is_said_and_kept(client, area):
    panel = make_panel(area)
    client.force_login(panel.functions.get(kind="chair").person)
    answer = client.post(door("edit", panel), {"kvk_number": "1234", "aim": "Leefbaar"})
    assert (answer.status_code, "acht cijfers" in text_of(answer), "Leefbaar" in text_of(answer)) == (
        422,
        True,
        True,
    )
    year = timezone.localdate().year
    for values, said in (
        ({"held_on": f"{year + 1}-01-01", "kind": "board"}, "moet nog komen"),
        ({"held_on": f"{year - 9}-01-01", "kind": "board"}, "te lang geleden"),
        ({"held_on": f"{year}-01-01", "kind": "board", "account_year": year - 1}, "Kies die soort"),
        ({"held_on": f"{year}-01-01", "kind": "members", "account_year": 1900}, "net voorbij"),
    ):
        answer = client.post(door("meetings", panel), values)
        assert (answer.status_code, said in text_of(answer)) == (422, True)
    answer = client.post(door("count_members", panel), {"year": "1999", "number": "-4"})
    assert (answer.status_code, "Vul dit jaar in" in text_of(answer)) == (422, True)
    assert client.post(door("declare", panel), {"member": "x"}).status_code == 404
    assert not LegitimacyFile.objects.get(organisation=panel).meetings.exists()


def test_documents_are_for_who_sees_the_file(client, area):
    panel = make_panel(area)
    chair = panel.functions.get(kind="chair").person
    client.force_login(chair)
    assert client.get(door("statutes", panel)).status_code == 404
    client.post(door("edit", panel), {"statutes": pdf_upload(), "kvk_number": "12 34 56 78"})
    assert LegitimacyFile.objects.get(organisation=panel).kvk_number == "12345678"
    held = {"held_on": timezone.localdate(), "kind": "members", "account_year": timezone.localdate().year - 1}
    client.post(door("meetings", panel), held | {"account": pdf_upload("Jaarverslag.pdf")})
    address = reverse("recognition:account", args=[DeclaredMeeting.objects.get().pk])
    for path in (address, door("statutes", panel)):
        assert client.get(path)["Content-Type"] == "application/pdf"
    client.force_login(PersonFactory())
    assert {client.get(path).status_code for path in (address, door("statutes", panel))} == {404}


def test_the_public_sees_what_is_met_and_no_name_of_the_board(client, area):
    panel = make_panel(area)
    fill_file(panel)
    panel.functions.update(name_public=False)
    declared = panel.functions.get(kind="treasurer").declaration
    declared.tie = "council"
    declared.save()
    recognise(panel)
    page = text_of(client.get(reverse("recognition:index")))
    assert "10 van 11 eisen in orde" in page
    assert "Geen leden van raad of college in het bestuur" in page
    own = text_of(client.get(panel.get_absolute_url()))
    assert "Voldoet aan 10 van de 11 eisen" in own
    for each in (page, own):
        assert "Lid 2" not in each


def test_the_administrator_sets_what_is_asked(client, area):
    ensure_criteria(by=None)
    client.force_login(person_with("administrator"))
    page = text_of(client.get(reverse("recognition:criteria")))
    assert "Actieve bestuursleden: minstens 4" in page
    board = Criterion.objects.get(kind="board")
    address = reverse("recognition:edit_criterion", args=[board.pk])
    assert client.post(address, {"number": "0", "is_active": "on"}).status_code == 422
    client.post(address, {"number": "6", "is_active": "on", "help_text": "Zonder u niet."})
    client.post(
        reverse("recognition:add_criterion"), {"title": "Een website", "number": "2", "is_active": "on"}
    )
    page = text_of(client.get(reverse("recognition:criteria")))
    assert "Actieve bestuursleden: minstens 6" in page and "Een website" in page
    client.force_login(person_with("area_manager", area))
    assert client.get(address).status_code == 403


def test_a_neighbour_signs_up_without_seeing_an_address(client, area, monkeypatch):
    monkeypatch.setattr(forms, "FASTEST", 0)
    panel = make_panel(area)
    assert client.get(door("join", panel)).status_code == 404
    recruitment_for(panel)
    page = text_of(client.get(door("join", panel)))
    assert "@" not in page.replace("@media", "")
    told = {"name": "Jo", "contact": "jo@buurt.example", "begun": forms.begun_now()}
    for wrong in ({"contact": "bel maar"}, {"words": "http://koop.example"}, {"website": "x"}):
        answer = client.post(door("join", panel), told | wrong)
        assert (answer.status_code, 'value="Jo"' in text_of(answer)) == (422, True)
    assert client.post(door("join", panel), told).status_code == 302
    client.force_login(panel.functions.get(kind="chair").person)
    assert "jo@buurt.example" in text_of(client.get(door("recruit", panel)))
    client.post(door("settle_sign_up", panel), {"sign_up": SignUp.objects.get().pk})
    assert not SignUp.objects.exists()
    assert client.get(door("download", panel, "poster")).status_code == 404
    Recruitment.objects.update(is_open=False)
    assert client.get(door("join", panel)).status_code == 404
