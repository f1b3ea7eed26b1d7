"""The zip of an EPUB, opened without trust: no path out of it, no bomb, no locks, XML without outside entities."""

from __future__ import annotations

import html.entities
import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

LARGEST_ENTRY = 512 * 1024 * 1024
LARGEST_BOOK = 2 * 1024 * 1024 * 1024
LARGEST_DOCUMENT = 32 * 1024 * 1024
MOST_ENTRIES = 20_000
# Nothing honest packs this well; a bomb does.
HIGHEST_RATIO = 400
FONT_LOCKS = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}


class EpubError(ValueError):
    """The file is no EPUB that can be read; the message says why."""


class Container:
    """An EPUB's files by their path. Use as a context manager. Raises EpubError."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise EpubError("it is damaged or no EPUB") from error
        try:
            self._check()
        except BaseException:
            self.zip.close()
            raise

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def _check(self) -> None:
        entries = self.zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise EpubError(f"it holds {len(entries)} files, more than the archive takes")
        names: set[str] = set()
        for entry in entries:
            name = entry.filename
            if "\\" in name or "\x00" in name or name.startswith("/") or ".." in name.split("/"):
                raise EpubError(f"the entry {name!r} climbs out of the book")
            if name in names:
                raise EpubError(f"the entry {name!r} is there twice")
            names.add(name)
            if entry.flag_bits & 0x1:
                raise EpubError("it is locked with a password")
            if entry.file_size > LARGEST_ENTRY:
                raise EpubError(f"{name!r} would unpack to {entry.file_size} bytes")
            if entry.file_size > 1_000_000 and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
                raise EpubError(f"{name!r} is packed too tightly to be honest")
        if sum(entry.file_size for entry in entries) > LARGEST_BOOK:
            raise EpubError("it would unpack to more than the archive takes")
        self.names = names
        if "META-INF/container.xml" not in names:
            raise EpubError("META-INF/container.xml is missing, so it is no EPUB")
        self._refuse_locks()

    def _refuse_locks(self) -> None:
        if "META-INF/encryption.xml" in self.names:
            root = parse_xml(self.read("META-INF/encryption.xml"))
            methods = {node.get("Algorithm") for node in root.iter("{*}EncryptionMethod")}
            if methods - FONT_LOCKS:
                raise EpubError("it is locked by a rights system (DRM)")
        if "META-INF/license.lcpl" in self.names:
            raise EpubError("it is locked by a rights system (LCP)")

    def read(self, name: str, largest: int = LARGEST_ENTRY) -> bytes:
        """The bytes of an entry, no more than it says it has."""
        try:
            with self.zip.open(name) as file:
                data = file.read(largest + 1)
        except KeyError as error:
            raise EpubError(f"{name} is missing") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise EpubError(f"{name} is damaged") from error
        if len(data) > largest:
            raise EpubError(f"{name} is larger than the archive takes")
        return data

    def package_path(self) -> str:
        """Where the package document (OPF) lies."""
        root = parse_xml(self.read("META-INF/container.xml", LARGEST_DOCUMENT))
        for node in root.iter("{*}rootfile"):
            path = node.get("full-path")
            if path and path in self.names:
                return path
        raise EpubError("its container names no package document")


def resolve(base: str, reference: str) -> str:
    """A reference inside the book as a path of the container, without the fragment; empty when it leads outside.

    >>> resolve("OEBPS/text/c1.xhtml", "../img/a%20b.png#x"), resolve("a/b.xhtml", "https://example.org/x")
    ('OEBPS/img/a b.png', '')
    """
    reference = reference.split("#")[0]
    if not reference or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", reference):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference)))
    return "" if path.startswith(("..", "/")) else path


_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\]\s*)?>", re.S | re.I)
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_KEPT = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse_xml(data: bytes) -> etree._Element:
    """XML without its DOCTYPE: no entity of its own, none from outside; HTML's named characters are known.

    Raises EpubError.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", errors="replace").encode()
        data = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", data)
    data = _DOCTYPE.sub(b"", data, count=1)

    def character(match: re.Match[bytes]) -> bytes:
        name = match[1]
        if name in _KEPT:
            return match[0]
        found = html.entities.html5.get(name.decode() + ";", "")
        return b"".join(b"&#%d;" % ord(sign) for sign in found)

    data = _NAMED.sub(character, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise EpubError(f"a document in it is damaged ({error.msg})") from error
