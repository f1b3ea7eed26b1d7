"""What every request asks of the tree (settings, modules, hours) is kept in memory, and yet right in every process.

One row of the database, `PolicyStamp`, changes with every change of policy. A transaction reads it once, so it works
with one policy from beginning to end; outside a transaction it is read again after a second. What was loaded under
one stamp is never shown under another, so a change not yet committed stays with the one who makes it.
"""

import threading
import time
import uuid
from collections import OrderedDict, defaultdict

from django.db import connection

from chorsu.people.libraries.models import PolicyStamp

#: Seconds for which a process outside a transaction may still work by the policy before a change.
TRUST = 1.0
#: How many stamps' worth of loaded policy a process keeps: the one before, the one now, one not yet committed.
KEPT = 3

_lock = threading.Lock()
_tables: OrderedDict[str, defaultdict[str, dict]] = OrderedDict()
_seen = threading.local()


def table(name: str) -> dict:
    """The dictionary in which loaded rows of one sort are kept under the stamp that holds now."""
    stamp = _stamp()
    with _lock:
        tables = _tables.get(stamp)
        if tables is None:
            tables = _tables[stamp] = defaultdict(dict)
            while len(_tables) > KEPT:
                _tables.popitem(last=False)
        else:
            _tables.move_to_end(stamp)
        return tables[name]


def policy_changed() -> None:
    """Give the database a new stamp; every process then loads anew. Call it in the transaction of the change."""
    PolicyStamp.objects.update_or_create(pk=1, defaults={"stamp": uuid.uuid4().hex})
    _seen.stamp = None


def forget() -> None:
    """Drop everything this process keeps."""
    with _lock:
        _tables.clear()
    _seen.stamp = None


def _stamp() -> str:
    """The stamp to work by: read once a transaction, or once in `TRUST` seconds outside one."""
    transaction = connection.atomic_blocks[0] if connection.atomic_blocks else None
    now = time.monotonic()
    known = getattr(_seen, "stamp", None)
    if known is not None and _seen.transaction is transaction and (transaction is not None or now - _seen.at < TRUST):
        return known
    stamp = PolicyStamp.objects.filter(pk=1).values_list("stamp", flat=True).first() or "none"
    _seen.stamp, _seen.at, _seen.transaction = stamp, now, transaction
    return stamp
