"""Numbers for Prometheus. Counted per process in shared files, so that all gunicorn workers add up.

prometheus_client chooses how it counts when it is imported; `prepare` must come first (settings call it).
"""

import os
import tempfile
from pathlib import Path


def prepare() -> None:
    """Choose the folder in which the web processes of one server count together."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        return
    # The parent of the first process that comes here is what its brothers have in common.
    folder = Path(tempfile.gettempdir()) / f"wijkportaal-metrics-{os.getuid()}-{os.getppid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid == os.getuid() and not folder.is_symlink():
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
