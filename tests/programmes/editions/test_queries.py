from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from programmes.editions.actions import keep_edition, keep_file
from programmes.editions.queries import brochure_of, visible_to
from programmes.yearly import actions as yearly
from tests.factories.people import PersonFactory
from tests.factories.projects import CostLineFactory, ProjectFactory
from wijkportaal.foundation.documents.rendering import Rendered

pytestmark = pytest.mark.django_db


def keep(programme, *, was_published):
    printed = Rendered(b"%PDF" + str(was_published).encode(), 4)
    return keep_edition(
        programme, printed, variant="screen", file=keep_file(printed), was_published=was_published, by=None
    )


def test_brochure_of_a_draft_says_what_the_programme_says(programme, area):
    brochure = brochure_of(programme)
    assert (brochure.title, brochure.area_name, brochure.year) == (
        "Wijkprogramma Molenwijk 2026",
        "Molenwijk",
        2026,
    )
    assert brochure.proof
    assert brochure.foreword.author == "Aaltje Hoekstra"
    assert sorted(project.title for project in brochure.projects) == [
        "Bomen aan de Molenvaart",
        "Zebrapad bij de school",
    ]
    first = next(project for project in brochure.projects if project.title.startswith("Bomen"))
    assert (first.quarters, first.status_label, first.paid_by) == ((2, 3), "gepland", "gemeente")
    assert brochure.total == Decimal("12500.50")
    assert [item.title for item in brochure.agenda] == ["Boomfeestdag"]
    assert [name for name, _border in brochure.neighbours] == ["Buurwijk"]
    assert brochure.border == area.border


def test_brochure_of_a_published_programme_is_no_proof(programme, publish):
    assert brochure_of(publish(programme)).proof == ""


def test_visible_to_hides_proofs_from_residents(programme, publish, manager):
    proof = keep(programme, was_published=False)
    assert list(visible_to(manager)) == [proof]
    assert list(visible_to(AnonymousUser())) == []
    final = keep(publish(programme), was_published=True)
    assert list(visible_to(AnonymousUser())) == [final]
    assert list(visible_to(PersonFactory())) == [final]


@pytest.mark.parametrize("extra", [1, 30])
def test_brochure_of_reads_in_a_fixed_number_of_queries(
    programme, area, manager, extra, django_assert_max_num_queries
):
    projects = [ProjectFactory(area=area) for _ in range(extra)]
    for project in projects:
        CostLineFactory(project=project)
    yearly.add_entries(programme, projects, by=manager)
    with django_assert_max_num_queries(17):
        brochure_of(programme)
