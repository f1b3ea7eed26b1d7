"""Page images become searchable text."""
