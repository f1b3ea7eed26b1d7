"""The program `tesseract`, started for each page: where the library cannot be loaded."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from chorsu.archive.ocr.adapters import tessdata, tsv
from chorsu.archive.ocr.errors import PageUnreadable
from chorsu.archive.ocr.ports import OTSU, GreyImage
from chorsu.formats.alto import PageText

TIMEOUT = 300


class TesseractProgram:
    """One process a page; the image goes in as PGM, the words come out as a table."""

    def __init__(self, folder: Path, program: str = "tesseract") -> None:
        self.folder, self.program = folder, program
        first = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
        self.name = first.replace("tesseract", "Tesseract")

    def packs(self) -> frozenset[str]:
        return tessdata.packs(self.folder)

    def recognise(self, image: GreyImage, pack: str, thresholding: int = OTSU) -> PageText:
        command = [
            self.program, "stdin", "stdout", "--tessdata-dir", str(self.folder), "-l", pack, "--psm", "3",
            "--dpi", str(image.dpi), "-c", f"thresholding_method={thresholding}", "tsv",
        ]  # fmt: skip
        done = self._run(command, image)
        if done.returncode != 0:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            raise PageUnreadable(detail=lines[-1][:200] if lines else "the engine stopped")
        return tsv.parse(done.stdout.decode(errors="replace"), image.width, image.height, pack, self.name)

    def turn(self, image: GreyImage) -> int:
        command = [self.program, "stdin", "stdout", "--tessdata-dir", str(self.folder), "-l", "osd", "--psm", "0"]
        done = self._run([*command, "--dpi", str(image.dpi)], image)
        found = re.search(rb"^Rotate: (90|180|270)$", done.stdout, re.MULTILINE)
        return int(found[1]) if found else 0  # it also fails on a page with too little print to tell

    def _run(self, command: list[str], image: GreyImage) -> subprocess.CompletedProcess[bytes]:
        header = f"P5 {image.width} {image.height} 255\n".encode()
        try:
            return subprocess.run(
                command,
                input=header + image.data,
                capture_output=True,
                timeout=TIMEOUT,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise PageUnreadable(detail=f"the engine took longer than {TIMEOUT} s") from error
