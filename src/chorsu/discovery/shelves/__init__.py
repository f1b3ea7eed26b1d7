"""A reader's own shelf."""
