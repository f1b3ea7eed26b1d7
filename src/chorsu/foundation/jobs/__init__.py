"""Background work on the database queue."""
