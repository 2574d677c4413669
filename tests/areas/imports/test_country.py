"""Many areas go in together: the country in small, from a GeoPackage in the Dutch grid."""

from io import StringIO

import pytest
from django.core.management import call_command

from areas.figures.models import Figure
from areas.territory.models import Area
from benchmarks.import_speed import write_country

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_country_comes_in_whole_and_changes_nothing_the_second_time(tmp_path):
    path = tmp_path / "wijkenbuurten_2024.gpkg"
    write_country(path, buurten=600)
    out = StringIO()
    call_command("import_areas", path, year=2024, stdout=out, stderr=out)
    assert Area.objects.filter(kind="buurt").count() == 600
    assert Figure.objects.filter(indicator="a_hh", value=None).count() == 666
    call_command("import_areas", path, year=2024, stdout=out, stderr=out)
    assert "nieuw 0, gewijzigd 0, niet in het bestand 0, gelijk 666, cijfers 0, fout 0" in out.getvalue()
