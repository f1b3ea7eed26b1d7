"""What others ask about digital objects: finding them, their pages, texts and images.

Nothing here asks the gate: whoever shows an answer to a reader asks `archive.rights.queries.decide` first.
"""

from chorsu.archive.objects.queries.finding import (
    by_pid,
    contents,
    files_of,
    for_record,
    for_records,
    named_file,
    page,
    pages,
    path_of,
    store_root,
    text_pack,
    text_packs,
)
from chorsu.archive.objects.queries.images import page_image, page_tile, thumbnail
from chorsu.archive.objects.queries.texts import page_text, page_texts

__all__ = [
    "by_pid", "contents", "files_of", "for_record", "for_records", "named_file", "page", "page_image", "page_text",
    "page_texts", "page_tile", "pages", "path_of", "store_root", "text_pack", "text_packs", "thumbnail",
]  # fmt: skip
