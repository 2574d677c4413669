import json
from pathlib import Path

import pytest
from django.conf import settings

from wijkportaal.foundation.components import vendoring
from wijkportaal.foundation.components.icons import UnknownIcon, icon_shapes

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def test_vendored_files_are_as_their_manifest_says():
    assert vendoring.faults_in(VENDOR) == []


def test_every_declared_file_is_vendored_with_the_licences():
    files = vendoring.copied_files()
    assert [name for name in files if not (VENDOR / name).is_file()] == []
    for folder in ("htmx", "leaflet", "icons", "fonts/source-sans-3", "fonts/bricolage-grotesque"):
        assert (VENDOR / folder / "LICENSE").is_file()
    assert "EUROPEAN UNION PUBLIC LICENCE" in (VENDOR / "utrecht" / "LICENSE.md").read_text()


def test_the_proprietary_tokens_are_nowhere():
    package = json.loads((Path(settings.BASE_DIR) / "package.json").read_text())
    assert "@utrecht/design-tokens" not in package["dependencies"]
    lock = json.loads((Path(settings.BASE_DIR) / "package-lock.json").read_text())
    assert not [name for name in lock["packages"] if name.endswith("@utrecht/design-tokens")]
    assert not [entry for entry in lock["packages"].values() if "resolved" in entry]


def test_a_change_to_a_vendored_file_is_seen(tmp_path):
    node_modules = tmp_path / "node_modules"
    for sources in vendoring.copied_files().values():
        for source in sources:
            path = node_modules / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"/* {source} */\n//# sourceMappingURL=gone.map\n")
    vendor = tmp_path / "vendor"
    assert vendoring.copy_files(node_modules, vendor) == len(vendoring.copied_files())
    assert "sourceMappingURL" not in (vendor / "htmx/htmx.min.js").read_text()
    assert vendoring.faults_in(vendor) == []
    (vendor / "htmx/htmx.min.js").write_text("alert()")
    (vendor / "leaflet/LICENSE").unlink()
    (vendor / "extra.js").write_text("")
    assert vendoring.faults_in(vendor) == [
        "missing: leaflet/LICENSE",
        "not in the manifest: extra.js",
        "edited: htmx/htmx.min.js",
    ]


def test_every_icon_can_be_drawn():
    for name in vendoring.ICONS:
        assert "<path" in icon_shapes(name) or "<circle" in icon_shapes(name), name


@pytest.mark.parametrize("name", ["geen-icoon", "../../../manage", ""])
def test_an_unknown_icon_is_an_error(name):
    with pytest.raises(UnknownIcon):
        icon_shapes(name)
