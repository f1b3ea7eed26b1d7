"""Errors, identifiers, clock, paging: plain Python that every room may use."""
