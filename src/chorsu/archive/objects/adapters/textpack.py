"""The texts of all pages of one object in one file, readable page by page: a zip of ALTO files and plain texts.

A national archive has eighty million pages; a file for each would drown the store, a row for each the database.
While pages are being recognised their texts lie loose beside, one ALTO file a page, and outrank the pack.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from chorsu.formats import alto

PACK_NAME = "text/pages.zip"
# A zip's time stamps would make two packs of the same texts differ; the earliest date zip knows.
EPOCH = (1980, 1, 1, 0, 0, 0)


def loose_name(number: int) -> str:
    """The name of the loose file of one page."""
    return f"{number:06d}.xml"


def write_loose(folder: Path, number: int, data: bytes) -> Path:
    """Put one page's ALTO beside the pack, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / loose_name(number)
    part = folder / f".{loose_name(number)}.{os.getpid()}"
    part.write_bytes(data)
    os.replace(part, final)
    return final


def read_page(pack: Path | None, loose: Path, number: int) -> alto.PageText | None:
    """The text of one page, None when there is none."""
    try:
        return alto.read((loose / loose_name(number)).read_bytes())
    except FileNotFoundError:
        pass
    if pack is None or not pack.exists():
        return None
    with zipfile.ZipFile(pack) as packed:
        try:
            return alto.read(packed.read(loose_name(number)))
        except KeyError:
            return None


def read_texts(pack: Path | None, loose: Path, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """(number, running text) of pages; the pack is opened once. Pages without text are left out."""
    packed = zipfile.ZipFile(pack) if pack is not None and pack.exists() else None
    try:
        names = set(packed.namelist()) if packed else set()
        for number in numbers:
            name = loose_name(number)
            if (loose / name).exists():
                yield number, alto.read((loose / name).read_bytes()).running_text
            elif packed and name[:-4] + ".txt" in names:
                yield number, packed.read(name[:-4] + ".txt").decode()
    finally:
        if packed:
            packed.close()


def build(target: Path, old: Path | None, loose: Path) -> int:
    """Write a new pack of the old one's pages and the loose ones; returns the number of pages."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = {path.name: path for path in sorted(loose.glob("[0-9]*.xml"))} if loose.is_dir() else {}
    names = set(fresh)
    source = zipfile.ZipFile(old) if old is not None and old.exists() else None
    try:
        if source:
            names |= {name for name in source.namelist() if name.endswith(".xml")}
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for name in sorted(names):
                if name in fresh:
                    data = fresh[name].read_bytes()
                    plain = alto.read(data).running_text.encode()
                elif source:
                    data, plain = source.read(name), source.read(name[:-4] + ".txt")
                for entry, content in ((name, data), (name[:-4] + ".txt", plain)):
                    out.writestr(zipfile.ZipInfo(entry, EPOCH), content, zipfile.ZIP_DEFLATED)
    finally:
        if source:
            source.close()
    return len(names)
