import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from areas.imports.actions import Order, ask_to_apply, receive_file
from areas.territory.queries import find_area
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def run_next() -> Job:
    job = Job.objects.get(state="waiting")
    run_job(job.pk)
    job.refresh_from_db()
    return job


def test_a_big_file_is_looked_at_anew_when_the_portal_changed_meanwhile(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("areas.imports.actions.BIG", 0)
    root = GemeenteFactory(code="GM0001")
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"WK00010{n}", "name": name},
            "geometry": square(5 + n / 100),
        }
        for n, name in enumerate(["Oost", "West"])
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    person = person_with("administrator", root)
    batch = receive_file(SimpleUploadedFile("wijken.geojson", content), order=Order("areas", 2024), by=person)
    run_next()
    batch.refresh_from_db()
    assert (batch.state, batch.plan["counts"]["new"]) == ("previewed", 2)

    AreaFactory(parent=root, name="Oost", code="WK000100")
    ask_to_apply(batch, by=person)
    refused = run_next()
    batch.refresh_from_db()
    assert refused.state == "failed"
    assert "Bekijk opnieuw" in refused.message
    assert (batch.state, batch.plan["counts"]["new"]) == ("previewed", 1)
    assert find_area("WK000101") is None

    ask_to_apply(batch, by=person)
    assert run_next().state == "done"
    assert find_area("WK000101").name == "West"
