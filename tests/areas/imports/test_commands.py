from io import StringIO

import pytest
from django.core.management import call_command

from areas.territory.models import Area

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("wijken.geojson", b"geen geojson", "Dit is geen GeoJSON- of GeoPackage-bestand."),
        ("cijfers.csv", b"dag\n1\n", "gwb_code"),
        ("leeg.csv", b"", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_line_of_counts(tmp_path, name, content, fault):
    file = tmp_path / name
    file.write_bytes(content)
    out, faults = StringIO(), StringIO()
    with pytest.raises(SystemExit) as refusal:
        call_command("import_areas", file, year=2024, stdout=out, stderr=faults)
    assert refusal.value.code == 1
    assert fault in faults.getvalue()
    assert (
        out.getvalue().splitlines()[-1]
        == f"{name} geweigerd: nieuw 0, gewijzigd 0, niet in het bestand 0, gelijk 0, cijfers 0, fout 1"
    )
    assert not Area.objects.exists()
