"""Makes the demo's digital files: scans, a newspaper, e-books, a PDF, a melody, a film, a map and a photograph.

What is made is kept in the folder and not made again.
"""

from __future__ import annotations

import ctypes
import math
import shutil
import struct
import subprocess
import tempfile
import wave
import zipfile
from html import escape
from pathlib import Path

import pypdfium2.raw as pdf
from PIL import Image, ImageDraw

from chorsu.language.transliteration import to_cyrillic
from chorsu.site.demo.media import drawing, texts
from chorsu.site.demo.media.texts import Page

RATE = 22050
CYRILLIC_FROM = 7  # the booklet's first page in Cyrillic letters


def booklet(folder: Path) -> Path:
    """Twelve scanned pages, the first half in Latin letters, the second in Cyrillic."""
    pages = [
        (to_cyrillic(heading), [to_cyrillic(one) for one in told]) if number >= CYRILLIC_FROM else (heading, told)
        for number, (heading, told) in enumerate(texts.BOOKLET, start=1)
    ]
    return _scans(folder, pages)


def story(folder: Path) -> Path:
    """Six scanned pages in Vietnamese."""
    return _scans(folder, texts.TRAIN)


def newspaper(folder: Path) -> Path:
    """One scanned page in Russian, in two columns."""
    if not (folder / "0001.png").exists():
        folder.mkdir(parents=True, exist_ok=True)
        drawing.scanned(drawing.newspaper(*texts.NEWSPAPER), "newspaper").save(folder / "0001.png")
    return folder


def _scans(folder: Path, pages: list[Page]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(pages, start=1):
        path = folder / f"{number:04d}.jpg"
        if not path.exists():
            made = drawing.page(content, number, title_page=number == 1)
            drawing.scanned(made, f"{folder.name}{number}").save(path, quality=82, dpi=(150, 150))
    return folder


def map_sheet(path: Path) -> Path:
    """A drawn map of four roads that meet at a dome."""
    if not path.exists():
        image = drawing.girih((1600, 1200), 0.2, 160)
        draw = ImageDraw.Draw(image)
        draw.rectangle((120, 120, 1480, 1080), fill=drawing.PAPER, outline=drawing.BLUE, width=8)
        for start, end in (((140, 600), (1460, 600)), ((800, 140), (800, 1060))):
            draw.line((*start, *end), fill=drawing.SAFFRON, width=46)
        drawing.dome(draw, 640, 440, 320, 280)
        names = [
            (800, 180, "Shimol yoʻli"),
            (800, 1030, "Janub yoʻli"),
            (300, 560, "Gʻarb yoʻli"),
            (1300, 560, "Sharq yoʻli"),
        ]
        for x, y, name in [*names, (800, 790, "CHORSU"), (420, 900, "Choyxona"), (1180, 330, "Kitobfurush")]:
            draw.text((x, y), name, font=drawing.font(44), fill=drawing.INK, anchor="mm")
        image.save(path)
    return path


def photograph(path: Path) -> Path:
    """A drawn picture of the dome in the evening."""
    if not path.exists():
        image = Image.linear_gradient("L").resize((1500, 1000)).convert("RGB")
        image = Image.blend(image, Image.new("RGB", image.size, (230, 150, 90)), 0.55)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 780, 1500, 1000), fill=(92, 70, 60))
        draw.pieslice((350, 250, 1150, 1150), 180, 360, fill=drawing.TURQUOISE, outline=drawing.BLUE, width=8)
        draw.rectangle((400, 690, 1100, 800), fill=drawing.BLUE)
        for place in range(7):
            drawing.star(draw, 460 + place * 97, 745, 38, 0.2, drawing.SAFFRON, 4)
        image.save(path, quality=88)
    return path


def epub(path: Path, book: tuple[str, str, list[Page]], lang: str) -> Path:
    """An EPUB 3 with a table of contents, one chapter a file."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    title, author, chapters = book
    names = [f"chapter{number}.xhtml" for number in range(1, len(chapters) + 1)]
    listed = "".join(
        f'<li><a href="{name}">{escape(heading)}</a></li>'
        for name, (heading, _) in zip(names, chapters, strict=True)
    )  # fmt: skip
    manifest = "".join(
        f'<item id="c{place}" href="{name}" media-type="application/xhtml+xml"/>' for place, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{place}"/>' for place in range(len(names)))
    package = (
        '<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">'
        f"urn:chorsu:demo:{lang}</dc:identifier><dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}"
        f'</dc:creator><dc:language>{lang}</dc:language><meta property="dcterms:modified">2026-11-01T00:00:00Z</meta>'
        '</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"{manifest}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        out.writestr("META-INF/container.xml", container)
        out.writestr("EPUB/package.opf", package)
        out.writestr(
            "EPUB/nav.xhtml",
            _xhtml(title, lang, f'<nav epub:type="toc"><h1>{escape(title)}</h1><ol>{listed}</ol></nav>'),
        )
        for name, (heading, paragraphs) in zip(names, chapters, strict=True):
            body = f"<h1>{escape(heading)}</h1>" + "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
            out.writestr(f"EPUB/{name}", _xhtml(heading, lang, body))
    return path


def _xhtml(title: str, lang: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" xml:lang="{lang}"><head><title>{escape(title)}</title>'
        f"</head><body>{body}</body></html>"
    )


def guide(path: Path) -> Path:
    """A PDF with real text in three alphabets and an embedded font."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    document = pdf.FPDF_CreateNewDocument()
    data = Path(drawing.font_path()).read_bytes()
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    face = pdf.FPDFText_LoadFont(document, held, len(data), pdf.FPDF_FONT_TRUETYPE, 1)
    for place, (heading, paragraphs) in enumerate(texts.GUIDE):
        sheet = pdf.FPDFPage_New(document, place, 595, 842)
        y = 760.0
        for size, text in [(20, heading), *((12, one) for one in paragraphs)]:
            for line in drawing.wrapped(text, size, 455):
                _write(document, sheet, face, line, size, y)
                y -= size * 1.5
            y -= size
        pdf.FPDFPage_GenerateContent(sheet)
        pdf.FPDF_ClosePage(sheet)
    from pypdfium2 import PdfDocument

    PdfDocument(document).save(path)
    return path


def _write(document, sheet, face, line: str, size: int, y: float) -> None:
    text = pdf.FPDFPageObj_CreateTextObj(document, face, size)
    encoded = (line + "\x00").encode("utf-16-le")
    wide = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    pdf.FPDFText_SetText(text, wide)
    pdf.FPDFPageObj_Transform(text, 1, 0, 0, 1, 70, y)
    pdf.FPDFPage_InsertObject(sheet, text)


def melody(path: Path) -> Path:
    """Twenty seconds of a plucked tune in a minor mode, as MP3 where ffmpeg is there, else as WAV."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    notes = (0, 2, 3, 5, 7, 5, 3, 2, 0, -2, 0, 3, 2, 0, -2, -4, 0, 3, 7, 8, 7, 5, 3, 5, 3, 2, 0, 2, 3, 2, 0, 0)
    length, sound = int(RATE * 0.6), []
    for place, note in enumerate(notes):
        pitch = 220 * 2 ** (note / 12)
        for tick in range(length):
            fade = math.exp(-4.2 * tick / length)
            wave_ = math.sin(2 * math.pi * pitch * tick / RATE) + 0.4 * math.sin(4 * math.pi * pitch * tick / RATE)
            beat = 0.25 * math.exp(-30 * tick / length) if place % 2 == 0 else 0.0
            sound.append(int(9000 * (fade * wave_ + beat * math.sin(0.05 * tick))))
    plain = path.with_suffix(".wav")
    with wave.open(str(plain), "wb") as out:
        out.setparams((1, 2, RATE, len(sound), "NONE", ""))
        out.writeframes(struct.pack(f"<{len(sound)}h", *sound))
    tags = ["-metadata", "title=Toʻrt yoʻl ohangi", "-metadata", "artist=Chorsu jamoasi", "-metadata", "date=2026"]
    if path.suffix == ".wav" or not _ffmpeg(["-i", str(plain), *tags, "-b:a", "96k", str(path)]):
        return plain
    plain.unlink()
    return path


def film(path: Path, sound: Path) -> Path | None:
    """Ten seconds of a turning girih; None where ffmpeg is missing."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as frames:
        for frame in range(50):
            drawing.girih((480, 360), frame * math.pi / 100, 120).save(f"{frames}/{frame:03d}.jpg", quality=85)
        made = _ffmpeg(
            ["-framerate", "5", "-i", f"{frames}/%03d.jpg", "-i", str(sound), "-t", "10", "-c:v", "libx264", "-pix_fmt",
             "yuv420p", "-c:a", "aac", "-movflags", "+faststart", str(path)]
        )  # fmt: skip
    return path if made else None


def _ffmpeg(arguments: list[str]) -> bool:
    program = shutil.which("ffmpeg")
    if program is None:
        return False
    run = subprocess.run([program, "-nostdin", "-v", "error", "-y", *arguments], capture_output=True, timeout=120)
    return run.returncode == 0
