"""What a request may say (OAI-PMH 2.0, sections 2.5, 3.1 and 4): verbs, arguments, dates, resumption tokens."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chorsu.exchange.oaipmh.errors import OaiError

# verb → (required, optional arguments); resumptionToken is exclusive wherever it is allowed.
VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
}
# `marcxml` is what many harvesters call `marc21`.
PREFIXES = ("oai_dc", "marc21", "marcxml")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z")
LONGEST = 2000


def arguments(pairs: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """The verb and its arguments. Raises OaiError badVerb or badArgument.

    >>> arguments([("verb", "GetRecord"), ("identifier", "oai:x:1"), ("metadataPrefix", "oai_dc")])
    ('GetRecord', {'identifier': 'oai:x:1', 'metadataPrefix': 'oai_dc'})
    >>> arguments([("verb", "Identify"), ("verb", "Identify")])
    Traceback (most recent call last):
    ...
    chorsu.exchange.oaipmh.errors.OaiError: The argument verb stands there twice.
    """
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            code = "badVerb" if name == "verb" else "badArgument"
            raise OaiError(code, f"The argument {name} stands there twice.")
        if len(value) > LONGEST or "\x00" in value:
            raise OaiError("badArgument", f"The value of {name} cannot be used.")
        given[name] = value
    verb = given.pop("verb", "")
    if verb not in VERBS:
        raise OaiError("badVerb", f"Use one of the verbs {', '.join(VERBS)}.")
    required, optional = VERBS[verb]
    if "resumptionToken" in given and "resumptionToken" in optional:
        if len(given) > 1:
            raise OaiError("badArgument", "resumptionToken goes with no other argument.")
        return verb, given
    for name in given:
        if name not in required | optional:
            raise OaiError("badArgument", f"The verb {verb} knows no argument {name[:60]}.")
    for name in sorted(required):
        if name not in given:
            raise OaiError("badArgument", f"The verb {verb} needs the argument {name}.")
    return verb, given


def window(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The first instant wanted and the first no longer wanted. Raises OaiError badArgument.

    >>> window("2026-01-01", "2026-01-01")[1].isoformat()
    '2026-01-02T00:00:00+00:00'
    """
    if since and until and bool(DAY.match(since)) != bool(DAY.match(until)):
        raise OaiError("badArgument", "from and until are of different granularity.")
    first = _instant(since) if since else None
    last = _instant(until) if until else None
    if first and last and first > last:
        raise OaiError("badArgument", "from is later than until.")
    if last:
        last += timedelta(days=1) if DAY.match(until or "") else timedelta(seconds=1)
    return first, last


def _instant(text: str) -> datetime:
    try:
        if DAY.match(text):
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        if SECOND.match(text):
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise OaiError("badArgument", "Dates are written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a list goes on: after (changed, id), inside the window and set of the first request.

    `upper` is the moment of the first request: what changes during a harvest comes with the next one, and nothing
    is skipped because it moved.
    """

    prefix: str
    since: str
    upper: str
    set: str
    changed: str
    id: int
    seen: int

    def token(self, key: str) -> str:
        """The opaque, signed token."""
        body = json.dumps([getattr(self, name) for name in self.__slots__], separators=(",", ":")).encode()
        mark = hmac.new(key.encode(), body, hashlib.sha256).digest()[:9]
        return base64.urlsafe_b64encode(mark + body).decode().rstrip("=")

    @classmethod
    def read(cls, token: str, key: str) -> "Cursor":
        """The cursor of a token we gave out. Raises OaiError badResumptionToken.

        >>> c = Cursor("oai_dc", "", "2026-01-01T00:00:00Z", "", "2025-01-01T00:00:00Z", 7, 100)
        >>> Cursor.read(c.token("k"), "k") == c
        True
        """
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            mark, body = raw[:9], raw[9:]
            if not hmac.compare_digest(mark, hmac.new(key.encode(), body, hashlib.sha256).digest()[:9]):
                raise ValueError
            return cls(*json.loads(body))
        except (ValueError, TypeError) as error:
            raise OaiError("badResumptionToken", "The token is not one of ours; begin the list again.") from error
