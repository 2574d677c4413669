import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.moderation.models import Case, Report
from participation.neighbours.letters import renew_token
from participation.neighbours.models import Line, Notice, Service, Talk
from tests.factories.neighbours import NoticeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db

INDEX, NEW, QUEUE = (reverse(f"neighbours:{name}") for name in ("index", "new", "queue"))


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer):
    return " ".join(answer.content.decode().split())


def door(name, notice):
    return reverse(f"neighbours:{name}", args=[notice.public_id])


def handed_in(area, **changes):
    return {
        "kind": "ask",
        "category": "odd_jobs",
        "title": "Wie hangt een lamp op?",
        "text": "Een grote lamp.",
        "area": area.pk,
        "place": "Dorpsstraat",
        "slots": ["saturday"],
    } | changes


def test_lists_cost_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    worker = person_with("community_worker", area)
    own = NoticeFactory(area=area, by=worker)

    def more(number):
        people = PersonFactory.create_batch(number)
        offer = {"area": area, "kind": "offer", "category": own.category, "place": own.place}
        for state in ("waiting", "open"):
            made = Notice.objects.bulk_create(Notice(person=each, state=state, **offer) for each in people)
        cases = Case.objects.bulk_create(
            Case(kind="oproep", ident=each.public_id, area=area, writer=each.person, reports=1)
            for each in made
        )
        Report.objects.bulk_create(Report(case=each, reason="rude", person=worker) for each in cases)
        talks = Talk.objects.bulk_create(Talk(notice=own, person=each) for each in people)
        Line.objects.bulk_create(Line(talk=each, person=each.person, words="Ja") for each in talks)

    def found():
        counts = []
        addresses = (
            INDEX,
            QUEUE,
            reverse("moderation:queue"),
            reverse("neighbours:mine"),
            door("change", own),
        )
        client.force_login(worker)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    more(1)
    few = found()
    more(29)
    assert found() == few


def test_the_public_reads_what_and_where_and_never_who(client, area):
    maker = PersonFactory(full_name="Ans Geheim", email="ans@geheim.example")
    made = NoticeFactory(area=area, by=maker, text="Geheime uitleg")
    for address in (INDEX, made.get_absolute_url(), area.get_absolute_url()):
        page = text_of(client.get(address))
        assert made.title in page
        assert "Dorpsstraat" in page
        assert "geheim" not in page.lower()
    client.force_login(PersonFactory())
    page = text_of(client.get(made.get_absolute_url()))
    assert "Geheime uitleg" in page
    assert "Ans" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "Boodschappen, want ik ben ziek"}, "Er staat “ziek” in"),
        ({"text": "Bel 06-12345678"}, "het contact gaat via het portaal"),
        ({"place": "Dorpsstraat 12"}, "Geen huisnummer"),
        ({"category": "onzin"}, "onzin"),
    ],
)
def test_what_is_wrong_is_said_and_kept(client, area, changes, said):
    client.force_login(PersonFactory())
    answer = client.post(NEW, handed_in(area, **changes))
    assert (answer.status_code, said in text_of(answer), "lamp" in text_of(answer)) == (422, True, True)
    assert not Notice.objects.exists()


def test_a_talk_is_for_two_and_what_is_reported_of_it_for_who_works_there(client, area):
    made = NoticeFactory(area=area)
    helper, stranger = PersonFactory(full_name="Bob Biedt"), PersonFactory()
    client.force_login(helper)
    client.post(door("answer", made), {"words": "Ik kan het."})
    talk = Talk.objects.get()
    address = talk.get_absolute_url()
    assert client.post(address, {"do": "write", "words": ""}).status_code == 422
    client.post(address, {"do": "agree"})
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(made.person)
    page = text_of(client.get(address))
    assert "Ik kan het." in page
    assert "De ander wil gegevens delen" in page
    assert "Bob" not in page
    client.post(address, {"do": "agree"})
    assert "Bob Biedt" in text_of(client.get(address))
    complaint = reverse("moderation:report", args=["buurtgesprek", f"{talk.pk}-ander"])
    assert complaint in text_of(client.get(address))
    form = text_of(client.get(complaint))
    assert "Ik kan het." in form and "leest een medewerker" in form
    answer = client.post(complaint, {"reason": "rude", "words": "Hij vraagt geld."})
    assert answer["Location"] == address
    for somebody in (helper, stranger):
        client.force_login(somebody)
        assert client.get(complaint).status_code == 404
    assert client.get(QUEUE).status_code == 403
    client.force_login(person_with("community_worker", area))
    waiting = NoticeFactory(area=area, state="waiting")
    page = text_of(client.get(reverse("moderation:queue")))
    assert "Hij vraagt geld." in page and "Ik kan het." in page and "1 oproep om te lezen" in page
    assert client.post(door("moderate", waiting), {"step": "refuse", "reason": ""}).status_code == 422
    case = reverse("moderation:case", args=[Case.objects.get().pk])
    assert "Wat weg is, komt niet terug." in text_of(client.get(case))
    client.post(case, {"step": "remove", "reason": "Onvriendelijk."})
    client.force_login(made.person)
    page = text_of(client.get(address))
    assert "Ik kan het." not in page and complaint not in page
    client.force_login(person_with("community_worker", AreaFactory()))
    assert client.post(door("moderate", waiting), {"step": "refuse", "reason": "x"}).status_code == 404


def test_who_did_not_sign_in_reports_a_notice_by_what_they_can_read(client, area):
    made = NoticeFactory(area=area, text="Geheime uitleg")
    complaint = reverse("moderation:report", args=["oproep", made.public_id])
    assert complaint in text_of(client.get(made.get_absolute_url()))
    page = text_of(client.get(complaint))
    assert made.title in page and "Geheime uitleg" not in page
    client.post(complaint, {"reason": "spam"})
    assert Case.objects.get().ident == made.public_id
    client.force_login(PersonFactory())
    assert "Geheime uitleg" in text_of(client.get(complaint))


def test_one_click_of_the_letter_renews_and_looking_does_not(client, area):
    made = NoticeFactory(area=area)
    Notice.objects.update(expires_on=made.made_at.date())
    made.refresh_from_db()
    address = reverse("neighbours:renew", args=[renew_token(made)])
    client.get(address)
    assert Notice.objects.get().expires_on == made.expires_on
    client.post(address)
    until = Notice.objects.get().expires_on
    assert until > made.expires_on
    client.post(address)
    assert Notice.objects.get().expires_on == until
    assert "is verlengd" in text_of(client.get(address))
    assert client.get(reverse("neighbours:renew", args=["onzin"])).status_code == 404


def test_who_helps_as_a_profession_stands_with_who_to_call(client, area):
    helper = OrganisationFactory(areas=[area], kind="welfare", name="Humanitas")
    client.force_login(person_with("administrator"))
    values = {
        "organisation": helper.pk,
        "kind": "family",
        "text": "Een vrijwilliger aan huis.",
        "phone": "",
        "is_active": "on",
    }
    assert client.post(reverse("neighbours:add_service"), values).status_code == 422
    client.post(reverse("neighbours:add_service"), values | {"phone": "0510 123 456"})
    made = Service.objects.get()
    client.post(reverse("neighbours:edit_service", args=[made.pk]), values | {"phone": "0510 654 321"})
    client.logout()
    page = text_of(client.get(reverse("neighbours:services")))
    assert "0510 654 321" in page
    assert "Home-Start" in page
    assert "Organisaties die helpen" in text_of(client.get(area.get_absolute_url()))
