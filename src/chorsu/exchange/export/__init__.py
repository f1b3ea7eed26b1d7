"""Records out, byte for byte as they came."""
