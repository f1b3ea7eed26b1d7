"""Masters in OCFL, fixity, rebuild."""
