"""Finds: asks the engines, and when nothing is found tries what the reader may have meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chorsu.catalogue.records.models import Record
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.planning import Marks, Plan, plan
from chorsu.discovery.search.ports import Bucket, Engine, Facet, Results, Search
from chorsu.discovery.search.queries import spelling
from chorsu.discovery.search.queries.asking import COUNTED, HEADINGS, SORTS, Asked
from chorsu.discovery.search.queries.headings import headings
from chorsu.discovery.search.syntax import Tree, parse, words_of
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.language.keyboard import other_layouts

# Records taken in because of their pages; of more the reader sees the titles anyway.
BY_PAGES = 500
WINDOW = 600  # hits looked through when editions are grouped


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and how.

    `corrected`: this was searched instead of what was typed. `relaxed`: not every word had to be there.
    `did_you_mean`: perhaps better words, with `did_you_mean_total` hits. `unfiltered`: hits there would be without
    filters (only when there are none with them). `page_counts`: record → pages that hold the words.
    """

    total: int = 0
    ids: tuple[int, ...] = ()
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    plan: Plan = field(default_factory=Plan)
    messages: tuple[Reason, ...] = ()
    corrected: str = ""
    relaxed: bool = False
    did_you_mean: str = ""
    did_you_mean_total: int = 0
    unfiltered: int = 0
    page_counts: Mapping[int, int] = field(default_factory=dict)
    took: float = 0.0
    rows: Mapping[int, Record] = field(default_factory=dict)
    ready: bool = True


ABSENT = Reason(
    "search.index-absent",
    gettext_noop("The search index is being built."),
    gettext_noop("Look again in a few minutes; records can be opened by their addresses meanwhile."),
)


def visible_classes(viewer) -> tuple[str, ...]:
    """Access classes whose pages this viewer may be told about; the gate has the last word on each snippet."""
    classes = ["public"]
    if viewer is not None and viewer.account_id:
        classes.append("signed-in")
    if viewer is not None and viewer.on_site:
        classes.append("on-site")
    return tuple(classes)


@dataclass(frozen=True, slots=True)
class _Answer:
    results: Results
    plan: Plan
    page_counts: dict[int, int]
    took: float


def find(asked: Asked, viewer=None, facets: tuple[str, ...] = tuple(COUNTED)) -> Found:
    """Answer a question. Never raises on what a reader types."""
    pair = place.serving()
    parsed = parse(asked.text)
    if pair is None:
        return Found(messages=(*parsed.messages, ABSENT), ready=False)
    asking = _Asking(pair, asked, visible_classes(viewer), tuple(COUNTED[name] for name in facets))
    answer = asking.ask(parsed.tree)
    found = Found(messages=parsed.messages)
    if answer.results.total == 0 and parsed.tree is not None:
        if asked.narrowed:
            found = replace(found, unfiltered=asking.count(parsed.tree))
        if not found.unfiltered and not asked.literal:
            answer, found = _otherwise(asking, parsed.tree, parsed.text, answer, found)
    elif parsed.tree is not None and not asked.literal and asked.page == 1 and answer.results.total < 200:
        found = _perhaps(asking, parsed.tree, parsed.text, answer, found)
    ids, total = tuple(hit.id for hit in answer.results.hits), answer.results.total
    if asked.grouped:
        ids, total = asking.grouped(answer)
    return replace(
        found,
        total=total,
        ids=ids,
        facets=_by_name(pair.records, answer.results.facets, facets),
        marks=answer.plan.marks,
        plan=answer.plan,
        page_counts=answer.page_counts,
        took=asking.took,
        rows=found.rows or _rows(ids),
    )


class _Asking:
    """One question to the pair of engines, asked perhaps several times in other words."""

    def __init__(self, pair: place.Pair, asked: Asked, classes: tuple[str, ...], facets: tuple[Facet, ...]) -> None:
        self.pair = pair
        self.asked = asked
        self.classes = classes
        self.facets = facets
        self.filters = asked.engine_filters()
        self.took = 0.0

    def plan(self, tree: Tree | None, relaxed: bool = False) -> tuple[Plan, dict[int, int]]:
        made = plan(tree, relaxed, _code)
        counts: dict[int, int] = {}
        if made.pages is not None and self.pair.pages.count():
            inside = Search(made.pages, {"access": self.classes}, (Facet("record", BY_PAGES),), per_page=0, words=())
            results = self.pair.pages.search(inside)
            self.took += results.took
            counts = {int(bucket.value): bucket.count for bucket in results.facets["record"]}
        return made, counts

    def search(self, made: Plan, counts: Mapping[int, int], **changes) -> Search:
        search = Search(
            node=made.records(tuple(counts)),
            filters=self.filters,
            facets=self.facets,
            sort=SORTS[self.asked.sort],
            page=self.asked.page,
            per_page=self.asked.per_page,
            words=made.words,
        )
        return replace(search, **changes)

    def ask(self, tree: Tree | None, relaxed: bool = False) -> _Answer:
        made, counts = self.plan(tree, relaxed)
        results = self.pair.records.search(self.search(made, counts))
        self.took += results.took
        return _Answer(results, made, counts, results.took)

    def count(self, tree: Tree | None) -> int:
        """Hits without filters."""
        made, counts = self.plan(tree)
        results = self.pair.records.search(self.search(made, counts, filters={}, facets=(), per_page=0))
        self.took += results.took
        return results.total

    def grouped(self, answer: _Answer) -> tuple[tuple[int, ...], int]:
        """One record of each work, in the order of the hits, within the best few hundred; and how many there are."""
        search = self.search(answer.plan, answer.page_counts, facets=())
        seen: set[int] = set()
        kept: list[int] = []
        for one, work in self.pair.records.values(search, ("work",), WINDOW):
            if work:
                if work in seen:
                    continue
                seen.add(work)
            kept.append(int(one or 0))
        start = (self.asked.page - 1) * self.asked.per_page
        return tuple(kept[start : start + self.asked.per_page]), len(kept)


def _otherwise(asking: _Asking, tree: Tree, text: str, nothing: _Answer, found: Found) -> tuple[_Answer, Found]:
    """Nothing was found: the keyboard may have been in the other layout, a letter slipped, a word be too many."""
    for typed in other_layouts(text):
        answer = asking.ask(parse(typed).tree)
        if answer.results.total:
            return answer, replace(found, corrected=typed)
    better, changes = spelling.corrected(asking.pair.records, tree)
    if changes:
        answer = asking.ask(better)
        if answer.results.total:
            rows = _rows(tuple(hit.id for hit in answer.results.hits))
            return answer, replace(found, corrected=_written(text, changes, rows), rows=rows)
    if len(words_of(tree)) > 1:
        answer = asking.ask(tree, relaxed=True)
        if not answer.results.total and changes:
            answer = asking.ask(better, relaxed=True)
        if answer.results.total:
            return answer, replace(found, relaxed=True)
    return nothing, found


def _perhaps(asking: _Asking, tree: Tree, text: str, answer: _Answer, found: Found) -> Found:
    """Something was found; if a word of the query is rare beside its neighbour, propose that."""
    better, changes = spelling.corrected(asking.pair.records, tree, rare=2, quick=True)
    if not changes:
        return found
    made, counts = asking.plan(better)
    results = asking.pair.records.search(asking.search(made, counts, facets=(), page=1))
    asking.took += results.took
    if results.total <= answer.results.total * 3:
        return found
    rows = _rows(tuple(hit.id for hit in results.hits))
    return replace(found, did_you_mean=_written(text, changes, rows), did_you_mean_total=results.total)


def _written(text: str, changes: dict[str, str], rows: Mapping[int, Record]) -> str:
    return spelling.as_written(text, changes, (f"{row.title} {row.creators}" for row in rows.values()))


def _rows(ids: tuple[int, ...]) -> dict[int, Record]:
    return Record.objects.in_bulk(ids) if ids else {}


def _code(_field: str, text: str) -> str:
    """A library's code as it is written in the table; capital letters matter not."""
    return text.strip().upper()


def _by_name(
    engine: Engine, facets: Mapping[str, tuple[Bucket, ...]], names: tuple[str, ...]
) -> dict[str, tuple[Bucket, ...]]:
    """Buckets by the names of the address; the numbers of headings as key and label."""
    result = {}
    for name in names:
        buckets = facets.get(COUNTED[name].field, ())
        if name in HEADINGS:
            known = headings(engine, name, (int(bucket.value) for bucket in buckets))
            buckets = tuple(Bucket(known[b.value], b.count) for b in buckets if b.value in known)
        result[name] = buckets
    return result
