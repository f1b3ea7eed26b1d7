"""ISBN, ISSN, ISMN and barcodes as they stand in real records: with labels, remarks and Cyrillic letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.kernel.numbers import barcode, barcode_check, isbn, ismn, issn, make_barcode, same_isbn


@pytest.mark.parametrize(
    ("written", "hyphenated"),
    [
        ("978-9910-786-25-9", "978-9910-786-25-9"),  # Uzbekistan, the newer group
        ("9789910994029", "978-9910-9940-2-9"),
        ("9789910001239", "978-9910-00123-9"),  # a range not given out: no made-up publisher
        ("978-9943-23-197-9", "978-9943-23-197-9"),
        ("ISBN 5-699-12014-9 (в пер.)", "978-5-699-12014-7"),
        ("ISBN-13: 978-0-306-40615-7 : $10", "978-0-306-40615-7"),
        ("080442957X", "978-0-8044-2957-3"),
        ("080442957Х", "978-0-8044-2957-3"),  # a Cyrillic Ха for the X
    ],
)
def test_an_isbn_is_read_as_cataloguers_write_it(written, hyphenated):
    assert isbn(written).hyphenated == hyphenated


@pytest.mark.parametrize("written", ["", "978-9910-786-25-1", "12345", "без ISBN", "9790260000438", "\0"])
def test_what_is_no_isbn_is_none(written):
    assert isbn(written) is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_readers_of_numbers(text):
    isbn(text), issn(text), ismn(text), barcode_check(text), barcode(text), same_isbn(text, text)


def test_an_issn_comes_with_its_hyphen():
    assert issn("ISSN 2181-0400") == "2181-0400"
    assert issn("0378-5955 (print)") == "0378-5955"
    assert issn("0378-5950") is None


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_a_made_barcode_checks_and_reads_back(number):
    made = make_barcode("31234", number)
    assert len(made) == 14
    assert barcode_check(made)
    assert barcode(f" A{made}b\n") == made


def test_a_barcode_that_does_not_fit_is_not_made():
    with pytest.raises(ValueError):
        make_barcode("31234", 10**9)
