import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from areas.reforms.models import Reform
from areas.territory.models import Area
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = person_with("administrator", GemeenteFactory())
    client.force_login(person)
    return person


def test_a_merge_is_shown_before_it_is_done(client, administrator):
    root = Area.objects.get(kind="gemeente")
    west, oost = (
        AreaFactory(name=n, parent=root, border=square(x)) for n, x in (("West", 5.0), ("Oost", 5.01))
    )
    asked = {
        "areas": [west.pk, oost.pk], "name": "Midden", "kind": "wijk", "on": "2024-01-01", "reason": "Raad",
        "decision": "", "into": "",
    }  # fmt: skip
    address = reverse("reforms:carry_out", args=["samenvoegen"])
    preview = client.post(address, asked).content.decode()
    assert "en Oost worden samen Midden." in preview or "en West worden samen Midden." in preview
    assert Reform.objects.count() == 0
    seen = re.search(r"name=\"confirm\"[^>]*value=\"(\w+)\"", preview)
    assert seen, preview[preview.find("Dit gaat er") :][:1500]
    seen = seen[1]
    client.post(address, asked | {"name": "Anders", "confirm": seen})
    assert Reform.objects.count() == 0  # another name: first another preview
    assert client.post(address, asked | {"confirm": seen})["Location"] == reverse("reforms:index")
    assert Reform.objects.get().carried_out_by == administrator
    assert "worden samen Midden" in client.get(reverse("reforms:index")).content.decode()


def test_a_wrong_field_keeps_what_was_typed(client, administrator):
    AreaFactory(name="Oost")
    page = client.post(reverse("reforms:carry_out", args=["hernoemen"]), {"name": "Nieuw", "on": "morgen"})
    assert page.status_code == 422
    assert 'value="Nieuw"' in page.content.decode()
    area = AreaFactory(name="West")
    asked = {"area": area.pk, "name": "West", "on": "2024-01-01", "reason": "x"}
    assert (
        "Zo heet dit gebied al"
        in client.post(reverse("reforms:carry_out", args=["hernoemen"]), asked).content.decode()
    )


@pytest.mark.parametrize(
    "step", ["samenvoegen", "splitsen", "hernoemen", "verplaatsen", "toevoegen", "beeindigen"]
)
def test_every_step_has_its_page(client, administrator, step):
    AreaFactory()
    assert client.get(reverse("reforms:carry_out", args=[step])).status_code == 200


def test_only_an_administrator_may(client):
    client.force_login(person_with("area_manager"))
    assert client.get(reverse("reforms:index")).status_code == 403
    assert client.get(reverse("reforms:carry_out", args=["hernoemen"])).status_code == 403


def test_a_new_area_comes_with_its_border_or_the_preview_says_it_has_none(client, administrator):
    root = Area.objects.get(kind="gemeente")
    address = reverse("reforms:carry_out", args=["toevoegen"])
    asked = {"name": "Grou e.o.", "kind": "wijk", "parent": root.pk, "on": "2024-01-01", "reason": "Raad"}
    preview = client.post(address, asked).content.decode()
    assert "<li>Grou e.o. komt erbij.</li>" in preview
    assert "Van Grou e.o. is de grens niet bekend" in preview
    outlines = [
        {"type": "Feature", "properties": {"naam": name}, "geometry": square(west)}
        for name, west in (("GROU e.o.", 5.0), ("Warten", 5.1))
    ]

    def sent() -> dict:
        content = json.dumps({"type": "FeatureCollection", "features": outlines}).encode()
        return asked | {"borders": SimpleUploadedFile("grens.geojson", content)}

    preview = client.post(address, sent()).content.decode()
    assert "is de grens niet bekend" not in preview
    assert "de browser bewaart het niet" in preview
    seen = re.search(r"name=\"confirm\"[^>]*value=\"(\w+)\"", preview)[1]
    client.post(address, sent() | {"confirm": seen})
    assert Area.objects.get(name="Grou e.o.").border == square(5.0)
    assert "geen ervan heet zoals" in client.post(address, sent() | {"name": "Wergea"}).content.decode()
