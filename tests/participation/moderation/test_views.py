import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.moderation.actions import remove_piece, report
from participation.moderation.models import Case, Reason
from participation.moderation.queries import appeal_token
from tests.factories.initiatives import CommentFactory, InitiativeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person_with("area_manager", AreaFactory(name="Noord"))


@pytest.fixture
def area(manager):
    return manager.role_assignments.get().area


def test_anyone_reports_what_is_on_the_site_and_only_that(client, area):
    comment = CommentFactory(initiative__area=area, words="Koop nu een boormachine")
    page = client.get(comment.initiative.get_absolute_url()).text
    address = reverse("moderation:report", args=["reactie", str(comment.pk)])
    assert address in page
    assert "boormachine" in client.get(address).text
    answer = client.post(address, {"reason": "on_photo", "words": "Ik zag dit"})
    assert answer.status_code == 422 and "Ik zag dit" in answer.text
    assert client.post(address, {"reason": "spam"}).status_code == 302
    assert Case.objects.get().reports == 1
    hidden = CommentFactory(initiative__area=area, state="waiting")
    for kind, ident in (("reactie", hidden.pk), ("reactie", "x"), ("niets", "1"), ("reactie", "9" * 50)):
        assert client.get(reverse("moderation:report", args=[kind, str(ident)])).status_code == 404


def test_the_queue_costs_as_many_queries_for_one_as_for_thirty(client, area, manager):
    client.force_login(manager)

    def add(number: int) -> None:
        for _each in range(number):
            comment = CommentFactory(initiative__area=area)
            report("reactie", str(comment.pk), reason=Reason.SPAM, words="", by=None)
            report("initiatief", comment.initiative.public_id, reason=Reason.SPAM, words="", by=None)

    add(1)
    client.get(reverse("moderation:queue"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("moderation:queue"))
    add(14)
    with CaptureQueriesContext(connection) as many:
        assert "Laten staan" in client.get(reverse("moderation:queue")).text
    assert len(many) == len(few)


def test_several_are_judged_and_the_reason_that_was_typed_stays(client, area, manager):
    client.force_login(manager)
    cases = [
        report(
            "reactie", str(CommentFactory(initiative__area=area).pk), reason=Reason.SPAM, words="", by=None
        )
        for _each in range(2)
    ]
    address = reverse("moderation:queue")
    assert "Kies eerst" in client.post(address, {"step": "remove", "reason": "Reclame."}).text
    chosen = {"case": [case.pk for case in cases]}
    assert client.post(address, {"step": "remove", "reason": "", **chosen}).status_code == 422
    answer = client.post(address, {"step": "remove", "reason": "Reclame.", **chosen}, follow=True)
    assert "2 bijdragen beoordeeld." in answer.text
    assert set(Case.objects.values_list("state", flat=True)) == {"removed"}


def test_a_writer_asks_a_second_judgement_by_the_link_alone(client, area, manager):
    made = InitiativeFactory(area=area)
    case = remove_piece("initiatief", made.public_id, reason="Dit is reclame.", by=manager)
    address = reverse("moderation:appeal", args=[appeal_token(case)])
    assert "Dit is reclame." in client.get(address).text
    assert client.post(address, {"words": ""}).status_code == 422
    assert "Iemand anders dan de eerste keer" in client.post(address, {"words": "Nee."}, follow=True).text
    assert client.get(reverse("moderation:appeal", args=["onzin"])).status_code == 410
    client.force_login(manager)
    page = client.get(reverse("moderation:case", args=[case.pk])).text
    assert "Een collega kijkt er nu naar" in page and "Terugzetten" not in page
