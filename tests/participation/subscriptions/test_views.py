import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from participation.subscriptions.models import Follower, Subscription
from participation.subscriptions.queries import confirm_token, list_token
from tests.factories.people import PersonFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def not_counted_before():
    cache.clear()


@pytest.fixture
def area():
    return AreaFactory(name="Noord", slug="noord")


def address(name, follower):
    return reverse(f"subscriptions:{name}", args=[list_token(follower)])


def test_a_stranger_follows_by_mail(client, area):
    door = reverse("subscriptions:follow", args=["area", "noord"])
    assert "Noord volgen" in client.get(door).content.decode()
    wrong = client.post(door, {"email": "geen adres", "rhythm": "daily"})
    assert (wrong.status_code, "geen adres" in wrong.content.decode()) == (422, True)
    assert client.post(door, {"email": "ik@voorbeeld.example", "rhythm": "daily"}).status_code == 302
    link = next(word for word in Letter.objects.get().body.split() if "/bevestigen/" in word)
    path = link[link.index("/volgen") :]
    client.get(path)
    assert Subscription.objects.get().confirmed_at is None
    page = client.post(path).content.decode()
    assert "U volgt nu Noord" in page
    assert Subscription.objects.get().confirmed_at
    assert Client().get(address("list", Follower.objects.get())).status_code == 200


def test_what_is_known_of_an_address_is_not_told(client, area):
    SubscriptionFactory(follower__email="bekend@voorbeeld.example")
    answers = [
        client.post(reverse("subscriptions:mine"), {"email": email})
        for email in ("bekend@voorbeeld.example", "vreemd@voorbeeld.example")
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/volgen/gevraagd")] * 2
    assert [letter.to for letter in Letter.objects.all()] == ["bekend@voorbeeld.example"]


def test_who_signed_in_follows_at_once(client, area):
    person = PersonFactory()
    client.force_login(person)
    door = reverse("subscriptions:follow", args=["area", "noord"])
    assert client.post(door, {"rhythm": "weekly"})["Location"] == area.get_absolute_url()
    page = client.get(reverse("subscriptions:mine"), follow=True).content.decode()
    assert "Noord" in page
    assert person.email not in page
    assert "U volgt dit" in client.get(area.get_absolute_url()).content.decode()


def test_a_list_is_changed_with_its_link_only(client, area):
    mine, other = SubscriptionFactory(), SubscriptionFactory()
    door = address("change", mine.follower)
    client.post(door, {"subscription": mine.pk, "rhythm": "daily"})
    assert client.post(door, {"subscription": other.pk, "do": "stop"}).status_code == 404
    assert client.post(door, {"subscription": "²", "do": "stop"}).status_code == 404
    mine.refresh_from_db()
    assert (mine.rhythm, Subscription.objects.count()) == ("daily", 2)
    client.post(door, {"subscription": mine.pk, "do": "stop"})
    assert list(Subscription.objects.all()) == [other]


def test_a_mail_program_unsubscribes_in_one_click_without_a_token(area):
    subscription = SubscriptionFactory()
    strict = Client(enforce_csrf_checks=True)
    door = address("stop", subscription.follower)
    assert "Wilt u geen mail meer?" in strict.get(door).content.decode()
    assert Follower.objects.exists()
    answer = strict.post(door, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, Follower.objects.exists()) == (200, False)
    assert [strict.post(door).status_code, strict.get(door).status_code] == [200, 200]


@pytest.mark.parametrize("token", ["x", "1", "1:x", "²:y", "a" * 400])
def test_a_made_up_link_opens_nothing(client, token):
    for name in ("list", "stop"):
        assert client.get(reverse(f"subscriptions:{name}", args=[token])).status_code == 404
    assert client.get(reverse("subscriptions:confirm", args=[token])).status_code == 410


def test_links_cannot_stand_in_for_each_other(client, area):
    subscription = SubscriptionFactory(confirmed_at=None)
    assert client.get(reverse("subscriptions:list", args=[confirm_token(subscription)])).status_code == 404
    confirm = reverse("subscriptions:confirm", args=[list_token(subscription.follower)])
    assert client.get(confirm).status_code == 410


def test_following_is_limited(client, area):
    door = reverse("subscriptions:follow", args=["area", "noord"])
    statuses = [
        client.post(door, {"email": f"a{n}@voorbeeld.example", "rhythm": "daily"}).status_code
        for n in range(22)
    ]
    assert statuses[-1] == 429
    assert statuses.count(302) == 20


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_queries(client, area, number, django_assert_num_queries):
    first = SubscriptionFactory()
    for each in range(number - 1):
        AreaFactory(slug=f"w{each}")
        SubscriptionFactory(follower=first.follower, ident=f"w{each}")
    with django_assert_num_queries(4):
        page = client.get(address("list", first.follower)).content.decode()
    assert page.count("sb-line__form") == number
