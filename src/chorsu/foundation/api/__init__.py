"""One shape for every JSON door."""
