"""The standards' formats as pure modules: MARC, UNIMARC, ALTO, OCFL, EPUB. Plain Python.

Records come in through `sniff.open_records` and become descriptions through `describing.describe`.
"""
