"""Digital objects for tests of this and other rooms: real rows, small real images, texts that can be read."""

from __future__ import annotations

import hashlib

from PIL import Image, ImageDraw

from chorsu.archive.objects.adapters import folders, textpack
from chorsu.archive.objects.models import DigitalObject, File, Page, Representation
from chorsu.archive.rights.models import Condition
from chorsu.formats import alto
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.tests import makers as libraries


def make_library(code: str = "NLUZ") -> Organisation:
    """A library, the same one again for the same code."""
    return Organisation.objects.filter(code=code).first() or libraries.make_library(code)


def page_text(text: str, width: int = 300, height: int = 400) -> alto.PageText:
    """Text as if recognised: a line a line, each word in a box of its own."""
    lines = []
    for number, line in enumerate(text.splitlines() or [""]):
        words = [
            alto.Word(word, 10 + 60 * place, 10 + 30 * number, 55, 20, 0.95) for place, word in enumerate(line.split())
        ]
        if words:
            lines.append(alto.Line(words))
    return alto.PageText(width, height, [alto.Block(lines)] if lines else [], "uzb", "maker")


def make_object(
    pages=("Salom, kitob.", "Ikkinchi sahifa."),
    library: Organisation | None = None,
    title: str = "Oʻtkan kunlar",
    record=None,
    access: str = "public",
    state: str = "ready",
    **conditions,
) -> DigitalObject:
    """A scanned book with recognised pages: one string of text a page, each with a small image."""
    library = library or make_library()
    made = DigitalObject.objects.create(
        library=library, record=record, kind="images", state=state, title=title, page_count=len(pages), version=1,
        confidence=0.95,
    )  # fmt: skip
    Condition.objects.create(object=made.pk, library=library, access=access, **conditions)
    masters = Representation.objects.create(object=made, kind="master")
    for number, text in enumerate(pages, start=1):
        name = f"master/{number:04d}.png"
        path = folders.store() / "made-for-tests" / str(made.pk) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.new("L", (300, 400), 255)
        ImageDraw.Draw(image).text((10, 10), str(number), fill=0)
        image.save(path)
        data = path.read_bytes()
        file = File.objects.create(
            representation=masters, name=name, path=str(path.relative_to(folders.store())), mime="image/png",
            size=len(data), sha512=hashlib.sha512(data).hexdigest(),
        )  # fmt: skip
        words = len(text.split())
        Page.objects.create(
            object=made, number=number, label=str(number), width=300, height=400, file=file, state="recognised",
            text_version=1, confidence=0.95, word_count=words, language="uzb",
        )  # fmt: skip
        textpack.write_loose(folders.loose_texts(made.pk), number, alto.write(page_text(text)))
    return made
