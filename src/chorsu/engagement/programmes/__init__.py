"""Books of the week and reading marathons."""
