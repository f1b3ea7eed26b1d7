"""The tree of organisations, their settings, hours and modules."""
