"""The standards' formats as pure modules: MARC, UNIMARC, ALTO, OCFL, EPUB. Plain Python."""
