"""Logs tell what happened, never a secret."""

import json
import logging

import pytest

from chorsu.foundation.api.logs import JsonFormatter, PlainFormatter


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
def test_secrets_are_struck_out_of_every_line(formatter):
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "login %s", ("password='hunter22' token=abc",), None)
    line = formatter.format(record)
    assert "hunter22" not in line
    assert "abc" not in line
    assert "login" in line


def test_a_json_line_is_one_object():
    record = logging.LogRecord("chorsu", logging.WARNING, "x.py", 1, "Дилноза\nline two", (), None)
    entry = json.loads(JsonFormatter().format(record))
    assert (entry["level"], entry["logger"], entry["message"]) == ("WARNING", "chorsu", "Дилноза\nline two")
