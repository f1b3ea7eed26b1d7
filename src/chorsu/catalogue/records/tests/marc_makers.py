"""MARC 21 records for tests, put together from words."""

from __future__ import annotations

from pathlib import Path

SF, FT, RT = "\x1f", "\x1e", "\x1d"


def marc(
    control: str, title: str, author: str = "", year: int | None = None, *, isbn: str = "", part: str = "",
    lang: str = "uzb", publisher: str = "Sharq", subject: str = "", copies: list[dict[str, str]] | None = None,
    extra: list[tuple[str, str]] | None = None,
) -> bytes:  # fmt: skip
    """One ISO 2709 record in UTF-8; `copies` are 952 fields by subfield code, `extra` (tag, text with "$" codes)."""
    fields: list[tuple[str, str]] = []
    if control:
        fields.append(("001", control))
    fields.append(("008", f"{'200101s' + str(year or '    ') + '    uz ':<35.35}{lang} d"))
    if isbn:
        fields.append(("020", f"  {SF}a{isbn}"))
    if author:
        fields.append(("100", f"1 {SF}a{author}"))
    fields.append(("245", f"10{SF}a{title}" + (f"{SF}n{part}" if part else "")))
    if year:
        fields.append(("260", f"  {SF}aToshkent :{SF}b{publisher},{SF}c{year}"))
    if subject:
        fields.append(("650", f" 0{SF}a{subject}"))
    fields += [(tag, text.replace("$", SF)) for tag, text in extra or ()]
    for copy in copies or ():
        fields.append(("952", "  " + "".join(f"{SF}{code}{value}" for code, value in copy.items())))
    return iso2709(fields)


def iso2709(fields: list[tuple[str, str]]) -> bytes:
    """Fields (tag, text) framed as ISO 2709."""
    directory, body = "", b""
    for tag, text in fields:
        data = (text + FT).encode()
        directory += f"{tag}{len(data):04d}{len(body):05d}"
        body += data
    base = 24 + len(directory) + 1
    length = base + len(body) + 1
    head = f"{length:05d}nam a22{base:05d} i 4500"
    return (head + directory + FT).encode() + body + RT.encode()


def marc_file(folder: Path, *records: bytes, name: str = "records.mrc") -> Path:
    """A file of these records."""
    path = folder / name
    path.write_bytes(b"".join(records))
    return path
