"""Blobs by content hash."""
