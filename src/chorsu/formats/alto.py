"""ALTO: the text of one page with the place of every word on the image.

Writes ALTO 4.4 and reads 2.x to 4.x, whatever namespace a tool gave them (Library of Congress, altoxml/schema).
Places are pixels of the page image; confidence is 0 to 1, as WC in the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"


class AltoError(ValueError):
    """The bytes are no ALTO; the message says why."""


@dataclass(slots=True)
class Word:
    """One word; `x`, `y` is its left upper corner in pixels, `confidence` 0 to 1."""

    text: str
    x: int
    y: int
    w: int
    h: int
    confidence: float = 1.0


@dataclass(slots=True)
class Line:
    """Words on one line, in reading order."""

    words: list[Word] = field(default_factory=list)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x, y, width, height around all words."""
        return _around([(w.x, w.y, w.w, w.h) for w in self.words])

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Block:
    """Lines that belong together: a paragraph."""

    lines: list[Line] = field(default_factory=list)

    @property
    def box(self) -> tuple[int, int, int, int]:
        return _around([line.box for line in self.lines])


@dataclass(slots=True)
class PageText:
    """The recognised (or given) text of one page."""

    width: int = 0
    height: int = 0
    blocks: list[Block] = field(default_factory=list)
    language: str = ""
    software: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        return (line for block in self.blocks for line in block.lines)

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]

    @property
    def text(self) -> str:
        """Lines as on the page, an empty line between paragraphs.

        >>> word = Word("salom", 0, 0, 9, 9)
        >>> PageText(9, 9, [Block([Line([word])]), Block([Line([word, word])])]).text
        'salom\\n\\nsalom salom'
        """
        return "\n\n".join("\n".join(line.text for line in block.lines) for block in self.blocks)

    @property
    def running_text(self) -> str:
        """Paragraphs without line ends, words divided at a line end put together again: for searching and snippets.

        >>> first, second = Line([Word("kitob-", 0, 0, 9, 9)]), Line([Word("lar", 0, 9, 9, 9)])
        >>> PageText(9, 9, [Block([first, second])]).running_text
        'kitoblar'
        """
        return "\n".join(_joined([line.text for line in block.lines]) for block in self.blocks)

    @property
    def confidence(self) -> float | None:
        """Mean over the words, weighted by their length; None without words."""
        weight = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / weight if weight else None


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        divided = len(text) > 1 and text[-1] in "-\u00ad\u2010¬" and text[-2].isalpha() and line[:1].islower()
        text = text[:-1] + line if divided else f"{text} {line}" if text else line
    return text


def _around(boxes: list[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    if not boxes:
        return (0, 0, 0, 0)
    x, y = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return (x, y, max(box[0] + box[2] for box in boxes) - x, max(box[1] + box[3] for box in boxes) - y)


def write(page: PageText) -> bytes:
    """ALTO 4.4 of one page, UTF-8."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<alto xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{NAMESPACE} {SCHEMA}"><Description><MeasurementUnit>pixel</MeasurementUnit>'
        f'<Processing ID="recognition"><processingSoftware><softwareName>{_text(page.software or "unknown")}'
        "</softwareName></processingSoftware></Processing></Description>"
        f'<Layout><Page ID="page" PHYSICAL_IMG_NR="1" WIDTH="{page.width}" HEIGHT="{page.height}"'
        + (f" OTHERLANGS={_attribute(page.language)}" if page.language else "")
        + f'><PrintSpace HPOS="0" VPOS="0" WIDTH="{page.width}" HEIGHT="{page.height}">'
    ]
    number = 0
    for b, block in enumerate(page.blocks, start=1):
        out.append(f'<TextBlock ID="b{b}" {_place(*block.box)}>')
        for line in block.lines:
            number += 1
            out.append(f'<TextLine ID="l{number}" {_place(*line.box)}>')
            for position, word in enumerate(line.words):
                if position:
                    out.append("<SP/>")
                out.append(
                    f"<String CONTENT={_attribute(word.text)} {_place(word.x, word.y, word.w, word.h)}"
                    f' WC="{min(max(word.confidence, 0), 1):.2f}"/>'
                )
            out.append("</TextLine>")
        out.append("</TextBlock>")
    out.append("</PrintSpace></Page></Layout></alto>")
    return "".join(out).encode()


def read(data: bytes) -> PageText:
    """The first page of an ALTO file. Raises AltoError on anything else."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise AltoError(f"not well-formed XML: {error}") from error
    if etree.QName(root).localname != "alto":
        raise AltoError(f"the root element is {etree.QName(root).localname}, not alto")
    page = next(root.iter("{*}Page"), None)
    if page is None:
        raise AltoError("there is no Page")
    software = next((node.text or "" for node in root.iter("{*}softwareName")), "")
    result = PageText(_number(page, "WIDTH"), _number(page, "HEIGHT"), [], page.get("OTHERLANGS") or "", software)
    for block in page.iter("{*}TextBlock"):
        lines = [Line([_word(node) for node in line.iter("{*}String")]) for line in block.iter("{*}TextLine")]
        lines = [line for line in lines if line.words]
        if lines:
            result.blocks.append(Block(lines))
    return result


def _word(node: etree._Element) -> Word:
    try:
        confidence = float(node.get("WC") or 1)
    except ValueError:
        confidence = 1.0
    x, y, w, h = (_number(node, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return Word(node.get("CONTENT") or "", x, y, w, h, confidence)


def _number(node: etree._Element, name: str) -> int:
    try:
        return round(float(node.get(name) or 0))
    except (ValueError, OverflowError):
        return 0


def _place(x: int, y: int, w: int, h: int) -> str:
    return f'HPOS="{x}" VPOS="{y}" WIDTH="{w}" HEIGHT="{h}"'


def _clean(text: str) -> str:
    # XML 1.0 has no way to say most control characters; an engine may still put one into a word.
    return "".join(c for c in text if c >= " " or c in "\t\n") if not text.isprintable() else text


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _text(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
