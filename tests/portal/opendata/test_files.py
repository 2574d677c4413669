"""Files of open data: what is in them, and above all what is not."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.urls import reverse

from participation.signals.actions.handling import publish_signal
from tests.factories.commitments import CommitmentFactory
from tests.factories.decisions import make_decision
from tests.factories.initiatives import InitiativeFactory
from tests.factories.ledger import AccountFactory, fill
from tests.factories.meetings import make as make_meeting
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.voting import counted_round, published_round
from tests.factories.yearly import ProgrammeFactory
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.portal.opendata.actions import make_files
from wijkportaal.portal.opendata.datasets import DATASETS
from wijkportaal.portal.opendata.models import DataFile
from wijkportaal.portal.opendata.states import LICENCES

pytestmark = pytest.mark.django_db
HIDDEN = "GEHEIM"


def rows_of(key: str) -> list[dict]:
    dataset = DATASETS[key]
    rows = [row[:-1] if dataset.has_shape else row for row in dataset.rows()]
    return [dict(zip(dataset.header, row, strict=True)) for row in rows]


def test_nothing_leaves_that_a_visitor_may_not_see(area, root):
    """Of each kind one that anyone may see, and one beside it that could leak."""
    manager = person_with("area_manager", area, full_name=f"Anna {HIDDEN}")
    for state, title in (("published", "Programma"), ("adopted", HIDDEN)):
        year = 2026 if state == "published" else 2027
        ProgrammeFactory(area=area, year=year, title=title, state=state)
    ProjectFactory(
        area=area, title="Bankje", published_at="2026-01-05T10:00Z", contact_name=HIDDEN, lead_name=HIDDEN
    )
    ProjectFactory(area=area, title=HIDDEN, published_at=None)
    CommitmentFactory(
        area=area, what="Een lamp", made_to_name=HIDDEN, made_to_email="geheim@voorbeeld.example"
    )
    CommitmentFactory(area=area, what=HIDDEN, is_public=False)
    InitiativeFactory(area=area, title="Moestuin")
    InitiativeFactory(area=area, title=HIDDEN, state="submitted", published_at=None)
    shown = SignalFactory(
        area=area, text=f"De put loopt over. Bel mij: {HIDDEN}", wants_public=True, name=HIDDEN
    )
    publish_signal(shown, by=manager, text="De put loopt over.", photo_public=False)
    SignalFactory(area=area, text=HIDDEN)
    make_meeting(area=area, title="Kies mee")
    make_meeting(area=area, title=HIDDEN, is_public=False)
    make_meeting(area=area, title=HIDDEN, announced=False)
    make_decision(area, is_public=True)
    make_decision(area, is_public=False)
    published_round(area=area, title="Kies mee")
    counted_round(area=area, title=HIDDEN)
    fill(AccountFactory(area=area), Decimal(2500), key=HIDDEN)
    OrganisationFactory(name="Wijkpanel", phone=HIDDEN, phone_public=False, areas=[area])
    OrganisationFactory(name=HIDDEN, is_active=False)

    assert {key: len(rows_of(key)) for key in DATASETS if rows_of(key)} == {
        "gebieden": 2,
        "indicatoren": len(rows_of("indicatoren")),
        "organisaties": 3,  # the panel, and who promises
        "programmas": 1,
        "projecten": 1,
        "afspraken": 1,
        "geld-per-gebied": 1,
        "besluiten": 1,
        "initiatieven": 1,
        "signalen": 1,
        "bijeenkomsten": 1,
        "stemuitslagen": 3,
    }
    everything = repr([list(dataset.rows()) for dataset in DATASETS.values()]).lower()
    assert HIDDEN.lower() not in everything and "piet de vries" not in everything
    assert rows_of("signalen")[0]["tekst"] == "De put loopt over."
    assert rows_of("besluiten")[0]["aan"] == "een persoon of groep"
    assert rows_of("geld-per-gebied") == [
        {
            "gebied": "noord",
            "gebiedsnaam": "Noord",
            "jaar": rows_of("geld-per-gebied")[0]["jaar"],
            "bestemming": "",
            "gekregen": Decimal("2500.00"),
            "besteed": 0,
            "nog_te_verantwoorden": 0,
            "over": Decimal("2500.00"),
        }
    ]


def download(client, name: str):
    dataset, form = name.split(".")
    answer = client.get(reverse("opendata:download", args=[dataset, form]))
    return answer, b"".join(answer.streaming_content)


def test_files_are_made_by_a_job_and_only_what_changed_gets_a_new_name(client, area, media):
    ProjectFactory(
        area=area, title='=HYPERLINK("http://weg")', published_at="2026-01-05T10:00Z", cost_total="12.50"
    )
    client.force_login(person_with("administrator", area.parent))
    assert client.get("/open-data/projecten.csv").status_code == 404, "not made yet"
    for _twice in range(2):
        assert client.post(reverse("opendata:renew")).status_code == 302
    job = Job.objects.get(kind="opendata.make_files")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, DataFile.objects.count()) == (
        "done",
        sum(len(each.formats) for each in DATASETS.values()),
    )
    before = {file.name: file.file for file in DataFile.objects.all()}

    answer, content = download(client, "projecten.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="projecten.csv"'
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert (row["titel"], row["kosten"]) == ('\'=HYPERLINK("http://weg")', "12,50")
    assert row["pagina"].startswith("http")
    found = json.loads(download(client, "gebieden.geojson")[1])
    assert found["type"] == "FeatureCollection"
    assert [feature["geometry"]["type"] for feature in found["features"]] == ["Polygon", "Polygon"]
    found = json.loads(download(client, "projecten.json")[1])
    assert (found["licentie"], found["rijen"][0]["kosten"]) == (LICENCES["cc0"].page, "12.50")
    assert (
        client.get("/open-data/projecten.csv", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    )

    ProjectFactory(area=area, title="Boom", published_at="2026-01-06T10:00Z")
    make_files(DATASETS["projecten"])
    make_files(DATASETS["gebieden"])
    after = {file.name: file.file for file in DataFile.objects.all()}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"projecten.csv", "projecten.json", "projecten.geojson"}
    assert DataFile.objects.get(dataset="projecten", format="csv").rows == 2
    for unknown in ("/open-data/personen.csv", "/open-data/kerncijfers.geojson", "/open-data/projecten.xlsx"):
        assert client.get(unknown).status_code == 404
