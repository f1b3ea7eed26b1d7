"""Chorsu: a shared digital-library platform."""
