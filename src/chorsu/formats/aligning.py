"""Tells which piece of a record belongs to which directory entry when there are more pieces than entries.

Terminators inside a field and lengths counted before a change of encoding come together in old exports; the lengths
are then wrong but still alike, so the assignment with the least difference is the right one.
"""

from __future__ import annotations

_MOST = 12  # pieces that one entry may have been broken into


def align(directory: bytes, data: bytes) -> list[tuple[int, bytes]] | None:
    """(number of the entry, field bytes) in order, or None where no assignment is convincing.

    A piece that looks like a field of its own (indicators, then a delimiter) becomes a further field of the same
    entry; any other is joined to the piece before it with a blank.
    """
    try:
        sizes = [int(directory[i + 3 : i + 7]) for i in range(0, len(directory), 12)]
    except ValueError:
        return None
    starts = [directory[i + 7 : i + 12] for i in range(0, len(directory), 12)]
    pieces = data.removesuffix(b"\x1d").removesuffix(b"\x1e").split(b"\x1e")
    if not sizes or len(pieces) <= len(sizes) or starts != sorted(starts) or len(pieces) > 4 * len(sizes) + _MOST:
        return None
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece) + 1)
    # cost[j]: the least sum of differences with j pieces given to the entries so far; trail: how many the last one took.
    infinite = float("inf")
    cost = [0.0] + [infinite] * len(pieces)
    trails: list[list[int]] = []
    for size in sizes:
        following = [infinite] * (len(pieces) + 1)
        trail = [0] * (len(pieces) + 1)
        for end in range(1, len(pieces) + 1):
            for took in range(1, min(_MOST, end) + 1):
                before = cost[end - took]
                if before == infinite:
                    continue
                total = before + abs(ends[end] - ends[end - took] - size)
                if total < following[end]:
                    following[end], trail[end] = total, took
        cost = following
        trails.append(trail)
    if cost[-1] > 0.1 * sum(sizes):
        return None
    result: list[tuple[int, bytes]] = []
    end = len(pieces)
    for entry in range(len(sizes) - 1, -1, -1):
        took = trails[entry][end]
        parts: list[bytes] = []
        for piece in pieces[end - took : end]:
            if parts and piece[2:3] != b"\x1f":
                parts[-1] += b" " + piece
            else:
                parts.append(piece)
        result += [(entry, part) for part in reversed(parts)]
        end -= took
    return result[::-1]
