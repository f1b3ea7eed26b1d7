"""Bringing things into the archive."""

from chorsu.archive.ingest.actions.deposit import deposit
from chorsu.archive.ingest.actions.ingest import ingest, prepare

__all__ = ["deposit", "ingest", "prepare"]
