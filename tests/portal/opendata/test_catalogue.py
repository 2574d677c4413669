"""The catalogue against shapes of our own, written after DCAT-AP-NL 3.0 (docs/adr/0144); lists of pages against schemas."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree
from pyshacl import validate
from rdflib import Graph

from programmes.yearly.models import Programme
from tests.factories.decisions import make_decision
from tests.factories.evaluations import LessonFactory
from tests.factories.projects import ProjectFactory
from tests.factories.yearly import ProgrammeFactory
from wijkportaal.portal.opendata.actions import make_files
from wijkportaal.portal.opendata.datasets import DATASETS
from wijkportaal.portal.opendata.sitemaps import sections

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
SHAPES = HERE / "dcat-ap-nl-30.ttl"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def faults_in(graph: Graph) -> str:
    is_right, _report, text = validate(graph, shacl_graph=Graph().parse(SHAPES), advanced=True)
    return "" if is_right else text


def test_the_catalogue_is_by_the_profile_in_both_ways_of_writing(client, area, media):
    ProjectFactory(area=area, title='Bank "Zit"\n<script>', published_at="2026-01-05T10:00Z")
    for key in ("gebieden", "projecten"):
        make_files(DATASETS[key])
    turtle = client.get("/open-data/catalogus.ttl")
    assert (turtle["Content-Type"], turtle["Access-Control-Allow-Origin"]) == (
        "text/turtle; charset=utf-8",
        "*",
    )
    graph = Graph().parse(data=turtle.content.decode(), format="turtle")
    assert faults_in(graph) == ""
    linked = Graph().parse(data=client.get("/open-data/catalogus.jsonld").content.decode(), format="json-ld")
    assert set(linked) == set(graph)
    assert "https://identifier.overheid.nl/tooi/id/gemeente/gm9999" in turtle.content.decode()
    # The shapes do say no: without its licence a distribution is no part of the profile.
    broken = Graph()
    broken += (triple for triple in graph if "license" not in str(triple[1]))
    assert "licentie" in faults_in(broken)
    assert client.get("/open-data/catalogus.rdf").status_code == 404


def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(HERE / name))


def xml(client, path: str) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200, path
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return etree.fromstring(content)


def test_the_woo_index_gets_what_is_public_by_category(client, area, settings):
    ProgrammeFactory(area=area, title="Programma & meer", state="published", published_at="2026-01-05T10:00Z")
    ProgrammeFactory(area=area, title="Nog niet", year=2027, state="adopted")
    decision = make_decision(area, is_public=True)
    make_decision(area, is_public=False)
    LessonFactory(evaluation__area=area, evaluation__state="published")
    robots = client.get("/robots.txt").content.decode()
    indexes = re.findall(r"Sitemap: http[^\n]*(/sitemapindex-diwoo-infocat\d{3}\.xml)", robots)
    assert len(indexes) == 5 and "Disallow: /werk\n" in robots
    found = {}
    for index in indexes:
        for place in xml(client, index).iter(f"{MAP}loc"):
            page = xml(client, place.text.removeprefix(settings.PORTAL_URL))
            assert schema("diwoo.xsd").validate(page), schema("diwoo.xsd").error_log
            found |= {
                each.text.removeprefix(settings.PORTAL_URL): index[-7:-4] for each in page.iter(f"{MAP}loc")
            }
    [evaluation] = [path for path in found if path.startswith("/evaluaties/")]
    assert found == {
        Programme.objects.get(year=2026).get_absolute_url(): "012",
        f"/besluiten/{decision.number}": "016",
        evaluation: "015",
    }
    for path in (
        "/sitemapindex-diwoo-infocat099.xml",
        "/sitemap-niets-1.xml",
        "/sitemap-projecten-99999999999999999999.xml",
    ):
        assert client.get(path).status_code == 404


def test_search_engines_find_every_page_with_when_it_changed(client, area, settings, monkeypatch):
    shown = [ProjectFactory(area=area, published_at="2026-01-05T10:00Z") for _number in range(3)]
    ProjectFactory(area=area, title="Nog niet", published_at=None)
    monkeypatch.setattr(sections, "MOST", 2)
    pages = [
        place.text.removeprefix(settings.PORTAL_URL)
        for place in xml(client, "/sitemap.xml").iter(f"{MAP}loc")
    ]
    assert [page for page in pages if "projecten" in page] == [
        "/sitemap-projecten-1.xml",
        "/sitemap-projecten-2.xml",
    ]
    found = [xml(client, f"/sitemap-projecten-{number}.xml") for number in (1, 2)]
    assert [len(page) for page in found] == [2, 1]
    addresses = [
        each.findtext(f"{MAP}loc").removeprefix(settings.PORTAL_URL) for page in found for each in page
    ]
    assert addresses == [project.get_absolute_url() for project in shown]
    assert all(each.findtext(f"{MAP}lastmod")[:4].isdecimal() for page in found for each in page)
    lists = xml(client, "/sitemap-overzichten-1.xml")
    assert {
        client.get(each.text.removeprefix(settings.PORTAL_URL)).status_code
        for each in lists.iter(f"{MAP}loc")
    } == {200}


def test_a_page_says_what_it_is_to_programs_and_in_previews(client, area, settings):
    project = ProjectFactory(
        area=area, title='Bank </script><b>"x"', summary="Een bank.", published_at="2026-01-05T10:00Z"
    )
    page = client.get(project.get_absolute_url() + "?utm=1").content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(block)["name"] == 'Bank </script><b>"x"'
    assert f'rel="canonical" href="{settings.PORTAL_URL}{project.get_absolute_url()}">' in page
    assert 'property="og:title" content="Bank &lt;/script&gt;&lt;b&gt;&quot;x&quot;"' in page
    assert 'name="description" content="Een bank."' in page
    assert "/gebieden/noord/voorvertoning.png" in page and 'og:image:alt" content="Kaart van Noord"' in page
    for path in ("/gebieden/noord/voorvertoning.png", "/voorvertoning.png"):
        assert client.get(path).content.startswith(b"\x89PNG")
