"""The files each library sends: seven formats and character sets, byte for byte the same at every loading."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from chorsu.formats import iso2709
from chorsu.formats.marc import Field, Record
from chorsu.site.demo import marc21_records, unimarc_records
from chorsu.site.demo.stock import LIBRARIES, stock

#: Name, format and encoding of each library's file; the importer is left to find both out, as for a real library.
NAMES = {
    "NLUZ": "nluz-unimarc.mrc", "TSHC": "tashkent-marc21.mrc", "RCHL": "children.xml", "NUUL": "university-880.mrc",
    "FERG": "fergana-rusmarc-cp1251.iso", "SAMQ": "samarkand-irbis.txt", "NLV": "nlv-marc21.mrc",
    "HCMC": "hcmc-marc21.mrc",
}  # fmt: skip


def content(code: str) -> bytes:
    """The bytes of a library's file."""
    entries = stock()[code]
    match code:
        case "NLUZ":
            return _iso(unimarc_records.record(entry, "uz") for entry in entries)
        case "FERG":
            return _iso((unimarc_records.record(entry, "ru", rusmarc=True) for entry in entries), "cp1251")
        case "SAMQ":
            return "".join(unimarc_records.irbis(entry, "ru") for entry in entries if entry.pieces).encode()
        case "RCHL":
            return _xml(marc21_records.record(entry, "uz") for entry in entries)
        case "NUUL":
            return _iso(marc21_records.record(entry, "en", romanise=True) for entry in entries)
        case "NLV":
            return _iso(marc21_records.record(entry, "vi", koha=False) for entry in entries)
        case "HCMC":
            return _iso(marc21_records.record(entry, "vi") for entry in entries)
        case _:
            return _spoiled([iso2709.write(marc21_records.record(entry, "uz")) for entry in entries])


def _iso(records, encoding: str = "utf-8") -> bytes:
    return b"".join(iso2709.write(record, encoding) for record in records)


def _spoiled(records: list[bytes]) -> bytes:
    """Three records as they come from a bad disk: two cut short, one that is none at all."""
    whole = [*records]
    whole[40] = whole[40][: len(whole[40]) // 3]
    whole[90] = whole[90][: len(whole[90]) // 2]
    whole.insert(150, b"Not a record: the end of an old label tape.\r\n\x1d")
    return b"".join(whole)


def _xml(records) -> bytes:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n']
    parts += [_one(record) for record in records]
    return "".join([*parts, "</collection>\n"]).encode()


def _one(record: Record) -> str:
    lines = [f"<record><leader>{escape(record.leader)}</leader>"]
    for field in record:
        if field.is_control:
            lines.append(f'<controlfield tag="{field.tag}">{escape(field.data)}</controlfield>')
            continue
        first, second = field.indicators[0], field.indicators[1]
        inner = "".join(f"<subfield code={quoteattr(c)}>{escape(v)}</subfield>" for c, v in field.subfields)
        lines.append(f'<datafield tag="{field.tag}" ind1="{first}" ind2="{second}">{inner}</datafield>')
    return "\n".join([*lines, "</record>\n"])


def write(folder: Path) -> dict[str, Path]:
    """Write every library's file below `folder`; answers the paths by library code."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for code in LIBRARIES:
        paths[code] = folder / NAMES[code]
        paths[code].write_bytes(content(code))
    return paths


#: Books that arrived today: title, author, year, place, publisher, language. For whoever wants to import something.
NEW = (
    ("Toshkent — non shahri", "Neverov, Aleksandr", 2019, "Toshkent", "Yangi asr avlodi", "uzb"),
    ("Ташкент — город хлебный", "Неверов, Александр", 1980, "Ташкент", "Ёш гвардия", "rus"),
    ("Dahshat", "Qahhor, Abdulla", 2005, "Toshkent", "Sharq", "uzb"),
    ("Oʻgʻri", "Qahhor, Abdulla", 2005, "Toshkent", "Sharq", "uzb"),
)  # fmt: skip
NEW_FILE = "new-books.mrc"


def new_books(path: Path) -> Path:
    """A small file that is not imported: four good records and one cut short, to try an import with."""
    made = []
    for number, (title, author, year, place, house, lang) in enumerate(NEW, start=1):
        record = Record("00000nam a2200000 a 4500", [Field("001", data=f"new{number:03d}")])
        record.add(
            Field("008", data=f"261120s{year}    uz {'':17}{lang} d"),
            Field("100", "1 ", [("a", author), ("4", "aut")]),
            Field("245", "10", [("a", title)]),
            Field("264", " 1", [("a", f"{place} :"), ("b", f"{house},"), ("c", str(year))]),
            Field("952", "  ", [("a", "NLUZ-LEND"), ("p", f"1999000{number}"), ("o", f"84 {title[:3]}")]),
        )
        made.append(iso2709.write(record))
    made.insert(2, made[0][:90])
    path.write_bytes(b"".join(made))
    return path


def digest() -> str:
    """One hash over all the files."""
    return sha256(b"".join(content(code) for code in LIBRARIES)).hexdigest()
