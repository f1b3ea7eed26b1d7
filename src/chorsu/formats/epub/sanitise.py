"""A copy of an EPUB that runs nothing and calls nobody: no scripts, no handlers, no remote references.

Reading systems show books inside our own pages, so a script in a book would act in the reader's name (EPUB 3.3, 4.1
warns of the same), and a remote picture would tell strangers who reads what.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

from chorsu.formats.epub.container import LARGEST_DOCUMENT, Container, EpubError, parse_xml, resolve

DOCUMENTS = {"application/xhtml+xml", "text/html", "image/svg+xml", "application/x-dtbook+xml"}
DROPPED = frozenset(
    [
        "script",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "textarea",
        "select",
        "base",
        "foreignobject",
        "animate",
        "set",
        "handler",
        "listener",
        "portal",
    ]
)
REFERENCES = frozenset(
    {"href", "src", "poster", "data", "action", "formaction", "background", "cite", "longdesc", "manifest"}
)
SCRIPTS = {
    "text/javascript",
    "application/javascript",
    "application/ecmascript",
    "text/ecmascript",
    "application/x-javascript",
}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_SAFE_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);", re.I)
_CSS_IMPORT = re.compile(r"@import\b[^;]*;?", re.I)
_CSS_URL = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.I | re.S)
_CSS_DANGER = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:|javascript:", re.I)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?")


def sanitise(source: Path, target: Path) -> Counter[str]:
    """Write the copy; returns what was dropped and how often. Raises EpubError, the source stays as it is.

    A document that is not well-formed is left out: it cannot be cleaned, and readers could not show it.
    """
    dropped: Counter[str] = Counter()
    with Container(Path(source)) as container, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        base = container.package_path()
        package = parse_xml(container.read(base, LARGEST_DOCUMENT))
        kinds = {
            resolve(base, node.get("href") or ""): (node.get("media-type") or "").lower()
            for node in package.iter("{*}item")
        }
        # EPUB OCF 3.3, 4.2.2: the first entry is "mimetype", stored and not packed.
        out.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for entry in container.zip.infolist():
            name = entry.filename
            if name == "mimetype" or entry.is_dir():
                continue
            data = _clean(container, name, kinds.get(name, ""), base, package, dropped)
            if data is not None:
                out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return dropped


def _clean(container, name: str, kind: str, base: str, package: etree._Element, dropped: Counter[str]) -> bytes | None:
    suffix = name.rpartition(".")[2].lower()
    if kind in SCRIPTS or suffix in {"js", "mjs", "vbs", "swf", "exe", "bat", "wasm"}:
        dropped["script files"] += 1
        return None
    if name == base:
        return etree.tostring(_clean_package(package, base, dropped), xml_declaration=True, encoding="UTF-8")
    if kind in DOCUMENTS or suffix in {"xhtml", "html", "htm", "svg"}:
        try:
            root = parse_xml(container.read(name, LARGEST_DOCUMENT))
        except EpubError:
            dropped["damaged documents"] += 1
            return None
        clean_document(root, dropped)
        doctype = "<!DOCTYPE html>" if root.tag.endswith("}html") or root.tag == "html" else None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)
    if kind == "text/css" or suffix == "css":
        return clean_css(container.read(name).decode("utf-8", errors="replace"), dropped).encode()
    if suffix in {"xml", "ncx", "opf"} and not name.startswith("META-INF/"):
        try:
            return etree.tostring(parse_xml(container.read(name)), xml_declaration=True, encoding="UTF-8")
        except EpubError:
            dropped["damaged documents"] += 1
            return None
    return container.read(name)


def clean_document(root: etree._Element, dropped: Counter[str]) -> None:
    """Take everything that runs or calls out of an XHTML or SVG tree, in place."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            # Processing instructions name style sheets elsewhere; comments hide nothing a reader needs.
            if not isinstance(node, etree._Entity):
                _drop(node)
            continue
        name = etree.QName(node).localname.lower()
        if name in DROPPED or (name == "meta" and node.get("http-equiv")) or _is_remote_sheet(name, node):
            dropped[f"<{name}>"] += 1
            _drop(node)
            continue
        if name == "style":
            node.text = clean_css("".join(node.itertext()), dropped)
        _clean_attributes(node, name, dropped)


def _clean_attributes(node: etree._Element, name: str, dropped: Counter[str]) -> None:
    for key, value in list(node.attrib.items()):
        local = etree.QName(key).localname.lower()
        if local.startswith("on") or local in {"srcdoc", "ping", "nonce", "integrity"}:
            dropped["event handlers"] += 1
            del node.attrib[key]
        elif local == "style":
            node.attrib[key] = clean_css(value, dropped)
        elif local == "srcset" or local in REFERENCES and _is_outside(value) and not _is_plain_link(name, local, value):
            dropped["remote references"] += 1
            del node.attrib[key]


def _is_plain_link(name: str, attribute: str, value: str) -> bool:
    # A link that a person follows on purpose may stay; what loads by itself may not.
    value = _squeezed(value)
    if attribute == "href" and name == "a":
        return value.startswith(("http://", "https://", "mailto:"))
    return name in {"img", "image", "source"} and bool(_SAFE_DATA.match(value))


def _is_outside(value: str) -> bool:
    return bool(_SCHEME.match(_squeezed(value)))


def _squeezed(value: str) -> str:
    # Browsers skip controls and blanks inside of "java\nscript:".
    return re.sub(r"[\x00-\x20\u00a0\u200b-\u200f\ufeff]", "", value).lower()


def _is_remote_sheet(name: str, node: etree._Element) -> bool:
    return name == "link" and _is_outside(node.get("href") or "")


def clean_css(text: str, dropped: Counter[str]) -> str:
    """CSS without imports, remote files and the old ways to run code from it.

    >>> clean_css("p{background:url(http://x/y.png)} q{background:url(a.png)}", Counter())
    'p{background:none} q{background:url(a.png)}'
    """

    def sign(match: re.Match[str]) -> str:
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"

    def address(match: re.Match[str]) -> str:
        if _is_outside(match[2]) and not _SAFE_DATA.match(_squeezed(match[2])):
            dropped["remote references"] += 1
            return "none"
        return match[0]

    # An escape may spell out what is looked for; only texts with something to hide are unescaped.
    plain = _CSS_ESCAPE.sub(sign, text)
    if plain != text and (_CSS_DANGER.search(plain) or _CSS_IMPORT.search(plain) or "url" in plain.lower()):
        text = plain
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    if _CSS_DANGER.search(text):
        dropped["event handlers"] += 1
        text = _CSS_DANGER.sub("x-dropped:", text)

    def imported(match: re.Match[str]) -> str:
        inside = re.search(r"[\"'(]\s*[\"']?([^\"')]+)", match[0])
        if inside and not _is_outside(inside[1]):
            return match[0]
        dropped["remote references"] += 1
        return ""

    return _CSS_URL.sub(address, _CSS_IMPORT.sub(imported, text))


def _clean_package(package: etree._Element, base: str, dropped: Counter[str]) -> etree._Element:
    gone = set()
    for node in list(package.iter("{*}item")):
        href, kind = node.get("href") or "", (node.get("media-type") or "").lower()
        if not resolve(base, href) or kind in SCRIPTS or href.lower().endswith((".js", ".mjs")):
            gone.add(node.get("id"))
            _drop(node)
            dropped["remote references" if _is_outside(href) else "script files"] += 1
            continue
        kept = [word for word in (node.get("properties") or "").split() if word not in {"scripted", "remote-resources"}]
        if kept:
            node.set("properties", " ".join(kept))
        elif "properties" in node.attrib:
            del node.attrib["properties"]
    for node in list(package.iter("{*}itemref")):
        if node.get("idref") in gone:
            _drop(node)
    return package


def _drop(node: etree._Element) -> None:
    """Remove a node but keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
