"""What changes the tree and what its organisations decide."""

from chorsu.people.libraries.actions.groups import create_group, join_group, leave_group
from chorsu.people.libraries.actions.hours import add_closure, remove_closure, set_hours, set_own_hours
from chorsu.people.libraries.actions.policy import clear_module, clear_setting, set_module, set_setting
from chorsu.people.libraries.actions.tree import (
    add_organisation,
    close_organisation,
    edit_organisation,
    move_organisation,
    reopen_organisation,
)

__all__ = [
    "add_closure",
    "add_organisation",
    "clear_module",
    "clear_setting",
    "close_organisation",
    "create_group",
    "edit_organisation",
    "join_group",
    "leave_group",
    "move_organisation",
    "remove_closure",
    "reopen_organisation",
    "set_hours",
    "set_module",
    "set_own_hours",
    "set_setting",
]
