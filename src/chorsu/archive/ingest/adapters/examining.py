"""Looks into what was brought: which files are kept, which pages there are, which of them are bad and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chorsu.archive.ingest.adapters import recordings, sniffing, unpacking
from chorsu.archive.ingest.adapters.found import Found, FoundPage, KeptFile
from chorsu.archive.ingest.errors import MissingSource, NothingToIngest, UnusableEpub
from chorsu.archive.objects import ports as pages
from chorsu.archive.objects.errors import UnusableImage
from chorsu.formats import alto, epub

IMAGES, PDF, EPUB, AUDIO, VIDEO = "images", "pdf", "epub", "audio", "video"
MOST_PAGES = 20_000
# A PDF page with so many words needs no recognition.
WORDS_OF_TEXT = 5


def kind_of(path: Path) -> str:
    """images, pdf, epub, audio or video, by content. Raises MissingSource and NothingToIngest."""
    return _what(path)[0]


def examine(path: Path, work: Path, texts: Path) -> Found:
    """Look into a file or folder. `work` is a folder for what is made of it, `texts` gets texts that came along."""
    kind, files = _what(path)
    if kind == "zip":
        unpacked = work / "unpacked"
        unpacking.unpack(files[0], unpacked)
        kind, files = _what(unpacked, name=path.name)
        if kind == "zip":
            raise NothingToIngest(name=path.name, detail="it is a zip inside of a zip")
    work.mkdir(parents=True, exist_ok=True)
    if kind == IMAGES:
        return _images(files)
    if kind == PDF:
        return _pdf(files[0], texts)
    if kind == EPUB:
        return _epub(files[0], work, texts)
    return _recording(files[0], kind, work)


def natural(path: Path) -> list[tuple[int, int, str]]:
    """A key that puts page2 before page10.

    >>> [p.name for p in sorted([Path("p10.tif"), Path("p2.tif")], key=natural)]
    ['p2.tif', 'p10.tif']
    """
    parts = re.split(r"([0-9]+)", path.as_posix().lower())
    return [(1, int(part), "") if part.isdecimal() and part.isascii() else (0, 0, part) for part in parts]


def _what(path: Path, name: str = "") -> tuple[str, list[Path]]:
    name = name or path.name
    if not path.exists():
        raise MissingSource(name=name)
    if path.is_file():
        kind = _kind(sniffing.sniff(path))
        if not kind and sniffing.looks_like_image(path):
            kind = IMAGES
        if not kind:
            raise NothingToIngest(name=name, detail=sniffing.described(path))
        return kind, [path]
    files = sorted(_walk(path), key=natural)
    if not files:
        raise NothingToIngest(name=name, detail="the folder is empty")
    kinds = {file: _kind(sniffing.sniff(file)) for file in files}
    images = [file for file in files if kinds[file] == IMAGES or (not kinds[file] and sniffing.looks_like_image(file))]
    if images:
        return IMAGES, images
    others = [file for file in files if kinds[file] and kinds[file] != "zip"]
    if len(others) == 1:
        return kinds[others[0]], others
    if len(others) > 1:
        raise NothingToIngest(name=name, detail="it holds several books or recordings; bring one at a time")
    raise NothingToIngest(name=name, detail="no file in it is an image, a book or a recording")


def _walk(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for path in folder.rglob("*"):
        # A link may lead to any file of the machine.
        if path.is_symlink() or not path.is_file() or sniffing.is_noise(path.relative_to(folder)):
            continue
        if path.resolve().is_relative_to(root):
            yield path


def _kind(mime: str) -> str:
    if pages.is_image_type(mime):
        return IMAGES
    if mime in {"application/pdf": PDF, "application/epub+zip": EPUB}:
        return {"application/pdf": PDF, "application/epub+zip": EPUB}[mime]
    if mime == "application/zip":
        return "zip"
    return {"audio": AUDIO, "video": VIDEO}.get(mime.split("/")[0], "")


def _images(files: list[Path]) -> Found:
    found = Found(IMAGES)
    for number, path in enumerate(files, start=1):
        mime = sniffing.sniff(path)
        suffix = path.suffix.lower()[:8] or ".img"
        kept = KeptFile(path, f"master/{number:04d}{_plain(suffix)}", mime or "application/octet-stream")
        found.files.append(kept)
        label = path.stem[:200]
        if not pages.is_image_type(mime):
            problem = f"{path.name} is no image: {sniffing.described(path)}."
            found.pages.append(FoundPage(label, file=kept.name, problem=problem))
            continue
        try:
            frames = pages.measure_image(path, mime)
        except UnusableImage as error:
            found.pages.append(FoundPage(label, file=kept.name, problem=f"{path.name}: {error.sentence}"))
            continue
        for frame, (width, height) in enumerate(frames):
            name = label if len(frames) == 1 else f"{label}-{frame + 1}"
            found.pages.append(FoundPage(name, width, height, kept.name, frame))
    _refuse_too_many(len(found.pages), "images")
    return found


def _pdf(path: Path, texts: Path) -> Found:
    found = Found(PDF)
    kept = KeptFile(path, "master/document.pdf", "application/pdf")
    found.files.append(kept)
    with pages.opened_pdf(path) as document:
        _refuse_too_many(len(document), path.name)
        if len(document) == 0:
            raise NothingToIngest(name=path.name, detail="the PDF has no page")
        metadata = {key.lower(): value for key, value in document.get_metadata_dict().items() if value}
        found.title = metadata.get("title", "")[:500]
        found.properties["pdf"] = {key: value[:300] for key, value in metadata.items()}
        found.contents = pages.pdf_outline(document)
        for index in range(len(document)):
            found.pages.append(_pdf_page(document, index, kept.name, texts))
    return found


def _pdf_page(document, index: int, file: str, texts: Path) -> FoundPage:
    try:
        label = document.get_page_label(index) or str(index + 1)
        width, height = pages.pdf_page_size(document, index)
        text = pages.pdf_page_text(document, index)
    except Exception as error:  # PDFium reports each kind of damage in its own way; the page fails alone
        return FoundPage(str(index + 1), file=file, frame=index, problem=f"The page is damaged: {str(error)[:200]}.")
    page = FoundPage(label[:200], width, height, file, index)
    words = text.words
    readable = [word for word in words if any(sign.isalnum() for sign in word.text)]
    if len(readable) >= WORDS_OF_TEXT:
        pages.keep_text(texts, index + 1, alto.write(text))
        page.has_text, page.needs_recognition, page.words = True, False, len(words)
    return page


def _epub(path: Path, work: Path, texts: Path) -> Found:
    found = Found(EPUB, [KeptFile(path, "master/book.epub", "application/epub+zip")])
    try:
        book = epub.Book.open(path)
        copy = work / "book.epub"
        dropped = epub.sanitise(path, copy)
        found.files.append(KeptFile(copy, "access/book.epub", "application/epub+zip", "access"))
        places = {document: number for number, document in reversed(list(enumerate(book.spine, start=1)))}
        found.contents = [
            {"label": entry.label, "page": places[entry.path], "level": entry.level}
            for entry in book.contents
            if entry.path in places
        ]
        for chapter in book.chapters():
            found.pages.append(_chapter(chapter, book, texts))
        if book.cover:
            _cover(book.read(book.cover), work, found)
    except epub.EpubError as error:
        raise UnusableEpub(detail=str(error)) from error
    found.title, found.languages = book.title[:500], book.languages
    found.properties["epub"] = {
        "version": book.version, "creators": book.creators[:20], "identifiers": book.identifiers[:10],
        "spine": book.spine, "dropped": dict(dropped), "missing": book.missing[:50],
    }  # fmt: skip
    return found


def _chapter(chapter: epub.Chapter, book: epub.Book, texts: Path) -> FoundPage:
    page = FoundPage(chapter.label or str(chapter.number), frame=chapter.number - 1, needs_recognition=False)
    if not chapter.blocks:
        page.problem, page.problem_state = "", "blank"
        return page
    # A flowing text has no places; each paragraph is a block of one line.
    blocks = [
        alto.Block([alto.Line([alto.Word(word, 0, 0, 0, 0) for word in block.split()])]) for block in chapter.blocks
    ]
    language = book.languages[0] if book.languages else ""
    text = alto.PageText(0, 0, blocks, language, "EPUB")
    pages.keep_text(texts, chapter.number, alto.write(text))
    page.has_text, page.words, page.language = True, len(text.words), language
    return page


def _recording(path: Path, kind: str, work: Path) -> Found:
    mime = sniffing.sniff(path)
    recording = recordings.examine(path, mime)
    kind = VIDEO if recording.has_video else AUDIO if recording.duration or kind == AUDIO else kind
    if kind == AUDIO and mime.startswith("video/"):
        mime = "audio/" + mime.split("/")[1]
    found = Found(kind, [KeptFile(path, f"master/recording{_plain(path.suffix.lower()[:8])}", mime)])
    found.duration, found.title = recording.duration, recording.tags.get("title", "")[:500]
    found.properties["tags"] = recording.tags
    if recording.has_video:
        found.properties["size"] = [recording.width, recording.height]
        still = work / "poster.jpg"
        if recordings.poster(path, recording.duration, still):
            found.files.append(KeptFile(still, "access/poster.jpg", "image/jpeg", "access"))
            found.properties["cover"] = "access/poster.jpg"
    elif recording.cover:
        _cover(recording.cover, work, found)
    return found


def _cover(data: bytes, work: Path, found: Found) -> None:
    """Keep a cover that came along as JPEG; one that cannot be decoded is left out, the book is still good."""
    source, target = work / "cover.source", work / "cover.jpg"
    source.write_bytes(data)
    try:
        target.write_bytes(pages.jpeg(pages.open_page(source, sniffing.sniff(source), 0), 1200))
    except UnusableImage:
        return
    finally:
        source.unlink(missing_ok=True)
    found.files.append(KeptFile(target, "access/cover.jpg", "image/jpeg", "access"))
    found.properties["cover"] = "access/cover.jpg"


def _plain(suffix: str) -> str:
    return suffix if re.fullmatch(r"\.[a-z0-9]+", suffix) else ".bin"


def _refuse_too_many(count: int, name: str) -> None:
    if count > MOST_PAGES:
        raise NothingToIngest(
            name=name, detail=f"it has {count} pages; more than {MOST_PAGES} do not go into one object"
        )
