"""EPUB 2 and 3: open without trust, read the contents and the text, write a copy without scripts.

`Book` reads, `sanitise` writes the copy for readers; the book as received is never changed.
"""

from chorsu.formats.epub.book import Book, Chapter, Entry
from chorsu.formats.epub.container import EpubError
from chorsu.formats.epub.sanitise import sanitise

__all__ = ["Book", "Chapter", "Entry", "EpubError", "sanitise"]
