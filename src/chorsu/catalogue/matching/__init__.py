"""Which records are one edition, which editions one work."""
