import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from participation.signals.models import Signal
from programmes.commitments.actions import keep_commitment
from programmes.projects.actions import change_state
from tests.factories import meetings
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.ledger import AccountFactory, fill
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.portal.visits.documents import print_sheet
from wijkportaal.portal.visits.queries import visit_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Grou", slug="grou", parent=GemeenteFactory())


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def make_much(area, text: str, *, times: int) -> None:
    """One of everything that the sheet can show, some times."""
    board = OrganisationFactory(name=f"Dorpsbelang {text}"[:150], areas=[area])
    for number in range(times):
        name = f"{number} {text}"
        FunctionFactory(organisation=board, name=name[:150], phone="0510-123456", phone_public=number == 0)
        kept = CommitmentFactory(area=area, organisation=board, what=f"Gehouden {name}"[:200])
        keep_commitment(kept, by=None)
        late = CommitmentFactory(
            area=area, organisation=board, what=f"Te laat {name}"[:200], due_on=days(-9 - number)
        )
        assert late.is_overdue
        project = ProjectFactory(
            area=area, title=f"Klaar {name}"[:120], state="running", published_at=timezone.now()
        )
        change_state(project, "finish", by=None)
        ProjectFactory(
            area=area,
            title=f"Over tijd {name}"[:120],
            state="running",
            published_at=timezone.now(),
            start_year=2024,
            start_quarter=1,
            end_year=2024,
            end_quarter=number % 4 + 1,
        )
        for title, fields in (
            ("Snel", {"state": "done", "closed_on": timezone.localdate()}),
            ("Wacht", {"due_on": days(-3)}),
        ):
            signal = SignalFactory(area=area, text=f"{title} {name}")
            Signal.objects.filter(pk=signal.pk).update(
                title=f"{title} {name}"[:120], published_at=timezone.now(), **fields
            )
        group = TaskGroupFactory(area=area, name=f"Ploeg {name}"[:100])
        group.members.filter(is_lead=True).update(shows_name=True)
        meetings.make(area=area, title=f"Avond {name}"[:120], days=1)


def test_the_sheet_chooses_from_what_really_happened(area):
    make_much(area, "bank", times=1)
    fill(AccountFactory(area=area, year=timezone.localdate().year), 500)
    FunctionFactory(organisation__areas=[area], kind="area_manager", name="Anna Bakker", name_public=False)
    CommitmentFactory(area=area, what="Geheim", is_public=False, due_on=days(-30))
    Signal.objects.filter(pk=SignalFactory(area=area).pk).update(title="Niet op de site", due_on=days(-30))
    CommitmentFactory(area=AreaFactory(parent=area.parent), what="Van een ander", due_on=days(-30))
    sheet = visit_sheet(area, tomorrow())
    assert [(person.name, person.phone, person.email) for person in sheet.people] == [
        ("0 bank", "0510-123456", "")
    ]
    assert [item.text for item in sheet.good] == ["Gehouden 0 bank", "Klaar 0 bank", "Snel 0 bank"]
    assert [item.text for item in sheet.bad] == ["Te laat 0 bank", "Over tijd 0 bank", "Wacht 0 bank"]
    assert [item.text for item in sheet.promises] == ["Te laat 0 bank"]
    assert {item.text for item in sheet.asked} == {"Snel 0 bank", "Wacht 0 bank"}
    assert [(item.kind, item.text) for item in sheet.planned] == [("19:00", "Avond 0 bank")]
    assert [item.detail for item in sheet.leaders] == ["Ploeg 0 bank"]
    assert (sheet.money.total.got, sheet.money.total.spent, sheet.money.reserve) == (500, 0, 0)


def test_on_paper_it_is_one_page_whatever_the_texts(area):
    make_much(area, "W" * 200, times=4)
    printed = print_sheet(visit_sheet(area, tomorrow()), Gemeente(name="Gemeente Lelieveld"))
    reader = pypdf.PdfReader(io.BytesIO(printed.content))
    words = reader.pages[0].extract_text()
    assert (printed.pages, len(reader.pages), reader.metadata.title[:15]) == (1, 1, "Bezoek aan Grou")
    # Nothing was cut off: the last block of each column stands on the page.
    assert "Wat nog is beloofd" in words and "Wat bewoners het laatst vroegen" in words


def test_who_goes_there_opens_it_from_the_page_of_the_area(client, area, django_assert_num_queries):
    alderman = person_with("alderman")
    client.force_login(alderman)
    door = reverse("visits:sheet", args=["grou"])
    assert door in client.get(area.get_absolute_url()).content.decode()
    chosen = client.get(reverse("visits:index"), {"gebied": "grou", "dag": "2026-03-04"})
    assert chosen.url == f"{door}?dag=2026-03-04"
    make_much(area, "een", times=1)
    client.get(door)
    with django_assert_num_queries(29):
        assert "Te laat 0 een" in client.get(door).content.decode()
    make_much(area, "meer", times=5)
    with django_assert_num_queries(29):
        assert client.get(door, {"dag": "onzin\x00"}).status_code == 200


def test_others_do_not_get_it(client, area):
    other = AreaFactory(parent=area.parent)
    for person in (person_with("councillor"), person_with("area_manager", other)):
        client.force_login(person)
        assert client.get(reverse("visits:sheet", args=["grou"])).status_code == 403
    assert "/bezoek/grou" not in client.get(reverse("visits:index")).content.decode()


def test_an_area_without_anything_has_a_sheet_too(client, area):
    client.force_login(person_with("area_manager", area))
    text = client.get(reverse("visits:sheet", args=["grou"])).content.decode()
    assert "Er staat geen afspraak open." in text and "Dit gebied heeft nog geen budget." in text
    paper = client.get(reverse("visits:paper", args=["grou"]), {"dag": "9999999-1-1"})
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
