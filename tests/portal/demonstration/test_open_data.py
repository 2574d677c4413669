"""Everything that the portal gives to programs, of a gemeente in which everything happened."""

import pytest

from wijkportaal.portal.opendata.actions import make_files
from wijkportaal.portal.opendata.datasets import DATASETS
from wijkportaal.portal.opendata.models import DataFile
from wijkportaal.portal.opendata.sitemaps import documents, pages

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_dataset_and_every_list_has_something_and_every_page_is_there(rietwolde, client):
    made = {key: make_files(dataset) for key, dataset in DATASETS.items()}
    assert [key for key, number in made.items() if not number] == []
    assert DataFile.objects.count() == sum(len(dataset.formats) for dataset in DATASETS.values())
    sections = {**pages.SECTIONS, **documents.SECTIONS}
    found = {name: list(section.page(1)) for name, section in sections.items()}
    # A worker prints the brochures, and none runs here.
    assert [name for name, addresses in found.items() if not addresses] == ["diwoo-infocat012-brochures"]
    # One of each section, and each kind of page of an area once: they open for a visitor, and may be found.
    samples = [addresses[-1].path for addresses in found.values() if addresses]
    samples += [address.path for address in found["gebieden"][: len(pages.OF_AN_AREA)]]
    answers = {path: client.get(path) for path in [*samples, *(address.path for address in pages.lists())]}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200} == {}
    assert [path for path, answer in answers.items() if b'content="noindex"' in answer.content] == []
