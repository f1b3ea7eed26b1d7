"""Readers, their cards and categories."""
