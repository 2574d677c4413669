"""The four municipalities of the shared data, as an owner of the portal would read them in."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from areas.figures.models import Figure
from areas.figures.queries import population_of
from areas.territory.models import Area
from areas.territory.queries import areas_on, children_of, find_area, neighbours_of, root_area

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"NOT TESTED on real areas: {DATA} is not here"),
]


def read_in(name: str, **options) -> str:
    out = StringIO()
    call_command("import_areas", DATA / name, year=2022, stdout=out, stderr=out, **options)
    return out.getvalue().splitlines()[-1]


@pytest.mark.parametrize(
    ("place", "wijken", "inhabitants"),
    [("leeuwarden", 22, 125495), ("deventer", 15, 101440), ("breda", 11, 184675), ("eemsdelta", 19, 45400)],
)
def test_wijken_come_in_with_their_parents_and_figures(place, wijken, inhabitants):
    name = f"wijken_{place}_2022.geojson"
    assert f"nieuw {wijken + 1}, gewijzigd 0" in read_in(name)
    root = root_area()
    assert root.name == place.title()
    assert areas_on(kind="wijk").count() == wijken
    assert children_of(root).count() == wijken
    assert root.border is not None
    assert population_of(root).value == inhabitants
    assert population_of(root).estimated
    assert all(neighbours_of(area) for area in Area.objects.filter(kind="wijk"))
    again = read_in(name)
    assert f"nieuw 0, gewijzigd 0, niet in het bestand 0, gelijk {wijken}, cijfers 0, fout 0" in again


def test_a_wijk_of_leeuwarden_has_its_figures():
    read_in("wijken_leeuwarden_2022.geojson")
    centre = find_area("WK008010", year=2022)
    assert centre.name == "Binnenstad"
    figures = {f.indicator: f.value for f in Figure.objects.filter(area=centre, year=2022)}
    assert figures["a_inw"] == 6125
    assert figures["p_65_oo"] == 10
    assert figures["a_opp_ha"] == 96
    assert figures["p_ink_li"] == Decimal("56.7")


def test_the_table_of_four_gemeenten_fills_only_ours():
    read_in("wijken_leeuwarden_2022.geojson")
    Figure.objects.all().delete()
    assert "gewijzigd 22" in read_in("wijken_2022.csv")
    assert Figure.objects.filter(indicator="a_inw", area__kind="wijk").count() == 22


def test_points_of_buurten_come_in_without_borders():
    read_in("wijken_leeuwarden_2022.geojson")
    out = read_in("buurtpunten_leeuwarden_2014.geojson", dry_run=True)
    assert "bekeken" in out
    assert Area.objects.filter(kind="buurt").count() == 0


def test_another_gemeente_is_refused():
    read_in("wijken_leeuwarden_2022.geojson")
    with pytest.raises(SystemExit):
        read_in("wijken_breda_2022.geojson")
    assert Area.objects.count() == 23
