"""Who holds what: holdings and items with their several states."""
