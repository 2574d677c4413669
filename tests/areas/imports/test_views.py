import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from areas.addresses.models import Postcode
from areas.figures.queries import forecasts_for, national_series, population_of
from areas.imports.models import ImportBatch
from areas.organisations.models import Organisation
from areas.territory.actions import changing_atlas
from areas.territory.models import Area
from areas.territory.queries import find_area
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.tables.reading import read_table
from wijkportaal.foundation.tables.writing import write_xlsx

pytestmark = pytest.mark.django_db
INDEX = "imports:index"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def administrator(client):
    person = person_with("administrator", GemeenteFactory(code="GM0001"))
    client.force_login(person)
    return person


def geojson(*features, **more) -> bytes:
    found = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": found, **more}).encode()


def wijk(number: int, name: str = "Oost", **more) -> dict:
    return {"code": f"WK0001{number:02}", "name": name, "population": 1000, **more}


def upload(client, content: bytes, kind: str = "areas", name: str = "bestand.geojson", **more) -> ImportBatch:
    file = SimpleUploadedFile(name, content)
    client.post(reverse(INDEX), {"kind": kind, "year": 2024, "file": file, **more})
    return ImportBatch.objects.latest("pk")


def faults(batch: ImportBatch) -> str:
    return " ".join(fault["message"] for fault in batch.plan["wrong"])


def test_upload_shows_first_and_then_reads_in(client, administrator):
    batch = upload(client, geojson((wijk(1), square(5.0)), (wijk(2, "West"), square(5.01))))
    assert (batch.state, batch.plan["counts"]["new"]) == ("previewed", 2)
    assert not Area.objects.filter(kind="wijk").exists()
    assert "Lees alles in" in client.get(batch.get_absolute_url()).content.decode()
    client.post(reverse("imports:apply", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert population_of(find_area("WK000101")).value == 1000
    east, west = wijk(1, naam_fy="East"), wijk(2, "Nieuw-West")
    again = upload(client, geojson((east, square(5.0)), (west, square(5.012))), year=2025)
    assert again.plan["counts"] == {"new": 0, "changed": 2, "gone": 0, "same": 0, "wrong": 0, "figures": 2}
    assert [line["texts"] for line in again.plan["changed"]] == [
        ["Friese naam: East."],
        ["Naam wordt Nieuw-West.", "Grens verandert."],
    ]
    client.post(reverse("imports:apply", args=[again.pk]))
    area = find_area("WK000101")
    # A name in another language is no new version of the area.
    assert (area.frisian_name, area.versions.count(), find_area("WK000102").name) == ("East", 1, "Nieuw-West")


def test_a_preview_that_is_overtaken_is_made_anew(client, administrator):
    first = upload(client, geojson((wijk(1), square(5.0))))
    second = upload(client, geojson((wijk(1, "Anders"), square(5.0))))
    client.post(reverse("imports:apply", args=[first.pk]))
    page = client.post(reverse("imports:apply", args=[second.pk]), follow=True).content.decode()
    assert "intussen iets veranderd" in page
    assert find_area("WK000101").name == "Oost"


BOWTIE = {"type": "Polygon", "coordinates": [[[5, 53], [5.01, 53.01], [5.01, 53], [5, 53.01], [5, 53]]]}
ABROAD = {"type": "Polygon", "coordinates": [[[15, 53], [15.1, 53], [15.1, 53.1], [15, 53]]]}
SWAPPED = {"type": "Polygon", "coordinates": [[[53, 5], [53.1, 5], [53.1, 5.1], [53, 5]]]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7 nothing", "geen GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{"ty', "beschadigd"),
        (b'{"type": "FeatureCollection", "features": []}', "geen gebieden"),
        (b'{"type": "FeatureCollection", "features": [1, null]}', "naam ontbreekt"),
        (b"SQLite format 3\0" + b"\0" * 4000, "beschadigd"),
        (geojson((wijk(1), BOWTIE)), "De grens snijdt zichzelf, bij "),
        (geojson((wijk(1), SWAPPED)), "omgewisseld"),
        (geojson((wijk(1), square()), (wijk(2), ABROAD)), "niet in Nederland"),
        (geojson((wijk(1), square()), (wijk(1, "West"), square(5.01))), "staat ook in rij 1"),
        (geojson(({"code": "WK12", "name": "x"}, square())), "geen code van het CBS"),
        (geojson((wijk(1, ""), square())), "naam ontbreekt"),
        (geojson((wijk(1, **{"name:fy": "e" * 121}), square())), "langer dan 120 tekens"),
        (geojson((wijk(1, population="veel"), square())), "geen getal"),
        (geojson(({"code": "WK999901", "name": "Ver"}, square())), "andere gemeente"),
        (geojson((wijk(1), {"type": "Polygon", "coordinates": "onzin"})), "niet te lezen"),
        (geojson((wijk(1), square()), crs={"properties": {"name": "EPSG:3857"}}), "coördinatenstelsel"),
    ],
)
def test_bad_borders_are_refused_in_dutch(client, administrator, content, message):
    if not content:
        page = client.post(
            reverse(INDEX), {"kind": "areas", "year": 2024, "file": SimpleUploadedFile("x", b"")}
        )
        assert message in page.content.decode()
        return
    batch = upload(client, content)
    assert batch.state == "refused"
    assert message in faults(batch) + " ".join(str(f) for f in batch.plan["wrong"])
    assert Area.objects.count() == 1
    assert client.get(batch.get_absolute_url()).status_code == 200


def test_rd_coordinates_are_recognised(client, administrator):
    ring = [[180000, 580000], [181000, 580000], [181000, 581000], [180000, 581000], [180000, 580000]]
    batch = upload(client, geojson((wijk(1), {"type": "Polygon", "coordinates": [ring]})))
    client.post(reverse("imports:apply", args=[batch.pk]))
    border = find_area("WK000101").current.border
    assert float(border.hectares) == pytest.approx(100, abs=0.1)
    assert 5 < border.longitude < 6


def test_villages_from_the_template(client, administrator):
    template = client.get(reverse("imports:template", args=["villages"])).content
    header = read_table(io.BytesIO(template)).header
    rows = [
        ("Dorp A", "Doarp A", "dorp", "", "", 1250, "", ""),
        ("Kern B", "", "kern", "Dorp A", "", "x", "", ""),
    ]
    batch = upload(client, write_xlsx(header, rows), kind="villages", name="dorpen.xlsx")
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert population_of(find_area("dorp-a")).value == 1250
    assert find_area("kern-b").parent == find_area("dorp-a")
    assert batch.plan["new"][0]["texts"] == ["Friese naam: Doarp A."]
    assert [find_area(slug).frisian_name for slug in ("dorp-a", "kern-b")] == ["Doarp A", ""]
    # An empty cell leaves the name as it is; another one is shown before it is read in.
    rows = [("Dorp A", "", "dorp"), ("Kern B", "Kearn B", "kern")]
    later = upload(client, write_xlsx(header, rows), kind="villages", name="dorpen.xlsx")
    assert [(line["name"], line["texts"]) for line in later.plan["changed"]] == [
        ("Kern B", ["Friese naam: Kearn B."])
    ]
    wrong = [
        ("", "", "dorp", "", "", "", "", ""),
        ("C", "", "stad", "", "", "1.234", "", ""),
        ("D", "", "dorp", "Atlantis", "", "", "", ""),
        ("E", "e" * 121, "dorp", "", "", "", "", ""),
    ]
    refused = upload(client, write_xlsx(header, wrong), kind="villages", name="dorpen.xlsx")
    assert refused.state == "refused"
    assert {(fault["row"], fault["column"]) for fault in refused.plan["wrong"]} >= {
        (2, "Naam"),
        (3, "Soort"),
        (4, "Ligt in"),
        (5, "Friese naam"),
    }


def test_figures_of_the_cbs(client, administrator):
    area = AreaFactory(name="Oost", parent=Area.objects.get(kind="gemeente"), code="WK000101")
    text = "gwb_code ;regio;recs;a_inw;g_wozbag\nWK000101;Óost;Wijk;1.2;x\n"
    assert "geen getal" in faults(upload(client, text.encode("cp1252"), kind="figures", name="kwb.csv"))
    good = (
        text.replace("1.2", "   1210").replace(";x", ";250,5")
        + "BU00010101;Buurt;Buurt;5;.\nGM9999;Ver;Gemeente;1;1\n"
    )
    batch = upload(client, b"\xef\xbb\xbf" + good.encode(), kind="figures", name="kwb.csv")
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert population_of(area).value == 1210
    assert len(batch.plan["notes"]) == 2
    unknown = upload(client, b"gwb_code;a_inw\nWK000199;5\nWK000101;5\n", kind="figures", name="kwb.csv")
    assert "kennen we niet" in faults(unknown)


def test_figures_of_the_country_stand_beside_the_areas_and_are_no_area(client, administrator):
    area = AreaFactory(name="Oost", parent=Area.objects.get(kind="gemeente"), code="WK000101")
    names = set(Area.objects.values_list("name", flat=True))
    table = (
        b"gwb_code;regio;recs;a_inw;g_wozbag\nNL00;Nederland;Land;17 942 942;379\nWK000101;Oost;Wijk;1210;x\n"
    )
    batch = upload(client, table, kind="figures", name="kwb.csv")
    assert batch.plan["counts"]["figures"] == 4
    client.post(reverse("imports:apply", args=[batch.pk]))
    found = national_series()
    assert {key: series.latest.value for key, series in found.items()} == {
        "a_inw": 17_942_942,
        "g_wozbag": 379,
    }
    assert population_of(area).value == 1210
    assert set(Area.objects.values_list("name", flat=True)) == names
    again = upload(client, table, kind="figures", name="kwb.csv")
    assert (again.plan["counts"]["figures"], again.plan["counts"]["same"]) == (0, 2)
    # StatLine's name for the country, and figures without any area of ours.
    later = b"gwb_code;a_inw\nNL01;18000000\nPV20;1\n"
    client.post(reverse("imports:apply", args=[upload(client, later, kind="figures", name="kwb.csv").pk]))
    assert national_series()["a_inw"].latest.value == 18_000_000
    assert "geen getal" in faults(
        upload(client, b"gwb_code;a_inw\nNL00;veel\n", kind="figures", name="k.csv")
    )


def test_organisations_and_postcodes(client, administrator):
    AreaFactory(name="Oost", parent=Area.objects.get(kind="gemeente"))
    header = ("Naam", "Soort", "Gebieden", "E-mail", "Openbaar")
    rows = [("Belang Oost", "dorpsbelang", "Oost", "a@example.nl", "ja")]
    batch = upload(client, write_xlsx(header, rows), kind="organisations", name="o.xlsx")
    client.post(reverse("imports:apply", args=[batch.pk]))
    made = Organisation.objects.get()
    assert (made.kind, made.email, made.email_public) == ("village_interest", "a@example.nl", True)
    assert (
        upload(client, write_xlsx(header, rows), kind="organisations", name="o.xlsx").plan["counts"]["same"]
        == 1
    )
    wrong = upload(
        client, write_xlsx(header, [("B", "club", "West", "geen", "")]), kind="organisations", name="o.xlsx"
    )
    assert wrong.plan["counts"]["wrong"] == 3
    assert batch.plan["new"][0]["kind"] == "dorpsbelang"
    codes = b"Postcode;Huisnummer van;Huisnummer tot;Gebied\n8911 AA;1;9;Oost\n8911AB;;;Oost\n"
    batch = upload(client, codes, kind="postcodes", name="p.csv")
    client.post(reverse("imports:apply", args=[batch.pk]))
    assert Postcode.objects.count() == 2
    wrong = upload(client, b"Postcode;Gebied\n89;Oost\n8911AA;West\n", kind="postcodes", name="p.csv")
    assert wrong.plan["counts"]["wrong"] == 2


def test_discarded_files_are_gone(client, administrator):
    batch = upload(client, geojson((wijk(1), square())))
    path = batch.file.path
    client.post(reverse("imports:discard", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "discarded"
    assert not batch.file
    with pytest.raises(FileNotFoundError):
        open(path).close()


def test_only_an_administrator_may(client):
    client.force_login(person_with("area_manager"))
    assert client.get(reverse(INDEX)).status_code == 403
    assert client.get(reverse("imports:template", args=["villages"])).status_code == 403


def test_forecasts_stand_beside_the_figures(client, administrator):
    oost = AreaFactory(name="Oost", kind="dorp", parent=Area.objects.get(kind="gemeente"))
    table = b"Gebied;Jaar;Inwoners;a_65_oo\nOost;2035;900;310\noost;2040;820;\n"
    batch = upload(client, table, kind="forecasts", name="p.csv", source="Provincie 2025")
    assert batch.plan["counts"]["figures"] == 3
    client.post(reverse("imports:apply", args=[batch.pk]))
    expected = forecasts_for(oost)
    assert {key: sorted(found) for key, found in expected.items()} == {
        "a_inw": [2035, 2040],
        "a_65_oo": [2035],
    }
    assert (expected["a_inw"][2040].value, expected["a_inw"][2040].source) == (820, "Provincie 2025")
    assert population_of(oost) is None
    again = upload(client, table, kind="forecasts", name="p.csv", source="Provincie 2025")
    assert (again.plan["counts"]["figures"], again.plan["counts"]["same"]) == (0, 2)
    wrong = upload(
        client,
        b"Gebied;Jaar;Inwoners\nWest;2035;1\nOost;ooit;1\nOost;2036;veel\n",
        kind="forecasts",
        name="p.csv",
    )
    assert (wrong.state, len(wrong.plan["wrong"])) == ("refused", 3)


def test_a_file_of_wijken_names_what_is_gone_and_lets_the_gemeente_begin_in_time(client, administrator):
    """The gemeente was typed in and began today; the file has no row of it."""
    gemeente = Area.objects.get()
    for area in gemeente.versions.all():
        area.valid_from = timezone.localdate()
        area.save()
    with changing_atlas(by=None, action="test"):
        pass
    batch = upload(client, geojson((wijk(1), square(5.0)), (wijk(2, "West"), square(5.01))))
    assert [line["texts"] for line in batch.plan["changed"]] == [["Bestond ook al op 1 januari 2024."]]
    client.post(reverse("imports:apply", args=[batch.pk]))
    gemeente.refresh_from_db()
    assert gemeente.starts_on == date(2024, 1, 1)
    again = upload(client, geojson((wijk(1), square(5.0)), (wijk(2, "West"), square(5.01))))
    page = client.get(again.get_absolute_url()).content.decode()
    assert "Dit bestand verandert niets" in page
    assert "Lees alles in" not in page
    fewer = upload(client, geojson((wijk(1), square(5.0))), year=2025, end_missing="on")
    assert [line["name"] for line in fewer.plan["gone"]] == ["West"]
    assert fewer.plan["notes"] == ["Gebieden die hun code van het CBS voor 2025 krijgen: 1."]
    client.post(reverse("imports:apply", args=[fewer.pk]))
    assert find_area("WK000102").ends_on == date(2025, 1, 1)
