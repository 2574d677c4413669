from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participation.meetings.actions import guests, keeping, making, outcomes
from participation.meetings.models import HeadCount, Meeting, SignUp
from participation.meetings.queries import load_in, place_in_line
from participation.subscriptions.models import News
from programmes.commitments.actions import make_commitment
from programmes.commitments.queries import source_of
from tests.factories.meetings import begin, guest, make, settled
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def mails(start: str) -> list[str]:
    return sorted(Letter.objects.filter(subject__startswith=start).values_list("to", flat=True))


def numbers(meeting) -> tuple:
    return Meeting.objects.values_list("coming", "waiting", "attended").get(pk=meeting.pk)


def states(meeting) -> dict:
    return dict(meeting.sign_ups.values_list("email", "state"))


def test_a_seat_is_for_who_confirms_and_the_line_is_honest(area):
    meeting = make(area=area, seats=4)
    first = guests.sign_up(meeting, email=" An@voorbeeld.example", name="An", number=3)
    assert (first.state, numbers(meeting)) == ("asked", (0, 0, None))
    assert guests.sign_up(meeting, email="an@voorbeeld.example", name="An", number=3) == first
    first = guests.confirm(first)
    assert guests.confirm(first).state == "coming"
    family = guest(meeting, "familie@voorbeeld.example", number=3)
    # One seat is free, but a family was earlier.
    single = guest(meeting, "cor@voorbeeld.example")
    assert (place_in_line(family), place_in_line(single)) == (1, 2)
    assert numbers(meeting) == (3, 4, None)
    guests.sign_off(first)
    guests.sign_off(first)
    assert states(meeting) == {
        "an@voorbeeld.example": "off",
        "familie@voorbeeld.example": "coming",
        "cor@voorbeeld.example": "coming",
    }
    assert numbers(meeting) == (4, 0, None)
    assert mails("Er is een plek") == ["cor@voorbeeld.example", "familie@voorbeeld.example"]
    # Coming back is at the end of the line; more seats let the line move up.
    again = guests.confirm(first)
    assert again.state == "waiting"
    making.edit_meeting(meeting, {"seats": 7}, version=meeting.version, by=None)
    assert numbers(meeting) == (7, 0, None)


def test_who_has_an_account_or_knows_the_organiser_needs_no_letter(area):
    person = PersonFactory(email="lia@voorbeeld.example")
    manager = person_with("area_manager", area)
    meeting = make(area=area, seats=1)
    assert guests.sign_up(meeting, email=person.email, name="Lia", person=person).state == "coming"
    late = guest(meeting, "laat@voorbeeld.example")
    assert late.state == "waiting"
    with pytest.raises(PermissionDenied):
        guests.give_seat(late, by=person)
    assert guests.give_seat(late, by=manager).state == "coming"
    assert numbers(meeting) == (2, 0, None)
    closed = make(area=area, sign_up_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(TransitionRefused, match="Aanmelden kan niet meer"):
        guests.sign_up(closed, email="x@voorbeeld.example", name="X")


def test_what_changes_or_is_off_is_told_to_who_comes_and_to_followers(area):
    other = AreaFactory(name="Zuid", parent=area.parent)
    manager = person_with("area_manager", area)
    meeting = make(area=area, also_areas=[other])
    assert set(News.objects.get().topics.values_list("kind", "ident")) >= {
        ("area", area.slug),
        ("area", other.slug),
    }
    guest(meeting, "an@voorbeeld.example")
    guests.invite(meeting, ["Bo@voorbeeld.example", "an@voorbeeld.example"], by=manager)
    making.edit_meeting(meeting, {"intro": "Meer."}, version=meeting.version, by=manager)
    assert mails("Gewijzigd") == []
    meeting.refresh_from_db()
    making.edit_meeting(meeting, {"place_note": "de kerk"}, version=meeting.version, by=manager)
    with pytest.raises(TransitionRefused, match="waarom"):
        making.take_step(meeting, "cancel", by=manager)
    making.take_step(meeting, "cancel", by=manager, reason="De zaal is dicht.")
    both = ["an@voorbeeld.example", "bo@voorbeeld.example"]
    assert (mails("Uitnodiging"), mails("Gewijzigd"), mails("Gaat niet door")) == (both[1:], both, both)
    assert News.objects.filter(title__startswith="Gaat niet door", text="De zaal is dicht.").exists()
    # An overleg of invited people is nobody else's news.
    make(area=area, kind="talk", title="Geheim overleg", is_public=False)
    assert not News.objects.filter(title__contains="Geheim").exists()


def test_the_reminder_comes_once_on_the_day_before(area):
    meeting = make(area=area, days=2)
    guest(meeting, "an@voorbeeld.example")
    tomorrow = timezone.localtime() + timedelta(days=1)
    for hour, expected in ((8, []), (9, ["an@voorbeeld.example"]), (15, ["an@voorbeeld.example"])):
        keeping.remind_guests(now=tomorrow.replace(hour=hour, minute=30))
        assert mails("Morgen") == expected
    keeping.remind_guests(now=(tomorrow + timedelta(days=1)).replace(hour=12))
    assert len(mails("Morgen")) == 1


def test_the_door_counts_and_names_are_forgotten_but_not_numbers(area):
    panel = OrganisationFactory(name="Panel", areas=[area])
    manager = person_with("area_manager", area)
    meeting = make(area=area, kind="talk")
    here = guest(meeting, "an@voorbeeld.example", number=2, needs="tolk", organisation=panel)
    guest(meeting, "bo@voorbeeld.example")
    guests.sign_up(meeting, email="nooit@voorbeeld.example", name="Nooit")
    with pytest.raises(TransitionRefused, match="nog niet open"):
        guests.arrive(here, by=manager)
    begin(meeting)
    guests.arrive(here, by=manager)
    guests.arrive(here, by=manager)
    assert numbers(meeting) == (3, 0, 2)
    keeping.follow_clock()
    meeting.refresh_from_db()
    assert meeting.state == "held"
    later = timezone.now() + timedelta(days=4)
    assert (keeping.forget_unconfirmed(now=later), keeping.forget_needs(now=later)) == (1, 1)
    assert keeping.forget_guests(now=later) == 0
    assert sorted(SignUp.objects.values_list("email", "needs")) == [
        ("an@voorbeeld.example", ""),
        ("bo@voorbeeld.example", ""),
    ]
    assert keeping.forget_guests(now=later + timedelta(days=60)) == 1
    assert not SignUp.objects.exists()
    assert numbers(meeting) == (3, 0, 2)
    assert list(HeadCount.objects.values_list("organisation__name", "number")) == [("Panel", 2)]
    # A count by head goes before who was ticked off.
    guests.save_counts(meeting, {None: 12, panel.pk: 3}, by=manager)
    assert numbers(meeting) == (3, 0, 15)
    loads = load_in(manager, year=timezone.localtime(meeting.starts_at).year)
    assert [(each.name, each.people, float(each.person_hours)) for each in loads.organisations] == [
        ("", 12, 24.0),
        ("Panel", 3, 6.0),
    ]


def test_minutes_are_settled_and_a_promise_becomes_one_commitment(area):
    manager = person_with("area_manager", area)
    meeting = settled(area=area)
    with pytest.raises(outcomes.OutcomeRefused):
        outcomes.add_decision(meeting, text="Toch niet", who="niemand", by=manager)
    promise = meeting.meetingpromises.get()
    assert source_of(PersonFactory(), promise=str(promise.pk)) is None
    source = source_of(manager, promise=str(promise.pk))
    assert (source.initial["what"], source.initial["promised_by"]) == ("Een tekening maken", "de ontwerper")
    fields = {
        "what": promise.text,
        "organisation": OrganisationFactory(),
        "said_in": "meeting",
        "due_on": timezone.localdate(),
        "by": manager,
    }
    made = make_commitment(area, **fields, **source.links)
    assert make_commitment(area, **fields, **source.links) == made
    making.take_step(meeting, "reopen_minutes", by=manager, reason="Een naam klopt niet.")
    outcomes.remove_outcome(promise, by=manager)
    made.refresh_from_db()
    assert made.promise is None
