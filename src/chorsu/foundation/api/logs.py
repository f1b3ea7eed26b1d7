"""Log lines that hold no secrets: passwords, tokens, cookies and keys are struck out before anything is written.

Settings use `chorsu.foundation.api.logs.PlainFormatter` (people) or `JsonFormatter` (machines, one object a line).
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_WORDS = r"(?:pass(?:word|wd)?|token|secret|api[-_]?key|cookie|sessionid|csrf\w*|otp|credential)"
_PATTERNS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), r"\1 •••"),
    (re.compile(rf"(?i)([\"']?\b\w*{_WORDS}\w*\b[\"']?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s,;&}}]+)"), r"\1•••"),
    (re.compile(r"(\w+://[^:/\s@]+):[^@\s/]+@"), r"\1:•••@"),
)


def without_secrets(text: str) -> str:
    """The text with values of secret names struck out.

    >>> without_secrets("login password=hunter22 user=minh")
    'login password=••• user=minh'
    >>> without_secrets("Authorization: Bearer abc.def-ghi")
    'Authorization: Bearer •••'
    >>> without_secrets("postgresql://chorsu:pw@db/chorsu")
    'postgresql://chorsu:•••@db/chorsu'
    """
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


class PlainFormatter(logging.Formatter):
    """Time, level, logger and message for people."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "process": record.process,
        }
        if record.exc_info:
            entry["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
