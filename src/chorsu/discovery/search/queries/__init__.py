"""What is asked of the search: find, show, suggest, alike, and how the index stands."""

from chorsu.discovery.search.queries.asking import Asked
from chorsu.discovery.search.queries.finding import Found, find
from chorsu.discovery.search.queries.showing import Shown, show
from chorsu.discovery.search.queries.standing import status
from chorsu.discovery.search.queries.suggesting import Suggestion, similar, suggest

__all__ = ["Asked", "Found", "Shown", "Suggestion", "find", "show", "similar", "status", "suggest"]
