"""What changes the store: put objects in, seal them, check them, build the tables again from them."""

from chorsu.archive.preservation.actions.rebuild import rebuild
from chorsu.archive.preservation.actions.store import complete, refresh_metadata, store
from chorsu.archive.preservation.actions.verify import verify_next, verify_object

__all__ = ["complete", "rebuild", "refresh_metadata", "store", "verify_next", "verify_object"]
