"""What every search engine must do, as one class: a test class of an engine inherits it and makes the engine."""

from __future__ import annotations

import pytest

from chorsu.discovery.search.ports import (
    All,
    Any_,
    Bucket,
    Engine,
    Facet,
    Not,
    Phrase,
    Search,
    Sort,
    Span,
    Term,
    Value,
)
from chorsu.discovery.search.schema import RECORDS


def document(id: int, title: str, author: str = "", **values) -> dict:
    """A document already folded, as the engines get it."""
    whole = " ".join(part for part in (title, author, values.get("notes", "")) if part)
    made = {
        "id": id,
        "title": title,
        "author": author,
        "all": whole,
        "title_key": [title],
        "sort_title": title,
        "kind": "book",
    }
    return made | values


SHELF = [
    document(1, "otkan kunlar", "qodirii abdulla", year=1926, language=["uz"], place=["UZ", "NLUZ"], work=7),
    document(2, "otkan kunlar", "qodirii abdulla", year=2019, language=["uz"], place=["UZ", "FERG"], work=7),
    document(3, "mehrobdan chaion", "qodirii abdulla", year=1929, language=["uz"], place=["UZ", "NLUZ"]),
    document(4, "kunlar va tunlar otkan", "oibek", year=1974, language=["uz"], kind="article"),
    document(5, "truien kieu", "nguien du", year=2015, language=["vi"], place=["VN"], exact="truyện kiều"),
    document(6, "kitoblar haqida", "navoii alisher", notes="otkan asr kitoblari", language=["uz"], stems="kitob haqi"),
]


class EngineContract:
    """Inherit and provide `engine`, empty and writable, of the records schema."""

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    @pytest.fixture
    def shelf(self, engine: Engine) -> Engine:
        engine.index(SHELF)
        engine.commit()
        return engine

    @staticmethod
    def ids(engine: Engine, node, **more) -> list[int]:
        return [hit.id for hit in engine.search(Search(node, **more)).hits]

    def test_is_an_engine(self, engine):
        assert isinstance(engine, Engine)
        assert engine.schema is RECORDS

    def test_an_empty_index_answers_with_nothing(self, engine):
        results = engine.search(Search(Term("otkan"), facets=(Facet("kind"),)))
        assert (results.total, results.hits, results.facets) == (0, (), {"kind": ()})
        assert engine.count() == 0

    def test_a_word_is_found_wherever_it_stands_and_titles_come_first(self, shelf):
        found = self.ids(shelf, Term("otkan"), words=("otkan",))
        assert set(found) == {1, 2, 4, 6}
        assert found[-1] == 6  # only in a note

    def test_a_title_that_is_the_query_comes_before_one_that_holds_its_words(self, shelf):
        node = All((Term("otkan"), Term("kunlar")))
        assert set(self.ids(shelf, node, words=("otkan", "kunlar"))[:2]) == {1, 2}
        assert set(self.ids(shelf, node)) == {1, 2, 4}

    def test_a_phrase_asks_for_words_side_by_side(self, shelf):
        assert set(self.ids(shelf, Phrase(("otkan", "kunlar")))) == {1, 2}
        assert self.ids(shelf, Phrase(("kunlar", "otkan"), "title")) == []
        assert self.ids(shelf, Phrase(("kunlar", "tunlar"), "title", slop=1)) == [4]

    def test_a_word_in_a_field_is_found_only_there(self, shelf):
        assert self.ids(shelf, Term("otkan", field="notes")) == [6]
        assert self.ids(shelf, Term("qodirii", field="title")) == []
        assert set(self.ids(shelf, Term("qodirii", field="author"))) == {1, 2, 3}

    def test_either_without_and_at_least(self, shelf):
        assert set(self.ids(shelf, Any_((Term("mehrobdan"), Term("kieu"))))) == {3, 5}
        assert set(self.ids(shelf, All((Term("qodirii"), Not(Term("otkan")))))) == {3}
        assert set(self.ids(shelf, All((Not(Term("qodirii")),)))) == {4, 5, 6}
        two_of_three = Any_((Term("otkan"), Term("kunlar"), Term("qodirii")), least=2)
        assert set(self.ids(shelf, two_of_three)) == {1, 2, 4}
        assert self.ids(shelf, Any_(())) == []

    def test_the_beginning_of_a_word(self, shelf):
        assert self.ids(shelf, Term("kitob", prefix=True)) == [6]
        assert set(self.ids(shelf, Term("qod", field="author", prefix=True))) == {1, 2, 3}

    def test_a_stem_finds_what_the_word_itself_does_not(self, shelf):
        assert self.ids(shelf, Term("kitobni")) == []
        assert self.ids(shelf, Term("kitobni", stems=("kitob",))) == [6]

    def test_words_as_written_come_first(self, engine):
        engine.index([document(1, "kieu", exact="kieu"), document(2, "kieu", exact="kiều")])
        engine.commit()
        assert self.ids(engine, Term("kieu", exact="kiều")) == [2, 1]
        assert self.ids(engine, Term("kieu", exact="kieu")) == [1, 2]

    def test_numbers_between_bounds(self, shelf):
        assert set(self.ids(shelf, Span("year", 1920, 1930))) == {1, 3}
        assert set(self.ids(shelf, Span("year", 2015, None))) == {2, 5}
        assert set(self.ids(shelf, Span("year", None, 1926))) == {1}
        assert set(self.ids(shelf, Value("id", (1, 5)))) == {1, 5}

    def test_filters_add_up_and_their_values_are_alternatives(self, shelf):
        both = {"place": ("NLUZ", "FERG"), "year": (Span("year", None, 1950),)}
        results = shelf.search(Search(Term("qodirii"), filters=both))
        assert (results.total, {hit.id for hit in results.hits}) == (2, {1, 3})

    def test_facets_count_exactly_and_leave_out_the_filter_of_their_own(self, shelf):
        facets = (Facet("kind"), Facet("language"), Facet("year", step=10))
        results = shelf.search(Search(None, filters={"language": ("vi",)}, facets=facets))
        assert results.total == 1
        assert results.facets["kind"] == (Bucket("book", 1),)
        assert results.facets["language"] == (Bucket("uz", 5), Bucket("vi", 1))
        assert results.facets["year"] == (Bucket(2010, 1),)

    def test_a_facet_named_apart_from_its_filter(self, engine):
        engine.index([document(1, "a", library=["X"], place=["X", "UZ"]), document(2, "b", library=["Y"], place=["Y"])])
        engine.commit()
        facet = Facet("library", apart="place")
        results = engine.search(Search(None, filters={"place": ("X",)}, facets=(facet, Facet("kind"))))
        assert [bucket.count for bucket in results.facets["library"]] == [1, 1]
        assert results.facets["kind"] == (Bucket("book", 1),)

    def test_numbers_of_many_values_are_counted_to_the_last_digit(self, engine):
        large = 2**52 - 1
        engine.index([document(1, "a", author_id=[large, 5]), document(2, "b", author_id=[large])])
        engine.commit()
        results = engine.search(Search(None, facets=(Facet("author_id"),)))
        assert results.facets["author_id"] == (Bucket(large, 2), Bucket(5, 1))
        assert self.ids(engine, None, filters={"author_id": (5,)}) == [1]

    def test_counts_follow_a_commit(self, shelf):
        asked = Search(None, facets=(Facet("kind"),))
        assert shelf.search(asked).facets["kind"][0] == Bucket("book", 5)
        shelf.index([document(7, "yangi")])
        shelf.commit()
        assert shelf.search(asked).facets["kind"][0] == Bucket("book", 6)

    def test_hits_are_sorted_and_paged(self, shelf):
        newest = Sort("year", descending=True)
        assert self.ids(shelf, Term("qodirii"), sort=newest) == [2, 3, 1]
        assert self.ids(shelf, Term("qodirii"), sort=Sort("year")) == [1, 3, 2]
        assert self.ids(shelf, None, sort=Sort("sort_title"), per_page=2) == [6, 4]
        assert self.ids(shelf, None, sort=Sort("sort_title"), per_page=2, page=2) == [3, 1]
        beyond = shelf.search(Search(None, page=50))
        assert (beyond.total, beyond.hits) == (6, ())
        assert shelf.search(Search(None, page=10_000_000)).hits == ()

    def test_a_document_is_replaced_by_its_newest_state(self, shelf):
        shelf.index([document(1, "boshqa nom")])
        shelf.commit()
        assert self.ids(shelf, Term("boshqa")) == [1]
        assert 1 not in self.ids(shelf, Term("otkan"))
        assert shelf.count() == len(SHELF)

    def test_a_document_that_is_deleted_is_gone_and_unknown_ones_do_no_harm(self, shelf):
        shelf.delete([1, 999])
        shelf.commit()
        assert shelf.count() == len(SHELF) - 1
        assert set(self.ids(shelf, Term("otkan"))) == {2, 4, 6}

    def test_nothing_is_seen_before_the_commit(self, engine):
        engine.index([document(1, "otkan kunlar")])
        assert engine.search(Search(Term("otkan"))).total == 0
        engine.commit()
        assert engine.search(Search(Term("otkan"))).total == 1

    def test_suggestions_go_on_from_what_was_typed(self, shelf):
        assert {hit.id for hit in shelf.suggest(("ot",), {}, 5)} >= {1, 2}
        assert {hit.id for hit in shelf.suggest(("otkan", "ku"), {}, 5)} == {1, 2, 4}
        assert {hit.id for hit in shelf.suggest(("qod",), {"place": ("FERG",)}, 5)} == {2}
        assert shelf.suggest((), {}, 5) == []

    def test_words_of_the_index_with_their_frequency(self, shelf):
        assert shelf.terms("kun", 10) == [("kunlar", 3)]
        assert shelf.frequency("otkan") == 4
        assert shelf.frequency("nothing") == 0

    def test_alike_by_author_subject_and_title(self, engine):
        one = document(1, "otkan kunlar", author_id=[11], subject_id=[21])
        engine.index([one, document(2, "boshqa", author_id=[11]), document(3, "uchinchi")])
        engine.commit()
        assert [hit.id for hit in engine.similar(one, 5)] == [2]

    def test_number_fields_of_hits(self, shelf):
        assert set(shelf.values(Search(Phrase(("otkan", "kunlar"))), ("work", "year"), 10)) == {
            (1, 7, 1926),
            (2, 7, 2019),
        }

    @pytest.mark.parametrize("key", ["", ".", ".*", "a" * 3000, "[", "\\", "кириллица", "\x00"])
    def test_strange_words_are_only_not_found(self, shelf, key):
        assert self.ids(shelf, Term(key)) == []
        assert isinstance(self.ids(shelf, Term(key, prefix=True)), list)
        assert isinstance(self.ids(shelf, Value("class", (key,), prefix=True)), list)
        assert isinstance(shelf.suggest((key,), {}, 3), list)
