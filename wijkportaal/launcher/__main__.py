"""The door of `./portaal`: runs before any package is installed.

The package `wijkportaal` imports Celery, which may not be there yet (and would make the supervisor ten
times as large). So the launcher's modules are reached through a bare stand-in for that package.
"""

import sys
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent


def stand_in() -> None:
    """Make `wijkportaal.launcher` importable without running `wijkportaal/__init__.py`."""
    # Python puts this folder first, where redis.py would hide the package redis.
    sys.path[0] = str(HERE.parent.parent)
    package = types.ModuleType("wijkportaal")
    package.__path__ = [str(HERE.parent)]
    sys.modules["wijkportaal"] = package


if __name__ == "__main__":
    stand_in()
    if sys.argv[1:2] == ["--supervise"]:
        from wijkportaal.launcher.supervisor import main
    else:
        from wijkportaal.launcher.commands import main
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ["--supervise"] else sys.argv[1:]))
