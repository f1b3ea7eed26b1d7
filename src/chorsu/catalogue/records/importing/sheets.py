"""The error sheet of an import: one row a problem, as CSV or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

from django.conf import settings

from chorsu.catalogue.records.models import Batch

COLUMNS = ("row", "offset", "identifier", "code", "reason", "raw")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(batch: Batch) -> Iterator[tuple]:
    """Row from 1, byte offset, identifier, code, reason, raw excerpt; in the order of the file."""
    found = batch.problems.order_by("pk").values_list("row", "offset", "identifier", "code", "reason", "excerpt")
    for row, offset, *texts in found.iterator(chunk_size=1000):
        yield (row, offset, *(_safe(text) for text in texts))


def _safe(text: str) -> str:
    """A text a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(batch: Batch) -> Path | None:
    """Write the sheet into the data folder and note its path on the batch; None where there is no problem."""
    if not batch.problems.exists():
        return None
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"import-{batch.pk}-problems.csv"
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(batch))
    Batch.objects.filter(pk=batch.pk).update(error_sheet=str(path))
    batch.error_sheet = str(path)
    return path


def csv_lines(batch: Batch) -> Iterator[str]:
    """The sheet line by line, for a download of any length."""
    line = StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    writer.writerow(COLUMNS)
    for row in rows(batch):
        writer.writerow(row)
        if line.tell() > 60_000:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()


def xlsx(batch: Batch) -> bytes:
    """The sheet as a workbook; constant memory inside, at most the 1,048,576 rows a sheet can hold."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("problems")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, COLUMNS, bold)
    for number, row in enumerate(rows(batch), start=1):
        if number > 1_048_000:
            break
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()
