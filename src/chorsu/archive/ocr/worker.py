"""A process that recognises pages: one line of JSON in, one out. `python -m chorsu.archive.ocr.worker`

A process of its own, because a page can crash the engine, and because four pages should use four cores. It ends when
its standard input closes, so it never outlives the worker that started it by more than a page.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["OMP_THREAD_LIMIT"] = "1"
os.environ["VIPS_CONCURRENCY"] = "1"

import pyvips

from chorsu.archive.objects import ports as pages
from chorsu.archive.ocr import adapters, reading
from chorsu.formats import alto
from chorsu.kernel.errors import ChorsuError


class Worker:
    """Keeps the engine with its loaded packs; what was learnt of an object comes with the task, as its `hint`."""

    def __init__(self) -> None:
        self.engine = adapters.engine()
        self.packs = self.engine.packs()

    def handle(self, task: dict[str, Any]) -> dict[str, Any]:
        """Recognise one page and put its ALTO into the folder `out`; the answer says how it went."""
        expected, usual = task.get("hint") or ("", 0.9)
        try:
            image = pages.open_page(Path(task["path"]), task["mime"], task["frame"])
            page = reading.read(self.engine, image, task.get("languages", ()), expected, self.packs, usual)
        except ChorsuError as error:
            return {"page": task["page"], "state": "failed", "problem": error.sentence}
        except pyvips.Error as error:
            lines = [line.strip() for line in str(error).splitlines() if line.strip()]
            return {"page": task["page"], "state": "failed", "problem": f"The image cannot be read: {lines[-1][:200]}."}
        except MemoryError:
            return {"page": task["page"], "state": "failed", "problem": "The image needs more memory than there is."}
        answer: dict[str, Any] = {
            "page": task["page"],
            "state": page.state,
            "passes": page.passes,
            "problem": page.note,
        }
        if page.state == reading.RECOGNISED:
            pages.keep_text(Path(task["out"]), task["number"], alto.write(page.text))
            answer |= {"confidence": page.text.confidence, "words": len(page.text.words), "language": page.pack}
            if (page.text.confidence or 0) >= 0.8:
                answer["hint"] = [page.next_pack, page.text.confidence]
        return answer


def main() -> None:
    """Serve lines until the input ends. What libraries print goes nowhere: standard output is for answers only."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.nice(5)
    worker = Worker()
    for line in sys.stdin:
        answers.write(json.dumps(worker.handle(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
