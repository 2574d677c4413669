import pytest
from django.core.cache import cache, caches
from redis.exceptions import ConnectionError as RedisGone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts(shared_pages):
    cache.clear()


def test_the_fourth_in_a_minute_is_asked_to_wait(client):
    assert [client.post("/proef/tip/a").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = client.post("/proef/tip/a")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Probeer het over 1 minuut nog eens" in answer.content.decode()


def test_reading_is_not_limited(client):
    assert {client.get("/proef/tip/a").status_code for _ in range(6)} == {200}


def test_each_address_has_its_own_count(client, settings):
    settings.PROXY_COUNT = 1
    for _ in range(3):
        client.post("/proef/tip/a", headers={"X-Forwarded-For": "198.51.100.7"})
    assert client.post("/proef/tip/a", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 429
    assert client.post("/proef/tip/a", headers={"X-Forwarded-For": "198.51.100.8"}).status_code == 200


def test_an_address_that_the_caller_made_up_does_not_count(client):
    answers = [
        client.post("/proef/tip/a", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
        for n in range(5)
    ]
    assert answers == [200, 200, 200, 429, 429]


def test_a_made_up_address_before_our_proxy_does_not_count(client, settings):
    settings.PROXY_COUNT = 1
    answers = [
        client.post("/proef/tip/a", headers={"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"}).status_code
        for n in range(5)
    ]
    assert answers == [200, 200, 200, 429, 429]


def test_without_redis_everyone_is_let_in(client, monkeypatch):
    def gone(*_args, **_options):
        raise RedisGone

    for method in ("add", "incr", "get"):
        monkeypatch.setattr(caches["default"], method, gone)
    assert {client.post("/proef/tip/a").status_code for _ in range(5)} == {200}
