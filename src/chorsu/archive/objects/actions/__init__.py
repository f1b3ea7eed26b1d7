"""What changes digital objects: one verb a file."""

from chorsu.archive.objects.actions.change import describe, put_back, withdraw
from chorsu.archive.objects.actions.finish import fail, finish, keep_files, stopped
from chorsu.archive.objects.actions.log import log
from chorsu.archive.objects.actions.pages import page_done, pages_again
from chorsu.archive.objects.actions.register import NewFile, NewPage, begin, fill
from chorsu.archive.objects.actions.texts import PACK_NAME, clear_working, pack_texts, upload_folder, working_texts

__all__ = [
    "PACK_NAME",
    "NewFile", "NewPage", "begin", "clear_working", "describe", "fail", "fill", "finish", "keep_files", "log",
    "pack_texts", "page_done", "pages_again", "put_back", "stopped", "upload_folder", "withdraw", "working_texts",
]  # fmt: skip
