"""The gemeente says how long comments may be and which words it reads first."""

import pytest
from django.urls import reverse

from participation.initiatives.actions.talking import write_comment
from participation.initiatives.states import REMOVED, SHOWN
from participation.moderation.models import CommentRule
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import GemeenteFactory

pytestmark = pytest.mark.django_db


def test_a_beheerder_sets_limits_and_words_that_hold_for_the_next_comment(client, settings, monkeypatch):
    settings.COMMENTS_AFTER = True
    monkeypatch.setattr("participation.initiatives.actions.talking.is_new", lambda _person: False)
    client.force_login(person_with("administrator", GemeenteFactory()))
    address = reverse("moderation:comment_rule")
    data = {
        "words": 100,
        "links": 1,
        "newcomers_words": 50,
        "newcomers_links": 2,
        "watched": "scheld*\n\nidioot\nidioot",
    }
    wrong = client.post(address, data)
    assert wrong.status_code == 422
    assert "niet meer zijn dan van een ander" in wrong.content.decode()
    wrong = client.post(address, data | {"newcomers_links": 0, "watched": "sch*eld"})
    assert "sterretje" in wrong.content.decode()
    assert client.post(address, data | {"newcomers_links": 0}).status_code == 302
    assert CommentRule.objects.get().watched_words == ["scheld*", "idioot"]

    initiative, writer = InitiativeFactory(), PersonFactory()
    shown = write_comment(initiative, "Goed plan.", is_question=False, shows_name=False, by=writer)
    waits = write_comment(initiative, "Scheldwoord!", is_question=False, shows_name=False, by=writer)
    assert shown.state == SHOWN
    assert waits.state not in {SHOWN, REMOVED}
