"""Tantivy keeps the contract, and what is its own: one writer, survival of a kill, readers that see commits."""

import multiprocessing
import os
import signal

import pytest

from chorsu.discovery.search.adapters.tantivy_engine import TantivyEngine
from chorsu.discovery.search.errors import IndexBusy
from chorsu.discovery.search.ports import Search, Term
from chorsu.discovery.search.schema import RECORDS
from chorsu.discovery.search.tests.contract import EngineContract, document

HEAP = 16_000_000


class TestTantivy(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path):
        engine = TantivyEngine(RECORDS, tmp_path / "records", HEAP)
        yield engine
        engine.close()


def test_a_second_writer_is_refused_and_may_still_read(tmp_path):
    first = TantivyEngine(RECORDS, tmp_path, HEAP)
    first.index([document(1, "otkan kunlar")])
    first.commit()
    second = TantivyEngine(RECORDS, tmp_path, HEAP)
    with pytest.raises(IndexBusy):
        second.index([document(2, "boshqa")])
    assert second.search(Search(Term("otkan"))).total == 1
    first.index([document(3, "otkan asr")])
    first.commit()
    assert second.search(Search(Term("otkan"))).total == 2
    first.close()
    assert second.index([document(2, "boshqa")]) == 1
    second.close()


def _write_and_wait(folder: str, ready) -> None:
    engine = TantivyEngine(RECORDS, __import__("pathlib").Path(folder), HEAP)
    engine.index([document(1, "otkan kunlar")])
    engine.commit()
    engine.index([document(2, "yoqolgan")])
    ready.set()
    signal.pause()


def test_a_killed_writer_loses_only_what_was_not_committed_and_frees_the_lock(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_write_and_wait, args=(str(tmp_path), ready))
    process.start()
    assert ready.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    engine = TantivyEngine(RECORDS, tmp_path, HEAP)
    assert engine.search(Search(Term("otkan"))).total == 1
    engine.index([document(2, "topilgan")])
    engine.commit()
    assert engine.count() == 2
    engine.close()
