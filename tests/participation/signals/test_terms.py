import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from participation.signals.models import Term
from participation.signals.queries.terms import terms
from participation.signals.states import TERMS
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from wijkportaal.foundation.workdays.calculations import after_working_days

pytestmark = pytest.mark.django_db


def test_the_beheerder_sets_terms_and_what_comes_after_follows_them(client, area, manager):
    address = reverse("signals:terms")
    client.force_login(manager)
    assert client.get(address).status_code == 403
    admin = person_with("administrator", area.parent)
    client.force_login(admin)
    before = SignalFactory(area=area)
    wanted = TERMS | {"new": 3}
    assert client.post(address, wanted | {"new": 0}).status_code == 422
    assert client.post(address, wanted).status_code == 302
    assert (terms()["new"], list(Term.objects.values_list("state", flat=True))) == (3, ["new"])
    after = SignalFactory(area=area, text="Iets heel anders in de vijver.")
    today = timezone.localdate()
    assert [before.due_on, after.due_on] == [
        after_working_days(today, TERMS["new"]),
        after_working_days(today, 3),
    ]
    assert "Geschiedenis" in client.get(address).text


def test_who_has_an_account_sees_what_they_handed_in_and_nothing_of_others(client, area):
    person = PersonFactory(email="ria@voorbeeld.example")
    mine = SignalFactory(area=area, email="ria@voorbeeld.example")
    EmailAddress.objects.create(user=person, email="ander@voorbeeld.example", verified=False)
    SignalFactory(area=area, text="Dit is van een ander.", email="ander@voorbeeld.example")
    assert client.get(reverse("signals:mine")).status_code == 302
    client.force_login(person)
    page = client.get(reverse("signals:mine")).text
    assert mine.title in page and "van een ander" not in page
