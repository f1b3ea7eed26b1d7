"""Makes the demo's own digital files."""
