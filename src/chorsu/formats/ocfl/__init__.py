"""OCFL 1.1 (Oxford Common File Layout): objects on disk that anybody can read without this program.

`Store` writes and reads, `validate_object` and `validate_store` check with the codes of the specification
(OCFL/spec 1.1, validation-codes.md).
"""

from chorsu.formats.ocfl.inventory import Inventory, OcflError, Version
from chorsu.formats.ocfl.store import Store, User
from chorsu.formats.ocfl.validate import Finding, validate_object
from chorsu.formats.ocfl.validate_whole import validate_store

__all__ = ["Finding", "Inventory", "OcflError", "Store", "User", "Version", "validate_object", "validate_store"]
