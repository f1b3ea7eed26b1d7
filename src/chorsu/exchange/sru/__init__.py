"""The SRU door: catalogues and search programs ask in CQL."""
