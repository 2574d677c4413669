"""Every write on programmes. Remarks, reminders and amendments are in the room `contributions`."""

from programmes.yearly.actions.drafts import while_adopted
from programmes.yearly.actions.entries import (
    add_after_adoption,
    add_entries,
    add_entry,
    drop_after_adoption,
    edit_entry,
    move_entry,
    number_entries,
    remove_agenda_item,
    remove_entry,
    save_agenda_item,
    take_over,
)
from programmes.yearly.actions.parts import (
    add_part,
    ask_of_part,
    edit_part,
    hand_back,
    move_part,
    remove_part,
    reopen_part,
    set_part_picture,
    sign_off,
)
from programmes.yearly.actions.programmes import (
    Decision,
    change_state,
    create_programme,
    edit_programme,
    set_cover,
)
from programmes.yearly.actions.template import (
    ensure_template,
    move_template_part,
    remove_template_part,
    save_template_part,
)

__all__ = [
    "Decision",
    "add_after_adoption",
    "add_entries",
    "add_entry",
    "add_part",
    "ask_of_part",
    "change_state",
    "create_programme",
    "drop_after_adoption",
    "edit_entry",
    "edit_part",
    "edit_programme",
    "ensure_template",
    "hand_back",
    "move_entry",
    "move_part",
    "move_template_part",
    "number_entries",
    "remove_agenda_item",
    "remove_entry",
    "remove_part",
    "remove_template_part",
    "reopen_part",
    "save_agenda_item",
    "save_template_part",
    "set_cover",
    "set_part_picture",
    "sign_off",
    "take_over",
    "while_adopted",
]
