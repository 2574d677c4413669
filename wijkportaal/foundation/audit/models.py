from collections.abc import Callable

import pghistory


def tracked(*, exclude: list[str] | None = None) -> Callable:
    """Keep the history of a model: one row per insert, update and delete, written by triggers.

    Columns in `exclude` (secrets, counters) are left out, and a change of only those writes no row.
    """
    return pghistory.track(
        pghistory.InsertEvent("created"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("deleted"),
        exclude=exclude,
        append_only=True,
    )
