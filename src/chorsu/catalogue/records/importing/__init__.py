"""Bringing a file of records in: read and described in a process of its own, matched and stored here, chunk by chunk."""
