"""The kinds of reform and what each asks for."""

from django.utils.translation import gettext_lazy as _

MERGE, SPLIT, RENAME, MOVE, ADD, END = "merge", "split", "rename", "move", "add", "end"

REFORM_KINDS = {
    MERGE: _("samenvoegen"),
    SPLIT: _("splitsen"),
    RENAME: _("een andere naam geven"),
    MOVE: _("verplaatsen"),
    ADD: _("toevoegen"),
    END: _("beëindigen"),
}
