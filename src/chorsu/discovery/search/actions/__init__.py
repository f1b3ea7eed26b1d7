"""What changes the index: taking in what changed, and building it anew."""

from chorsu.discovery.search.actions.indexing import drain, index_now, take_in
from chorsu.discovery.search.actions.rebuilding import Rebuilt, clean_up, heal, rebuild

__all__ = ["Rebuilt", "clean_up", "drain", "heal", "index_now", "rebuild", "take_in"]
