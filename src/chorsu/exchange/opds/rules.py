"""What a feed's address may say, and the words of the two standards (OPDS 1.2; OPDS 2.0 draft)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

PER_PAGE = 30
LAST_PAGE = 300
MOST_WORDS = 500
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
JSON = "application/opds+json"
OPEN_SEARCH = "application/opensearchdescription+xml"
GET = "http://opds-spec.org/acquisition"
OPEN_ACCESS = f"{GET}/open-access"
IMAGE = "http://opds-spec.org/image"
NEW = "http://opds-spec.org/sort/new"
FACET = "http://opds-spec.org/facet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of a list; `words` empty asks for the newest."""

    words: str = ""
    language: str = ""
    kind: str = ""
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Wanted:
        """From a query string; whatever cannot be read is as if it were not there.

        >>> Wanted.read({"query": " navoiy ", "page": "x", "language": "uz"})
        Wanted(words='navoiy', language='uz', kind='', page=1)
        """
        page = values.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(
            " ".join(values.get("query", "").replace("\0", " ").split())[:MOST_WORDS],
            _code(values.get("language", "")),
            _code(values.get("kind", "")),
            min(max(number, 1), LAST_PAGE),
        )

    def address(self, **changes: str | int) -> str:
        """The query string of this list with some parts changed; page 1 unless named.

        >>> Wanted(language="uz", page=3).address(kind="book")
        '?language=uz&kind=book'
        """
        parts: dict[str, Any] = {"page": 1, **changes}
        one = replace(self, **parts)
        pairs = [("query", one.words), ("language", one.language), ("kind", one.kind)]
        pairs.append(("page", str(one.page) if one.page > 1 else ""))
        return "?" + urlencode([pair for pair in pairs if pair[1]]) if any(value for _, value in pairs) else ""


def _code(text: str) -> str:
    return text if len(text) <= 20 and text.replace("-", "").isalnum() else ""


def pages(total: int) -> int:
    """The number of pages that can be turned to.

    >>> pages(0), pages(30), pages(31)
    (1, 1, 2)
    """
    return min(max(1, -(-total // PER_PAGE)), LAST_PAGE)
