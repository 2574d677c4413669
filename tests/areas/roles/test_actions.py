import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from areas.roles import actions
from areas.roles.models import Invitation, ReviewItem, RoleAssignment
from areas.roles.queries import open_invitation, progress_of, review_calendar, roles_of
from areas.roles.states import QUARTERLY, YEARLY
from tests.factories.people import PersonFactory
from tests.factories.roles import RoleAssignmentFactory, person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def wijk(gemeente):
    return AreaFactory(name="Noord", parent=gemeente)


@pytest.fixture
def admin(gemeente):
    return person_with("administrator", gemeente, full_name="Ans Beheer")


def test_a_role_is_given_told_and_recorded(admin, wijk):
    person = PersonFactory()
    role = actions.assign_role(person, "area_manager", wijk, by=admin, tell=True)
    assert roles_of(person) == [role]
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (person.email, "Uw nieuwe rol: wijkmanager")
    assert "wijkmanager in Noord" in letter.body
    line = history_of(role)[0]
    assert (line.by, line.action) == ("Ans Beheer", "roles.assign_role")


def test_nobody_gives_a_role_to_themselves(admin, wijk):
    with pytest.raises(actions.RoleRefused, match="uzelf geen rol"):
        actions.assign_role(admin, "alderman", wijk, by=admin)
    with pytest.raises(actions.RoleRefused, match="uzelf geen rol"):
        actions.invite(admin.email, "alderman", wijk, by=admin)


def test_a_function_is_kept_for_a_board_member_only(admin, wijk):
    chair = actions.assign_role(PersonFactory(), "board_member", wijk, by=admin, function="chair")
    other = actions.assign_role(PersonFactory(), "alderman", wijk, by=admin, function="chair")
    assert (chair.title, other.title) == ("bestuurslid (voorzitter)", "wijkwethouder")


def test_the_same_role_twice_at_once_is_refused(admin, wijk):
    person = PersonFactory()
    actions.assign_role(
        person, "partner", wijk, by=admin, valid_from=date(2024, 1, 1), valid_until=date(2025, 1, 1)
    )
    with pytest.raises(actions.RoleRefused, match="al in die periode"):
        actions.assign_role(person, "partner", wijk, by=admin, valid_from=date(2024, 12, 31))
    actions.assign_role(person, "partner", wijk, by=admin, valid_from=date(2025, 1, 1))
    assert RoleAssignment.objects.filter(person=person).count() == 2


def test_the_last_administrator_stays(admin, gemeente):
    role = RoleAssignment.objects.get(person=admin)
    with pytest.raises(actions.RoleRefused, match="laatste beheerder"):
        actions.end_role(role, by=admin)
    with pytest.raises(actions.RoleRefused, match="laatste beheerder"):
        actions.block_person(admin, by=None)
    other = person_with("administrator", gemeente)
    actions.end_role(role, by=other)
    assert roles_of(admin) == []


def test_an_administrator_of_one_area_or_for_a_while_does_not_count_as_another(admin, gemeente, wijk):
    person_with("administrator", wijk)
    RoleAssignmentFactory(
        role="administrator", area=gemeente, valid_until=timezone.localdate() + timedelta(days=9)
    )
    with pytest.raises(actions.RoleRefused, match="laatste beheerder"):
        actions.end_role(RoleAssignment.objects.get(person=admin), by=admin)


def test_a_future_role_that_ends_never_begins(admin, wijk):
    start = timezone.localdate() + timedelta(days=30)
    role = actions.assign_role(PersonFactory(), "partner", wijk, by=admin, valid_from=start)
    actions.end_role(role, by=admin)
    assert role.valid_until == start
    assert not role.holds_on(start)


# --- Invitations ---------------------------------------------------------------------------------------


def token_of(letter: Letter) -> str:
    return re.search(r"/uitnodiging/(\S+)", letter.body).group(1)


def test_an_invitation_is_a_letter_with_a_key_that_is_stored_nowhere_else(admin, wijk):
    invitation = actions.invite(
        "Piet@Voorbeeld.example", "board_member", wijk, by=admin, function="treasurer", message="Welkom!"
    )
    letter = Letter.objects.get()
    token = token_of(letter)
    assert letter.to == "piet@voorbeeld.example"
    assert "Ans Beheer nodigt u uit" in letter.body
    assert "bestuurslid (penningmeester) in Noord" in letter.body
    assert "Welkom!" in letter.body
    assert token not in str(Invitation.objects.values().get())
    assert open_invitation(actions.hash_of(token)) == invitation


def test_taking_an_invitation_makes_the_account_and_gives_the_role(admin, wijk):
    invitation = actions.invite("piet@voorbeeld.example", "area_manager", wijk, by=admin)
    person = actions.accept_invitation(invitation, full_name="Piet de Boer")
    assert (person.full_name, person.email) == ("Piet de Boer", "piet@voorbeeld.example")
    assert person.emailaddress_set.get().verified
    assert [role.title for role in roles_of(person)] == ["wijkmanager"]
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == ("accepted", person)
    with pytest.raises(TransitionRefused):
        actions.accept_invitation(invitation)


def test_an_invitation_to_someone_known_adds_the_role(admin, wijk):
    person = PersonFactory(email="piet@voorbeeld.example", full_name="Piet")
    actions.accept_invitation(actions.invite(person.email, "partner", wijk, by=admin), full_name="Iemand")
    assert Person.objects.get(email=person.email).full_name == "Piet"
    assert [role.role for role in roles_of(person)] == ["partner"]


def test_an_expired_invitation_cannot_be_taken_and_can_be_sent_again(admin, wijk):
    invitation = actions.invite("piet@voorbeeld.example", "partner", wijk, by=admin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    old = token_of(Letter.objects.latest("pk"))
    assert open_invitation(actions.hash_of(old)) is None
    with pytest.raises(actions.RoleRefused, match="verlopen"):
        actions.accept_invitation(invitation)
    assert not Person.objects.filter(email="piet@voorbeeld.example").exists()
    actions.resend_invitation(invitation, by=admin)
    new = token_of(Letter.objects.latest("pk"))
    assert open_invitation(actions.hash_of(old)) is None
    assert open_invitation(actions.hash_of(new)) == invitation


def test_a_withdrawn_invitation_is_gone(admin, wijk):
    invitation = actions.invite("piet@voorbeeld.example", "partner", wijk, by=admin)
    actions.withdraw_invitation(invitation, by=admin)
    assert open_invitation(actions.hash_of(token_of(Letter.objects.get()))) is None
    with pytest.raises(TransitionRefused):
        actions.accept_invitation(invitation)
    with pytest.raises(actions.RoleRefused):
        actions.resend_invitation(invitation, by=admin)


def test_the_same_invitation_twice_is_refused(admin, wijk):
    actions.invite("piet@voorbeeld.example", "partner", wijk, by=admin)
    with pytest.raises(actions.RoleRefused, match="al uitgenodigd"):
        actions.invite("PIET@voorbeeld.example", "partner", wijk, by=admin)


def test_a_closed_account_cannot_take_an_invitation(admin, wijk):
    person = PersonFactory(is_active=False)
    invitation = actions.invite(person.email, "partner", wijk, by=admin)
    with pytest.raises(actions.RoleRefused, match="gesloten"):
        actions.accept_invitation(invitation)
    assert not RoleAssignment.objects.filter(person=person).exists()


# --- Access review -------------------------------------------------------------------------------------


def test_a_round_looks_at_every_role_but_residents(admin, gemeente, wijk):
    manager, resident = person_with("area_manager", wijk), person_with("resident", wijk)
    yearly = actions.start_review(YEARLY, by=admin)
    assert {item.assignment.person for item in yearly.items.all()} == {admin, manager}
    assert resident not in {item.assignment.person for item in yearly.items.all()}
    quarterly = actions.start_review(QUARTERLY, by=admin)
    assert {item.assignment.person for item in quarterly.items.all()} == {admin}
    with pytest.raises(actions.RoleRefused, match="loopt al"):
        actions.start_review(YEARLY, by=admin)


def test_a_round_is_finished_when_every_role_is_decided(admin, gemeente, wijk):
    other = person_with("administrator", gemeente)
    manager, partner, gone = (person_with(role, wijk) for role in ("area_manager", "partner", "finance"))
    review = actions.start_review(YEARLY, by=admin)
    item = {item.assignment.person: item for item in ReviewItem.objects.all()}
    actions.confirm_item(item[manager], by=admin, note="Blijft")
    actions.end_item(item[partner], by=admin, note="Andere baan")
    with pytest.raises(actions.RoleRefused, match="andere beheerder"):
        actions.confirm_item(item[admin], by=admin)
    with pytest.raises(TransitionRefused, match="3 rollen"):
        actions.finish_review(review, by=admin)
    actions.confirm_item(item[admin], by=other)
    actions.confirm_item(item[other], by=admin)
    actions.end_role(item[gone].assignment, by=admin)
    actions.finish_review(review, by=admin)
    assert progress_of(review) == {
        "open": 0,
        "confirmed": 3,
        "ended": 1,
        "lapsed": 1,
        "total": 5,
        "done": 5,
    }
    assert roles_of(partner) == []
    assert "Andere baan" in Letter.objects.get().body
    review.refresh_from_db()
    assert review.finished_by == admin
    with pytest.raises(actions.RoleRefused, match="afgerond"):
        actions.end_item(item[manager], by=admin)


def test_the_only_administrator_may_confirm_their_own_role(admin):
    review = actions.start_review(QUARTERLY, by=admin)
    actions.confirm_item(review.items.get(), by=admin)
    actions.finish_review(review, by=admin)
    assert review.items.get().decision == "confirmed"


def test_the_calendar_says_what_is_late(admin):
    assert [line["is_overdue"] for line in review_calendar()] == [False, False]
    review = actions.start_review(QUARTERLY, by=admin)
    actions.confirm_item(review.items.get(), by=admin)
    actions.finish_review(review, by=admin)
    review.refresh_from_db()
    review.finished_at = timezone.localtime() - timedelta(days=93)
    review.save()
    assert {line["kind"]: line["is_overdue"] for line in review_calendar()} == {
        YEARLY: False,
        QUARTERLY: True,
    }


class PeriodsDoNotOverlap(TestCase):
    """Whatever is asked, the same role of one person never holds twice on a day."""

    @settings(deadline=None, max_examples=40)
    @given(
        st.lists(
            st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(1, 20))), min_size=1, max_size=6
        )
    )
    def test_roles_never_overlap(self, periods):
        area, person, first = GemeenteFactory(), PersonFactory(), date(2024, 1, 1)
        for start, length in periods:
            begin = first + timedelta(days=start)
            end = begin + timedelta(days=length) if length else None
            try:
                actions.assign_role(person, "partner", area, by=None, valid_from=begin, valid_until=end)
            except actions.RoleRefused:
                continue
        held = list(RoleAssignment.objects.filter(person=person))
        for day in (first + timedelta(days=n) for n in range(70)):
            assert sum(role.holds_on(day) for role in held) <= 1
