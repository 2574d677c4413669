import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.roles import actions
from areas.roles.models import Invitation, RoleAssignment
from areas.roles.states import ROLES, YEARLY
from tests.factories.people import PersonFactory
from tests.factories.roles import RoleAssignmentFactory, person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def wijk(gemeente):
    return AreaFactory(name="Noord", parent=gemeente)


@pytest.fixture
def admin(gemeente, client):
    person = person_with("administrator", gemeente, full_name="Ans Beheer")
    client.force_login(person)
    return person


PAGES = ["roles:people", "roles:invitations", "roles:invite", "roles:reviews"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_sees_the_pages(client, gemeente, name, role):
    client.force_login(person_with(role, gemeente))
    assert client.get(reverse(name)).status_code == (200 if role == "administrator" else 403)


def test_an_administrator_of_one_area_does_not_manage_people(client, wijk):
    client.force_login(person_with("administrator", wijk))
    assert client.get(reverse("roles:people")).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_people_costs_the_same_for_one_and_thirty(
    admin, client, wijk, number, django_assert_num_queries
):
    for _n in range(number):
        RoleAssignmentFactory(area=wijk)
    client.get(reverse("roles:people"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        page = client.get(reverse("roles:people"))
    assert page.content.decode().count("wijkmanager, Noord") == number - (1 if number == 30 else 0)


# Person, roles, branding; count, people, their roles with areas, choices of areas.
QUERIES_OF_LIST = 7


def test_people_are_found_by_word_role_area_and_access(admin, client, wijk):
    anna = RoleAssignmentFactory(person=PersonFactory(full_name="Anna Jansen"), area=wijk).person
    closed = PersonFactory(full_name="Bert Jansen", is_active=False)
    found = {
        query: [
            person.full_name for person in client.get(reverse("roles:people"), query_params).context["page"]
        ]
        for query, query_params in {
            "q": {"q": "jansen anna"},
            "rol": {"rol": "area_manager"},
            "gebied": {"gebied": wijk.pk},
            "toegang": {"toegang": "dicht"},
        }.items()
    }
    assert found == {
        "q": [anna.full_name],
        "rol": [anna.full_name],
        "gebied": [anna.full_name],
        "toegang": [closed.full_name],
    }


def test_a_role_is_given_and_ended_on_the_page_of_a_person(admin, client, wijk):
    person = PersonFactory()
    address = reverse("roles:person", args=[person.pk])
    form = {"role": "board_member", "area": wijk.pk, "function": "", "valid_from": "2024-05-01", "note": ""}
    page = client.post(address, form)
    assert page.status_code == 422
    assert "Kies de functie van dit bestuurslid." in page.content.decode()
    assert client.post(address, form | {"function": "chair"}).url == address
    role = RoleAssignment.objects.get(person=person)
    assert "bestuurslid (voorzitter)" in client.get(address).content.decode()
    assert "al in die periode" in client.post(address, form | {"function": "chair"}).content.decode()
    end = reverse("roles:end", args=[role.pk])
    assert "Noord" in client.get(end).content.decode()
    assert client.post(end, {"on": "2024-06-01", "reason": "Termijn om"}).url == address
    role.refresh_from_db()
    assert str(role.valid_until) == "2024-06-01"


def test_a_role_for_a_period_can_end_sooner_or_never_begin(admin, client, wijk):
    today = timezone.localdate()
    now, later, over = (
        RoleAssignmentFactory(
            person=PersonFactory(), area=wijk, valid_from=today + begin, valid_until=today + end
        )
        for begin, end in (
            (-timedelta(days=9), timedelta(days=9)),
            (timedelta(days=9), timedelta(days=90)),
            (-timedelta(days=9), timedelta(0)),
        )
    )
    for role, offered in ((now, True), (later, True), (over, False)):
        page = client.get(reverse("roles:person", args=[role.person_id])).content.decode()
        assert (reverse("roles:end", args=[role.pk]) in page) is offered
    end = reverse("roles:end", args=[later.pk])
    assert "dan begint zij niet" in client.get(end).content.decode()
    client.post(end, {"on": today})
    later.refresh_from_db()
    assert later.valid_until == later.valid_from


def test_who_ends_their_own_role_comes_where_they_may_be(admin, client, wijk):
    person_with("administrator", wijk.parent)
    role = RoleAssignment.objects.get(person=admin)
    end = reverse("roles:end", args=[role.pk])
    assert "Dit is een rol van uzelf" in client.get(end).content.decode()
    assert client.post(end, {"on": timezone.localdate()}).url == reverse("portal:workspace")


def test_someone_cannot_give_themselves_a_role_on_the_page(admin, client, wijk):
    address = reverse("roles:person", args=[admin.pk])
    assert "Dit bent u zelf" in client.get(address).content.decode()
    page = client.post(address, {"role": "alderman", "area": wijk.pk, "valid_from": "2024-05-01"})
    assert "uzelf geen rol" in page.content.decode()
    assert RoleAssignment.objects.count() == 1


def test_an_account_is_closed_with_a_reason_and_opened(admin, client):
    person = PersonFactory()
    client.post(reverse("roles:block", args=[person.pk]), {"reason": ""})
    assert Person.objects.get(pk=person.pk).is_active
    client.post(reverse("roles:block", args=[person.pk]), {"reason": "Uit dienst"})
    assert not Person.objects.get(pk=person.pk).is_active
    client.post(reverse("roles:unblock", args=[person.pk]))
    assert Person.objects.get(pk=person.pk).is_active


def test_who_asked_for_it_by_letter_is_erased_once_nobody_counts_on_them(admin, client, wijk):
    person = person_with("area_manager", wijk, full_name="Piet Weg", email="piet@weg.example")
    address, erase = (reverse(f"roles:{name}", args=[person.pk]) for name in ("person", "erase"))
    assert "U bent wijkmanager van Noord" in client.get(address).content.decode()
    client.post(erase, {"reason": "Brief van 3 mei"})
    assert Person.objects.get(pk=person.pk).full_name == "Piet Weg"
    RoleAssignment.objects.get(person=person).delete()
    client.post(erase, {"reason": " "})
    assert Person.objects.get(pk=person.pk).full_name == "Piet Weg"
    client.post(erase, {"reason": "Brief van 3 mei"})
    person.refresh_from_db()
    assert (person.is_gone, person.is_active, str(person)) == (True, False, "iemand die is vertrokken")
    page = client.get(address).content.decode()
    assert "Dit account is weggehaald." in page and reverse("roles:unblock", args=[person.pk]) not in page
    context = Person.pgh_event_model.objects.filter(pgh_obj=person).latest("pgh_id").pgh_context.metadata
    assert (context["action"], context["reason"]) == ("roles.erase_person", "Brief van 3 mei")
    client.post(reverse("roles:erase", args=[admin.pk]), {"reason": "Ik wil weg"})
    assert not Person.objects.get(pk=admin.pk).is_gone


def test_someone_invited_comes_in_with_the_link(admin, client, wijk):
    form = {"email": "piet@voorbeeld.example", "role": "area_manager", "area": wijk.pk, "message": "Hoi"}
    assert client.post(reverse("roles:invite"), form).url == reverse("roles:invitations")
    assert "piet@voorbeeld.example" in client.get(reverse("roles:invitations")).content.decode()
    link = re.search(r"/uitnodiging/\S+", Letter.objects.get().body).group()
    assert client.get(link).status_code == 409
    client.logout()
    page = client.get(link).content.decode()
    assert "Ans Beheer nodigt u uit als wijkmanager in Noord." in page
    assert client.post(link, {"full_name": ""}).status_code == 422
    response = client.post(link, {"full_name": "Piet de Boer"})
    assert response.url == reverse("portal:workspace")
    person = Person.objects.get(email="piet@voorbeeld.example")
    assert client.session["_auth_user_id"] == str(person.pk)
    client.logout()
    assert client.get(link).status_code == 410
    assert client.post(link, {"full_name": "Nog eens"}).status_code == 410


def test_a_made_up_link_is_a_friendly_410(client):
    page = client.get(reverse("roles:invitation", args=["verzonnen"]))
    assert page.status_code == 410
    assert "Deze uitnodiging werkt niet meer" in page.content.decode()


def test_a_name_that_ends_in_a_stop_gets_no_second_one(admin, client, gemeente):
    wijk = AreaFactory(name="Stiens e.o.", parent=gemeente)
    actions.invite("piet@voorbeeld.example", "area_manager", wijk, by=admin)
    letter = Letter.objects.get().body
    assert "wijkmanager in Stiens e.o.\n" in letter
    client.logout()
    page = client.get(re.search(r"/uitnodiging/\S+", letter).group()).content.decode()
    assert "wijkmanager in Stiens e.o.<" in page


def test_an_invitation_is_sent_again_and_withdrawn(admin, client, wijk):
    invitation = actions.invite("piet@voorbeeld.example", "partner", wijk, by=admin)
    client.post(reverse("roles:resend", args=[invitation.pk]))
    assert Letter.objects.count() == 2
    client.post(reverse("roles:withdraw", args=[invitation.pk]))
    assert Invitation.objects.get().state == "withdrawn"
    page = client.post(reverse("roles:withdraw", args=[invitation.pk]), follow=True)
    assert "kan niet" in page.content.decode()


def test_a_review_is_done_on_its_pages(admin, client, gemeente, wijk):
    other = person_with("administrator", gemeente)
    person_with("area_manager", wijk, full_name="Willem Wijk")
    client.post(reverse("roles:reviews"), {"kind": YEARLY})
    review = actions.AccessReview.objects.get()
    address = reverse("roles:review", args=[review.pk])
    page = client.get(address).content.decode()
    assert "0 van 3 rollen gecontroleerd" in page
    for item in review.items.all():
        by = other if item.assignment.person == admin else admin
        client.force_login(by)
        client.post(reverse("roles:decide", args=[item.pk]), {"decision": "confirmed"})
    assert "3 van 3 rollen gecontroleerd" in client.get(address).content.decode()
    client.post(reverse("roles:finish", args=[review.pk]))
    assert "Bevestigd: 3" in client.get(address).content.decode()
    assert "op tijd" in client.get(reverse("roles:reviews")).content.decode()


@pytest.mark.parametrize("number", [1, 29])
def test_a_review_page_costs_the_same_for_one_and_thirty(
    admin, client, wijk, number, django_assert_num_queries
):
    for _n in range(number):
        RoleAssignmentFactory(area=wijk)
    review = actions.start_review(YEARLY, by=admin)
    client.get(reverse("roles:review", args=[review.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("roles:review", args=[review.pk]))
