"""The OPDS doors: catalogues for reading apps, in JSON and in Atom."""
