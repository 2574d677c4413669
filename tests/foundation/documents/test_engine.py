"""Without Pango the portal runs; only printing says no."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import ImageFile

from wijkportaal.foundation.documents import engine

PROGRAM = """
import django; django.setup()
from wijkportaal.foundation.documents import fetching
from wijkportaal.foundation.documents.rendering import render_pdf
from wijkportaal.foundation.jobs.registry import JobFailed
try:
    render_pdf('<html lang="nl"><title>Wijk</title>')
except JobFailed as failure:
    print(failure)
"""


def test_missing_libraries_fail_the_print_and_nothing_else(tmp_path: Path) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "er ontbreken systeembibliotheken" in done.stdout


def test_printing_leaves_pillow_strict_about_half_pictures():
    assert engine.HTML is not None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
