"""Files and scans become digital objects."""
