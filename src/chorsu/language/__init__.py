"""Scripts and words: transliteration, folding, collation, detection, stems. Plain Python."""
