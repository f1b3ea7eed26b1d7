"""Brings the demo's own digital objects in: each linked to a record, with every class of access at least once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from chorsu.archive.ingest.actions import ingest
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.ocr import actions as ocr
from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import RecordSource
from chorsu.formats import iso2709
from chorsu.formats.marc import Field, Record
from chorsu.foundation.jobs.actions import claim_next, run_claimed
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.site.demo.media import making, texts

QUEUE = "demo-scans"


@dataclass(frozen=True)
class Thing:
    """A digital object of the demo: `leader` is MARC 21 leader/06-07, `make` gives the file or folder."""

    code: str
    library: str
    title: str
    rest: str
    lang: str
    languages: tuple[str, ...]
    leader: str
    access: str
    make: Callable[[Path], Path | None]


THINGS = (
    Thing("booklet", "NLUZ", "Chorsu: toʻrt yoʻl uchrashgan joy", "qadimgi bozor boʻylab kichik yoʻlkoʻrsatkich", "uzb", ("uz",), "am", "public", lambda f: making.booklet(f / "booklet")),
    Thing("story", "NLV", "Chuyến tàu sớm", "truyện ngắn", "vie", ("vi",), "am", "public", lambda f: making.story(f / "story")),
    Thing("newspaper", "NLUZ", "Вестник Чорсу", "пробный выпуск", "rus", ("ru",), "am", "signed-in", lambda f: making.newspaper(f / "newspaper")),
    Thing("keys", "NLUZ", "Yetti kalit", "qissa", "uzb", ("uz",), "am", "public", lambda f: making.epub(f / "yetti-kalit.epub", texts.UZBEK_BOOK, "uz")),
    Thing("seasons", "NLV", "Bốn mùa trong thư viện", "tản văn", "vie", ("vi",), "am", "signed-in", lambda f: making.epub(f / "bon-mua.epub", texts.VIETNAMESE_BOOK, "vi")),
    Thing("guide", "NLUZ", "A reader's guide to many scripts", "", "eng", ("en", "uz", "ru", "vi"), "am", "public", lambda f: making.guide(f / "guide.pdf")),
    Thing("melody", "NLUZ", "Toʻrt yoʻl ohangi", "cholgʻu kuyi", "uzb", ("uz",), "jm", "public", lambda f: making.melody(f / "melody.mp3")),
    Thing("film", "NLUZ", "Aylanuvchi girih", "animatsiya", "uzb", ("uz",), "gm", "on-site", lambda f: making.film(f / "girih.mp4", making.melody(f / "melody.mp3"))),
    Thing("map", "NLUZ", "Chorsu atrofi xaritasi", "chizma", "uzb", ("uz",), "em", "public", lambda f: making.map_sheet(f / "xarita.png")),
    Thing("photograph", "NLUZ", "Oqshomdagi gumbaz", "surat", "uzb", ("uz",), "km", "closed", lambda f: making.photograph(f / "gumbaz.jpg")),
)  # fmt: skip


def build(places: dict[str, Organisation], cast: dict[str, Account]) -> list[DigitalObject]:
    """Describe, make, bring in and recognise everything; answers the objects."""
    folder = Path(settings.DATA_DIR) / "demo" / "media"
    folder.mkdir(parents=True, exist_ok=True)
    for library, name in (("NLUZ", "rustam"), ("NLV", "tam")):
        path = folder.parent / f"digital-{library.lower()}.mrc"
        path.write_bytes(b"".join(iso2709.write(_record(one)) for one in THINGS if one.library == library))
        by = cast["tam"] if name == "tam" else cast["olga"]
        import_records(path, places[library], by=by, system="digital", label=path.name)
    made = []
    for thing in THINGS:
        source = thing.make(folder)
        if source is None:
            continue  # no ffmpeg on this machine
        record = RecordSource.objects.get(
            source__library=places[thing.library], source__system="digital", source__source_id=f"demo-{thing.code}"
        ).record
        by = cast["rustam"] if thing.library == "NLUZ" else cast["tam"]
        one = ingest(
            source, places[thing.library], thing.title, record, thing.languages, thing.access, by, recognise=False
        )
        if one.state == "processing":
            ocr.start(one, by, queue=QUEUE)
        made.append(one)
    while (job := claim_next([QUEUE])) is not None:
        run_claimed(job)
    for one in made:
        one.refresh_from_db()
    return made


def _record(thing: Thing) -> Record:
    kind = "v" if thing.leader == "gm" else " "
    fixed = f"261101s2026    uz {'':11}{'o' if thing.leader == 'am' else ' '}{'':3}{kind}  {thing.lang} d"
    made = Record(
        f"00000n{thing.leader} a2200000 a 4500",
        [Field("001", data=f"demo-{thing.code}"), Field("008", data=fixed[:40])],
    )
    made.add(
        Field("041", "0 ", [("a", thing.lang)]),
        Field("245", "00", [("a", f"{thing.title} :"), ("b", f"{thing.rest} /"), ("c", "Chorsu jamoasi.")] if thing.rest else [("a", f"{thing.title} /"), ("c", "Chorsu jamoasi.")]),
        Field("264", " 1", [("a", "Toshkent :" if thing.library == "NLUZ" else "Hà Nội :"), ("b", "Chorsu,"), ("c", "2026.")]),
        Field("500", "  ", [("a", "Namoyish uchun yozilgan va chizilgan." if thing.library == "NLUZ" else "Viết và vẽ cho bản trình diễn.")]),
        Field("710", "2 ", [("a", "Chorsu jamoasi"), ("4", "aut")]),
    )  # fmt: skip
    return made
