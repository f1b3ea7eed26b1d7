"""What changes readers: registering, editing, cards, blocks, consents, accounts, forgetting."""

from chorsu.people.patrons.actions.cards import add_card, renew_registration, replace_card
from chorsu.people.patrons.actions.categories import create_category, edit_category
from chorsu.people.patrons.actions.persons import add_guardian, edit_patron, link_account, register, unlink_account
from chorsu.people.patrons.actions.privacy import (
    TEXTS,
    ask_erasure,
    erase,
    export_data,
    record_consent,
    refuse_erasure,
    set_keep_history,
)
from chorsu.people.patrons.actions.standing import block, unblock

__all__ = [
    "TEXTS",
    "add_card",
    "add_guardian",
    "ask_erasure",
    "block",
    "create_category",
    "edit_category",
    "edit_patron",
    "erase",
    "export_data",
    "link_account",
    "record_consent",
    "refuse_erasure",
    "register",
    "renew_registration",
    "replace_card",
    "set_keep_history",
    "unblock",
    "unlink_account",
]
