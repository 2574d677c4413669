"""The gemeente's own words take the place of the portal's, in a letter that knows nothing of it."""

import pytest
from django.core.cache import cache
from django.utils import translation
from redis.exceptions import RedisError

from areas.roles import letters
from tests.factories.roles import RoleAssignmentFactory
from wijkportaal.foundation.mail.actions import change_wording
from wijkportaal.foundation.mail.models import Wording
from wijkportaal.foundation.mail.wording import KNOWN, VERSION_KEY, Worded, labels_of, with_braces

pytestmark = pytest.mark.django_db
GREETING = "Beste %(name)s,"
PLACE = "areas.roles.letters"


@pytest.fixture(autouse=True)
def known():
    yield
    cache.delete(VERSION_KEY)
    KNOWN.remember({})


def test_places_have_a_name_that_people_read():
    assert with_braces("%(name)s in %(area)s: %(number)d") == "{naam} in {gebied}: {nummer}"
    assert labels_of("%(about)s en %(subject)s") == {"onderwerp": "about", "onderwerp 2": "subject"}
    text = Worded("Hallo {naam}, {naam}! 100% {iets}", {"naam": "name"})
    assert text % {"name": "Jan", "other": 1} == "Hallo Jan, Jan! 100% {iets}"


def test_a_letter_says_it_in_the_words_of_the_gemeente(django_capture_on_commit_callbacks):
    role = RoleAssignmentFactory(person__full_name="Gerda")
    assert "Beste Gerda," in letters.new_role_letter(role).body
    with django_capture_on_commit_callbacks(execute=True):
        change_wording(PLACE, {GREETING: "Dag {naam}!"}, by=None)
    assert "Dag Gerda!" in letters.new_role_letter(role).body
    with translation.override("en"):
        assert "Dag Gerda!" not in letters.new_role_letter(role).body

    with django_capture_on_commit_callbacks(execute=True):
        change_wording(PLACE, {GREETING: ""}, by=None)
    assert "Beste Gerda," in letters.new_role_letter(role).body
    events = next(iter(Wording.pgh_event_models.values()))
    assert list(events.objects.order_by("pgh_id").values_list("pgh_label", "text")) == [
        ("created", "Dag {naam}!"),
        ("deleted", "Dag {naam}!"),
    ]


def test_a_letter_is_written_without_redis_and_without_a_query_each(monkeypatch, django_assert_num_queries):
    def away(*_arguments):
        raise RedisError

    Wording.objects.create(place=PLACE, original=GREETING, text="Dag {naam}!")
    monkeypatch.setattr("wijkportaal.foundation.mail.wording.cache.get", away)
    KNOWN.forget()
    with django_assert_num_queries(1):
        words = [letters._(GREETING) % {"name": "Jan"} for _time in range(3)]
    assert words == ["Dag Jan!"] * 3
