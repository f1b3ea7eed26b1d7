"""Small real things to bring in: page images with print, a PDF, an EPUB, a tone."""

from __future__ import annotations

import io
import math
import struct
import wave
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
UZBEK = "Oʻtkan kunlar romani qadimiy Toshkent shahri haqida hikoya qiladi va bugun ham sevib oʻqiladi."
CYRILLIC = "Ўтган кунлар романи қадимий Тошкент шаҳри ҳақида ҳикоя қилади ва бугун ҳам севиб ўқилади."
VIETNAMESE = "Truyện Kiều là một tác phẩm lớn của văn học Việt Nam và được nhiều người yêu thích."


def font(size: int = 44) -> ImageFont.FreeTypeFont:
    """A font that really holds Uzbek and Vietnamese letters; skips the test where there is none."""
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    pytest.skip("no font with Uzbek and Vietnamese letters is installed")


def page_image(text: str, width: int = 1600, height: int = 900) -> Image.Image:
    """A printed page."""
    image, letters = Image.new("L", (width, height), 255), font()
    draw, line, y = ImageDraw.Draw(image), "", 80
    for word in text.split():
        if draw.textlength(f"{line} {word}", font=letters) > width - 200:
            draw.text((100, y), line, font=letters, fill=0)
            line, y = word, y + 66
        else:
            line = f"{line} {word}".strip()
    draw.text((100, y), line, font=letters, fill=0)
    return image


def book_folder(folder: Path, *texts: str) -> Path:
    """A folder of page images, one a text."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts, start=1):
        page_image(text).save(folder / f"page{number}.png")
    return folder


def pdf(path: Path, *texts: str) -> Path:
    """A born-digital PDF: a page a text in ASCII."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for text in texts:
        stream = f"BT /F1 18 Tf 72 700 Td ({text}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    path.write_bytes(out.getvalue())
    return path


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Sinov kitobi</dc:title><dc:language>uz</dc:language>'
    '</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml" properties="scripted"/>'
    '<item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="js" href="run.js" media-type="text/javascript"/></manifest>'
    '<spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>'
)
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    '<nav epub:type="toc"><ol><li><a href="c1.xhtml">Birinchi bob</a></li><li><a href="c2.xhtml">Ikkinchi bob</a>'
    "</li></ol></nav></body></html>"
)


def chapter(body: str) -> str:
    """A chapter's document."""
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Bob</title></head><body>{body}</body></html>'


def epub(
    path: Path, first: str = "<h1>Bir</h1><p>Salom dunyo.</p>", second: str = "<p>Kitob.</p>", **more: str
) -> Path:
    """A small EPUB; `more` are further entries (name → content)."""
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        entries = {
            "META-INF/container.xml": CONTAINER, "OPS/book.opf": OPF, "OPS/nav.xhtml": NAV,
            "OPS/c1.xhtml": chapter(first), "OPS/c2.xhtml": chapter(second), "OPS/run.js": "alert(1)", **more,
        }  # fmt: skip
        for name, content in entries.items():
            out.writestr(name, content)
    return path


def tone(path: Path, seconds: float = 1.0) -> Path:
    """A WAV file with a tone."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        count = int(8000 * seconds)
        out.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 5))) for n in range(count)))
    return path
