"""Tesseract 5 as a library in this process: no start-up for each page, one loaded model a pack."""

from __future__ import annotations

import os

# Before the library is loaded: pages run side by side, so threads inside of one page only fight for the cores.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from pathlib import Path

import tesserocr

from chorsu.archive.ocr.adapters import tessdata, tsv
from chorsu.archive.ocr.errors import PageUnreadable
from chorsu.archive.ocr.ports import OTSU, GreyImage
from chorsu.formats.alto import PageText

LOADED = 6


class TesserocrEngine:
    """Keeps the last few packs loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"Tesseract {tesserocr.tesseract_version().split()[1]}"
        self._loaded: dict[str, tesserocr.PyTessBaseAPI] = {}

    def packs(self) -> frozenset[str]:
        return tessdata.packs(self.folder)

    def recognise(self, image: GreyImage, pack: str, thresholding: int = OTSU) -> PageText:
        api = self._api(pack)
        try:
            api.SetVariable("thresholding_method", str(thresholding))
            api.SetImageBytes(image.data, image.width, image.height, 1, image.width)
            api.SetSourceResolution(image.dpi)
            if not api.Recognize():
                raise PageUnreadable(detail="the engine gave up on it")
            return tsv.parse(api.GetTSVText(0), image.width, image.height, pack, self.name)
        except RuntimeError as error:
            raise PageUnreadable(detail=str(error)[:200]) from error
        finally:
            api.Clear()

    def turn(self, image: GreyImage) -> int:
        if not (self.folder / "osd.traineddata").exists():
            return 0
        with tesserocr.PyTessBaseAPI(
            path=str(self.folder), lang="osd", psm=tesserocr.PSM.OSD_ONLY, oem=tesserocr.OEM.TESSERACT_ONLY
        ) as api:
            api.SetImageBytes(image.data, image.width, image.height, 1, image.width)
            api.SetSourceResolution(image.dpi)
            found = api.DetectOrientationScript()
        return (360 - found["orient_deg"]) % 360 if found else 0

    def _api(self, pack: str) -> tesserocr.PyTessBaseAPI:
        if pack not in self._loaded:
            if len(self._loaded) >= LOADED:
                self._loaded.pop(next(iter(self._loaded))).End()
            self._loaded[pack] = tesserocr.PyTessBaseAPI(path=str(self.folder), lang=pack, psm=tesserocr.PSM.AUTO)
        return self._loaded[pack]
