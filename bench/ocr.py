"""Recognition of whole books beside bare Tesseract on the same pages and cores: `python bench/ocr.py [--pages N]`.

Renders its own pages in Uzbek (both scripts), Russian and Vietnamese with fonts that hold the letters, runs `tesseract`
with the right pack, and then this project's pool, which has to find the pack itself. The two take turns, so that a
busy machine slows both. Prints one JSON object: pages a minute, the same for bare Tesseract, their ratio by the clock,
the ratio by processor time (`cpu_ratio`, which a busy machine hardly moves), and the share of wrong characters (CER,
apostrophes folded).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from chorsu.archive.ocr.adapters import tessdata
from chorsu.archive.ocr.pool import Pool, cores
from chorsu.formats import alto

LIMIT = 0.85
FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)
# Written for this benchmark.
TEXTS = {
    "uzb": (
        "Kutubxona har kuni ertalab soat toʻqqizda ochiladi. Oʻquvchilar kitoblarni javonlardan oʻzlari tanlab oladi. "
        "Qishloq maktabi yonidagi kichik binoda ham oʻqish zali bor va u yerda gʻoyat qiziq jurnallar saqlanadi. "
        "Bahorda daryo boʻyida shamol esadi, bolalar esa daraxt soyasida sheʼr yodlaydi. Maʼlumotlar bir joyga yigʻiladi. "
    ),
    "uzb_cyrl+rus": (
        "Кутубхона ҳар куни эрталаб соат тўққизда очилади. Ўқувчилар китобларни жавонлардан ўзлари танлаб олади. "
        "Қишлоқ мактаби ёнидаги кичик бинода ҳам ўқиш зали бор ва у ерда ғоят қизиқ журналлар сақланади. "
        "Баҳорда дарё бўйида шамол эсади, болалар эса дарахт соясида шеър ёдлайди. Маълумотлар бир жойга йиғилади. "
    ),
    "rus": (
        "Библиотека открывается каждое утро в девять часов. Читатели сами выбирают книги на полках и записывают их. "
        "В маленьком доме рядом со школой есть ещё один зал, где хранятся старые журналы и газеты прошлого века. "
        "Весной над рекой дует тёплый ветер, а дети учат стихи в тени больших деревьев. Всё это можно найти и прочесть. "
    ),
    "vie": (
        "Thư viện mở cửa lúc chín giờ mỗi buổi sáng. Bạn đọc tự chọn sách trên giá và ghi tên vào sổ mượn. "
        "Trong ngôi nhà nhỏ bên cạnh trường học còn có một phòng đọc, nơi lưu giữ nhiều tạp chí và báo cũ. "
        "Mùa xuân gió thổi nhẹ trên sông, trẻ em học thuộc thơ dưới bóng cây lớn. Mọi điều đều có thể tìm thấy ở đây. "
    ),
}
FOLD = str.maketrans(dict.fromkeys("ʻʼ‘’`´", "'"))


def render(text: str, font_path: str, path: Path) -> str:
    """An A4 page at 300 dpi; returns what is printed on it."""
    image, font = Image.new("L", (2480, 3508), 255), ImageFont.truetype(font_path, 46)
    draw, line, y, printed = ImageDraw.Draw(image), "", 220, []
    for word in text.split():
        if draw.textlength(f"{line} {word}", font=font) > 2000:
            draw.text((240, y), line, font=font, fill=0)
            printed.append(line)
            line, y = word, y + 68
            if y > 3200:
                break
        else:
            line = f"{line} {word}".strip()
    image.save(path, dpi=(300, 300))
    return " ".join(printed)


def distance(one: str, other: str) -> int:
    """Levenshtein distance."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def folded(text: str) -> str:
    return " ".join(text.translate(FOLD).split())


def bare(pages: list[tuple[Path, str]], out: Path, processes: int) -> float:
    """Seconds for `tesseract page out -l pack tsv` on all pages, `processes` at a time."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def one(page: tuple[Path, str]) -> None:
        # As low in priority as our own workers are: the two share the machine with whatever else runs.
        command = ["nice", "-n", "5", "tesseract", str(page[0]), str(out / page[0].stem), "-l", page[1], "tsv"]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    started = time.monotonic()
    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(one, pages))
    return time.monotonic() - started


def ours(pages: list[tuple[Path, str]], out: Path, processes: int) -> tuple[float, dict[int, dict]]:
    """Seconds for the pool on the same pages; it is told no language. Includes starting its processes."""
    tasks = [
        {"page": number, "object": page[1], "number": number, "path": str(page[0]), "mime": "image/png", "frame": 0,
         "languages": [], "out": str(out)}
        for number, page in enumerate(pages)
    ]  # fmt: skip
    started = time.monotonic()
    with Pool(processes) as pool:
        answers = {answer["page"]: answer for answer in pool.run(tasks)}
    return time.monotonic() - started, answers


def _children() -> float:
    """Seconds of processor time of all processes that have ended: hardly moved by what else runs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=24, help="pages in all, of four languages (default 24)")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--records", type=int, help="taken for --pages, so that all benchmarks start alike")
    parser.add_argument("--json", action="store_true", help="accepted: the answer is always JSON")
    options = parser.parse_args()
    fonts = [path for path in FONTS if Path(path).exists()]
    if not shutil.which("tesseract") or tessdata.folder() is None or not fonts:
        print(json.dumps({"figure": None, "unit": "pages/min", "problem": "Tesseract or the fonts are missing"}))
        return 1
    processes, count = cores(), max(4, (options.records or options.pages) // 4)
    with tempfile.TemporaryDirectory() as folder:
        work, pages, printed = Path(folder), [], []
        for pack, text in TEXTS.items():
            for number in range(count):
                words = text.split()
                turned = " ".join(words[number * 7 % len(words) :] + words[: number * 7 % len(words)])
                path = work / f"{pack.split('+')[0]}-{number:03d}.png"
                printed.append(render(" ".join([turned] * 6), fonts[number % len(fonts)], path))
                pages.append((path, pack))
        theirs, own, answers = [], [], {}
        spent = {"bare": 0.0, "ours": 0.0}
        for turn in range(options.rounds):
            steps = [lambda: theirs.append(bare(pages, work, processes)), None]
            for step in steps if turn % 2 == 0 else reversed(steps):
                before = _children()
                if step:
                    step()
                    spent["bare"] += _children() - before
                else:
                    seconds, answers = ours(pages, work / "out", processes)
                    own.append(seconds)
                    spent["ours"] += _children() - before
        wrong, total, by_pack = 0, 0, {}
        for number, (_, pack) in enumerate(pages):
            path = work / "out" / f"{number:06d}.xml"
            found = folded(alto.read(path.read_bytes()).text) if path.exists() else ""
            errors, length = distance(folded(printed[number]), found), len(folded(printed[number]))
            wrong, total = wrong + errors, total + length
            one = by_pack.setdefault(pack, [0, 0, []])
            one[0], one[1] = one[0] + errors, one[1] + length
            one[2].append(answers[number].get("language", ""))
        ratio = min(theirs) / min(own)
        print(
            json.dumps(
                {
                    "figure": round(len(pages) * 60 / min(own), 1),
                    "unit": "pages/min",
                    "bare": round(len(pages) * 60 / min(theirs), 1),
                    "limit": LIMIT,
                    "ratio": round(ratio, 3),
                    "cpu_ratio": round(spent["bare"] / spent["ours"], 3),
                    "cer": round(wrong / total, 5),
                    "cer_by_pack": {pack: round(one[0] / one[1], 5) for pack, one in by_pack.items()},
                    "packs_chosen": {pack: sorted(set(one[2])) for pack, one in by_pack.items()},
                    "pages": len(pages),
                    "machine": f"{processes} cores, {platform.machine()}, Python {platform.python_version()}",
                    "load": round(os.getloadavg()[0], 2),
                },
                ensure_ascii=False,
            )
        )
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
