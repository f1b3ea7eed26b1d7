"""Marks found words in a text of any script: folded tokens are matched and led back to their places.

Own work, because an engine's highlighter sees only keys: it could not mark «Ўткан» for "o'tkan".
"""

from __future__ import annotations

from html import escape

from chorsu.discovery.search.planning import Marks
from chorsu.language.folding import Span, token_spans
from chorsu.language.stems import any_stem

AROUND = 220  # characters of a snippet


def _found(span: Span, marks: Marks) -> bool:
    key = span.key
    if key in marks.keys or any(key.startswith(prefix) for prefix in marks.prefixes):
        return True
    return bool(marks.stems) and any_stem(key) in marks.stems


def _places(text: str, marks: Marks, spans: list[Span] | None = None) -> list[tuple[int, int]]:
    """Where to mark; found words side by side become one place."""
    places: list[tuple[int, int]] = []
    for span in spans if spans is not None else token_spans(text):
        if not _found(span, marks):
            continue
        if places and (span.start <= places[-1][1] or text[places[-1][1] : span.start].isspace()):
            places[-1] = (places[-1][0], max(span.end, places[-1][1]))
        else:
            places.append((span.start, span.end))
    return places


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


def highlight(text: str, marks: Marks) -> str:
    """The text as safe HTML with `<mark>` around what was found.

    >>> highlight("«Ўткан кунлар» <i>", Marks(frozenset({"otkan", "kunlar"})))
    '«<mark>Ўткан кунлар</mark>» &lt;i&gt;'
    """
    if not marks or not text:
        return escape(text)
    return _marked(text, _places(text, marks))


def snippet(text: str, marks: Marks, around: int = AROUND) -> str:
    """The stretch of a long text that holds most of what was found, as safe HTML; "" when nothing was found."""
    if not marks:
        return ""
    spans = token_spans(text)
    found = [span for span in spans if _found(span, marks)]
    if not found:
        return ""
    best = max(range(len(found)), key=lambda i: (_weight(found, i, around), -i))
    start = max(0, found[best].start - around // 3)
    end = min(len(text), start + around)
    # Cut between words.
    while start > 0 and not text[start - 1].isspace() and found[best].start - start < around // 2:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < around + 30:
        end += 1
    cut = " ".join(text[start:end].split())
    body = _marked(cut, _places(cut, marks))
    return ("…" if start > 0 else "") + body + ("…" if end < len(text) else "")


def _weight(found: list[Span], first: int, around: int) -> tuple[int, int]:
    """How many different words, and how many at all, fit into a snippet that begins at this one."""
    inside = []
    for span in found[first:]:
        if span.end - found[first].start > around:
            break
        inside.append(span.key)
    return len(set(inside)), len(inside)
