from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.stewardship.actions import remind
from participation.stewardship.models import Agreement, Stewardship
from tests.factories.files import pdf_upload
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import FacilityFactory, FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.stewardship import an_agreement, make_stewardship
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    return AreaFactory(name="Noord", parent=GemeenteFactory())


def text_of(answer):
    return " ".join(answer.content.decode().split())


def door(name, *arguments):
    return reverse(f"stewardship:{name}", args=arguments)


def posted(body=None, *, holdings=(), agreements=(), **values):
    """What the browser sends: the fields of the body, the lines, and an empty line below each."""
    data = {"form": "company", "name": "De Werkplaats", "what": "Zalen.", "votes_equal": "unknown"}
    data |= {"professionals_serve": "unknown", "is_independent": "unknown"}
    if body:
        data["version"] = body.version
    for prefix, lines, there, empty in (
        ("bezit", holdings, body.holdings.count() if body else 0, {"how": "manages", "kind": "building"}),
        ("afspraak", agreements, body.agreements.count() if body else 0, {}),
    ):
        rows = [*lines, empty]
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": there}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data | values


def test_an_initiative_becomes_a_body_in_one_step_and_stays_linked(client, wijk):
    initiative = InitiativeFactory(
        area=wijk, title="Wij doen het plein", state="accepted", agreement="Wij vegen elke week."
    )
    facility = FacilityFactory(area=wijk, name="Speelplek Noord")
    client.force_login(person_with("area_manager", wijk))
    step = f"{door('new')}?initiatief={initiative.public_id}"
    assert step in text_of(client.get(initiative.get_absolute_url()))
    page = text_of(client.get(step))
    assert "Wij doen het plein" in page and 'value="Wij vegen elke week."' in page
    bad = client.post(
        step,
        posted(
            name="Pleinbeheer",
            kvk_number="123",
            seats="3",
            resident_seats="4",
            starts_on="2026-02-01",
            ends_on="2026-01-01",
            holdings=[{"how": "owns", "kind": "land", "name": ""}],
            agreements=[{"about": "Vegen", "starts_on": "2026-03-01", "ends_on": "2026-02-01"}],
        ),
    )
    said = text_of(bad)
    assert bad.status_code == 422
    for words in (
        "Kies ten minste één gebied", "acht cijfers", "meer zetels dan", "Kies een voorziening", "Pleinbeheer",
        "Vegen", "De laatste dag ligt vóór de eerste dag",
    ):  # fmt: skip
        assert words in said
    assert not Stewardship.objects.exists()
    today = timezone.localdate()
    good = posted(
        areas=[wijk.pk],
        kvk_number="51 23 45 67",
        seats="5",
        resident_seats="4",
        votes_equal="true",
        holdings=[{"how": "manages", "kind": "playground", "facility": facility.pk}],
        agreements=[
            {
                "about": "Vegen",
                "with_whom": "Gemeente",
                "starts_on": today,
                "ends_on": today + timedelta(days=300),
                "upload": pdf_upload("Afspraak.pdf"),
            }
        ],
    )
    client.post(step, good)
    made = Stewardship.objects.get()
    assert (made.initiative, made.kvk_number, made.holdings.get().name) == (
        initiative,
        "51234567",
        "Speelplek Noord",
    )
    client.logout()
    page = text_of(client.get(made.get_absolute_url()))
    for words in ("meerderheid: ja", "4 van de 5 zetels", "Speelplek Noord", "Wij doen het plein", "Vegen"):
        assert words in page
    assert "Afspraak.pdf" not in page
    for place in (initiative, wijk):
        found = text_of(client.get(place.get_absolute_url()))
        assert "De Werkplaats" in found and step not in found


def test_a_board_keeps_its_own_record_and_nobody_elses(client, wijk):
    panel = OrganisationFactory(areas=[wijk])
    chair = FunctionFactory(organisation=panel, person=PersonFactory()).person
    own, other = make_stewardship(wijk, organisation=panel), make_stewardship(wijk, name="Van een ander")
    client.force_login(chair)
    assert "Van een ander" not in text_of(client.get(door("workbench")))
    assert client.get(door("edit", other.public_id)).status_code == 404
    assert client.get(door("new")).status_code == 403
    page = text_of(client.get(door("edit", own.public_id)))
    assert "In welke gebieden?" not in page and "Afspraak.pdf" in page
    agreement, holding = own.agreements.get(), own.holdings.get()
    paper = door("document", agreement.pk)
    assert client.get(paper)["Content-Type"] == "application/pdf"
    kept = {
        "id": agreement.pk,
        "about": "Zalen",
        "with_whom": "Gemeente",
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
    }
    first = posted(
        own,
        areas=[],
        organisation="",
        holdings=[{"id": holding.pk, "how": "manages", "kind": "building", "name": "x", "DELETE": "on"}],
        agreements=[kept | {"upload": pdf_upload("Nieuw.pdf")}],
    )
    client.post(door("edit", own.public_id), first)
    own.refresh_from_db()
    assert (own.organisation, list(own.areas.all()), own.holdings.count(), own.version) == (
        panel,
        [wijk],
        0,
        2,
    )
    assert (own.agreements.get().about, own.agreements.get().document.name) == ("Zalen", "Nieuw.pdf")
    assert StoredFile.objects.count() == 2
    late_values = first | {"bezit-INITIAL_FORMS": 0, "bezit-0-id": "", "afspraak-0-upload": pdf_upload()}
    late = client.post(door("edit", own.public_id), late_values)
    assert (late.status_code, "intussen" in text_of(late)) == (409, True)
    keeper = person_with("area_manager", wijk)
    client.force_login(keeper)
    refused = client.post(door("edit", own.public_id), {"remove": "1"}, follow=True)
    assert "nog bezit of afspraken" in text_of(refused)
    client.force_login(chair)
    client.post(
        door("edit", own.public_id), posted(own, agreements=[kept | {"DELETE": "on"}], name="Werkplaats")
    )
    assert (own.agreements.count(), StoredFile.objects.count()) == (0, 1)
    client.force_login(PersonFactory())
    assert {client.get(each).status_code for each in (paper, door("edit", own.public_id))} == {404}
    assert client.get(door("workbench")).status_code == 403
    for person, is_left in ((chair, True), (keeper, False)):
        client.force_login(person)
        client.post(door("edit", own.public_id), {"remove": "1"})
        assert Stewardship.objects.filter(pk=own.pk).exists() is is_left


def test_a_trust_shows_each_mark_as_met_not_met_or_unknown(client, wijk):
    trust = make_stewardship(
        wijk, form="trust", seats=9, votes_equal=False, votes=12, resident_votes=8, is_independent=False
    )
    assert [stands for _label, stands in trust.marks] == ["yes", "unknown", "no", "no"]
    page = text_of(client.get(trust.get_absolute_url()))
    assert "Bewoners hebben 8 van de 12 stemmen" in page
    assert [page.count(word) for word in ("<span>voldoet</span>", "<span>voldoet niet</span>")] == [1, 2]


def test_who_looks_after_it_hears_once_that_an_agreement_ends(wijk):
    manager = person_with("area_manager", wijk)
    body = make_stewardship(
        wijk,
        contact_email="werkplaats@voorbeeld.example",
        agreements=[
            an_agreement(110, about="Huur", notice_months=3, renewed_by="Het bestuur"),
            an_agreement(110, about="Ver weg"),
            an_agreement(-1, about="Voorbij"),
        ],
    )
    make_stewardship(
        wijk, ends_on=timezone.localdate() - timedelta(days=1), agreements=[an_agreement(10, about="Gestopt")]
    )
    remind()
    remind()
    heard = Letter.objects.filter(subject__startswith="De afspraak van")
    assert sorted(heard.values_list("to", flat=True)) == sorted(
        [manager.email, "werkplaats@voorbeeld.example"]
    )
    letter = heard.first()
    assert "Huur" in letter.subject and "Wie verlengt: Het bestuur." in letter.body
    assert door("edit", body.public_id) in letter.body
    Agreement.objects.filter(about="Huur").update(ends_on=timezone.localdate() + timedelta(days=120))
    remind()
    assert heard.count() == 4


def test_lists_narrow_and_cost_the_same_at_one_and_at_thirty(client, wijk, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    manager = person_with("area_manager", wijk)
    first = make_stewardship(wijk, name="Allereerste", agreements=[an_agreement(20)])

    def queries():
        counts = []
        for person, address in (
            (None, door("index")),
            (None, first.get_absolute_url()),
            (manager, door("workbench")),
            (manager, door("edit", first.public_id)),
        ):
            client.force_login(person) if person else client.logout()
            client.get(address)
            with CaptureQueriesContext(connection) as found:
                assert client.get(address).status_code == 200
            counts.append(len(found))
        return counts

    few = queries()
    elsewhere = AreaFactory(parent=wijk.parent)
    make_stewardship(elsewhere, form="trust", name="Elders")
    many = [an_agreement(100, about=f"Afspraak {number}") for number in range(30)]
    for number in range(29):
        make_stewardship(wijk, agreements=many[:2], name=f"Naam {number}")
    Agreement.objects.bulk_create(Agreement(stewardship=first, **each) for each in many)
    assert queries() == few
    assert few[0] <= 9
    page = text_of(client.get(door("workbench")))
    assert page.index("Allereerste") < page.index("Naam 1")
    assert "Elders" not in page and "verloopt binnenkort" in page
    narrowed = text_of(client.get(f"{door('index')}?area={elsewhere.slug}&form=trust"))
    assert "Elders" in narrowed and "Allereerste" not in narrowed and "1 gevonden" in narrowed
