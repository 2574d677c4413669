from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from participation.meetings.models import AgendaPoint, HeadCount, Meeting, MeetingPromise, SignUp
from participation.meetings.queries import link_token
from tests.factories.meetings import begin, guest, make, settled
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer) -> str:
    return answer.content.decode()


def door(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.public_id])


def test_pages_cost_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    manager = person_with("area_manager", area)
    shown, held = make(area=area), settled(area=area)
    Meeting.objects.filter(pk=held.pk).update(state="held")
    begun = begin(make(area=area), hours_ago=1)

    def more(number):
        for place in range(number):
            organiser = OrganisationFactory(areas=[area])
            make(area=area, facility=None, organiser=organiser)
            other = make(area=area, days=-3)
            Meeting.objects.filter(pk=other.pk).update(state="held")
            for meeting in (shown, begun, held):
                AgendaPoint.objects.create(meeting=meeting, position=place, title="Iets")
                SignUp.objects.create(
                    meeting=meeting,
                    email=f"{place}-{number}@voorbeeld.example",
                    state="coming",
                    organisation=organiser,
                )
            MeetingPromise.objects.create(meeting=held, text="Iets", who="iemand")
            HeadCount.objects.create(meeting=held, organisation=organiser, number=3)

    def found():
        counts = []
        for person, addresses in (
            (None, [reverse("meetings:index"), shown.get_absolute_url(), held.get_absolute_url()]),
            (
                manager,
                [
                    reverse("meetings:workbench"),
                    reverse("meetings:load"),
                    door("overview", shown),
                    door("door", begun),
                    door("minutes", held),
                    door("outcomes", held),
                ],
            ),
        ):
            client.force_login(person) if person else client.logout()
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


def test_somebody_without_an_account_signs_up_confirms_and_signs_off(client, area):
    meeting = make(area=area, seats=5)
    address = door("sign_up", meeting)
    answer = client.post(address, {"name": "An Jansen", "email": "geen adres", "persons": "40"})
    assert (answer.status_code, "An Jansen" in text_of(answer), "geen adres" in text_of(answer)) == (
        422,
        True,
        True,
    )
    values = {"name": "An Jansen", "email": "an@voorbeeld.example", "persons": "2", "needs": "een tolk"}
    assert client.post(address, values).status_code == 302
    assert "Kijk in uw e-mail" in text_of(client.get(meeting.get_absolute_url()))
    own = reverse("meetings:own", args=[link_token(SignUp.objects.get())])
    assert own in Letter.objects.get().body
    # Opening the link changes nothing: mail scanners open links.
    assert "nog niet bevestigd" in text_of(client.get(own))
    client.post(own, {"do": "confirm"})
    page = text_of(client.get(own))
    assert ("<svg" in page, SignUp.objects.get().written_code in page) == (True, True)
    client.post(own, {"do": "sign_off"})
    assert (SignUp.objects.get().state, SignUp.objects.get().needs) == ("off", "")
    assert client.get(reverse("meetings:own", args=["verzonnen:tekst"])).status_code == 404


def test_what_is_for_invited_people_is_nowhere_else(client, area):
    manager = person_with("area_manager", area)
    secret = make(area=area, kind="talk", title="Geheim overleg", is_public=False)
    draft = make(area=area, title="Geheim concept", announced=False)
    open_one = make(area=area, title="Open avond")
    private = guest(open_one, "geheim@voorbeeld.example", needs="Geheime wens")
    addresses = [
        reverse("meetings:index"),
        reverse("meetings:feed"),
        area.get_absolute_url(),
        open_one.get_absolute_url(),
    ]
    addresses += [reverse("meetings:area", args=[area.slug]), reverse("yearly:area_agenda", args=[area.slug])]
    for address in addresses:
        text = text_of(client.get(address))
        assert ("eheim" in text, "Open avond" in text) == (False, True), address
    for meeting in (secret, draft):
        assert client.get(meeting.get_absolute_url()).status_code == 404
        assert client.get(door("calendar", meeting)).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(door("overview", open_one)).status_code == 404
    client.force_login(manager)
    assert "nog niets gehouden" in text_of(client.get(reverse("meetings:load")))
    assert "Geheime wens" in text_of(client.get(door("overview", open_one)))
    client.post(door("change_guests", secret), {"do": "invite", "addresses": "lid@voorbeeld.example"})
    client.logout()
    invited = secret.sign_ups.get()
    own = reverse("meetings:own", args=[link_token(invited)])
    assert "Geheim overleg" in text_of(client.get(own))
    assert private.meeting.title not in text_of(client.get(own))


def test_the_minutes_are_public_once_they_are_settled(client, area):
    meeting = settled(area=area)
    page = meeting.get_absolute_url()
    words = ("Er waren veel ideeën.", "Het plein wordt groen", "Een tekening maken")
    assert all(each in text_of(client.get(page)) for each in words)
    manager = person_with("area_manager", area)
    client.force_login(manager)
    client.post(door("step", meeting), {"step": "reopen_minutes", "reason": "Er klopt iets niet."})
    page = text_of(client.get(door("outcomes", meeting)))
    assert f"?toezegging={meeting.meetingpromises.get().pk}" in page
    answer = client.post(
        door("outcomes", meeting), {"do": "promise", "toezegging-text": "Nog een", "toezegging-who": ""}
    )
    assert (answer.status_code, "Nog een" in text_of(answer)) == (422, True)
    client.logout()
    assert not any(each in text_of(client.get(meeting.get_absolute_url())) for each in words)


def test_a_calendar_follows_what_moves_and_what_is_off(client, area):
    meeting = make(area=area, title="Wijkschouw")
    manager = person_with("area_manager", area)

    def event():
        events = Calendar.from_ical(client.get(door("calendar", meeting)).content).walk("VEVENT")
        return {name: str(events[0].get(name)) for name in ("UID", "STATUS", "SUMMARY")}, events[0][
            "SEQUENCE"
        ]

    first, sequence = event()
    client.force_login(manager)
    client.post(door("step", meeting), {"step": "cancel", "reason": "Storm."})
    client.logout()
    last, later = event()
    assert (last["UID"], last["STATUS"], later > sequence) == (first["UID"], "CANCELLED", True)


def test_the_door_lets_in_by_code_and_counts(client, area):
    panel = OrganisationFactory(name="Panel", areas=[area])
    meeting = make(area=area)
    visitor = guest(meeting, "an@voorbeeld.example", number=2)
    begin(meeting, hours_ago=0)
    client.force_login(person_with("community_worker", area))
    address = door("door", meeting)
    assert "Laat binnen" in text_of(client.get(f"{address}?code={visitor.code}"))
    wrong = client.post(address, {"do": "code", "code": "BCDF-2345-GHJK"})
    assert (wrong.status_code, "hoort niet bij" in text_of(wrong)) == (422, True)
    client.post(address, {"do": "code", "code": visitor.written_code.lower()})
    assert "2 van 2 binnen" in text_of(client.get(address))
    assert client.post(address, {"do": "count", "heads": "-1"}).status_code == 422
    client.post(address, {"do": "count", "heads": "14", f"heads_{panel.pk}": "3"})
    assert Meeting.objects.get().attended == 17


def test_a_board_holds_its_own_meetings_and_no_others(client, area):
    board = PersonFactory()
    panel = OrganisationFactory(name="Panel", areas=[area])
    FunctionFactory(organisation=panel, person=board)
    client.force_login(board)
    starts = timezone.localtime() + timedelta(days=9)
    values = {
        "area": area.pk,
        "kind": "members",
        "title": "Jaarvergadering",
        "organiser": "",
        "starts_at": f"{starts:%Y-%m-%dT19:00}",
        "ends_at": f"{starts:%Y-%m-%dT18:00}",
        **dict.fromkeys(("wheelchair", "toilet", "hearing_loop"), "unknown"),
    }
    answer = client.post(reverse("meetings:new"), values)
    assert (answer.status_code, "Het einde komt na het begin." in text_of(answer)) == (422, True)
    assert not Meeting.objects.exists()
    values |= {"organiser": panel.pk, "ends_at": f"{starts:%Y-%m-%dT21:00}"}
    assert client.post(reverse("meetings:new"), values).status_code == 302
    own = Meeting.objects.get()
    assert client.get(door("overview", own)).status_code == 200
    assert client.get(f"{reverse('meetings:new')}?zoals={own.public_id}").status_code == 200
    other = make(area=area)
    assert client.get(door("overview", other)).status_code == 404
