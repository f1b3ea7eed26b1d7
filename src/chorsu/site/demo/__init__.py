"""The demo network: eight invented holdings of real works in two countries, loaded by the house's own actions.

Works, authors and years are bibliographic facts. Which library holds what, imprints and ISBNs of the editions, readers
and loans are samples made from a fixed seed; every digital object is written and drawn for the demo.
"""
