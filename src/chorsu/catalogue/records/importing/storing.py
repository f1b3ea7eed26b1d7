"""The writing half of an import: one chunk, one transaction.

Rows go in by the thousand: `executemany` on SQLite, COPY on PostgreSQL. Ids are taken in blocks beforehand, so that
sources, versions, records and edges can name each other without asking the database back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db import connection
from django.db.models import Model

from chorsu.catalogue.records.models import BatchProblem
from chorsu.catalogue.records.ports import Incoming

IMPORT_LOCK = 7_236_114  # any number of our own; PostgreSQL's advisory lock that keeps two imports from racing


class Chunk:
    """See `ports.Chunk`. `changed` gathers the records to announce."""

    def __init__(self, library: int, batch: int | None, by: int | None, moment: datetime) -> None:
        self.library = library
        self.batch = batch
        self.by = by
        self.moment = moment
        self.now = connection.ops.adapt_datetimefield_value(moment)
        self.records: list[Incoming] = []
        self.changed: set[int] = set()
        self.problems: list[tuple] = []
        self.postgresql = connection.vendor == "postgresql"

    def lock(self) -> None:
        """Let one import write at a time: matching must see what the other stored. SQLite does so by itself."""
        if self.postgresql:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])

    def insert(self, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows given as tuples in the order of `columns` (database names)."""
        table = model._meta.db_table
        names = ", ".join(f'"{name}"' for name in columns)
        rows = list(rows)
        if not rows:
            return
        with connection.cursor() as cursor:
            if self.postgresql:
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608

    def update(self, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Update rows by primary key; each tuple ends with it."""
        rows = list(rows)
        if not rows:
            return
        sets = ", ".join(f'"{name}" = %s' for name in columns)
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "id" = %s', rows)  # noqa: S608

    def allocate(self, model: type[Model], count: int) -> Sequence[int]:
        """`count` unused primary keys. Never one used before: public identifiers are made of them."""
        if not count:
            return range(0)
        table = model._meta.db_table
        with connection.cursor() as cursor:
            if self.postgresql:
                sequence = f"pg_get_serial_sequence('\"{table}\"', 'id')"
                cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [count])  # noqa: S608
                return [row[0] for row in cursor.fetchall()]
            # AUTOINCREMENT keeps the highest id ever used here, also of rows deleted since.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            start = (row[0] if row else 0) + 1
            if row:
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [start + count - 1, table])
            else:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, start + count - 1])
            return range(start, start + count)

    def fetch(self, sql: str, values: Sequence[Any], *before: Any) -> list[tuple]:
        """Rows of a query that ends in a set of values: write `… WHERE key {in}`; `before` fills earlier marks."""
        values = list(values)
        if not values:
            return []
        with connection.cursor() as cursor:
            if self.postgresql:
                cursor.execute(sql.replace("{in}", "= ANY(%s)"), [*before, values])
            else:
                listed = orjson.dumps(values).decode()
                cursor.execute(sql.replace("{in}", "IN (SELECT value FROM json_each(%s))"), [*before, listed])
            return cursor.fetchall()

    def execute(self, sql: str, values: Sequence[Any]) -> None:
        """A statement over a set of values, as `fetch`."""
        values = list(values)
        if not values:
            return
        with connection.cursor() as cursor:
            if self.postgresql:
                cursor.execute(sql.replace("{in}", "= ANY(%s)"), [values])
            else:
                listed = orjson.dumps(values).decode()
                cursor.execute(sql.replace("{in}", "IN (SELECT value FROM json_each(%s))"), [listed])

    def warn(self, incoming: Incoming, code: str, reason: str, identifier: str = "") -> None:
        """A remark for the error sheet about a record that is stored all the same."""
        self._problem(incoming, code, reason, identifier or incoming.source_id, rejected=False)

    def reject(self, incoming: Incoming, code: str, reason: str) -> None:
        """A row of the error sheet about a record that is not stored."""
        incoming.outcome = "rejected"
        self._problem(incoming, code, reason, incoming.source_id, rejected=True)

    def _problem(self, incoming: Incoming, code: str, reason: str, identifier: str, rejected: bool) -> None:
        excerpt = (incoming.excerpt or incoming.title).replace("\x00", "�")
        self.problems.append(
            (
                incoming.index + 1,
                incoming.offset,
                identifier[:120],
                code[:60],
                reason[:500].replace("\x00", "�"),
                excerpt,
                rejected,
            )
        )

    def store_problems(self) -> None:
        """Write the gathered rows of the error sheet."""
        if self.batch is None:
            return
        columns = ("batch_id", "row", "offset", "identifier", "code", "reason", "excerpt", "rejected")
        self.insert(BatchProblem, columns, [(self.batch, *row) for row in self.problems])
