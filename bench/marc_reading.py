"""Reading MARC: framing, decoding and describing records, beside pymarc on the same bytes in the same run.

    python bench/marc_reading.py [--records 20000]

The records are made (bench/marc_words.py): MARC 21 in UTF-8, several scripts. The figure counts records that were read
and described by us; the limit is pymarc reading the same records and taking five fields of each.
"""

import argparse
import io
import json
import sys
import time
from pathlib import Path

import pymarc

sys.path.insert(0, str(Path(__file__).parent))
from _machine import machine

from chorsu.formats import iso2709
from chorsu.formats.describing import describe
from chorsu.formats.tests.makers import marc21_record, unimarc_record


def timed(work) -> float:
    """Processor seconds a call takes: the best of three, which other work on the machine disturbs least."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def made(count: int) -> bytes:
    """Records of about 1.2 KB in three languages and two flavours."""
    from chorsu.formats.marc import Field

    note = "A note that says as much about the edition as cataloguers usually do, and a little more. "
    extra = [
        Field("505", "0 ", [("a", note * 3)]), Field("650", " 0", [("a", "Uzbek literature"), ("x", "History and criticism")]),
        Field("650", " 0", [("a", "Fiction"), ("z", "Uzbekistan")]), Field("700", "1 ", [("a", "Reese, Mark,"), ("e", "translator.")]),
        Field("490", "0 ", [("a", "World literature ;"), ("v", "12")]), Field("082", "04", [("a", "894/.325"), ("2", "22")]),
        Field("856", "40", [("u", "https://example.org/1")]),
    ]  # fmt: skip
    copies = [
        {"p": "0001", "a": "MAIN", "b": "MAIN", "o": "84(5)", "d": "2020-01-01"},
        {"p": "0002", "a": "EAST", "o": "84(5)"},
    ]
    group = [
        marc21_record("Oʻtkan kunlar", isbn="978-0-306-40615-7", other_title="Ўткан кунлар", copies=copies, fields=extra, rest="roman"),
        marc21_record("Truyện Kiều", author="Nguyễn, Du", language="vi", isbn="0-306-40615-2", copies=copies, fields=extra),
        unimarc_record("Ўткан кунлар", isbn="978-0-306-40615-7", copies=["1", "2"], fields=[Field("327", "1 ", [("a", note * 3)])], subjects=["Роман", "Тарих"]),
        marc21_record("A history of the silk road", author="Hopkirk, Peter", language="en", copies=copies, fields=extra, subjects=["Asia"]),
    ]  # fmt: skip
    return b"".join(group) * (count // len(group))


def main() -> None:
    """Run it; prints {"figure","unit","limit","ratio","machine", …}."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    count = parser.parse_args().records // 4 * 4
    data = made(count)

    def slicing() -> None:
        assert sum(1 for found in iso2709.read(io.BytesIO(data)) if found.record is not None) == count

    def whole() -> None:
        for found in iso2709.read(io.BytesIO(data)):
            describe(found.record, found.flavour)

    def theirs() -> None:
        read = 0
        for record in pymarc.MARCReader(io.BytesIO(data), force_utf8=True):
            for tag in ("245", "100", "020", "650", "952"):
                for field in record.get_fields(tag):
                    field.get_subfields("a")
            read += 1
        assert read == count

    limit, figure, sliced = count / timed(theirs), count / timed(whole), count / timed(slicing)
    print(json.dumps({
        "figure": round(figure), "unit": "records read and described per second", "limit": round(limit), "ratio": round(figure / limit, 2),
        "machine": machine(), "records": count, "bytes_per_record": len(data) // count, "only_read_per_second": round(sliced),
        "microseconds_per_record": round(1e6 / figure),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
