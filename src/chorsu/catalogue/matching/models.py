"""The keys by which records find each other."""

from __future__ import annotations

from django.db import models


class MatchKey(models.Model):
    """A key of a record: the 64-bit hash of the text that `rules.keys` makes.

    Hashes keep the one index small (8 bytes a key instead of a title); a chance collision does no harm because
    `rules.compare` looks at the descriptions before anything is joined. A block never grows past `rules.BLOCK_LIMIT`
    records: later ones are found by their finer keys.
    """

    record = models.ForeignKey("records.Record", models.CASCADE, related_name="match_keys")
    kind = models.CharField(max_length=8)  # isbn, issn, doi, edition, fine, work …
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "record"], name="matching_key")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
