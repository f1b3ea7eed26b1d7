"""The OAI-PMH door."""
