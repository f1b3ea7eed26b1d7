"""What a book says of itself: title, languages, reading order, table of contents, text chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from chorsu.formats.epub.container import LARGEST_DOCUMENT, Container, EpubError, parse_xml, resolve

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "blockquote",
        "dt",
        "dd",
        "figcaption",
        "pre",
        "hr",
        "header",
        "footer",
        "aside",
        "nav",
        "body",
    ]
)
SILENT = frozenset({"script", "style", "head", "template", "svg", "math"})
HEADINGS = ("h1", "h2", "h3", "title")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; `path` is the document it leads to."""

    label: str
    path: str
    level: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document of the reading order. `blocks` are its paragraphs."""

    number: int
    path: str
    label: str
    blocks: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.blocks)


@dataclass(slots=True)
class Book:
    """An EPUB as read by `Book.open`."""

    path: Path
    title: str = ""
    creators: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    version: str = ""
    spine: list[str] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    cover: str = ""
    missing: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> Book:
        """Read the package document and the table of contents. Raises EpubError."""
        book = cls(Path(path))
        with Container(book.path) as container:
            base = container.package_path()
            package = parse_xml(container.read(base, LARGEST_DOCUMENT))
            book.version = package.get("version") or ""
            book._describe(package)
            items = book._manifest(package, base)
            book._order(package, items, container)
            book._find_cover(package, items, container)
            book.contents = _contents(container, package, items)
        if not book.spine:
            raise EpubError("it has no reading order")
        return book

    def chapters(self) -> Iterator[Chapter]:
        """The documents in reading order, one at a time; a damaged one comes without text."""
        labels: dict[str, str] = {}
        for entry in self.contents:
            labels.setdefault(entry.path, entry.label)
        with Container(self.path) as container:
            for number, path in enumerate(self.spine, start=1):
                try:
                    root = parse_xml(container.read(path, LARGEST_DOCUMENT))
                except EpubError:
                    yield Chapter(number, path, labels.get(path, ""), ())
                    continue
                yield Chapter(number, path, labels.get(path) or _heading(root), tuple(_blocks(root)))

    def read(self, name: str) -> bytes:
        """The bytes of one file of the book."""
        with Container(self.path) as container:
            return container.read(name)

    def _describe(self, package: etree._Element) -> None:
        def texts(name: str) -> list[str]:
            found = (" ".join("".join(node.itertext()).split()) for node in package.iter(f"{{*}}{name}"))
            return [text for text in found if text]

        titles = texts("title")
        self.title = titles[0] if titles else ""
        self.creators, self.languages, self.identifiers = texts("creator"), texts("language"), texts("identifier")

    def _manifest(self, package: etree._Element, base: str) -> dict[str, tuple[str, str, str]]:
        found = {}
        for node in package.iter("{*}item"):
            path = resolve(base, node.get("href") or "")
            if node.get("id") and path:
                found[node.get("id")] = (path, node.get("media-type") or "", node.get("properties") or "")
        return found

    def _order(self, package: etree._Element, items: dict, container: Container) -> None:
        for node in package.iter("{*}itemref"):
            path = items.get(node.get("idref"), ("", "", ""))[0]
            if path in container.names:
                self.spine.append(path)
            else:
                self.missing.append(path or node.get("idref") or "?")

    def _find_cover(self, package: etree._Element, items: dict, container: Container) -> None:
        wanted = next((node.get("content") for node in package.iter("{*}meta") if node.get("name") == "cover"), None)
        named = [item for item in items.values() if "cover-image" in item[2].split()]
        named += [items[wanted]] if wanted in items else []
        for path, kind, _ in named:
            if kind.startswith("image/") and kind != "image/svg+xml" and path in container.names:
                self.cover = path
                return


def _contents(container: Container, package: etree._Element, items: dict) -> list[Entry]:
    try:
        for path, _, properties in items.values():
            if "nav" in properties.split() and path in container.names:
                found = _from_nav(parse_xml(container.read(path, LARGEST_DOCUMENT)), path)
                if found:
                    return found
        for path, kind, _ in items.values():
            if kind == "application/x-dtbncx+xml" and path in container.names:
                return _from_ncx(parse_xml(container.read(path, LARGEST_DOCUMENT)), path)
    except EpubError:
        pass
    return []


def _from_nav(root: etree._Element, base: str) -> list[Entry]:
    kind = "{http://www.idpf.org/2007/ops}type"
    navs = list(root.iter("{*}nav"))
    nav = next((one for one in navs if "toc" in (one.get(kind) or "").split()), navs[0] if navs else None)
    if nav is None:
        return []
    found = []
    for link in nav.iter("{*}a"):
        level = sum(1 for above in link.iterancestors("{*}ol")) - 1
        label = " ".join("".join(link.itertext()).split())
        path = resolve(base, link.get("href") or "")
        if label and path:
            found.append(Entry(label[:200], path, max(0, level)))
    return found


def _from_ncx(root: etree._Element, base: str) -> list[Entry]:
    found = []
    for point in root.iter("{*}navPoint"):
        text = point.find("{*}navLabel/{*}text")
        content = point.find("{*}content")
        label = " ".join((text.text or "").split()) if text is not None else ""
        path = resolve(base, content.get("src") or "") if content is not None else ""
        if label and path:
            found.append(Entry(label[:200], path, sum(1 for _ in point.iterancestors("{*}navPoint"))))
    return found


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _heading(root: etree._Element) -> str:
    for name in HEADINGS:
        for node in root.iter(f"{{*}}{name}"):
            text = " ".join("".join(node.itertext()).split())
            if text:
                return text[:200]
    return ""


def _blocks(root: etree._Element) -> Iterator[str]:
    """The text of the body, a paragraph a line. Without recursion: a hostile book nests as deep as it likes."""
    parts: list[str] = []
    skip: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = _name(node)
        if event == "start":
            if skip is not None:
                continue
            if name in SILENT:
                skip = node
                continue
            if name in BLOCKS:
                yield from _flush(parts)
            if name == "br":
                parts.append(" ")
            if name:
                parts.append(node.text or "")
        else:
            if skip is node:
                skip = None
            elif skip is not None:
                continue
            elif name in BLOCKS:
                yield from _flush(parts)
            parts.append(node.tail or "")
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[str]:
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield text
