"""Tells what a file is by its first bytes; its name is only a claim."""

from __future__ import annotations

import zipfile
from pathlib import Path

import puremagic

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"II+\x00", "image/tiff"),
    (0, b"MM\x00+", "image/tiff"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (0, b"\xff\x4f\xff\x51", "image/jp2"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "audio/x-ms-wma"),
    (0, b"wvpk", "audio/x-wavpack"),
    (0, b"MAC ", "audio/x-ape"),
)
FTYP = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
    b"heic": "image/heic",
}
IMAGE_ENDINGS = frozenset(["jpg", "jpeg", "jpe", "tif", "tiff", "png", "gif", "webp", "jp2", "j2k", "jpf", "bmp"])
IGNORED = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def sniff(path: Path) -> str:
    """The MIME type by content, empty when it is none we know."""
    with path.open("rb") as file:
        head = file.read(4096)
    for offset, magic, mime in MAGIC:
        if head.startswith(magic, offset):
            return _ogg(head) if mime == "audio/ogg" else mime
    if head[:2] == b"BM" and len(head) > 26 and head[14] in {12, 40, 52, 56, 108, 124}:
        return "image/bmp"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "audio/aiff"
    if head[4:8] == b"ftyp":
        return FTYP.get(head[8:12], "video/mp4")
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _zip(path)
    # MPEG audio without tags begins with a frame: eleven set bits, a valid version and layer.
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 and head[2] & 0xF0 != 0xF0:
        return "audio/mpeg"
    return ""


def described(path: Path) -> str:
    """What an unknown file seems to be, for a sentence."""
    if path.stat().st_size == 0:
        return "it is empty"
    try:
        found = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError, OSError):
        found = []
    name = found[0].name if found and found[0].confidence >= 0.4 else ""
    return f"it is something else ({name})" if name else "it is no image, book or recording we know"


def looks_like_image(path: Path) -> bool:
    """Whether the name claims to be a page image."""
    return path.suffix.lower().lstrip(".") in IMAGE_ENDINGS


def is_noise(path: Path) -> bool:
    """Files that systems leave lying about."""
    return path.name.startswith((".", "__MACOSX")) or path.name.lower() in IGNORED or "__MACOSX" in path.parts


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "META-INF/container.xml" in names:
                return "application/epub+zip"
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                return packed.read("mimetype").decode("ascii", errors="replace").strip() or "application/zip"
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
        return "application/zip"
    return "application/zip"


def _ogg(head: bytes) -> str:
    return "video/ogg" if b"theora" in head[:512] else "audio/ogg"
