"""Adds to the audit trail. One writer at a time, so that every entry seals the one before it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from chorsu.foundation.audit.models import Entry
from chorsu.foundation.audit.rules import seal

# Names of values that never belong in a trail; they are struck out, whoever passes them.
SECRETS = ("password", "token", "secret", "authorization", "cookie", "session", "otp", "pin")
LOCK = 0x43484F52  # “CHOR”: the number of PostgreSQL's advisory lock for the trail


def record(by: Any, verb: str, target: str, details: dict[str, Any] | None = None, library: Any = None) -> Entry:
    """Write that `by` (account or None for the system) did `verb` to `target`, with what is worth knowing later.

    Inside a transaction the entry stands and falls with it. Secrets among the details are struck out.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as sql:
                sql.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # SQLite: transactions begin IMMEDIATE (settings), so a second writer waits here by itself.
        last = Entry.objects.order_by("-id").values_list("digest", flat=True).first() or ""
        entry = Entry(
            at=timezone.now(),
            actor_id=getattr(by, "pk", None),
            actor_name=by.get_username()[:150] if hasattr(by, "get_username") else "",
            verb=verb[:100],
            target=str(target)[:200],
            # Through JSON once, so that what is sealed is what will be read back.
            details=json.loads(json.dumps(_without_secrets(details or {}), cls=DjangoJSONEncoder)),
            library_id=getattr(library, "pk", library),
            previous=last,
        )
        entry.digest = seal_of(entry)
        entry.save(force_insert=True)
    return entry


def seal_of(entry: Entry) -> str:
    """The seal an entry must bear."""
    return seal(
        entry.previous,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        entry.actor_name,
        entry.verb,
        entry.target,
        entry.details,
        entry.library_id,
    )


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "•••" if any(word in str(key).lower() for word in SECRETS) else _without_secrets(inner)
            for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_without_secrets(inner) for inner in value]
    return value


def verify() -> Entry | None:
    """The first entry whose seal is broken, or None when the whole trail holds; see `queries.verify`."""
    from chorsu.foundation.audit import queries

    return queries.verify()
