"""Who did what, append-only and hash-chained."""
