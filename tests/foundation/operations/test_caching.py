import pytest
from django.core.cache import caches
from django.test import Client
from redis.exceptions import ConnectionError as RedisGone

from tests.factories.people import PersonFactory
from wijkportaal.foundation.audit.actions import recorded, renew_revision
from wijkportaal.foundation.operations.caching import KEPT_PLACES, QUERY_PLACES, kept_until_a_write, key_of

pytestmark = pytest.mark.django_db


def test_two_visitors_share_one_page(shared_pages, django_assert_num_queries):
    first = Client().get("/proef/personen")
    with django_assert_num_queries(0):
        second = Client().get("/proef/personen")
    assert first.content == second.content == b"0 personen, "
    assert shared_pages == ["/proef/personen"]
    assert second["Content-Type"] == "text/html; charset=utf-8"
    assert second["X-Frame-Options"] == "DENY"
    assert "Content-Security-Policy" in second
    assert second["Vary"] == "Cookie, HX-Request"


@pytest.mark.django_db(transaction=True)
def test_a_write_shows_at_once(shared_pages, client):
    assert client.get("/proef/personen").content == b"0 personen, "
    with recorded(by=None, action="people.add"):
        PersonFactory()
    assert client.get("/proef/personen").content == b"1 personen, "


@pytest.mark.django_db(transaction=True)
def test_a_write_that_no_visitor_sees_leaves_the_pages_unless_one_inside_it_shows(shared_pages, client):
    client.get("/proef/personen")
    with recorded(by=None, action="people.note", shows=False):
        PersonFactory()
    assert client.get("/proef/personen").content == b"0 personen, "
    with recorded(by=None, action="people.note", shows=False):
        with recorded(by=None, action="people.add"):
            PersonFactory()
        with recorded(by=None, action="people.note", shows=False):
            PersonFactory()
    assert client.get("/proef/personen").content == b"3 personen, "


@pytest.mark.django_db(transaction=True)
def test_a_write_that_fails_renews_nothing(shared_pages, client):
    client.get("/proef/personen")
    with pytest.raises(ZeroDivisionError), recorded(by=None, action="people.add"):
        PersonFactory()
        raise ZeroDivisionError
    client.get("/proef/personen")
    assert len(shared_pages) == 1


def test_a_page_made_before_a_write_is_not_served_after_it(shared_pages, client, monkeypatch):
    count = type(PersonFactory._meta.model.objects).count

    def count_while_somebody_writes(manager):
        found = count(manager)
        renew_revision()  # a write commits between the page's queries and its end
        return found

    monkeypatch.setattr(type(PersonFactory._meta.model.objects), "count", count_while_somebody_writes)
    client.get("/proef/personen")
    client.get("/proef/personen")
    assert len(shared_pages) == 2


def test_a_browser_that_has_the_page_gets_304(shared_pages, client):
    etag = client.get("/proef/personen")["ETag"]
    again = client.get("/proef/personen", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    assert again["Cache-Control"] == "no-cache"


def test_who_signed_in_never_gets_or_leaves_a_shared_page(shared_pages, client):
    client.force_login(PersonFactory(full_name="Piet"))
    assert client.get("/proef/dag").content == b"dag Piet"
    assert Client().get("/proef/dag").content == b"dag AnonymousUser"
    assert client.get("/proef/dag").content == b"dag Piet"
    assert len(shared_pages) == 3


def test_a_page_with_a_form_is_each_visitors_own(shared_pages):
    visitor = Client()
    tokens = {visitor.get("/proef/formulier").content for _ in range(2)}
    tokens.add(Client().get("/proef/formulier").content)
    assert len(tokens) == 3
    assert len(shared_pages) == 3


def test_a_page_that_sets_a_cookie_is_not_stored(shared_pages):
    for _ in range(2):
        assert "sessionid" in Client().get("/proef/onthoudt").cookies


def test_only_marked_pages_are_stored(shared_pages):
    for _ in range(2):
        Client().get("/proef/open")
    assert shared_pages == ["unmarked", "unmarked"]


def test_fragments_and_posts_pass_by(shared_pages):
    Client().get("/proef/personen")
    Client().get("/proef/personen", headers={"HX-Request": "true"})
    Client().post("/proef/personen")
    assert len(shared_pages) == 3


def test_each_query_has_its_own_page_and_a_limited_place(shared_pages, rf):
    assert Client().get("/proef/personen?q=a").content == b"0 personen, a"
    assert Client().get("/proef/personen?q=b").content == b"0 personen, b"
    assert Client().get("/proef/personen?q=a").content == b"0 personen, a"
    requests = [rf.get(f"/proef/personen?q={n}") for n in range(1000)]
    keys = {key_of(request, f"http://testserver{request.get_full_path()}") for request in requests}
    assert len(keys) <= QUERY_PLACES


def test_each_host_has_its_own_page(shared_pages, settings):
    settings.ALLOWED_HOSTS = ["een.example", "twee.example"]
    Client().get("/proef/personen", headers={"Host": "een.example"})
    Client().get("/proef/personen", headers={"Host": "twee.example"})
    assert len(shared_pages) == 2
    assert Client().get("/proef/personen", headers={"Host": "kwaad.example"}).status_code == 400


@pytest.mark.parametrize("method", ["get_many", "set"])
def test_without_redis_the_page_is_just_made(shared_pages, monkeypatch, method):
    def gone(*_args, **_options):
        raise RedisGone

    monkeypatch.setattr(caches["default"], method, gone)
    assert Client().get("/proef/personen").content == b"0 personen, "


def test_head_is_answered_from_the_page(shared_pages):
    body = Client().get("/proef/personen").content
    answer = Client().head("/proef/personen")
    assert answer["Content-Length"] == str(len(body))
    assert len(shared_pages) == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_kept_until_a_write_and_an_error_is_not(settings):
    settings.PUBLIC_PAGE_SECONDS = 300
    asked = []

    @kept_until_a_write
    def double(number):
        asked.append(number)
        return 2 * number if number else 1 / number

    assert [double(2), double(2), double(3)] == [4, 4, 6]
    assert asked == [2, 3]
    with recorded(by=None, action="people.add"):
        PersonFactory()
    assert [double(2), double(2)] == [4, 4]
    assert asked == [2, 3, 2]
    for _time in range(2):
        with pytest.raises(ZeroDivisionError):
            double(0)
    settings.PUBLIC_PAGE_SECONDS = 0
    assert double(2) == 4
    assert asked == [2, 3, 2, 0, 0, 2]


def test_what_many_ask_takes_a_limited_number_of_places(settings):
    settings.PUBLIC_PAGE_SECONDS = 300
    asked = []
    remember = kept_until_a_write(asked.append)
    for number in range(KEPT_PLACES + 1):
        remember(number)
    remember(KEPT_PLACES)
    remember(0)
    assert asked == [*range(KEPT_PLACES + 1), 0]


def test_without_redis_every_answer_is_made_anew(settings, monkeypatch):
    settings.PUBLIC_PAGE_SECONDS = 300

    def gone(*_arguments, **_options):
        raise RedisGone

    monkeypatch.setattr(type(caches["default"]), "get", gone)
    asked = []
    remember = kept_until_a_write(asked.append)
    remember(1)
    remember(1)
    assert asked == [1, 1]
