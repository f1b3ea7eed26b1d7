"""Sign-in, roles that hold for a subtree, tokens."""
