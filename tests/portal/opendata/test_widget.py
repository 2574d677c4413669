"""An area in a frame on another site: only there, and nothing of who looks."""

import pytest

from tests.factories.commitments import CommitmentFactory
from tests.factories.meetings import make as make_meeting
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from wijkportaal.portal.opendata.models import Openness

pytestmark = pytest.mark.django_db


def fill_area(area, number: int) -> None:
    for each in range(number):
        ProjectFactory(area=area, title=f"Bank {each}", state="running", published_at="2026-01-05T10:00Z")
        CommitmentFactory(area=area)
        make_meeting(area=area, title=f"Kies mee {each}")


def test_the_widget_is_framed_only_where_the_gemeente_says(client, area, django_assert_num_queries):
    client.force_login(person_with("administrator", area.parent))
    wrong = {"licence": "by", "hosts": "www.rietwolde.nl\nniet een site"}
    answer = client.post("/beheer/open-data", wrong)
    assert answer.status_code == 422 and "niet een site" in answer.content.decode()
    assert (
        client.post(
            "/beheer/open-data", {"licence": "by", "hosts": "https://www.rietwolde.nl/wijken"}
        ).status_code
        == 302
    )
    assert Openness.objects.get().hosts == ["www.rietwolde.nl"]
    page = client.get("/beheer/widget").content.decode()
    assert "/widget/gebieden/noord" in page and "&lt;iframe" in page
    client.logout()

    fill_area(area, 1)
    client.get("/widget/gebieden/noord")
    with django_assert_num_queries(11):
        answer = client.get("/widget/gebieden/noord")
    fill_area(area, 29)
    with django_assert_num_queries(11):
        answer = client.get("/widget/gebieden/noord")
    policy = answer["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://www.rietwolde.nl") and "script-src" not in policy
    assert "X-Frame-Options" not in answer and not answer.cookies
    text = answer.content.decode()
    assert "<script" not in text and "Bank 2" in text and "30 afspraken lopen." in text
    assert client.get("/widget/gebieden/zuid").status_code == 404
    assert client.get("/gebieden/noord")["X-Frame-Options"] == "DENY"
