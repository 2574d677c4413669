"""Who may read projects in from a file: who edits projects, and each their own files."""

import rules

from areas.roles.rules import holds_anywhere
from programmes.sheets.queries import EDITORS
from programmes.sheets.states import RUN


@rules.predicate
def is_own_sheet(person, sheet=None) -> bool:
    """Uploaded this file."""
    return sheet is None or sheet.uploaded_by_id == person.pk


rules.add_perm(RUN, holds_anywhere(*EDITORS) & is_own_sheet)
