"""Measures the search: the API at N records with facets, beside the engine alone in the same run.

    python bench/search.py --records 1000000

The corpus is made here: words of syllables under Zipf's law in five languages and two scripts, no one's data.
Rows go straight into a database of its own (import has its own benchmark); the index is built as `index rebuild`
builds it. `figure` is the 95th percentile of whole API answers (view, engine, facets, availability, JSON) in
milliseconds, `limit` that of the engine alone answering the same questions, `ratio` the one by the other.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from _machine import machine, percentile

TARGET = 40.0  # ms, p95
CLASSES = 8

SYLLABLES = {
    "uz": [
        "ba",
        "bo",
        "da",
        "do",
        "ga",
        "go",
        "ka",
        "ko",
        "la",
        "lo",
        "ma",
        "mo",
        "na",
        "no",
        "ra",
        "ro",
        "sa",
        "so",
        "ta",
        "to",
        "xa",
        "xo",
        "ya",
        "yo",
        "za",
        "zo",
        "oʻ",
        "gʻi",
        "shi",
        "chi",
        "qi",
        "qu",
    ],
    "ru": [
        "ба",
        "бо",
        "ве",
        "да",
        "до",
        "жи",
        "за",
        "ка",
        "ко",
        "ла",
        "ле",
        "ма",
        "ми",
        "на",
        "но",
        "по",
        "ра",
        "ре",
        "са",
        "со",
        "та",
        "то",
        "че",
        "ши",
        "ю",
        "я",
    ],
    "vi": [
        "an",
        "bà",
        "cá",
        "dân",
        "đi",
        "em",
        "gà",
        "hải",
        "khánh",
        "lê",
        "mai",
        "năm",
        "ông",
        "phở",
        "quê",
        "sông",
        "thủy",
        "tết",
        "vân",
        "xuân",
    ],
    "en": [
        "al",
        "be",
        "con",
        "de",
        "ing",
        "er",
        "for",
        "in",
        "ly",
        "ment",
        "on",
        "per",
        "re",
        "sion",
        "ter",
        "tion",
        "un",
        "ver",
        "with",
    ],
}


def words(rng: random.Random, lang: str, count: int) -> list[str]:
    """Different made-up words."""
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(rng.choices(SYLLABLES[lang], k=rng.randint(2, 4)))] = None
    return list(made)


class Corpus:
    """Records as descriptions, the same for the same number."""

    LANGUAGES = ("uz", "uz-Cyrl", "ru", "vi", "en")
    SHARES = (30, 20, 20, 20, 10)

    def __init__(self, records: int) -> None:
        from chorsu.language.transliteration import to_cyrillic

        self.rng = random.Random(records)
        size = max(2_000, min(120_000, records // 8))
        self.words = {lang: words(self.rng, lang, size if lang != "vi" else min(size, 6_000)) for lang in SYLLABLES}
        self.words["uz-Cyrl"] = [to_cyrillic(word) for word in self.words["uz"]]
        self.weights = {
            lang: [1 / (place + 2.7) ** 1.05 for place in range(len(found))] for lang, found in self.words.items()
        }
        for lang, weights in self.weights.items():
            total = 0.0
            self.weights[lang] = [total := total + weight for weight in weights]
        self.subjects = {lang: [" ".join(self.some(lang, 2)) for _ in range(400)] for lang in self.words}
        self.publishers = {lang: [self.some(lang, 1)[0].title() for _ in range(300)] for lang in self.words}

    def some(self, lang: str, count: int) -> list[str]:
        """Words by Zipf's law."""
        return self.rng.choices(self.words[lang], cum_weights=self.weights[lang], k=count)

    def description(self) -> dict:
        """One edition in stored form."""
        rng = self.rng
        lang = rng.choices(self.LANGUAGES, self.SHARES)[0]
        title = " ".join(self.some(lang, rng.randint(2, 8))).capitalize()
        agents = [
            {"kind": "person", "name": ", ".join(word.title() for word in self.some(lang, 2)), "roles": ["aut"]}
            for _ in range(rng.choice((1, 1, 1, 2)))
        ]
        year = min(2026, int(1900 + 126 * rng.random() ** 0.5))
        return {
            "schema": 1,
            "kind": rng.choices(("book", "article", "thesis", "serial", "map"), (70, 15, 8, 5, 2))[0],
            "year": year,
            "languages": [lang[:2]],
            "scripts": ["Cyrl" if lang in ("ru", "uz-Cyrl") else "Latn"],
            "titles": [{"kind": "main", "text": title, "rest": " ".join(self.some(lang, 3))}],
            "agents": agents,
            "publications": [
                {
                    "kind": "publication",
                    "place": "Toshkent",
                    "publisher": rng.choice(self.publishers[lang]),
                    "date": str(year),
                }
            ],
            "physical": [{"extent": f"{rng.randint(20, 900)} b."}],
            "subjects": [{"kind": "topic", "text": one} for one in rng.sample(self.subjects[lang], rng.randint(1, 3))],
            "notes": [{"kind": "general", "text": " ".join(self.some(lang, 6))}],
            "identifiers": [{"scheme": "local", "value": str(rng.randint(10**9, 10**10))}],
            "classes": [{"scheme": "udc", "value": f"{rng.randint(0, 999)}.{rng.randint(0, 99)}"}],
        }

    def questions(self, count: int) -> list[str]:
        """Query strings of eight kinds, in turn."""
        rng, made = self.rng, []
        for number in range(count):
            lang = rng.choices(self.LANGUAGES, self.SHARES)[0]
            one, two, three = self.some(lang, 3)
            made.append(
                (
                    f"q={one}",
                    f"q={one} {two}",
                    f"q={one} {two} {three}",
                    f"q=author:{one} {two}",
                    f'q="{one} {two}"',
                    f"q={one[:4]}*",
                    f"q={one}&language={lang[:2]}&from=1980&to=2010",
                    f"q=&kind={rng.choice(('book', 'article', 'thesis'))}&language={lang[:2]}",
                )[number % CLASSES]
            )
        return made


def fill(corpus: Corpus, records: int) -> None:
    """Records, three libraries, and copies of every fourth record."""
    from chorsu.catalogue.holdings.models import Holding, Item
    from chorsu.catalogue.records.models import Record
    from chorsu.language.collation import sort_key
    from chorsu.people.libraries.models import Organisation

    places = []
    for code in ("AAA", "BBB", "CCC"):
        place = Organisation.objects.create(code=code, kind="library", names={"en": code})
        Organisation.objects.filter(pk=place.pk).update(path=f"/{place.pk}/")
        places.append(place)
    for start in range(0, records, 2_000):
        rows = []
        for _ in range(min(2_000, records - start)):
            said = corpus.description()
            title = said["titles"][0]["text"]
            names = "; ".join(one["name"] for one in said["agents"])
            rows.append(
                Record(
                    description=said, title=title, sort_title=sort_key(title)[:200], creators=names, year=said["year"],
                    kind=said["kind"], languages=said["languages"],
                )
            )  # fmt: skip
        rows = Record.objects.bulk_create(rows)
        held = Holding.objects.bulk_create(
            Holding(record=row, branch=corpus.rng.choice(places), call_number=str(row.pk)) for row in rows[::4]
        )
        Item.objects.bulk_create(
            Item(
                holding=one,
                record_id=one.record_id,
                library_id=one.branch_id,
                branch_id=one.branch_id,
                barcode=str(one.record_id),
            )
            for one in held
        )


def run(records: int = 100_000, questions: int = 1_000) -> dict:
    """Make, index, ask; returns what the command prints."""
    from django.conf import settings
    from django.core.management import call_command
    from django.http import QueryDict
    from django.test import Client

    from chorsu.discovery.search import actions
    from chorsu.discovery.search.adapters import place
    from chorsu.discovery.search.queries import finding
    from chorsu.discovery.search.queries.asking import COUNTED, Asked
    from chorsu.discovery.search.syntax import parse

    call_command("migrate", verbosity=0)
    # What is measured is the search, not the rate at which visitors may ask.
    settings.API_RATES = {"anonymous": 0}
    corpus = Corpus(records)
    fill(corpus, records)
    began = time.perf_counter()
    used = time.process_time()
    actions.rebuild()
    built, used = time.perf_counter() - began, time.process_time() - used
    asked = corpus.questions(questions)
    pair = place.serving()
    engine: list[float] = []
    plain = {}
    for text in asked:
        question = Asked.read(QueryDict(text))
        asking = finding._Asking(pair, question, ("public",), tuple(COUNTED[name] for name in COUNTED))
        made, counts = asking.plan(parse(question.text).tree)
        plain[text] = asking.search(made, counts)
    for search in list(plain.values())[:50]:
        pair.records.search(search)
    for text in asked:
        pair.records._counted.clear()
        engine.append(pair.records.search(plain[text]).took)
    client = Client()
    whole: list[float] = []
    empty = 0
    for text in asked[:50]:
        client.get(f"/api/v1/search?{text}")
    for text in asked:
        # Counts kept from question to question would flatter the figure.
        pair.records._counted.clear()
        start = time.perf_counter()
        response = client.get(f"/api/v1/search?{text}")
        whole.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{text}: {response.status_code}")
        empty += response.json()["total"] == 0
    size = sum(file.stat().st_size for file in pair.folder.rglob("*") if file.is_file())
    figure, limit = percentile(whole, 0.95), percentile(engine, 0.95)
    return {
        "figure": round(figure, 2),
        "unit": "ms, p95 of API answers with facets",
        "limit": round(limit, 2),
        "ratio": round(figure / limit, 2),
        "machine": machine(),
        "target": TARGET,
        "met": figure <= TARGET,
        "records": records,
        "questions": len(asked),
        "empty": empty,
        "p50": round(statistics.median(whole), 2),
        "p99": round(percentile(whole, 0.99), 2),
        "engine_p50": round(statistics.median(engine), 2),
        "by_kind_p95": [round(percentile(whole[kind::CLASSES], 0.95), 1) for kind in range(CLASSES)],
        "engine_by_kind_p95": [round(percentile(engine[kind::CLASSES], 0.95), 1) for kind in range(CLASSES)],
        "rebuild_records_per_second": round(records / built),
        "rebuild_cpu_ms_per_record": round(used * 1000 / records, 3),
        "index_megabytes": round(size / 1e6, 1),
    }


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chorsu bench search", description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--json", action="store_true", help="one JSON object is printed in any case")
    return parser.parse_args(argv)


def main(argv: list[str]) -> None:
    options = arguments(argv)
    if os.environ.get("CHORSU_BENCH_INSIDE"):
        import django

        django.setup()
        print(json.dumps(run(options.records, options.questions)))
        return
    # A fresh interpreter with a folder of its own: this one may have read an installation's settings already.
    with tempfile.TemporaryDirectory(prefix="chorsu-bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if name != "CHORSU_DATABASE_URL"}
        environment |= {
            "CHORSU_BENCH_INSIDE": "1",
            "CHORSU_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "chorsu.site.settings",
        }
        subprocess.run([sys.executable, __file__, *argv], check=True, env=environment)


if __name__ == "__main__":
    main(sys.argv[1:])
