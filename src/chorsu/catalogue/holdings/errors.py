"""Why an item cannot be entered or changed."""

from __future__ import annotations

from chorsu.kernel.errors import Conflict, Invalid, gettext_noop


class BarcodeTaken(Conflict):
    code = "holdings.barcode-taken"
    text = gettext_noop("The barcode %(barcode)s belongs to another copy of this library.")
    advice = gettext_noop("Look that copy up, or give this one another barcode.")


class InventoryTaken(Conflict):
    code = "holdings.inventory-taken"
    text = gettext_noop("The inventory number %(inventory)s belongs to another copy of this library.")
    advice = gettext_noop("Look that copy up, or give this one another number.")


class NoLibrary(Invalid):
    code = "holdings.no-library"
    text = gettext_noop("%(place)s stands under no library, so it can hold no copies.")


class UnknownFact(Invalid):
    code = "holdings.unknown-fact"
    text = gettext_noop("“%(value)s” is not a value of %(fact)s.")
